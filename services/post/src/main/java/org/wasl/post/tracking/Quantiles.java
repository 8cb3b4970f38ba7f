package org.wasl.post.tracking;

import java.util.SortedMap;

/// How values are spread, from how often each came.
///
/// @param count how many
/// @param median the least value that half of them do not exceed
/// @param p90 the least value that nine in ten do not exceed
/// @param p95 the least value that nineteen in twenty do not exceed
public record Quantiles(long count, int median, int p90, int p95) {
  /// @param counts how often each value came
  public static Quantiles of(SortedMap<Integer, Long> counts) {
    long count = counts.values().stream().mapToLong(Long::longValue).sum();
    return new Quantiles(
        count, at(counts, count, 50), at(counts, count, 90), at(counts, count, 95));
  }

  /// The nearest-rank quantile: the value whose rank is the percentage of the count, rounded up.
  private static int at(SortedMap<Integer, Long> counts, long count, int percent) {
    long rank = (count * percent + 99) / 100;
    long passed = 0;
    for (var each : counts.entrySet()) {
      passed += each.getValue();
      if (passed >= rank) {
        return each.getKey();
      }
    }
    return 0;
  }
}
