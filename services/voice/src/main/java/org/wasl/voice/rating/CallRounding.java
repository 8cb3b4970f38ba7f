package org.wasl.voice.rating;

import java.math.BigInteger;
import java.math.RoundingMode;
import org.wasl.settlement.RoundingRule;

/// Rounding at each call, where an agreement names that point; elsewhere it changes nothing. The
/// same values as [RoundingRule#roundedUnits], in long arithmetic.
///
/// @param quantum exact units of one rounded unit, 1 where calls are not rounded
public record CallRounding(long quantum, RoundingMode mode) {
  /// @throws IllegalArgumentException when a rounded amount is not a whole number of exact units
  public static CallRounding of(RoundingRule rule, BigInteger unitsPerCurrency) {
    if (rule.point() != RoundingRule.Point.PER_CALL) {
      return new CallRounding(1, RoundingMode.DOWN);
    }
    BigInteger[] parts = unitsPerCurrency.divideAndRemainder(BigInteger.TEN.pow(rule.decimals()));
    if (parts[0].signum() == 0 || parts[1].signum() != 0) {
      throw new IllegalArgumentException(
          "calls cannot be rounded to " + rule.decimals() + " decimals of these units");
    }
    return new CallRounding(parts[0].longValueExact(), rule.mode());
  }

  /// @param exact not negative
  public long round(long exact) {
    if (quantum == 1) {
      return exact;
    }
    long whole = exact / quantum;
    long rest = exact - whole * quantum;
    return (rest != 0 && goesUp(whole, rest) ? whole + 1 : whole) * quantum;
  }

  private boolean goesUp(long whole, long rest) {
    return switch (mode) {
      case UP, CEILING -> true;
      case DOWN, FLOOR -> false;
      case HALF_UP -> rest >= quantum - rest;
      case HALF_DOWN -> rest > quantum - rest;
      case HALF_EVEN -> rest > quantum - rest || (rest == quantum - rest && (whole & 1) == 1);
      case UNNECESSARY -> throw new ArithmeticException("rounding is necessary");
    };
  }
}
