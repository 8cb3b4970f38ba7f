package org.wasl.post.managing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Mail on Mondays alone, reckoned by hand. The 16th of November 2026 is a Monday.
class ForecastTest {
  private static final LocalDate TODAY = november(18);
  private static final Map<LocalDate, Long> MONDAYS =
      Map.of(
          LocalDate.of(2026, 10, 19),
          5_000L,
          LocalDate.of(2026, 10, 26),
          100L,
          november(2),
          200L,
          november(9),
          300L,
          november(16),
          401L);

  private static LocalDate november(int day) {
    return LocalDate.of(2026, 11, day);
  }

  private static Optional<Forecast> since(LocalDate mail) {
    return Forecast.of(MONDAYS, mail, november(1), TODAY, november(30));
  }

  /// Two Mondays are to come: (100 + 200 + 300 + 401) / 4 twice is 500.5.
  @Test
  void aDayToComeIsTheAverageOfItsWeekdayInTheLastFourWeeks() {
    assertEquals(
        new Forecast(
            4, LocalDate.of(2026, 10, 21), november(17), 901, 901 + 501, 901 + 200, 901 + 802),
        since(LocalDate.of(2026, 9, 1)).orElseThrow());
  }

  @Test
  void itGoesByWholeWeeksOfMailAloneAndSaysSo() {
    Forecast two = since(november(3)).orElseThrow();
    assertEquals(
        new Forecast(2, november(4), november(17), 901, 901 + 701, 901 + 600, 901 + 802), two);
    assertTrue(two.isThin());
    assertFalse(since(LocalDate.of(2026, 10, 21)).orElseThrow().isThin());
    assertEquals(Optional.empty(), since(november(12)));
    assertEquals(1, since(november(11)).orElseThrow().weeks());
  }

  @Test
  void onTheFirstDayOfAPeriodNothingIsOverAndOnTheLastOnlyTodayIsToCome() {
    LocalDate mail = LocalDate.of(2026, 9, 1);
    Forecast first =
        Forecast.of(MONDAYS, mail, november(18), november(18), november(23)).orElseThrow();
    assertEquals(0, first.soFar());
    // 250.25
    assertEquals(250, first.expected());
    Forecast last =
        Forecast.of(MONDAYS, mail, november(1), november(23), november(23)).orElseThrow();
    assertEquals(901 + 250, last.expected());
    assertEquals(LocalDate.of(2026, 10, 26), last.first());
  }

  /// Of the 23rd, a Monday, 250.25 is expected.
  @Test
  void todayCountsForWhatItCameToAlreadyWhereThatIsMore() {
    assertEquals(
        new Forecast(
            4, LocalDate.of(2026, 10, 26), november(22), 901, 901 + 250, 901 + 150, 901 + 401),
        today(150));
    assertEquals(
        new Forecast(
            4, LocalDate.of(2026, 10, 26), november(22), 901, 901 + 500, 901 + 500, 901 + 500),
        today(500));
  }

  private static Forecast today(long already) {
    Map<LocalDate, Long> days = new HashMap<>(MONDAYS);
    days.put(november(23), already);
    return Forecast.of(days, LocalDate.of(2026, 9, 1), november(1), november(23), november(23))
        .orElseThrow();
  }
}
