package org.wasl.post.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wasl.post.accounting.AccountTerms;
import org.wasl.post.rating.Charge;
import org.wasl.post.rating.RateBook;
import org.wasl.post.rating.RateRow;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.CountriesFolder;

class RateTableTest {
  private static final String GOOD =
      "a,2,sy,letters-p,item,2026-01-01,2027-01-01,0.247,provisional,2025-07-01,circular 1";
  private static final PartyId SY = new PartyId("sy");

  private static RateBook read(String... rows) {
    String text = RateTable.COLUMNS + "\n" + String.join("\n", rows) + "\n";
    return RateTable.read("post-rates.csv", text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "0.247,0.2471,sdr",
    "0.247,-0.2,sdr",
    "0.247,1e3,sdr",
    "letters-p,letters-x,charge",
    "item,gram,unit",
    "2026-01-01,2026-13-01,valid_from",
    "2027-01-01,2025-01-01,valid_to",
    "provisional,perhaps,status",
    "2025-07-01,July,published",
    "circular 1,' ',source",
    "sy,S Y,payee",
    "'a,2,','a,0,',precedence",
    "'a,2,','A,2,',id",
  })
  void aFaultIsToldWithItsLineAndColumnInBothLanguages(String good, String bad, String column) {
    MalformedTableException fault =
        assertThrows(
            MalformedTableException.class,
            () -> read(GOOD.replace("a,2", "z,1"), GOOD.replaceFirst(good, bad)));
    assertEquals(3, fault.line());
    assertEquals(column, fault.column());
    assertTrue(fault.text().ar().contains("post-rates.csv"), fault.text().ar());
    assertTrue(fault.text().en().contains("line 3, column " + column), fault.text().en());
  }

  @Test
  void twoRowsThatSayTheSameThingDifferentlyAreRefused() {
    MalformedTableException fault =
        assertThrows(
            MalformedTableException.class,
            () -> read(GOOD, GOOD.replaceFirst("a,", "b,").replace("0.247", "0.300")));
    assertEquals("valid_from", fault.column());
  }

  @Test
  void bilateralHoldsOverMultilateralFinalOverProvisionalAndNothingBeforeItIsPublished() {
    RateBook book =
        read(
            GOOD,
            "b,2,sy,letters-p,item,2026-01-01,2027-01-01,0.250,final,2026-06-01,circular 2",
            "c,1,sy,letters-p,item,2026-05-01,,0.200,provisional,2025-07-01,agreement");
    LocalDate march = LocalDate.of(2026, 3, 5);
    LocalDate may = LocalDate.of(2026, 5, 1);
    assertEquals("a", find(book, march, LocalDate.of(2026, 5, 31)));
    assertEquals("b", find(book, march, LocalDate.of(2026, 6, 1)));
    assertEquals("c", find(book, may, LocalDate.of(2026, 6, 1)));
  }

  private static String find(RateBook book, LocalDate closed, LocalDate known) {
    return book.find(SY, Charge.LETTERS_P, RateRow.Unit.ITEM, closed, known).orElseThrow().id();
  }

  @Test
  void theTermsOfThePairAreReadAndEveryMailClassHasAStreamBothWays() {
    CountriesFolder countries = new CountriesFolder(Path.of("..", "..", "countries"));
    PartyId iq = new PartyId("iq");
    AccountTerms terms = AccountTermsFile.read(countries, SY, iq);
    for (char each : new char[] {'U', 'C', 'E'}) {
      assertTrue(terms.findStream(each, SY).isPresent());
      assertTrue(terms.findStream(each, iq).isPresent());
    }
    assertTrue(terms.findStream('T', iq).isEmpty());
  }
}
