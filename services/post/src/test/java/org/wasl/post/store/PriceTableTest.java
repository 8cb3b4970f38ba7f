package org.wasl.post.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wasl.post.pricing.PostPrice;
import org.wasl.post.pricing.PriceBook;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.country.Party;

/// Prices of sending as a post writes them down.
class PriceTableTest {
  private static final CountriesFolder COUNTRIES =
      new CountriesFolder(Path.of("..", "..", "countries"));
  private static final Party SYRIA = COUNTRIES.party(new PartyId("sy"));
  private static final LocalDate DAY = LocalDate.of(2026, 6, 1);
  private static final String GOOD =
      "ems-iq-500,ems,عاجل,EMS,IQ,500,180.50,SYP,2026-01-01,,tariff 1,CONFIRMED\n";
  private static final String ROWS =
      GOOD
          + "ems-iq-1000,ems,عاجل,EMS,IQ,1000,240.50,SYP,2026-01-01,2026-07-01,tariff 1,CONFIRMED\n"
          + "ems-iq-1000-b,ems,عاجل,EMS,IQ,1000,260,SYP,2026-07-01,,tariff 2,CONFIRMED\n"
          + "ems-all-2000,ems,عاجل,EMS,*,2000,900,SYP,2026-01-01,,tariff 1,CONFIRMED\n"
          + "parcel-all,parcel,طرد,Parcel,*,5000,1000,SYP,2026-01-01,,tariff 1,CONFIRMED\n";

  private static PriceBook read(String rows) {
    String table = PriceTable.COLUMNS + "\n" + rows;
    return PriceTable.read("prices.csv", table.getBytes(StandardCharsets.UTF_8), SYRIA::currencyOn);
  }

  private static Optional<BigDecimal> price(List<PriceBook.Offer> offers, String service) {
    return offers.stream()
        .filter(each -> each.service().equals(service))
        .flatMap(each -> each.price().stream())
        .map(each -> each.price().amount())
        .findFirst();
  }

  @Test
  void theLowestStepThatTheItemIsNotTooHeavyForIsThePriceOfTheDay() {
    PriceBook book = read(ROWS);
    assertEquals(Optional.of(new BigDecimal("180.50")), price(book.offers("IQ", 500, DAY), "ems"));
    assertEquals(Optional.of(new BigDecimal("240.50")), price(book.offers("IQ", 501, DAY), "ems"));
    assertEquals(
        Optional.of(new BigDecimal("260")),
        price(book.offers("IQ", 501, LocalDate.of(2026, 7, 1)), "ems"));
    assertEquals(List.of(), book.offers("IQ", 1, LocalDate.of(2025, 12, 31)));
  }

  @Test
  void whatIsTooHeavyHasNoPriceAndTheLimitIsSaid() {
    PriceBook.Offer ems = read(ROWS).offers("IQ", 1_001, DAY).getFirst();
    assertEquals(Optional.empty(), ems.price());
    assertEquals(1_000, ems.heaviest(), "what is elsewhere allowed is not allowed there");
  }

  @Test
  void elsewhereCountsForCountriesWithoutPricesOfTheirOwn() {
    PriceBook book = read(ROWS);
    assertEquals(Optional.of(new BigDecimal("900")), price(book.offers("JO", 501, DAY), "ems"));
    assertEquals(Optional.of(new BigDecimal("1000")), price(book.offers("IQ", 501, DAY), "parcel"));
    assertEquals(Set.of("IQ", PostPrice.ELSEWHERE), book.countries(DAY));
  }

  private static void assertWrong(String rows, int line, String column) {
    MalformedTableException wrong =
        assertThrows(MalformedTableException.class, () -> read(rows), rows);
    assertEquals(line, wrong.line(), wrong.text().en());
    assertEquals(column, wrong.column(), wrong.text().en());
    assertTrue(wrong.text().ar().contains("السطر " + line), wrong.text().ar());
  }

  @Test
  void everyFaultIsToldWithItsLineAndColumn() {
    assertWrong(GOOD + GOOD, 3, "id");
    assertWrong(GOOD + GOOD.replace("ems-iq-500", "again"), 3, "valid_from");
    assertWrong(GOOD.replace(",ems,", ",E M S,"), 2, "service");
    assertWrong(GOOD.replace("عاجل", ""), 2, "name_ar");
    assertWrong(GOOD.replace(",IQ,", ",iq,"), 2, "country");
    assertWrong(GOOD.replace(",500,", ",0,"), 2, "up_to_grams");
    assertWrong(GOOD.replace("180.50", "180.505"), 2, "price");
    assertWrong(GOOD.replace("180.50", "-1"), 2, "price");
    assertWrong(GOOD.replace("SYP", "IQD"), 2, "currency");
    assertWrong(GOOD.replace("2026-01-01", "soon"), 2, "valid_from");
    assertWrong(GOOD.replace("tariff 1", ""), 2, "source");
    assertWrong(GOOD.replace("CONFIRMED", "SURE"), 2, "confidence");
  }

  /// The pound of before 2026 and the one since have one code.
  @Test
  void aPriceThatHoldsOverAChangeOfTheCurrencyIsRefused() {
    assertWrong(GOOD.replace("2026-01-01,,", "2025-12-01,2026-02-01,"), 2, "currency");
    assertEquals(
        0,
        read(GOOD.replace("2026-01-01,,", "2025-12-01,2026-01-01,"))
            .rows()
            .getFirst()
            .price()
            .currency()
            .vintage());
  }

  @Test
  void theShippedTablesReadAndAreMarkedAsExamples() {
    for (String party : List.of("sy", "iq")) {
      PriceBook book = PriceTable.read(COUNTRIES.party(new PartyId(party)));
      assertEquals(38, book.rows().size());
      assertTrue(
          book.rows().stream()
              .allMatch(each -> each.sourced().confidence().name().equals("EXAMPLE")));
    }
  }
}
