package org.wasl.voice.reconciliation;

/// What matching found. Counts by class add up to the calls of each side.
///
/// @param partner for each of our calls the place of theirs, or -1
/// @param ours class of each of our calls, an ordinal of [Kind]; `theirs` likewise
/// @param skew seconds that our clock is ahead, by trunk
public record Matched(int[] partner, byte[] ours, byte[] theirs, int[] skew) {

  /// What became of a call.
  public enum Kind {
    /// Both have it, seconds equal.
    EXACT,
    /// Both have it, seconds within the tolerance.
    TOLERATED,
    /// Both have it, seconds over the tolerance.
    OVER,
    /// Both have it, the other number is recorded differently.
    NUMBER_CHANGED,
    /// Only this side has it.
    ONLY,
    /// This side has it once more.
    DUPLICATE
  }

  private static final Kind[] KINDS = Kind.values();

  public Kind ofOurs(int call) {
    return KINDS[ours[call]];
  }

  public Kind ofTheirs(int call) {
    return KINDS[theirs[call]];
  }

  /// How many of our calls are of a kind.
  public long countOurs(Kind kind) {
    return count(ours, kind);
  }

  public long countTheirs(Kind kind) {
    return count(theirs, kind);
  }

  private static long count(byte[] all, Kind kind) {
    long count = 0;
    for (byte each : all) {
      count += each == kind.ordinal() ? 1 : 0;
    }
    return count;
  }
}
