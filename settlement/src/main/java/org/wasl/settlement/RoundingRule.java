package org.wasl.settlement;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/// The one place where amounts are rounded, as the agreement names it; everything before it is
/// exact.
///
/// @param point where: at each call or item, at each line, or once for the account
/// @param mode how
/// @param decimals fraction digits kept, 0 to 9
public record RoundingRule(Point point, RoundingMode mode, int decimals) {

  /// Where the rounding happens.
  public enum Point {
    PER_CALL,
    PER_LINE,
    PER_ACCOUNT
  }

  public RoundingRule {
    if (decimals < 0 || decimals > 9 || mode == RoundingMode.UNNECESSARY) {
      throw new IllegalArgumentException("not a rounding rule: " + mode + " to " + decimals);
    }
  }

  /// Rounds exact units to money.
  public BigDecimal money(BigInteger exactUnits, BigInteger unitsPerCurrency) {
    return new BigDecimal(exactUnits).divide(new BigDecimal(unitsPerCurrency), decimals, mode);
  }

  /// Rounds exact units and counts the result in exact units again; for rounding at each call.
  ///
  /// @throws ArithmeticException when a rounded amount is not a whole number of units
  public BigInteger roundedUnits(BigInteger exactUnits, BigInteger unitsPerCurrency) {
    return money(exactUnits, unitsPerCurrency)
        .multiply(new BigDecimal(unitsPerCurrency), MathContext.UNLIMITED)
        .toBigIntegerExact();
  }
}
