package org.wasl.post.pricing;

import org.wasl.terms.LocalizedText;
import org.wasl.terms.Money;
import org.wasl.terms.Validity;
import org.wasl.terms.country.Sourced;

/// What it costs to send an item of up to a weight by a service to a country.
///
/// @param service a word of the post's own
/// @param country two letters, or [#ELSEWHERE]
/// @param upToGrams the heaviest item of this price
public record PostPrice(
    String id,
    String service,
    LocalizedText name,
    String country,
    int upToGrams,
    Money price,
    Validity validity,
    Sourced sourced) {
  /// Every country that has no price of this service of its own.
  public static final String ELSEWHERE = "*";

  public static final int HEAVIEST = 1_000_000;

  public PostPrice {
    if (!country.equals(ELSEWHERE) && !country.matches("[A-Z]{2}")) {
      throw new IllegalArgumentException("not a country: " + country);
    }
    if (upToGrams < 1 || upToGrams > HEAVIEST || price.amount().signum() < 0) {
      throw new IllegalArgumentException("not a price of a weight: " + id);
    }
  }

  /// Whether both would answer the same question on some day.
  public boolean isRivalOf(PostPrice other) {
    return service.equals(other.service)
        && country.equals(other.country)
        && upToGrams == other.upToGrams
        && validity.overlaps(other.validity);
  }
}
