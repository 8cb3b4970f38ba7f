package org.wasl.terms;

import java.time.LocalDate;
import java.util.Optional;

/// The days on which a fact holds: from the first (inclusive) to the last (exclusive); an absent
/// end is open.
public record Validity(Optional<LocalDate> from, Optional<LocalDate> to) {
  public static final Validity ALWAYS = new Validity(Optional.empty(), Optional.empty());

  public Validity {
    if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
      throw new IllegalArgumentException("empty validity: " + from.get() + " to " + to.get());
    }
  }

  public boolean holdsOn(LocalDate day) {
    return from.map(first -> !day.isBefore(first)).orElse(true)
        && to.map(day::isBefore).orElse(true);
  }

  public boolean overlaps(Validity other) {
    return startsBeforeEndOf(other) && other.startsBeforeEndOf(this);
  }

  private boolean startsBeforeEndOf(Validity other) {
    return from.isEmpty() || other.to.isEmpty() || from.get().isBefore(other.to.get());
  }
}
