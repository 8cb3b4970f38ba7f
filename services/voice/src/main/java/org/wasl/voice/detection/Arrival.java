package org.wasl.voice.detection;

import java.util.List;
import org.wasl.voice.Leg;

/// How a leftover call of the other side turned out to have come in.
public sealed interface Arrival {
  /// Through our gateway after all, on one of that side's trunks: the sieve missed it.
  record Properly(Leg leg) implements Arrival {}

  /// Through our gateway from another country with another calling number.
  record Refiled(Leg leg) implements Arrival {}

  /// From national numbers: through a SIM box.
  ///
  /// @param legs in order, more than one when the call was split
  record Bypassed(List<Leg> legs, Likeness likeness) implements Arrival {
    public Bypassed {
      legs = List.copyOf(legs);
    }
  }

  /// In none of our records.
  record Unseen() implements Arrival {}

  /// How the national records resemble the call.
  enum Likeness {
    /// Same answer and duration.
    EQUAL,
    /// Consecutive calls that fill it.
    SPLIT,
    /// Answered later or released later than the other side was told.
    PADDED
  }
}
