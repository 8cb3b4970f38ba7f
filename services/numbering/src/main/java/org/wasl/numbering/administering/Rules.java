package org.wasl.numbering.administering;

import java.time.Duration;

/// The figures of a party's own rules for its plan, from its folder.
///
/// @param growthPercent utilisation that a holder shows before it gets more
/// @param mostMonths a holder that would last longer than this gets nothing more yet
/// @param reservation how long a range stays reserved without a decision
/// @param windDown how long withdrawn numbers still announce their end
/// @param quarantine how long they rest after that
/// @param unused after which an allocation that was never activated is recovered
/// @param growthCapPercent growth in half a year that is believed when excess is counted
/// @param portability whether users may take their numbers to another network
public record Rules(
    int growthPercent,
    int mostMonths,
    Duration reservation,
    Duration windDown,
    Duration quarantine,
    Duration unused,
    int growthCapPercent,
    boolean portability) {
  public Rules {
    if (growthPercent < 0 || growthPercent > 100 || quarantine.isNegative()) {
      throw new IllegalArgumentException("not rules of a plan");
    }
  }
}
