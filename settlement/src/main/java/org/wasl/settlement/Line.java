package org.wasl.settlement;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;

/// One line of an account: whole quantities in the order of the form's measures and the exact
/// amount in the form's units. Quantities may be negative in an account of corrections.
public record Line(LineKey key, List<Long> quantities, BigInteger exact) {
  /// The most quantities a line carries.
  public static final int MAX_QUANTITIES = 16;

  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,38})");

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

  public Json.Obj json() {
    List<Json> numbers = new ArrayList<>();
    quantities.forEach(quantity -> numbers.add(new Json.Int(quantity)));
    return key.writeInto(Json.Obj.with())
        .put("q", new Json.Arr(numbers))
        .put("x", exact.toString())
        .end();
  }

  /// Reads what [#json()] writes.
  ///
  /// @throws org.wasl.terms.json.MalformedJsonException with the place of what is wrong
  public static Line read(JsonObjectReader in) {
    Line line = new Line(LineKey.read(in), quantities(in), exact(in));
    in.end();
    return line;
  }

  private static List<Long> quantities(JsonObjectReader in) {
    List<Long> quantities = new ArrayList<>();
    for (Json item : in.array("q")) {
      if (!(item instanceof Json.Int(long quantity)) || quantities.size() == MAX_QUANTITIES) {
        throw in.wrong("q", "at most " + MAX_QUANTITIES + " integers", item.kind());
      }
      quantities.add(quantity);
    }
    return quantities;
  }

  private static BigInteger exact(JsonObjectReader in) {
    String exact = in.string("x");
    if (!WHOLE.matcher(exact).matches()) {
      throw in.wrong("x", "a whole number as a string", exact);
    }
    return new BigInteger(exact);
  }
}
