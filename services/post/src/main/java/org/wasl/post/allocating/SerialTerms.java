package org.wasl.post.allocating;

import java.time.Period;

/// What a post has decided about its serial numbers.
///
/// @param rest how long a number rests after its use or its return; S10-12 asks for twelve months
///   and recommends twenty-four
/// @param warnDays a stock is low that lasts no longer than this
/// @param warnNumbers a stock is low that has fewer numbers than this
/// @param countedDays how far back is counted to tell how long a stock lasts
public record SerialTerms(Period rest, int warnDays, int warnNumbers, int countedDays) {
  /// S10-12: a number is not used again within twelve calendar months.
  public static final int LEAST_MONTHS = 12;

  public SerialTerms {
    if (rest.toTotalMonths() < LEAST_MONTHS || warnDays < 0 || warnNumbers < 0) {
      throw new IllegalArgumentException("not terms of serial numbers: " + rest);
    }
    if (countedDays < 1) {
      throw new IllegalArgumentException("counted over at least a day");
    }
  }
}
