package org.wasl.voice.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wasl.numbering.E164Number;
import org.wasl.numbering.NationalPlan;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.Resource;
import org.wasl.numbering.store.PlanFiles;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.CountriesFolder;

class PlanTableTest {
  private static final Set<PlanEntry.Status> HELD =
      EnumSet.of(
          PlanEntry.Status.IN_SERVICE,
          PlanEntry.Status.ALLOCATED,
          PlanEntry.Status.LEGACY_UNCONFIRMED,
          PlanEntry.Status.DISPUTED);
  private static final Set<Resource> DIALLED = EnumSet.of(Resource.E164_NDC, Resource.E164_BLOCK);

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
      boolean expected = isUnallocated(plans, number.digits(), day);
      long value = Long.parseLong(number.digits());
      assertEquals(
          expected,
          table.isUnallocated(value, number.digits().length(), day.toEpochDay()),
          number.digits() + " " + day);
      missing += expected ? 1 : 0;
    }
    assertTrue(missing > 1_000 && missing < 99_000);
  }

  /// Looks at every entry: the one with the longest code in force on the day decides.
  private static boolean isUnallocated(List<NationalPlan> plans, String number, LocalDate day) {
    Instant noon = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    for (NationalPlan plan : plans) {
      if (number.startsWith(plan.countryCode())) {
        String national = number.substring(plan.countryCode().length());
        Optional<PlanEntry> decides =
            plan.entries().stream()
                .filter(each -> HELD.contains(each.status()) && DIALLED.contains(each.resource()))
                .filter(each -> each.valid().holds(noon) && leads(each, national))
                .max(Comparator.comparingInt(each -> each.codes().length()));
        return decides.isEmpty()
            || national.length() < decides.get().leastDigits()
            || national.length() > decides.get().mostDigits();
      }
    }
    return false;
  }

  private static boolean leads(PlanEntry entry, String national) {
    int length = entry.codes().length();
    if (national.length() < length) {
      return false;
    }
    String code = national.substring(0, length);
    return code.compareTo(entry.codes().first()) >= 0 && code.compareTo(entry.codes().last()) <= 0;
  }
}
