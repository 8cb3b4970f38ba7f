package org.wasl.post.tracking;

import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wasl.terms.country.WorkCalendar;

/// Days of work between two days: J+n of the posts. The day on which it begins does not count; a
/// day of rest does not count.
public record WorkingDays(WorkCalendar calendar) {
  private static final int MOST = 4_000;

  /// From one day to another, by the calendar of the country where it ends.
  ///
  /// @return zero when it ends on the day on which it begins
  public int between(LocalDate from, LocalDate to) {
    if (to.isBefore(from) || from.plusDays(MOST).isBefore(to)) {
      throw new IllegalArgumentException("not a way of an item: " + from + " to " + to);
    }
    return (int)
        from.datesUntil(to)
            .map(each -> each.plusDays(1))
            .filter(each -> !calendar.isRest(each))
            .count();
  }

  /// How often each number of days of work came.
  ///
  /// @param pairs how often an item began on one day and ended on another
  public SortedMap<Integer, Long> spread(Iterable<DayPair> pairs) {
    SortedMap<Integer, Long> counts = new TreeMap<>();
    for (DayPair each : pairs) {
      boolean isWay =
          !each.to().isBefore(each.from()) && !each.from().plusDays(MOST).isBefore(each.to());
      if (isWay) {
        counts.merge(between(each.from(), each.to()), each.items(), Long::sum);
      }
    }
    return counts;
  }

  /// How many items began on one day and ended on another.
  public record DayPair(LocalDate from, LocalDate to, long items) {}
}
