package org.wasl.post;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Until when mail of a series has to be closed on some days of the week, so that it catches what
/// carries it; by the clock on the wall of the office of origin.
///
/// @param series without the digit of its year
/// @param days at least one
public record ClosingTime(String series, Set<DayOfWeek> days, LocalTime at) {
  /// How many a post may have.
  public static final int MOST = 500;

  public ClosingTime {
    if (series.length() != DispatchSeries.LENGTH - 1) {
      throw new IllegalArgumentException("not a series without its year: " + series);
    }
    DispatchSeries.read(series + 0);
    if (days.isEmpty()) {
      throw new IllegalArgumentException("a closing time without a day: " + series);
    }
    days = Set.copyOf(EnumSet.copyOf(days));
  }

  public OfficeCode origin() {
    return DispatchSeries.read(series + 0).origin();
  }

  /// Those of an office, the earliest first.
  public static List<ClosingTime> of(List<ClosingTime> all, OfficeCode office) {
    return all.stream()
        .filter(each -> each.origin().equals(office))
        .sorted(Comparator.comparing(ClosingTime::at))
        .toList();
  }
}
