package org.wasl.numbering.filing;

import java.time.LocalDate;
import java.util.Optional;

/// A number change that a row proposes: numbers that begin with a code of `before` get the code of
/// `after` at the same position instead.
public record ProposedChange(
    CodeRange before,
    CodeRange after,
    Optional<LocalDate> parallelFrom,
    Optional<LocalDate> parallelTo,
    Place place) {
  public ProposedChange {
    if (before.codes() != after.codes()) {
      throw new IllegalArgumentException("ranges of unlike size: " + before + " and " + after);
    }
  }
}
