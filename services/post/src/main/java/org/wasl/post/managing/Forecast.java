package org.wasl.post.managing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/// What something will have come to at the end of a period, by what it came to lately: the days of
/// the period that are over count as they are; today and each day to come count for what the days
/// of the same weekday came to on the average of the last whole weeks, at most four and none before
/// there was mail; today for what it came to already, where that is more. The average is taken
/// once, at the end, half up.
///
/// @param weeks by which it goes, 1 to 4
/// @param first day of these weeks
/// @param last day of these weeks, which is yesterday
/// @param soFar what the days of the period came to that are over
/// @param expected at the end of the period
/// @param least when each day to come is as the least of the same weekday in these weeks
/// @param greatest when each is as the greatest
public record Forecast(
    int weeks,
    LocalDate first,
    LocalDate last,
    long soFar,
    long expected,
    long least,
    long greatest) {
  /// By which it goes at most.
  public static final int MOST_WEEKS = 4;

  private static final int DAYS = 7;

  /// @param days what each day came to; none is nothing
  /// @param mail the first day on which there was mail
  /// @param begin of the period
  /// @param end of the period, not before today
  /// @return nothing where there is no whole week to go by
  public static Optional<Forecast> of(
      Map<LocalDate, Long> days, LocalDate mail, LocalDate begin, LocalDate today, LocalDate end) {
    int weeks = (int) Math.min(MOST_WEEKS, ChronoUnit.DAYS.between(mail, today) / DAYS);
    if (weeks < 1) {
      return Optional.empty();
    }
    long soFar = begin.datesUntil(max(begin, today)).mapToLong(each -> at(days, each)).sum();
    long sums = 0;
    long least = soFar;
    long greatest = soFar;
    for (LocalDate each = max(begin, today); !each.isAfter(end); each = each.plusDays(1)) {
      int back = (int) (ChronoUnit.DAYS.between(today, each) % DAYS);
      long already = each.equals(today) ? at(days, today) : 0;
      long sum = 0;
      long low = Long.MAX_VALUE;
      long high = Long.MIN_VALUE;
      for (int week = 1; week <= weeks; week++) {
        long amount = at(days, today.plusDays(back).minusWeeks(week));
        sum = Math.addExact(sum, amount);
        low = Math.min(low, amount);
        high = Math.max(high, amount);
      }
      sums = Math.addExact(sums, Math.max(sum, Math.multiplyExact(already, (long) weeks)));
      least = Math.addExact(least, Math.max(low, already));
      greatest = Math.addExact(greatest, Math.max(high, already));
    }
    long toCome =
        BigDecimal.valueOf(sums)
            .divide(BigDecimal.valueOf(weeks), 0, RoundingMode.HALF_UP)
            .longValueExact();
    return Optional.of(
        new Forecast(
            weeks,
            today.minusWeeks(weeks),
            today.minusDays(1),
            soFar,
            Math.addExact(soFar, toCome),
            least,
            greatest));
  }

  private static LocalDate max(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }

  private static long at(Map<LocalDate, Long> days, LocalDate day) {
    return Optional.ofNullable(days.get(day)).orElse(0L);
  }

  /// Whether there were less than four weeks to go by.
  public boolean isThin() {
    return weeks < MOST_WEEKS;
  }
}
