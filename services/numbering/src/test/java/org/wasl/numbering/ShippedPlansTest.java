package org.wasl.numbering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.wasl.numbering.NationalPlan.Standing;
import org.wasl.numbering.normalising.NumberNormaliser;
import org.wasl.numbering.normalising.NumberNormaliser.Normalised;
import org.wasl.numbering.store.PlanFiles;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.CountriesFolder;

/// The plans that ship, against the figures of the filings they were taken from.
class ShippedPlansTest {
  private static final LocalDate DAY = LocalDate.of(2026, 9, 15);
  private final CountriesFolder countries =
      new CountriesFolder(Path.of(System.getProperty("wasl.root", "../.."), "countries"));

  private NationalPlan plan(String party) {
    return PlanFiles.read(new PartyId(party), countries.root().resolve(party));
  }

  @Test
  void theFilingOf2025Has200LiveMobileCodesAnd100Reserved() {
    NationalPlan plan = plan("iq");
    assertEquals(200, codes(plan, PlanEntry.Status.LIVE));
    assertEquals(100, codes(plan, PlanEntry.Status.RESERVED));
  }

  @Test
  void aRangeAssignedIn2022WasUnallocatedBefore() {
    NationalPlan plan = plan("sy");
    E164Number number = new E164Number("963911234567");
    assertInstanceOf(Standing.Unallocated.class, plan.standing(number, LocalDate.of(2022, 2, 20)));
    assertInstanceOf(Standing.InPlan.class, plan.standing(number, LocalDate.of(2022, 2, 21)));
  }

  @Test
  void sixDigitAreasRefuseSevenDigitNumbers() {
    // OB 1251: Sweida is 016 and six digits
    NationalPlan plan = plan("sy");
    assertInstanceOf(Standing.InPlan.class, plan.standing(new E164Number("96316123456"), DAY));
    assertEquals(
        1,
        assertInstanceOf(
                Standing.WrongLength.class, plan.standing(new E164Number("963161234567"), DAY))
            .by());
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

  private static int codes(NationalPlan plan, PlanEntry.Status status) {
    return plan.entries().stream()
        .filter(each -> each.kind() == PlanEntry.Kind.MOBILE && each.status() == status)
        .mapToInt(each -> Integer.parseInt(each.last()) - Integer.parseInt(each.first()) + 1)
        .sum();
  }
}
