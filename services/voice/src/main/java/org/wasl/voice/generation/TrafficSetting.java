package org.wasl.voice.generation;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;

/// What [TrafficWithTruth] makes. The same setting makes the same records.
///
/// @param first the first day
/// @param days 1 to 62
/// @param subscribers mobile lines of the receiving country, 1,000 to 2,000,000
/// @param callers lines of the originating country that call across
/// @param across calls across the border a day
/// @param bypassed of ten thousand such calls, how many each box strategy carries
/// @param refiled of ten thousand such calls, how many come in through a third country with another
///   calling number
/// @param premium prefixes with country code that carry a premium; data, not code
public record TrafficSetting(
    LocalDate first,
    int days,
    ZoneId zone,
    int subscribers,
    int callers,
    int across,
    Set<BoxStrategy> boxes,
    int bypassed,
    int refiled,
    Set<Misuse> misuses,
    Set<String> premium,
    Imperfections imperfections,
    long seed) {

  /// How far the records fall short of what happened.
  ///
  /// @param lost records of ten thousand that each element loses
  /// @param skew greatest offset of a gateway trunk's clock, seconds, 0 to 600
  /// @param drift greatest drift of a clock, seconds a day
  /// @param networks how many of the [TrafficWithTruth#NETWORKS] mobile networks give their records
  public record Imperfections(int lost, int skew, int drift, int networks) {
    /// Well-kept records: two of a thousand lost, clocks within a minute, all networks.
    public static final Imperfections USUAL = new Imperfections(20, 60, 1, 3);

    /// Two of a hundred lost, clocks off by up to ten minutes and drifting, one network missing.
    public static final Imperfections HARD = new Imperfections(200, 600, 3, 2);

    public Imperfections {
      if (lost < 0 || lost > 10_000 || skew < 0 || skew > 600 || drift < 0 || drift > 60) {
        throw new IllegalArgumentException("not imperfections: " + lost + " " + skew + " " + drift);
      }
      if (networks < 1 || networks > TrafficWithTruth.NETWORKS) {
        throw new IllegalArgumentException("1 to 3 networks: " + networks);
      }
    }
  }

  public TrafficSetting {
    boxes = Set.copyOf(boxes);
    misuses = Set.copyOf(misuses);
    premium = Set.copyOf(premium);
    if (days < 1 || days > 62 || subscribers < 1_000 || subscribers > 2_000_000) {
      throw new IllegalArgumentException("1 to 62 days, 1,000 to 2,000,000 subscribers");
    }
    if (callers < 10 || callers > 1_000_000 || across < 0 || across > 5_000_000) {
      throw new IllegalArgumentException("10 to 1,000,000 callers, at most 5,000,000 calls a day");
    }
    if (bypassed < 0 || refiled < 0 || bypassed * boxes.size() + refiled > 10_000) {
      throw new IllegalArgumentException("more than all calls would be bypassed");
    }
    boolean toPremium =
        misuses.contains(Misuse.PREMIUM_RANGES) || misuses.contains(Misuse.SATELLITE_OFFICE);
    if (toPremium && premium.isEmpty()) {
      throw new IllegalArgumentException("premium ranges are named where calls go to them");
    }
  }

  public TrafficSetting with(Imperfections other) {
    return new TrafficSetting(
        first,
        days,
        zone,
        subscribers,
        callers,
        across,
        boxes,
        bypassed,
        refiled,
        misuses,
        premium,
        other,
        seed);
  }
}
