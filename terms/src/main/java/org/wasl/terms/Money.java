package org.wasl.terms;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// An exact amount of a currency. Arithmetic never rounds; rounding is a named step.
public record Money(BigDecimal amount, CurrencyVintage currency) {

  public Money plus(Money other) {
    requireSame(other);
    return new Money(amount.add(other.amount), currency);
  }

  public Money minus(Money other) {
    requireSame(other);
    return new Money(amount.subtract(other.amount), currency);
  }

  public Money negated() {
    return new Money(amount.negate(), currency);
  }

  /// Rounds to `decimals` with the mode that the agreement names.
  public Money rounded(int decimals, RoundingMode mode) {
    return new Money(amount.setScale(decimals, mode), currency);
  }

  private void requireSame(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(currency + " and " + other.currency + " do not add");
    }
  }
}
