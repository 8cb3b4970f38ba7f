package org.wasl.voice.rating;

/// Powers of ten, and how many digits a number has.
final class PowersOfTen {
  private static final long[] POWERS = new long[19];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
  }

  private PowersOfTen() {}

  static long power(int exponent) {
    return POWERS[exponent];
  }

  /// @param number not negative
  static int digits(long number) {
    int digits = 1;
    while (digits < POWERS.length && number >= POWERS[digits]) {
      digits++;
    }
    return digits;
  }
}
