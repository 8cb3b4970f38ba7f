package org.wasl.voice.quality;

import org.wasl.terms.Validity;
import org.wasl.terms.country.Sourced;

/// When a route's quality is worth an alarm: agreed, dated data.
///
/// @param weeks of the same hour to compare with, 2 to 12
/// @param leastCalls in the hour and in the weeks before
/// @param square of the statistic above which a fall of a ratio is more than chance
/// @param shorterPercent an average call duration below this part of the earlier one
/// @param longerPercent a post-dial delay above this part of the earlier one
public record QualitySetting(
    int version,
    Validity validity,
    Sourced sourced,
    CauseMap causes,
    int weeks,
    int leastCalls,
    int square,
    int shorterPercent,
    int longerPercent) {
  public QualitySetting {
    if (weeks < 2 || weeks > 12 || leastCalls < 5 || square < 1) {
      throw new IllegalArgumentException("2 to 12 weeks, at least 5 calls");
    }
    if (shorterPercent < 1 || shorterPercent > 100 || longerPercent < 100) {
      throw new IllegalArgumentException("shorter is up to 100 percent, longer from 100");
    }
  }
}
