package org.wasl.numbering.administering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.PlanEntry.Status;
import org.wasl.numbering.administering.Exhaustion.Used;
import org.wasl.numbering.store.PlanFiles;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.CountriesFolder;

class ExhaustionTest {
  private static final LocalDate FILED_2015 = LocalDate.of(2015, 9, 15);
  private static final LocalDate FILED_2025 = LocalDate.of(2025, 6, 26);

  private static Map<String, Long> held(LocalDate day) {
    CountriesFolder countries =
        new CountriesFolder(Path.of(System.getProperty("wasl.root", "../.."), "countries"));
    PartyId party = new PartyId("iq");
    Instant noon = day.plusDays(1).atTime(12, 0).toInstant(ZoneOffset.UTC);
    Map<String, Long> held = new TreeMap<>();
    PlanFiles.read(party, countries.root().resolve("iq")).entriesAt(noon).stream()
        .filter(each -> each.usage() == PlanEntry.Usage.MOBILE)
        .filter(each -> each.status() == Status.IN_SERVICE && each.resource().isNumbers())
        .forEach(
            each -> held.merge(each.holder().orElseThrow().name(), each.codes().size(), Long::sum));
    return held;
  }

  /// From the growth of two operators between the filings of 2015 and 2025 the third's of 2025 is
  /// forecast: had it as many codes in reserve as it opened, it would have exhausted them at the
  /// time of the filing. The truth lies in the interval for the two that grew; the one whose
  /// licence ran out grew slower than either, and the forecast says too early, never too late.
  @Test
  void theGrowthOfTheOthersForecastsWhenAnOperatorsReserveOf2015WasUsedUp() {
    Map<String, Long> before = held(FILED_2015);
    Map<String, Long> after = held(FILED_2025);
    assertEquals(42, before.get("Zain"));
    assertEquals(95, after.get("Zain"));
    long truth = ChronoUnit.MONTHS.between(FILED_2015, FILED_2025);
    List<String> all = List.of("Zain", "Asiacell", "Korek Telecom");
    for (String operator : all) {
      List<List<Used>> others =
          all.stream()
              .filter(other -> !other.equals(operator))
              .map(other ->
                  List.of(
                      new Used(FILED_2015, before.getOrDefault(other, 0L)),
                      new Used(FILED_2025, after.getOrDefault(other, 0L))))
              .toList();
      long own = before.getOrDefault(operator, 0L);
      Exhaustion forecast =
          Exhaustion.ofPeers(others, own, after.getOrDefault(operator, 0L) - own).orElseThrow();
      assertTrue(forecast.earliest() <= truth, operator + " " + forecast);
      if (!operator.equals("Korek Telecom")) {
        assertTrue(forecast.latest().orElse(Long.MAX_VALUE) >= truth, operator + " " + forecast);
      }
    }
  }

  @Test
  void atTheMeasuredRateTheMobileSpaceLastsDecadesAndTheIntervalSaysHowSure() {
    // 97 codes of three operators in 2015, 198 in 2025; of 1,000 codes from 7000 to 7999
    long first = held(FILED_2015).values().stream().mapToLong(Long::longValue).sum();
    long last = held(FILED_2025).values().stream().mapToLong(Long::longValue).sum();
    assertEquals(98, first, "one more code of a fourth operator, withdrawn since");
    assertEquals(198, last);
    Exhaustion left =
        Exhaustion.of(
                List.of(new Used(FILED_2015, first), new Used(FILED_2025, last)),
                1_000 - 100 - last)
            .orElseThrow();
    // 100 codes in 117 months: 702 codes last 823 months; 100 ± 20 events
    assertEquals(823, left.months(), 5);
    assertEquals(686, left.earliest(), 5);
    assertEquals(1_029, left.latest().orElseThrow(), 6);
  }

  @Test
  void withoutGrowthNothingIsForecast() {
    assertEquals(Optional.empty(), Exhaustion.of(List.of(new Used(FILED_2015, 5)), 10));
    assertEquals(
        Optional.empty(),
        Exhaustion.of(List.of(new Used(FILED_2015, 5), new Used(FILED_2025, 5)), 10));
  }
}
