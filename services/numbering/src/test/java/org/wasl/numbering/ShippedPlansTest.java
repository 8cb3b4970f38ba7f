package org.wasl.numbering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wasl.numbering.PlanEntry.Status;
import org.wasl.numbering.PlanEntry.Usage;
import org.wasl.numbering.normalising.NumberNormaliser;
import org.wasl.numbering.normalising.NumberNormaliser.Normalised;
import org.wasl.numbering.store.PlanFiles;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.CountriesFolder;

/// The plans that ship, against the figures of the filings they were taken from.
class ShippedPlansTest {
  private static final Instant NOW = Instant.parse("2026-09-15T12:00:00Z");
  private static final Instant IN_2016 = Instant.parse("2016-01-01T12:00:00Z");
  private final CountriesFolder countries =
      new CountriesFolder(Path.of(System.getProperty("wasl.root", "../.."), "countries"));

  private NationalPlan plan(String party) {
    return PlanFiles.read(new PartyId(party), countries.root().resolve(party));
  }

  @Test
  void theFilingOf2025Has200LiveMobileCodesAnd100Reserved() {
    NationalPlan plan = plan("iq");
    assertEquals(200, codes(plan, NOW, Status.IN_SERVICE));
    assertEquals(100, codes(plan, NOW, Status.RESERVED));
    // the holders' shares of OB 1320
    assertEquals(95, heldBy(plan, "Zain"));
    assertEquals(82, heldBy(plan, "Asiacell"));
    assertEquals(21, heldBy(plan, "Korek Telecom"));
  }

  @Test
  void theFilingOf2015Had105LiveCodesOfWhichSixWereWithdrawnUntil2025() {
    // OB 1084: 42 + 37 + 18 codes of three operators, 2 + 1 + 2 + 1 + 1 + 1 of six others
    NationalPlan plan = plan("iq");
    assertEquals(105, codes(plan, IN_2016, Status.IN_SERVICE));
    assertEquals(6, codes(plan, NOW, Status.WITHDRAWN));
    PlanEntry gone =
        plan.entriesAt(NOW).stream()
            .filter(each -> each.status() == Status.WITHDRAWN)
            .findFirst()
            .orElseThrow();
    assertTrue(gone.beganAfter().isPresent(), "withdrawn between the two filings");
  }

  @Test
  void aRangeAssignedIn2022WasNobodysBefore() {
    NationalPlan plan = plan("sy");
    assertTrue(find(plan, "911234567", Instant.parse("2022-02-20T20:59:00Z")).isEmpty());
    assertEquals(
        "WAFA Telecom",
        find(plan, "911234567", Instant.parse("2022-02-20T22:01:00Z"))
            .getFirst()
            .holder()
            .orElseThrow()
            .name());
  }

  @Test
  void hamaHadSixDigitsUntilTheFirstOfMay2011() {
    NationalPlan plan = plan("sy");
    assertEquals(
        8, find(plan, "33123456", Instant.parse("2011-04-30T12:00:00Z")).getFirst().mostDigits());
    assertEquals(
        9, find(plan, "33123456", Instant.parse("2011-05-01T12:00:00Z")).getFirst().mostDigits());
  }

  @Test
  void theEightPointsOfASignallingAreaAreTaken() {
    // OB 1295: 4-034-0 to 4-034-7 are 8464 to 8471
    List<PlanEntry> points =
        plan("sy").entriesAt(NOW).stream()
            .filter(each -> each.resource() == Resource.ISPC)
            .toList();
    assertEquals(8, points.size());
    assertEquals("08464", points.getFirst().first());
    assertEquals("4-034-0", Resource.ISPC.written(points.getFirst().first()));
    assertEquals("08471", points.getLast().last());
  }

  @Test
  void theListOf2023Has4And22NetworkCodes() {
    for (var expected : List.of(List.of("sy", 4), List.of("iq", 22))) {
      String party = expected.getFirst().toString();
      assertEquals(
          expected.getLast(),
          (int)
              plan(party).entriesAt(NOW).stream()
                  .filter(each -> each.resource() == Resource.MNC)
                  .count(),
          party);
    }
  }

  @Test
  void everyEntryNamesDocumentAndRow() {
    for (String party : List.of("sy", "iq")) {
      var shipped = PlanFiles.readShipped(new PartyId(party), countries.root().resolve(party));
      assertTrue(shipped.documents().size() >= 8, party);
      for (var document : shipped.documents()) {
        document.entries().forEach(each -> assertEquals(document.id(), each.citation().document()));
      }
    }
  }

  @Test
  void theFormsInWhichPeopleWriteOneNumberAreOneNumber() {
    NumberNormaliser normaliser = new NumberNormaliser(plan("sy"));
    E164Number expected = new E164Number("963933123456");
    for (String form :
        new String[] {
          "0933123456",
          "+963 933 123 456",
          "00963933123456",
          "963933123456",
          "933123456",
          "٠٩٣٣١٢٣٤٥٦",
          "\u200E+963-933-123456\u200E",
          "۰۹۳۳۱۲۳۴۵۶"
        }) {
      assertEquals(new Normalised.Number(expected), normaliser.normalise(form), form);
    }
  }

  @Test
  void whatIsNoNumberIsRefusedWithItsReason() {
    NumberNormaliser normaliser = new NumberNormaliser(plan("iq"));
    assertInstanceOf(Normalised.Withheld.class, normaliser.normalise("anonymous"));
    assertInstanceOf(Normalised.Withheld.class, normaliser.normalise(""));
    assertEquals(new Normalised.NotANumber("letters"), normaliser.normalise("0790x123456"));
    assertEquals(new Normalised.NotANumber("too-long"), normaliser.normalise("+9647901234567890"));
    assertEquals(new Normalised.NotANumber("oversize"), normaliser.normalise("1".repeat(65)));
  }

  private static List<PlanEntry> find(NationalPlan plan, String national, Instant at) {
    return plan.entriesAt(at).stream()
        .filter(each -> each.resource() == Resource.E164_NDC && each.covers(national))
        .toList();
  }

  private static boolean isMobile(PlanEntry each) {
    return each.usage() == Usage.MOBILE || each.usage() == Usage.WIRELESS_LOCAL_LOOP;
  }

  private static long codes(NationalPlan plan, Instant at, Status status) {
    return plan.entriesAt(at).stream()
        .filter(each -> isMobile(each) && each.status() == status)
        .mapToLong(each -> each.codes().size())
        .sum();
  }

  private static long heldBy(NationalPlan plan, String holder) {
    return plan.entriesAt(NOW).stream()
        .filter(each ->
            isMobile(each)
                && each.status() == Status.IN_SERVICE
                && each.holder().orElseThrow().name().equals(holder))
        .mapToLong(each -> each.codes().size())
        .sum();
  }
}
