package org.wasl.voice.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wasl.numbering.E164Number;
import org.wasl.numbering.NationalPlan;
import org.wasl.numbering.NationalPlan.Standing;
import org.wasl.numbering.store.PlanFiles;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.CountriesFolder;

class PlanTableTest {
  /// The plan itself is the judge, on the shipped plans.
  @Test
  void numbersStandInTheTableAsInThePlan() {
    CountriesFolder countries =
        new CountriesFolder(Path.of(System.getProperty("wasl.root", "../.."), "countries"));
    List<NationalPlan> plans = new ArrayList<>();
    for (PartyId party : countries.listParties()) {
      plans.add(PlanFiles.read(party, countries.root().resolve(party.value())));
    }
    PlanTable table = new PlanTable(plans);
    SplittableRandom random = new SplittableRandom(1);
    int missing = 0;
    for (int i = 0; i < 100_000; i++) {
      NationalPlan plan = plans.get(random.nextInt(plans.size()));
      StringBuilder text = new StringBuilder(i % 7 == 0 ? "7" : plan.countryCode());
      int length = 8 + random.nextInt(7);
      while (text.length() < length) {
        text.append(random.nextInt(10));
      }
      LocalDate day = LocalDate.of(2000, 1, 1).plusDays(random.nextInt(12_000));
      E164Number number = new E164Number(text.toString());
      boolean expected =
          plans.stream()
              .map(each -> each.standing(number, day))
              .anyMatch(
                  standing ->
                      standing instanceof Standing.Unallocated
                          || standing instanceof Standing.WrongLength);
      byte[] digits = number.digits().getBytes(StandardCharsets.US_ASCII);
      int head = Integer.parseInt(number.digits().substring(0, 5));
      assertEquals(
          expected,
          table.isUnallocated(head, digits, 0, digits.length, day.toEpochDay()),
          number.digits() + " " + day);
      missing += expected ? 1 : 0;
    }
    assertTrue(missing > 1_000 && missing < 99_000);
  }
}
