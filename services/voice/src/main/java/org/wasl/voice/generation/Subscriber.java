package org.wasl.voice.generation;

import java.util.SplittableRandom;

/// A made-up line with its habits.
///
/// @param network from 1
/// @param tenthsADay calls it makes a day, in tenths
/// @param home cell of the night, `work` of working hours
/// @param contacts the lines it calls, the first the most often
record Subscriber(
    long number, int network, int tenthsADay, int home, int work, int device, int[] contacts) {
  private static final int[] HOURS = {
    2, 1, 1, 1, 1, 2, 4, 7, 10, 12, 12, 11, 10, 10, 10, 11, 12, 13, 14, 15, 14, 11, 7, 4
  };
  private static final int ALL_HOURS = java.util.stream.IntStream.of(HOURS).sum();

  /// A second of the day by the day's shape.
  static int second(SplittableRandom random) {
    int pick = random.nextInt(ALL_HOURS);
    int hour = 0;
    while (pick >= HOURS[hour]) {
      pick -= HOURS[hour++];
    }
    return hour * 3_600 + random.nextInt(3_600);
  }

  /// How many calls today: a Poisson draw around the habit, fewer on rest days.
  int callsToday(boolean restDay, SplittableRandom random) {
    double mean = tenthsADay / (restDay ? 14.0 : 10.0);
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    int calls = 0;
    while (product > limit && calls < 200) {
      calls++;
      product *= random.nextDouble();
    }
    return calls;
  }

  /// One of the contacts, the n-th with a weight of 1/n.
  int contact(SplittableRandom random) {
    double harmonic = Math.log(contacts.length) + 0.577;
    int at = (int) Math.exp(random.nextDouble() * harmonic) - 1;
    return contacts[Math.clamp(at, 0, contacts.length - 1)];
  }

  int cellAt(int secondOfDay, boolean restDay, int cells, SplittableRandom random) {
    if (random.nextInt(12) == 0) {
      return 1 + random.nextInt(cells);
    }
    boolean atWork = !restDay && secondOfDay >= 9 * 3_600 && secondOfDay < 16 * 3_600;
    return atWork ? work : home;
  }

  /// Log-normal, median about two minutes.
  static int conversation(SplittableRandom random) {
    double normal = 0;
    for (int i = 0; i < 12; i++) {
      normal += random.nextDouble();
    }
    return (int) Math.clamp(Math.round(Math.exp(4.7 + 0.9 * (normal - 6))), 1, 7_000);
  }
}
