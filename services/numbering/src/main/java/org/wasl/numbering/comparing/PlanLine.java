package org.wasl.numbering.comparing;

import java.time.LocalDate;
import java.util.Optional;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.filing.FiledResource;
import org.wasl.numbering.filing.FiledStatus;
import org.wasl.numbering.filing.Lengths;
import org.wasl.numbering.filing.Proposed;

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

  boolean holdsOn(LocalDate day) {
    return from.map(first -> !day.isBefore(first)).orElse(true)
        && to.map(last -> !day.isAfter(last)).orElse(true);
  }
}
