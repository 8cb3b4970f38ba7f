package org.wasl.post.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wasl.post.pricing.PostPrice;
import org.wasl.post.pricing.PriceBook;
import org.wasl.terms.CurrencyVintage;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.Money;
import org.wasl.terms.Validity;
import org.wasl.terms.country.Party;
import org.wasl.terms.country.Sourced;

/// Reads `post-prices.csv` of a party: a row a price, the columns as [#COLUMNS] says. An amount has
/// no more decimals than its currency, and is of the unit that holds on all days of the row.
public final class PriceTable {
  public static final String COLUMNS =
      "id,service,name_ar,name_en,country,up_to_grams,price,currency,valid_from,valid_to,source,confidence";

  private static final int MOST_BYTES = 8 << 20;

  private PriceTable() {}

  /// @return no prices where there is no file
  /// @throws MalformedTableException with the place of the first fault
  public static PriceBook read(Party party) {
    Path file = party.folder().resolve("post-prices.csv");
    if (!Files.isRegularFile(file)) {
      return PriceBook.NONE;
    }
    try {
      return read(file.toString(), Files.readAllBytes(file), party::currencyOn);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /// Which unit a code of a currency stands for on a day.
  @FunctionalInterface
  public interface Units {
    Optional<CurrencyVintage> on(String code, LocalDate day);
  }

  /// @throws MalformedTableException with the place of the first fault
  public static PriceBook read(String file, byte[] bytes, Units units) {
    List<PostPrice> rows = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    Map<String, List<PostPrice>> same = new HashMap<>();
    for (RateCells cells : RateCells.read(file, bytes, COLUMNS, MOST_BYTES)) {
      PostPrice row = row(cells, units);
      cells.requireNew(ids, PriceBook.MOST);
      List<PostPrice> others =
          same.computeIfAbsent(row.service() + " " + row.country(), _ -> new ArrayList<>());
      others.stream()
          .filter(row::isRivalOf)
          .findFirst()
          .ifPresent(other -> {
            throw cells.wrong(
                "valid_from",
                new LocalizedText(
                    "أيام لا يسري فيها " + other.id() + " على الوزن نفسه",
                    "days on which " + other.id() + " does not hold for the same weight"));
          });
      others.add(row);
      rows.add(row);
    }
    return new PriceBook(rows);
  }

  private static PostPrice row(RateCells cells, Units units) {
    cells.requireWhole();
    String id = cells.id();
    Validity validity = cells.validity();
    CurrencyVintage currency = currency(cells, units, validity);
    return new PostPrice(
        id,
        cells.one(
            "service",
            new LocalizedText("كلمة من a-z و0-9 و-", "a word of a-z, 0-9 and -"),
            text -> matching(text, "[a-z0-9][a-z0-9-]{0,30}")),
        new LocalizedText(name(cells, "name_ar"), name(cells, "name_en")),
        cells.one(
            "country",
            new LocalizedText("حرفان كبيران أو *", "two capital letters, or *"),
            text -> matching(text, "[A-Z]{2}|[*]")),
        cells.one(
            "up_to_grams",
            new LocalizedText("غرامات من 1 إلى مليون", "grams from 1 to a million"),
            PriceTable::grams),
        new Money(amount(cells, currency), currency),
        validity,
        new Sourced(
            cells.source(),
            cells.one(
                "confidence",
                new LocalizedText(
                    "CONFIRMED أو READ_IN_SOURCE أو UNCONFIRMED أو EXAMPLE",
                    "CONFIRMED, READ_IN_SOURCE, UNCONFIRMED or EXAMPLE"),
                Sourced.Confidence::valueOf)));
  }

  private static String matching(String text, String form) {
    if (!text.matches(form)) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static String name(RateCells cells, String column) {
    return cells.one(
        column, new LocalizedText("اسم", "a name"), text -> matching(text, "\\S.{0,99}"));
  }

  private static int grams(String text) {
    int grams = Integer.parseInt(matching(text, "[0-9]{1,7}"));
    if (grams < 1 || grams > PostPrice.HEAVIEST) {
      throw new IllegalArgumentException(text);
    }
    return grams;
  }

  private static BigDecimal amount(RateCells cells, CurrencyVintage currency) {
    return cells.one(
        "price",
        new LocalizedText(
            "مبلغ بمنازل عشرية لا تزيد على " + currency.decimals(),
            "an amount with at most " + currency.decimals() + " decimals"),
        text -> {
          BigDecimal amount = new BigDecimal(matching(text, "[0-9]{1,12}([.][0-9]{1,9})?"));
          if (amount.scale() > currency.decimals()) {
            throw new IllegalArgumentException(text);
          }
          return amount;
        });
  }

  /// A unit that ends while the row holds would make the price mean something else.
  private static CurrencyVintage currency(RateCells cells, Units units, Validity validity) {
    LocalDate first = validity.from().orElseThrow();
    LocalDate last =
        validity.to().map(each -> each.minusDays(1)).orElse(LocalDate.of(9_999, 12, 31));
    Optional<CurrencyVintage> unit = units.on(cells.cell("currency"), first);
    return unit.filter(each -> units.on(each.code(), last).equals(unit))
        .orElseThrow(() ->
            cells.wrong(
                "currency",
                new LocalizedText(
                    "عملة للبلد تسري وحدتها في كل أيام السطر",
                    "a currency of the country whose unit holds on all days of the row")));
  }
}
