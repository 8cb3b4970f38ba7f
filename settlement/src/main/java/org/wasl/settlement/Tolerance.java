package org.wasl.settlement;

import java.math.BigDecimal;
import java.math.BigInteger;

/// How far two figures for the same line may lie apart before a party may question them (ITR 2012
/// Appendix 1 no. 2.4): inside either limit they count as the same.
///
/// @param percent of the larger figure, 0 to 100
/// @param amount in the currency of the account, 0 or more
public record Tolerance(BigDecimal percent, BigDecimal amount) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  public Tolerance {
    if (percent.signum() < 0 || percent.compareTo(HUNDRED) > 0 || amount.signum() < 0) {
      throw new IllegalArgumentException("not a tolerance: " + percent + " % or " + amount);
    }
  }

  /// Whether two exact amounts lie within it; exact arithmetic.
  public boolean covers(BigInteger ours, BigInteger theirs, BigInteger unitsPerCurrency) {
    BigDecimal apart = new BigDecimal(ours.subtract(theirs).abs());
    BigDecimal larger = new BigDecimal(ours.abs().max(theirs.abs()));
    return apart.multiply(HUNDRED).compareTo(larger.multiply(percent)) <= 0
        || apart.compareTo(amount.multiply(new BigDecimal(unitsPerCurrency))) <= 0;
  }
}
