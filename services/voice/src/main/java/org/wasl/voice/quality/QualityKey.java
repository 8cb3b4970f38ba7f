package org.wasl.voice.quality;

import java.util.Comparator;

/// A route in a quarter of an hour.
///
/// @param trunk trunk group, which gives agreement and direction
/// @param destination country code, and use and holder of the range where the plan gives them, as
///   [Destinations] names them
/// @param quarter quarters of an hour since 1970, of the seizure
public record QualityKey(String trunk, String destination, long quarter)
    implements Comparable<QualityKey> {
  public static final int QUARTER = 900;

  private static final Comparator<QualityKey> ORDER =
      Comparator.comparing(QualityKey::trunk)
          .thenComparing(QualityKey::destination)
          .thenComparingLong(QualityKey::quarter);

  public QualityKey {
    if (trunk.isEmpty() || trunk.length() > 32 || destination.length() > 32) {
      throw new IllegalArgumentException("trunk and destination have up to 32 characters");
    }
  }

  /// Its first second.
  public long time() {
    return quarter * QUARTER;
  }

  @Override
  public int compareTo(QualityKey other) {
    return ORDER.compare(this, other);
  }
}
