package org.wasl.post.exchange;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.wasl.post.pricing.PriceBook;

/// What everybody may ask: what it costs today to send an item.
///
/// @param zone of our offices
public record PriceDesk(PriceBook book, ZoneId zone, InstantSource clock) {

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  /// Whether any price holds today.
  public boolean hasPrices() {
    return !countries().isEmpty();
  }

  /// Countries with prices of today, and [PostPrice#ELSEWHERE] where there are prices for all
  /// others.
  public Set<String> countries() {
    return book.countries(today());
  }

  public List<PriceBook.Offer> offers(String country, int grams) {
    return book.offers(country, grams, today());
  }
}
