package org.wasl.voice.detection;

/// What a [Watch] keeps of each number: 32 bytes in a table that is at most five sixths full, so 39
/// bytes a number. One window a number: a day of a national one, an hour of one from abroad.
///
/// The four words: number (50 bits), abroad (1), window (13) · calls made (16), received (16),
/// answered (14), seconds in tens (18) · a 64-bit map of called numbers (linear counting) · a
/// 24-bit map of cells, missed after one ring (16), premium calls (16), rules already signalled
/// (8).
final class Subscribers {
  static final int MADE = 0;
  static final int RECEIVED = 16;
  static final int ANSWERED = 32;
  static final int TENS = 46;
  static final int CELLS = 0;
  static final int MISSED = 24;
  static final int PREMIUM = 40;
  static final int SIGNALLED = 56;
  static final int NONE = -1;

  private static final int WORDS = 4;
  private static final int MOST_PROBES = 512;
  private static final int WINDOW_BITS = 13;
  private static final long WINDOW_MASK = (1L << WINDOW_BITS) - 1;

  private final long[] words;
  private final int slots;
  private final int most;
  private int used;
  private long unwatched;

  /// @param most how many numbers, up to 50 million
  Subscribers(int most) {
    if (most < 1 || most > 50_000_000) {
      throw new IllegalArgumentException("1 to 50,000,000 numbers: " + most);
    }
    this.most = most;
    this.slots = Math.max(8, (int) (most * 6L / 5));
    this.words = new long[slots * WORDS];
  }

  /// Records that found no room: shown, never silent.
  long unwatched() {
    return unwatched;
  }

  /// What the table takes.
  long bytes() {
    return 8L * words.length;
  }

  int used() {
    return used;
  }

  /// Reads the first word where a number should stand and depends on nothing else.
  long touch(long number) {
    return words[start(number) * WORDS];
  }

  /// The place of a number, new if need be; a number whose window is over gives its place up.
  ///
  /// @return [#NONE] when there is no room
  int place(long number, boolean abroad, long time) {
    long wanted = number << 1 | (abroad ? 1 : 0);
    int stale = NONE;
    int at = start(number);
    for (int probes = 0; probes < MOST_PROBES; probes++) {
      long word = words[at * WORDS];
      if (word >>> WINDOW_BITS == wanted) {
        return at;
      }
      if (word == 0) {
        if (stale != NONE) {
          return claim(stale, wanted, abroad, time);
        }
        if (used >= most) {
          break;
        }
        used++;
        return claim(at, wanted, abroad, time);
      }
      if (stale == NONE && isOver(word, time)) {
        stale = at;
      }
      at = at + 1 == slots ? 0 : at + 1;
    }
    if (stale != NONE) {
      return claim(stale, wanted, abroad, time);
    }
    unwatched++;
    return NONE;
  }

  private int start(long number) {
    long hash = number * 0x9E3779B97F4A7C15L;
    hash ^= hash >>> 32;
    hash *= 0xD6E8FEB86659FD93L;
    return (int) Math.unsignedMultiplyHigh(hash, slots);
  }

  private int claim(int at, long wanted, boolean abroad, long time) {
    words[at * WORDS] = wanted << WINDOW_BITS | window(abroad, time);
    clear(at);
    return at;
  }

  private static boolean isOver(long word, long time) {
    boolean abroad = (word >>> WINDOW_BITS & 1) == 1;
    return (word & WINDOW_MASK) != window(abroad, time);
  }

  private static long window(boolean abroad, long time) {
    return (abroad ? time / 3_600 : time / 86_400) & WINDOW_MASK;
  }

  /// Whether the place still belongs to that number; a later one of the same batch may have it.
  boolean isOf(int at, long number, boolean abroad) {
    return words[at * WORDS] >>> WINDOW_BITS == (number << 1 | (abroad ? 1 : 0));
  }

  /// Begins a new window where the old one is over.
  void turn(int at, boolean abroad, long time) {
    long word = words[at * WORDS];
    long window = window(abroad, time);
    if ((word & WINDOW_MASK) != window) {
      words[at * WORDS] = word & ~WINDOW_MASK | window;
      clear(at);
    }
  }

  private void clear(int at) {
    words[at * WORDS + 1] = 0;
    words[at * WORDS + 2] = 0;
    words[at * WORDS + 3] = 0;
  }

  void made(int at, boolean answered, int seconds, long called) {
    add(at * WORDS + 1, MADE, 16, 1);
    if (answered) {
      add(at * WORDS + 1, ANSWERED, 14, 1);
      add(at * WORDS + 1, TENS, 18, (seconds + 5) / 10);
    }
    words[at * WORDS + 2] |= 1L << (called * 0x9E3779B97F4A7C15L >>> 58);
  }

  void received(int at) {
    add(at * WORDS + 1, RECEIVED, 16, 1);
  }

  void inCell(int at, int cell) {
    if (cell != 0) {
      words[at * WORDS + 3] |= 1L << CELLS + Math.floorMod(cell * 0x9E3779B9, 24);
    }
  }

  void missed(int at) {
    add(at * WORDS + 3, MISSED, 16, 1);
  }

  void premium(int at) {
    add(at * WORDS + 3, PREMIUM, 16, 1);
  }

  /// Adds without running over: a full counter stays full.
  private void add(int word, int shift, int bits, long amount) {
    long most = (1L << bits) - 1;
    long value = words[word] >>> shift & most;
    long more = Math.min(most, value + amount) - value;
    words[word] += more << shift;
  }

  int made(int at) {
    return (int) (words[at * WORDS + 1] >>> MADE & 0xFFFF);
  }

  int receivedCalls(int at) {
    return (int) (words[at * WORDS + 1] >>> RECEIVED & 0xFFFF);
  }

  int answeredCalls(int at) {
    return (int) (words[at * WORDS + 1] >>> ANSWERED & 0x3FFF);
  }

  long secondsSpoken(int at) {
    return (words[at * WORDS + 1] >>> TENS) * 10;
  }

  int cells(int at) {
    return Long.bitCount(words[at * WORDS + 3] & 0xFFFFFF);
  }

  int missedCalls(int at) {
    return (int) (words[at * WORDS + 3] >>> MISSED & 0xFFFF);
  }

  int premiumCalls(int at) {
    return (int) (words[at * WORDS + 3] >>> PREMIUM & 0xFFFF);
  }

  /// About how many different numbers were called: linear counting, good to about 150.
  int distinct(int at) {
    return DISTINCT[Long.bitCount(words[at * WORDS + 2])];
  }

  private static final int[] DISTINCT = distinctTable();

  private static int[] distinctTable() {
    int[] table = new int[65];
    for (int set = 0; set < 64; set++) {
      table[set] = (int) Math.round(-64 * Math.log((64 - set) / 64.0));
    }
    table[64] = 300;
    return table;
  }

  /// Marks a rule as signalled in this window.
  ///
  /// @return whether it was not before
  boolean signal(int at, Rule rule) {
    long bit = 1L << SIGNALLED + rule.ordinal();
    boolean fresh = (words[at * WORDS + 3] & bit) == 0;
    words[at * WORDS + 3] |= bit;
    return fresh;
  }
}
