package org.wasl.voice;

import java.util.HashMap;
import java.util.Map;

/// What a switch recorded of a call besides what is priced: for the quality of routes and for
/// detection. What was not recorded is told apart from every value.
///
/// @param direction which way the call crossed the recording gateway
/// @param q850 ITU-T Q.850 cause value of its release, 0 when not recorded
/// @param sip SIP status of the final answer (RFC 3261, 300 to 699), 0 when not recorded
/// @param ringing seconds from seizure to answer, or to release when unanswered; -1 when not
///   recorded
/// @param delay milliseconds from seizure to the first sign from the far end, -1 when not recorded
public record Signalling(Direction direction, int q850, int sip, int ringing, int delay) {
  public static final int MAX_RINGING = 3_600;

  /// Of the delay, milliseconds.
  public static final int MAX_DELAY = 900_000;

  public static final Signalling NONE = new Signalling(Direction.UNRECORDED, 0, 0, -1, -1);

  private static final Direction[] DIRECTIONS = Direction.values();

  /// Seen from the recording gateway.
  public enum Direction {
    UNRECORDED,
    INCOMING,
    OUTGOING
  }

  public Signalling {
    boolean good = isCause(q850) || q850 == 0;
    good &= isStatus(sip) || sip == 0;
    good &= ringing >= -1 && ringing <= MAX_RINGING;
    if (!good || delay < -1 || delay > MAX_DELAY) {
      throw new IllegalArgumentException("not what a switch records of a call");
    }
  }

  /// What is out of its range counts as not recorded.
  public static Signalling of(Direction direction, long q850, long sip, long ringing, long delay) {
    return new Signalling(
        direction,
        isCause(q850) ? (int) q850 : 0,
        isStatus(sip) ? (int) sip : 0,
        ringing >= 0 && ringing <= MAX_RINGING ? (int) ringing : -1,
        delay >= 0 && delay <= MAX_DELAY ? (int) delay : -1);
  }

  /// With a cause and a time of ringing alone.
  public static Signalling of(long q850, long ringing) {
    return of(Direction.UNRECORDED, q850, 0, ringing, -1);
  }

  private static boolean isCause(long value) {
    return value >= 1 && value <= 127;
  }

  private static boolean isStatus(long value) {
    return value >= 300 && value <= 699;
  }

  /// Of a call that began so and whose last part was released otherwise.
  public Signalling endedBy(Signalling last) {
    return new Signalling(direction, last.q850, last.sip, ringing, delay);
  }

  /// As one number; 0 where nothing was recorded.
  public long packed() {
    return direction.ordinal()
        | (long) q850 << 2
        | (long) sip << 9
        | (long) (ringing + 1) << 19
        | (long) (delay + 1) << 31;
  }

  /// @throws IllegalArgumentException when it is no such number
  public static Signalling unpacked(long packed) {
    int direction = (int) (packed & 3);
    if (packed < 0 || packed >>> 51 != 0 || direction >= DIRECTIONS.length) {
      throw new IllegalArgumentException("not what a switch records of a call");
    }
    return new Signalling(
        DIRECTIONS[direction],
        (int) (packed >>> 2 & 0x7F),
        (int) (packed >>> 9 & 0x3FF),
        (int) (packed >>> 19 & 0xFFF) - 1,
        (int) (packed >>> 31 & 0xF_FFFF) - 1);
  }

  /// Equal ones of one file as one object: most calls of a file differ in little.
  public static final class Alike {
    private static final int MOST = 16_384;

    private final Map<Signalling, Signalling> known = new HashMap<>();

    public Signalling of(Signalling each) {
      return known.size() < MOST
          ? known.computeIfAbsent(each, same -> same)
          : known.getOrDefault(each, each);
    }
  }
}
