package org.wasl.voice.quality;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/// Two whole numbers, one over the other; rounded only when shown.
///
/// @param of 0 when there is nothing to divide by
public record Ratio(long part, long of) {
  public Ratio {
    if (part < 0 || of < 0) {
      throw new IllegalArgumentException("counts are not negative");
    }
  }

  /// As people read it, in hundredths of the whole.
  ///
  /// @return nothing when there is nothing to divide by
  public Optional<BigDecimal> percent() {
    return shown(100, 1);
  }

  /// @param times what the value is multiplied by
  public Optional<BigDecimal> shown(int times, int decimals) {
    return of == 0
        ? Optional.empty()
        : Optional.of(
            BigDecimal.valueOf(part)
                .multiply(BigDecimal.valueOf(times))
                .divide(BigDecimal.valueOf(of), decimals, RoundingMode.HALF_UP));
  }

  /// Compares exactly, as fractions; a ratio of nothing equals any other.
  public int compareWith(Ratio other) {
    return times(part, other.of).compareTo(times(other.part, of));
  }

  private static BigInteger times(long one, long other) {
    return BigInteger.valueOf(one).multiply(BigInteger.valueOf(other));
  }

  /// Whether this proportion lies below another by more than chance: the square of the pooled
  /// two-proportion statistic reaches `square`, in whole numbers throughout.
  public boolean isBelow(Ratio other, int square) {
    if (of == 0 || other.of == 0 || compareWith(other) >= 0) {
      return false;
    }
    BigInteger apart = times(part, other.of).subtract(times(other.part, of)).pow(2);
    long hits = part + other.part;
    long all = of + other.of;
    BigInteger spread = times(of, other.of).multiply(times(hits, all - hits));
    return apart.multiply(BigInteger.valueOf(all)).compareTo(spread.multiply(big(square))) >= 0;
  }

  private static BigInteger big(long value) {
    return BigInteger.valueOf(value);
  }
}
