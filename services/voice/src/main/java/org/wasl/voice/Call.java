package org.wasl.voice;

/// One call as one side recorded it, normalised. Numbers are E.164 digits as integers; 0 stands for
/// a withheld number.
///
/// @param from the calling number, 0 when withheld
/// @param to the called number
/// @param time answer time, or seizure time of an unanswered call; seconds since 1970
/// @param seconds conversation, 0 when unanswered
/// @param answered whether there was an answer
/// @param trunk name of the trunk group, up to 32 characters
/// @param line line in its file, from 1
/// @param signalling what else was recorded; of no price, and no part of what makes two records the
///   same call
public record Call(
    long from,
    long to,
    long time,
    int seconds,
    boolean answered,
    String trunk,
    int line,
    Signalling signalling) {
  public static final int MAX_SECONDS = 7 * 86_400;

  public Call {
    if (from < 0 || to <= 0 || seconds < 0 || seconds > MAX_SECONDS || trunk.length() > 32) {
      throw new IllegalArgumentException("not a call: line " + line);
    }
  }

  /// A call of which nothing else was recorded.
  public Call(
      long from, long to, long time, int seconds, boolean answered, String trunk, int line) {
    this(from, to, time, seconds, answered, trunk, line, Signalling.NONE);
  }

  /// Whether two records are the same call recorded once more by the same side.
  public boolean isSameAs(Call other) {
    return from == other.from
        && to == other.to
        && time == other.time
        && seconds == other.seconds
        && trunk.equals(other.trunk);
  }

  /// A hash of what [#isSameAs] compares.
  public long identity() {
    long hash = mix(from) ^ Long.rotateLeft(mix(to), 21) ^ Long.rotateLeft(mix(time), 42);
    return mix(hash + seconds * 0x9E3779B97F4A7C15L + trunk.hashCode());
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /// Without numbers: a record must not reach a log by accident.
  @Override
  public String toString() {
    return "call of line " + line;
  }
}
