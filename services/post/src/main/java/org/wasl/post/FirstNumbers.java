package org.wasl.post;

import java.util.List;
import java.util.OptionalInt;

/// With which number series of dispatches begin in Wasl in a year in which another system gave
/// numbers before it: of series that leave us the first one that is given, of those that come the
/// first one that is expected.
public record FirstNumbers(List<First> all) {
  /// Nothing was before.
  public static final FirstNumbers NONE = new FirstNumbers(List.of());

  /// @param series without the digit of its year
  /// @param number 1 to 9999
  public record First(String series, int year, int number) {
    public First {
      if (series.length() != DispatchSeries.LENGTH - 1) {
        throw new IllegalArgumentException("not a series without its year: " + series);
      }
      DispatchSeries.read(series + Math.floorMod(year, 10));
      if (number < 1 || number > 9_999) {
        throw new IllegalArgumentException("not a number of a dispatch: " + number);
      }
    }

    private String seriesOfYear() {
      return year + "-" + series + Math.floorMod(year, 10);
    }
  }

  public FirstNumbers {
    all = List.copyOf(all);
    if (all.stream().map(First::seriesOfYear).distinct().count() != all.size()) {
      throw new IllegalArgumentException("a series has two first numbers in a year");
    }
  }

  /// @param seriesOfYear as [DispatchKey#seriesOfYear()] writes it
  public OptionalInt find(String seriesOfYear) {
    return all.stream()
        .filter(each -> each.seriesOfYear().equals(seriesOfYear))
        .mapToInt(First::number)
        .findFirst();
  }
}
