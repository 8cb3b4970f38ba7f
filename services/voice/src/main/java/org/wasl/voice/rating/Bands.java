package org.wasl.voice.rating;

import java.time.LocalTime;

/// The peak and the off-peak band of a day, in seconds of the agreement's local day.
///
/// @param from the first second of the peak band
/// @param to the first second after it; not after `from` where there is no peak
public record Bands(int from, int to) {
  private static final int DAY = 86_400;
  private static final long NANOS = 1_000_000_000L;

  public static Bands of(LocalTime from, LocalTime to) {
    return new Bands(firstSecond(from), firstSecond(to));
  }

  private static int firstSecond(LocalTime time) {
    return (int) Math.ceilDiv(time.toNanoOfDay(), NANOS);
  }

  /// @param secondOfDay 0 to 86399
  public boolean isPeak(int secondOfDay) {
    return secondOfDay >= from && secondOfDay < to;
  }

  /// Seconds from a moment to the next edge of a band: at least 1. The midnight counts as an edge.
  int untilEdge(int secondOfDay) {
    int edge = DAY;
    if (secondOfDay < from && from < to) {
      edge = from;
    } else if (secondOfDay < to) {
      edge = secondOfDay >= from ? to : DAY;
    }
    return edge - secondOfDay;
  }
}
