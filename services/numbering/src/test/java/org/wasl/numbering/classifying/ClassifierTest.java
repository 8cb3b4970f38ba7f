package org.wasl.numbering.classifying;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wasl.numbering.classifying.Classification.Outcome;
import org.wasl.numbering.setup.PlanShelf;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.CountriesFolder;

/// Numbers against the filings of both countries (OB 1084, 1240, 1251, 1320).
class ClassifierTest {
  private static final Instant NOW = Instant.parse("2026-10-05T06:00:00Z");
  private static final PartyId SY = new PartyId("sy");
  private static final PartyId IQ = new PartyId("iq");
  private static final PlanShelf SHELF =
      PlanShelf.offline(
          new CountriesFolder(Path.of(System.getProperty("wasl.root", "../.."), "countries")),
          List.of(SY, IQ),
          () -> NOW);

  private static Classification of(String raw, PartyId home) {
    return SHELF.classifier().classify(raw, home, NOW);
  }

  @ParameterizedTest
  @CsvSource({
    "0933123456, sy, LIVE, 093, OB-1251",
    "+963 33 123 4567, sy, LIVE, 033, OB-1251",
    "٠٩٩٨٧٦٥٤٣٢, sy, LIVE, 099, OB-1251",
    "۰۹۳۳۱۲۳۴۵۶, sy, LIVE, 093, OB-1251",
    "+964 780 123 4567, sy, LIVE, 1, OB-1320",
    "009647901234567, sy, LIVE, 10, OB-1320",
    "07435123456, iq, LIVE, 33, OB-1320",
    "0700 123 4567, iq, RESERVED, 23, OB-1320",
    "097 123 4567, sy, RESERVED, 097, OB-1251",
    "+964 7401 123456, iq, WITHDRAWN, absent, OB-1320",
    "+963 12 1234567, sy, LEGACY_UNCONFIRMED, 1, older-lists",
    "+963 50 1234567, sy, LEGACY_UNCONFIRMED, 10, older-lists",
    "+963 6 1234567, sy, UNALLOCATED, 06–07, OB-1251",
    "+96316 1234567, sy, TOO_LONG, 016, OB-1251",
    "+963 11 123456, sy, TOO_SHORT, 011, OB-1251",
    "112, sy, SHORT_CODE, 1xx, OB-1251",
    "104, iq, SHORT_CODE, 2, short-codes",
    "+963 0933 123 456, sy, TRUNK_ZERO_INCLUDED, 093, OB-1251",
  })
  void theFilingsDecideAndAreNamed(
      String raw, String home, String code, String row, String document) {
    Classification answer = of(raw, new PartyId(home));
    assertEquals(code, answer.outcome().code());
    var citation = answer.basis().orElseThrow().entry().citation();
    assertEquals(row, citation.row());
    assertEquals(document, citation.document());
  }

  @Test
  void mobileSpaceThatNobodyHoldsIsUnallocatedWhateverGeneralLibrariesSay() {
    for (String raw : List.of("+9647300000000", "+9647889123456", "+9647599123456")) {
      Classification answer = of(raw, IQ);
      assertEquals("UNALLOCATED", answer.outcome().code(), raw);
    }
  }

  @Test
  void anAnswerSaysByHowMuchALengthIsWrong() {
    assertEquals(new Outcome.TooShort(1), of("+963 11 123456", SY).outcome());
    assertEquals(new Outcome.TooShort(7), of("093", SY).outcome());
    assertEquals(new Outcome.TooLong(2), of("093312345678", SY).outcome());
    // the code itself is not finished
    assertEquals(new Outcome.TooShort(8), of("+96478", IQ).outcome());
  }

  @Test
  void theZeroBehindTheCountryCodeIsTakenOutAndTheRestJudged() {
    Outcome.TrunkZeroIncluded answer =
        assertInstanceOf(Outcome.TrunkZeroIncluded.class, of("+96407801234567", IQ).outcome());
    assertEquals("9647801234567", answer.corrected());
    assertEquals("LIVE", answer.of().code());
  }

  @Test
  void otherCountriesAreNamedByTheirCode() {
    assertEquals(new Outcome.Foreign("44"), of("+44 20 7946 0000", SY).outcome());
    assertEquals(new Outcome.Foreign("1"), of("+1 212 555 0100", SY).outcome());
    assertEquals(new Outcome.Foreign("962"), of("00962 6 5000000", SY).outcome());
  }

  @Test
  void whatIsNoNumberSaysWhy() {
    assertEquals(new Outcome.NotANumber("letters"), of("0933x12345", SY).outcome());
    assertEquals(new Outcome.NotANumber("withheld"), of("anonymous", SY).outcome());
    assertEquals(new Outcome.NotANumber("oversize"), of("9".repeat(65), SY).outcome());
    assertEquals(new Outcome.NotANumber("no-country"), of("+0123456789", SY).outcome());
    assertEquals("TOO_LONG", of("0933" + "1".repeat(50), SY).outcome().code());
  }

  @Test
  void marksThatNobodySeesDoNotMatter() {
    String marked = "\u2067+963\u00A0933\u2011123\u202F456\u2069\u200F";
    assertEquals(Optional.of("963933123456"), of(marked, SY).e164());
    assertEquals("LIVE", of(marked, SY).outcome().code());
  }

  @Test
  void theMomentOfTheCallDecides() {
    String number = "+963911234567";
    Instant before = Instant.parse("2022-02-20T12:00:00Z");
    Instant after = Instant.parse("2022-02-21T12:00:00Z");
    assertEquals("UNALLOCATED", SHELF.classifier().classify(number, SY, before).outcome().code());
    assertEquals("LIVE", SHELF.classifier().classify(number, SY, after).outcome().code());
  }

  @Test
  void whatWasKnownOnADayIsAnsweredAsItWasKnown() {
    String number = "+9647859123456";
    Instant at = Instant.parse("2025-07-01T12:00:00Z");
    // the filing of 26 June 2025 was published on 15 July
    Instant knownBefore = Instant.parse("2025-07-10T00:00:00Z");
    Instant knownAfter = Instant.parse("2025-07-20T00:00:00Z");
    assertEquals(
        "UNALLOCATED", SHELF.classifier().classify(number, IQ, at, knownBefore).outcome().code());
    assertEquals("LIVE", SHELF.classifier().classify(number, IQ, at, knownAfter).outcome().code());
    assertEquals(
        "NOT_A_NUMBER", of("", IQ).outcome().code(), "an empty line is withheld, not a number");
  }

  @Test
  void aWithdrawnCodeSaysBetweenWhichDays() {
    Outcome.Withdrawn answer =
        assertInstanceOf(Outcome.Withdrawn.class, of("+9647480123456", IQ).outcome());
    assertTrue(answer.since().toString().startsWith("2025-06-25T21"), "26 June in Baghdad");
    assertTrue(answer.after().orElseThrow().toString().startsWith("2015-09-14T21"));
  }

  @Test
  void theCountsOfAFileAddUpAndEveryLineIsAnswered() throws IOException {
    StringBuilder out = new StringBuilder();
    String file =
        "\uFEFF0933123456\r\n\n+9647300000000\nwhat, \"is\" this\n=1+1\n"
            + "9".repeat(100_000)
            + "\n112";
    FileCheck.Counts counts =
        new FileCheck(SHELF.classifier(), SY, NOW, NOW).check(new StringReader(file), out);
    assertEquals(7, counts.lines());
    assertEquals(1, counts.blank());
    assertEquals(1, counts.answers().get("LIVE"));
    assertEquals(1, counts.answers().get("UNALLOCATED"));
    assertEquals(3, counts.answers().get("NOT_A_NUMBER"));
    assertEquals(1, counts.answers().get("SHORT_CODE"));
    List<String> lines = out.toString().lines().toList();
    assertEquals(7, lines.size());
    assertTrue(lines.get(3).startsWith("4,\"what, \"\"is\"\" this\",NOT_A_NUMBER"));
    assertTrue(lines.get(4).startsWith("5,'=1+1,"), lines.get(4));
  }
}
