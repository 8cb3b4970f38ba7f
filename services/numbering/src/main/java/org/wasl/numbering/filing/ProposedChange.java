package org.wasl.numbering.filing;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import org.wasl.numbering.CodeRange;

/// A number change that a row proposes: numbers that begin with a code of `before` get the code of
/// `after` at the same position instead.
///
/// @param digitsBefore of the whole national (significant) number, where the table shows it
/// @param parallelFrom the first day of the new number
/// @param parallelTo the last day of the old number
public record ProposedChange(
    CodeRange before,
    CodeRange after,
    OptionalInt digitsBefore,
    OptionalInt digitsAfter,
    Optional<LocalDate> parallelFrom,
    Optional<LocalDate> parallelTo,
    Place place) {
  public ProposedChange {
    if (before.size() != after.size()) {
      throw new IllegalArgumentException("ranges of unlike size: " + before + " and " + after);
    }
  }
}
