package org.wasl.voice.reconciliation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How far one element's clock is ahead of another's: an offset that drifts evenly. Fitted by
/// medians, so that a tenth of wrong pairs does not move it.
///
/// @param at the moment at which `offset` holds, seconds since 1970
/// @param offsetSeconds ahead
/// @param driftPerSecond seconds a second
public record ClockLine(long at, double offsetSeconds, double driftPerSecond) {
  public static final ClockLine EQUAL = new ClockLine(0, 0, 0);

  private static final long SEGMENT = 6 * 3_600;
  private static final double MOST_DRIFT = 60.0 / 86_400;

  /// A difference seen at a moment.
  public record Sample(long at, double ahead) {}

  /// What the clock shows at `time` as the other clock would show it.
  public long corrected(long time) {
    return Math.round(time - offsetSeconds - driftPerSecond * (time - at));
  }

  /// @param samples in any order, at least one
  public static ClockLine fit(List<Sample> samples) {
    List<Sample> middles = middles(samples);
    long at = middles.getFirst().at();
    List<Double> slopes = new ArrayList<>();
    for (int i = 0; i < middles.size(); i++) {
      for (int j = i + 1; j < middles.size(); j++) {
        Sample one = middles.get(i);
        Sample other = middles.get(j);
        slopes.add((other.ahead() - one.ahead()) / (other.at() - one.at()));
      }
    }
    double drift = slopes.isEmpty() ? 0 : Math.clamp(median(slopes), -MOST_DRIFT, MOST_DRIFT);
    double offset =
        median(middles.stream().map(each -> each.ahead() - drift * (each.at() - at)).toList());
    return new ClockLine(at, offset, drift);
  }

  /// One sample a segment of six hours: its median, at the mean of its times.
  private static List<Sample> middles(List<Sample> samples) {
    List<Sample> sorted =
        samples.stream().sorted(java.util.Comparator.comparingLong(Sample::at)).toList();
    List<Sample> middles = new ArrayList<>();
    int from = 0;
    while (from < sorted.size()) {
      int to = from;
      long segment = Math.floorDiv(sorted.get(from).at(), SEGMENT);
      long sum = 0;
      while (to < sorted.size() && Math.floorDiv(sorted.get(to).at(), SEGMENT) == segment) {
        sum += sorted.get(to).at() - segment * SEGMENT;
        to++;
      }
      List<Sample> these = sorted.subList(from, to);
      middles.add(
          new Sample(
              segment * SEGMENT + sum / these.size(),
              median(these.stream().map(Sample::ahead).toList())));
      from = to;
    }
    return middles;
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
