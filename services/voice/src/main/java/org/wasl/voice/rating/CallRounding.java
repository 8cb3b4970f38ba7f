package org.wasl.voice.rating;

import java.math.BigInteger;
import java.math.RoundingMode;
import org.wasl.settlement.RoundingRule;

/// Rounding at each call, where an agreement names that point; elsewhere it changes nothing. The
/// same values as [RoundingRule#roundedUnits], in long arithmetic.
public final class CallRounding {
  private final long quantum;
  private final RoundingMode mode;

  /// What is added before the rest is cut off.
  private final long bias;

  /// 2^64 divided by the quantum: multiplying is quicker than dividing.
  private final long reciprocal;

  /// @param quantum exact units of one rounded unit, 1 where calls are not rounded
  private CallRounding(long quantum, RoundingMode mode) {
    this.quantum = quantum;
    this.mode = mode;
    this.bias =
        switch (mode) {
          case UP, CEILING -> quantum - 1;
          case DOWN, FLOOR, HALF_EVEN -> 0;
          case HALF_UP -> quantum / 2;
          case HALF_DOWN -> (quantum - 1) / 2;
          case UNNECESSARY -> throw new IllegalArgumentException("rounding is necessary");
        };
    this.reciprocal = Long.divideUnsigned(-1L, quantum);
  }

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

  /// @param exact not negative, below 2^62
  public long round(long exact) {
    if (quantum == 1) {
      return exact;
    }
    if (mode == RoundingMode.HALF_EVEN) {
      return halfEven(exact);
    }
    long biased = exact + bias;
    return whole(biased) * quantum;
  }

  /// The quotient: the estimate is right or one too low.
  private long whole(long value) {
    long estimate = Math.unsignedMultiplyHigh(value, reciprocal);
    return value - estimate * quantum >= quantum ? estimate + 1 : estimate;
  }

  private long halfEven(long exact) {
    long whole = whole(exact);
    long rest = exact - whole * quantum;
    long half = quantum - rest;
    boolean up = rest > half || (rest == half && (whole & 1) == 1);
    return (up ? whole + 1 : whole) * quantum;
  }
}
