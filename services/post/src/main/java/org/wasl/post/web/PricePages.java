package org.wasl.post.web;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.wasl.post.exchange.PriceDesk;
import org.wasl.post.pricing.PostPrice;
import org.wasl.post.pricing.PriceBook;
import org.wasl.terms.AskingLimit;
import org.wasl.terms.Client;
import org.wasl.terms.country.Sourced;

/// What does it cost to send? For everybody, without an account.
@Controller
public class PricePages {
  private static final int A_MINUTE = 30;
  private static final int A_MINUTE_TOGETHER = 6_000;
  private static final int KILO = 3;
  private static final int LONGEST = 12;

  private final PriceDesk desk;
  private final AskingLimit limit;

  public PricePages(PriceDesk desk) {
    this.desk = desk;
    this.limit = new AskingLimit(desk.clock()::instant, A_MINUTE, A_MINUTE_TOGETHER);
  }

  /// A country to choose.
  ///
  /// @param code two letters, or the sign for all others
  public record Choice(String code, String name) {}

  /// An offer as it is shown.
  ///
  /// @param price absent where the item is too heavy
  /// @param upTo the step in kilograms
  /// @param heaviest in kilograms
  public record Shown(
      String nameAr,
      String nameEn,
      Optional<String> price,
      String currency,
      String upTo,
      String heaviest) {}

  @GetMapping("/postage")
  String postage(
      @RequestParam(defaultValue = "") String country,
      @RequestParam(defaultValue = "") String kilograms,
      Client client,
      Locale locale,
      Model model) {
    model.addAttribute("hasPrices", desk.hasPrices());
    model.addAttribute("countries", choices(locale));
    model.addAttribute("country", country);
    model.addAttribute("kilograms", kilograms.length() <= LONGEST ? kilograms : "");
    if (country.isEmpty() && kilograms.isEmpty()) {
      return "post/postage";
    }
    if (!limit.mayAsk(client.name())) {
      model.addAttribute("busy", true);
      return "post/postage";
    }
    Optional<Integer> grams = grams(kilograms);
    if (grams.isEmpty() || !desk.countries().contains(country)) {
      model.addAttribute("wrong", true);
      return "post/postage";
    }
    List<PriceBook.Offer> offers = desk.offers(country, grams.get());
    model.addAttribute("offers", offers.stream().map(PricePages::shown).toList());
    model.addAttribute(
        "example",
        offers.stream()
            .flatMap(each -> each.price().stream())
            .anyMatch(each -> each.sourced().confidence() == Sourced.Confidence.EXAMPLE));
    return "post/postage";
  }

  /// By their names in the reader's language; all others last.
  private List<Choice> choices(Locale locale) {
    return desk.countries().stream()
        .map(each -> new Choice(each, Locale.of("", each).getDisplayCountry(locale)))
        .sorted(
            Comparator.comparing((Choice each) -> each.code().equals(PostPrice.ELSEWHERE))
                .thenComparing(Choice::name))
        .toList();
  }

  private static Optional<Integer> grams(String kilograms) {
    if (kilograms.isBlank() || kilograms.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      int grams = Math.toIntExact(Decimals.scaled(kilograms, KILO));
      return grams >= 1 && grams <= PostPrice.HEAVIEST ? Optional.of(grams) : Optional.empty();
    } catch (IllegalArgumentException | ArithmeticException _) {
      return Optional.empty();
    }
  }

  private static Shown shown(PriceBook.Offer offer) {
    return new Shown(
        offer.name().ar(),
        offer.name().en(),
        offer.price().map(each -> amount(each)),
        offer.price().map(each -> each.price().currency().code()).orElse(""),
        offer.price().map(each -> kilograms(each.upToGrams())).orElse(""),
        kilograms(offer.heaviest()));
  }

  private static String amount(PostPrice price) {
    BigDecimal amount = price.price().amount();
    int decimals = price.price().currency().decimals();
    return (amount.scale() < decimals ? amount.setScale(decimals) : amount).toPlainString();
  }

  private static String kilograms(int grams) {
    BigDecimal kilograms = BigDecimal.valueOf(grams, KILO).stripTrailingZeros();
    return (kilograms.scale() < 0 ? kilograms.setScale(0) : kilograms).toPlainString();
  }
}
