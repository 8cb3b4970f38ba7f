package org.wasl.settlement;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;

/// One line of an account: whole quantities in the order of the form's measures and the exact
/// amount in the form's units. Quantities may be negative in an account of corrections.
public record Line(LineKey key, List<Long> quantities, BigInteger exact) {
  public Line {
    quantities = List.copyOf(quantities);
  }

  /// The sum of two lines of the same key; exact, and loud where a quantity overflows.
  public Line plus(Line other) {
    requireSameShape(other);
    List<Long> sums =
        IntStream.range(0, quantities.size())
            .mapToObj(i -> Math.addExact(quantities.get(i), other.quantities.get(i)))
            .toList();
    return new Line(key, sums, exact.add(other.exact));
  }

  public Line minus(Line other) {
    return plus(
        new Line(
            key, other.quantities.stream().map(Math::negateExact).toList(), other.exact.negate()));
  }

  private void requireSameShape(Line other) {
    if (!key.equals(other.key) || quantities.size() != other.quantities.size()) {
      throw new IllegalArgumentException(
          "lines of different keys do not add: " + key + " " + other.key);
    }
  }
}
