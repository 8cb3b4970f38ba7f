package org.wasl.post.rating;

import java.util.List;

/// What a dispatch counts for, priced.
///
/// @param parts in the order of charges; together they are the whole price
/// @param unpriced charges of mail for which no row is known: such a dispatch waits for its rate
public record RatedMail(MailCount count, List<Part> parts, List<Charge> unpriced) {
  public RatedMail {
    parts = List.copyOf(parts);
    unpriced = List.copyOf(unpriced);
  }

  /// One quantity at one rate.
  ///
  /// @param quantity items, grams or started kilograms, as the row's unit says
  /// @param exact millionths of an SDR
  public record Part(RateRow row, long quantity, long exact) {}

  /// Millionths of an SDR, not rounded.
  public long exact() {
    return parts.stream().mapToLong(Part::exact).reduce(0, Math::addExact);
  }
}
