package org.wasl.numbering.proposing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.wasl.numbering.Holder;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.PlanEntry.Status;
import org.wasl.numbering.Span;
import org.wasl.numbering.filing.FiledResource;
import org.wasl.numbering.filing.FiledStatus;
import org.wasl.numbering.filing.Lengths;
import org.wasl.numbering.filing.Place;
import org.wasl.numbering.filing.Proposed;
import org.wasl.terms.LocalizedText;

/// What of the registry is presented to ITU (E.129): numbers, short codes and the codes of
/// networks, signalling and cards as they are on a day. What was never confirmed is not presented;
/// what is free needs no row.
public final class Presentation {
  private Presentation() {}

  /// @param entries of the plan, of all time
  public static List<Proposed> of(List<PlanEntry> entries, LocalDate day, ZoneId zone) {
    Instant moment = day.plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(1);
    List<Proposed> rows = new ArrayList<>();
    for (PlanEntry entry : entries) {
      boolean presented =
          entry.status() != Status.FREE && entry.status() != Status.LEGACY_UNCONFIRMED;
      if (presented && entry.valid().holds(moment)) {
        rows.add(row(FiledResource.of(entry.resource()), entry, zone));
      }
    }
    return rows;
  }

  private static Proposed row(FiledResource resource, PlanEntry entry, ZoneId zone) {
    return new Proposed(
        resource,
        entry.codes(),
        Optional.of(new Lengths(entry.leastDigits(), entry.mostDigits())),
        entry.usage().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        entry.holder().map(Holder::name).orElse(""),
        entry.area().map(LocalizedText::en).orElse(""),
        status(entry),
        day(entry.valid().from(), Span.BEGINNING, zone),
        day(entry.valid().to(), Span.END, zone).map(first -> first.minusDays(1)),
        entry.note(),
        new Place(entry.citation().document(), 0, 0, 0));
  }

  private static Optional<LocalDate> day(Instant moment, Instant open, ZoneId zone) {
    return moment.equals(open) ? Optional.empty() : Optional.of(LocalDate.ofInstant(moment, zone));
  }

  private static FiledStatus status(PlanEntry entry) {
    return switch (entry.status()) {
      case FREE -> FiledStatus.UNALLOCATED;
      case RESERVED, DISPUTED, LEGACY_UNCONFIRMED -> FiledStatus.RESERVED;
      case ALLOCATED, IN_SERVICE -> FiledStatus.ALLOCATED;
      case WITHDRAWN, QUARANTINE -> FiledStatus.WITHDRAWN;
    };
  }
}
