package org.wasl.voice.detection;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// Which calls of the originating side came in through the receiving side's own gateway, as 32-bit
/// fingerprints of the called number's token and the window of 16 seconds of the answer. It holds
/// only calls of trunks from that side, so it tells the reader nothing but which of its own calls
/// arrived. Sorted, equal ones repeated.
public final class Sieve {
  public static final int WINDOW = 16;

  /// More calls than this go into a second message.
  public static final int MAX_CALLS = 4_000_000;

  private static final String HEAD = "sieve ";

  private final int[] marks;

  private Sieve(int[] marks) {
    this.marks = marks;
    Arrays.sort(marks);
  }

  /// @param tokens of the called numbers; `times` of answer by the receiving side's common clock
  static Sieve of(long[] tokens, long[] times) {
    if (tokens.length > MAX_CALLS) {
      throw new IllegalArgumentException("more than " + MAX_CALLS + " calls in one sieve");
    }
    int[] marks = new int[tokens.length];
    for (int i = 0; i < marks.length; i++) {
      marks[i] = mark(tokens[i], Math.floorDiv(times[i], (long) WINDOW));
    }
    return new Sieve(marks);
  }

  public int size() {
    return marks.length;
  }

  static int mark(long token, long window) {
    long z = (token + window * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 31)) * 0x94D049BB133111EBL;
    return (int) (z >>> 32);
  }

  /// Whether a call with that token was answered in the window of that moment.
  boolean holds(long token, long time) {
    return Arrays.binarySearch(marks, mark(token, Math.floorDiv(time, (long) WINDOW))) >= 0;
  }

  /// Takes marks out one by one, so that one arrival answers for one call.
  final class Draining {
    private final boolean[] gone = new boolean[marks.length];

    /// @return whether an arrival was left for a call answered between the two moments
    boolean take(long token, long from, long to) {
      long last = Math.floorDiv(to, (long) WINDOW);
      for (long window = Math.floorDiv(from, (long) WINDOW); window <= last; window++) {
        int at = Arrays.binarySearch(marks, mark(token, window));
        if (at >= 0 && takeOneOf(at)) {
          return true;
        }
      }
      return false;
    }

    private boolean takeOneOf(int at) {
      int first = at;
      while (first > 0 && marks[first - 1] == marks[at]) {
        first--;
      }
      for (int i = first; i < marks.length && marks[i] == marks[at]; i++) {
        if (!gone[i]) {
          gone[i] = true;
          return true;
        }
      }
      return false;
    }
  }

  /// The body of a message: `sieve` and the count, then each mark as eight hexadecimal digits.
  public byte[] bytes() {
    StringBuilder out = new StringBuilder(HEAD).append(marks.length).append('\n');
    HexFormat hex = HexFormat.of();
    for (int mark : marks) {
      out.append(hex.toHexDigits(mark)).append('\n');
    }
    return out.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /// @throws IllegalArgumentException with the place that is wrong
  public static Sieve read(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.US_ASCII);
    int at = text.indexOf('\n');
    if (at < 0 || at > 20 || !text.substring(0, at).matches("sieve (0|[1-9][0-9]{0,6})")) {
      throw new IllegalArgumentException("sieve line 1: expected `sieve` and a count");
    }
    int count = Integer.parseInt(text.substring(HEAD.length(), at));
    if (count > MAX_CALLS || text.length() != at + 1 + count * 9) {
      throw new IllegalArgumentException("sieve: expected " + count + " marks to the end");
    }
    int[] marks = new int[count];
    for (int i = 0; i < count; i++) {
      int from = at + 1 + i * 9;
      if (text.charAt(from + 8) != '\n') {
        throw new IllegalArgumentException("sieve line " + (i + 2) + ": eight digits and an end");
      }
      marks[i] = HexFormat.fromHexDigits(text, from, from + 8);
    }
    return new Sieve(marks);
  }
}
