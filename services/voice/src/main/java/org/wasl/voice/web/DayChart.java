package org.wasl.voice.web;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.wasl.settlement.Line;
import org.wasl.settlement.comparing.Comparison;

/// Billed minutes by day on both sides, laid out for an SVG of 100 units height.
///
/// @param bars one a day
/// @param most minutes of the highest bar
public record DayChart(List<Bar> bars, long most) {

  /// @param x left edge; heights from 0 to 100
  public record Bar(int day, int x, int ourHeight, int theirHeight, long ours, long theirs) {
    public int ourTop() {
      return 100 - ourHeight;
    }

    public int theirTop() {
      return 100 - theirHeight;
    }

    public int secondX() {
      return x + 8;
    }
  }

  static DayChart of(Comparison both, YearMonth period) {
    long[] ours = minutes(both.ours().lines(), period);
    long[] theirs = minutes(both.theirs().lines(), period);
    long most = 1;
    for (int i = 0; i < ours.length; i++) {
      most = Math.max(most, Math.max(ours[i], theirs[i]));
    }
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < ours.length; i++) {
      int ourHeight = (int) (ours[i] * 100 / most);
      int theirHeight = (int) (theirs[i] * 100 / most);
      bars.add(new Bar(i + 1, i * 20, ourHeight, theirHeight, ours[i], theirs[i]));
    }
    return new DayChart(bars, most);
  }

  private static long[] minutes(List<Line> lines, YearMonth period) {
    long[] seconds = new long[period.lengthOfMonth()];
    for (Line line : lines) {
      if (YearMonth.from(line.key().day()).equals(period)) {
        seconds[line.key().day().getDayOfMonth() - 1] += line.quantities().get(3);
      }
    }
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] /= 60;
    }
    return seconds;
  }
}
