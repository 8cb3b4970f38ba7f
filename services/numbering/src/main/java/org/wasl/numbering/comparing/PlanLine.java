package org.wasl.numbering.comparing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.Holder;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.Span;
import org.wasl.numbering.filing.FiledResource;
import org.wasl.numbering.filing.FiledStatus;
import org.wasl.numbering.filing.Lengths;
import org.wasl.numbering.filing.Proposed;
import org.wasl.terms.LocalizedText;

/// A line of a plan as any source states it, with the days on which it holds.
///
/// @param from first day, absent: since ever
/// @param to last day, absent: until further notice
public record PlanLine(
    FiledResource resource,
    CodeRange range,
    Facts facts,
    Optional<LocalDate> from,
    Optional<LocalDate> to) {

  /// What a source says of numbers.
  public record Facts(
      Optional<Lengths> lengths, String usage, String holder, String area, FiledStatus status) {}

  public static PlanLine of(Proposed proposed) {
    Facts facts =
        new Facts(
            proposed.lengths(),
            proposed.usage(),
            proposed.holder(),
            proposed.area(),
            proposed.status());
    return new PlanLine(
        proposed.resource(), proposed.range(), facts, proposed.validFrom(), proposed.validTo());
  }

  /// What the registry says, with the days of its validity.
  public static PlanLine of(PlanEntry entry, ZoneId zone) {
    return new PlanLine(
        FiledResource.of(entry.resource()),
        entry.codes(),
        new Facts(
            Optional.of(new Lengths(entry.leastDigits(), entry.mostDigits())),
            entry.usage().name(),
            entry.holder().map(Holder::name).orElse(""),
            entry.area().map(LocalizedText::en).orElse(""),
            status(entry)),
        day(entry.valid().from(), zone),
        day(entry.valid().to(), zone).map(next -> next.minusDays(1)));
  }

  private static Optional<LocalDate> day(Instant moment, ZoneId zone) {
    return moment.equals(Span.BEGINNING) || moment.equals(Span.END)
        ? Optional.empty()
        : Optional.of(LocalDate.ofInstant(moment, zone));
  }

  private static FiledStatus status(PlanEntry entry) {
    return switch (entry.status()) {
      case FREE -> FiledStatus.UNALLOCATED;
      case RESERVED -> FiledStatus.RESERVED;
      case ALLOCATED, IN_SERVICE, LEGACY_UNCONFIRMED, DISPUTED -> FiledStatus.ALLOCATED;
      case WITHDRAWN, QUARANTINE -> FiledStatus.WITHDRAWN;
    };
  }

  boolean holdsOn(LocalDate day) {
    return from.map(first -> !day.isBefore(first)).orElse(true)
        && to.map(last -> !day.isAfter(last)).orElse(true);
  }
}
