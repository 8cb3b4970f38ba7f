package org.wasl.post.pricing;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.wasl.terms.LocalizedText;

/// The prices of a post, each with its days.
public record PriceBook(List<PostPrice> rows) {
  /// Nothing is loaded.
  public static final PriceBook NONE = new PriceBook(List.of());

  public static final int MOST = 20_000;

  public PriceBook {
    rows = List.copyOf(rows);
  }

  /// What a service asks for an item.
  ///
  /// @param price the lowest step that the item is not too heavy for; absent where it is too heavy
  /// @param heaviest in grams, of all that the service takes to that country
  public record Offer(
      String service, LocalizedText name, Optional<PostPrice> price, int heaviest) {}

  /// The offers of all services that go to a country, in the order of the table. Where a service
  /// has prices for that country, those for elsewhere do not count.
  ///
  /// @param country two letters, or [PostPrice#ELSEWHERE]
  public List<Offer> offers(String country, int grams, LocalDate day) {
    Map<String, List<PostPrice>> own = new LinkedHashMap<>();
    rows.stream()
        .filter(each -> each.validity().holdsOn(day))
        .map(PostPrice::service)
        .distinct()
        .forEach(service -> own.put(service, steps(service, country, day)));
    return own.values().stream()
        .filter(each -> !each.isEmpty())
        .map(steps ->
            new Offer(
                steps.getFirst().service(),
                steps.getFirst().name(),
                steps.stream().filter(each -> each.upToGrams() >= grams).findFirst(),
                steps.getLast().upToGrams()))
        .toList();
  }

  private List<PostPrice> steps(String service, String country, LocalDate day) {
    List<PostPrice> own = exactly(service, country, day);
    return own.isEmpty() ? exactly(service, PostPrice.ELSEWHERE, day) : own;
  }

  private List<PostPrice> exactly(String service, String country, LocalDate day) {
    return rows.stream()
        .filter(each -> each.service().equals(service) && each.country().equals(country))
        .filter(each -> each.validity().holdsOn(day))
        .sorted(Comparator.comparingInt(PostPrice::upToGrams))
        .toList();
  }

  /// The countries that prices of a day name, and [PostPrice#ELSEWHERE] where there are such
  /// prices.
  public Set<String> countries(LocalDate day) {
    Set<String> countries = new TreeSet<>();
    rows.stream()
        .filter(each -> each.validity().holdsOn(day))
        .forEach(each -> countries.add(each.country()));
    return countries;
  }
}
