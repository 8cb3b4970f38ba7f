package org.wasl.voice.generation;

import java.util.SplittableRandom;

/// The SIMs of one box and when each is free; picks the next as its strategy says.
final class SimBox {
  private static final int HUMAN_CALLS_A_DAY = 12;
  private static final int ROTATING_CALLS_A_DAY = 30;

  private final BoxStrategy strategy;
  private final Subscriber[] sims;
  private final long[] busyUntil;
  private final int[] today;
  private long day = -1;
  private int next;

  SimBox(BoxStrategy strategy, Subscriber[] sims) {
    this.strategy = strategy;
    this.sims = sims;
    this.busyUntil = new long[sims.length];
    this.today = new int[sims.length];
  }

  BoxStrategy strategy() {
    return strategy;
  }

  Subscriber[] sims() {
    return sims;
  }

  /// How many SIMs a strategy needs for so many calls a day.
  static int simsFor(BoxStrategy strategy, int callsADay) {
    int each =
        switch (strategy) {
          case NAIVE -> 60;
          case ROTATING, SPLITTING -> 20;
          case PADDING -> 25;
          case HUMAN_LIKE -> 6;
        };
    return Math.clamp(callsADay / each + 4, 4, 20_000);
  }

  /// A SIM that is free then, marked busy until the end of the call.
  ///
  /// @return null when all are busy or have had their day's share
  @org.jspecify.annotations.Nullable
  Subscriber take(long from, long until) {
    if (from / 86_400 != day) {
      day = from / 86_400;
      java.util.Arrays.fill(today, 0);
    }
    for (int tried = 0; tried < sims.length; tried++) {
      int at = strategy == BoxStrategy.NAIVE ? tried : (next + tried) % sims.length;
      if (busyUntil[at] < from && today[at] < most()) {
        busyUntil[at] = until + 2;
        today[at]++;
        next = at + 1;
        return sims[at];
      }
    }
    return null;
  }

  private int most() {
    return switch (strategy) {
      case HUMAN_LIKE -> HUMAN_CALLS_A_DAY;
      case ROTATING -> ROTATING_CALLS_A_DAY;
      case NAIVE, PADDING, SPLITTING -> 1_000;
    };
  }

  int cell(Subscriber sim, int secondOfDay, int cells, SplittableRandom random) {
    return strategy == BoxStrategy.HUMAN_LIKE
        ? sim.cellAt(secondOfDay, false, cells, random)
        : sim.home();
  }
}
