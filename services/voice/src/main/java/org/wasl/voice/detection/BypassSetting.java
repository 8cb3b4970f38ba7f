package org.wasl.voice.detection;

/// How near two records must lie to be one call, seconds; from the detection profile.
///
/// @param start and `duration` for records that agree
/// @param pad how much a box may answer early or release late
/// @param gap the longest pause between the pieces of a split call
/// @param raisedAt how many calls of one SIM make a lead into an alarm
public record BypassSetting(int start, int duration, int pad, int gap, int raisedAt) {
  public BypassSetting {
    if (start < 0 || start > 60 || duration < 0 || duration > 60 || pad < 0 || pad > 120) {
      throw new IllegalArgumentException("start and duration 0 to 60, pad 0 to 120 seconds");
    }
    if (gap < 0 || gap > 60 || raisedAt < 1 || raisedAt > 100) {
      throw new IllegalArgumentException("gap 0 to 60 seconds, raised at 1 to 100 calls");
    }
  }
}
