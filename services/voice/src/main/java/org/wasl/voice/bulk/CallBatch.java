package org.wasl.voice.bulk;

/// Some hundred calls side by side, so that look-ups in large tables overlap.
final class CallBatch {
  static final int SIZE = 128;

  /// Where the line of each begins and where its newline stands, in the buffer.
  final int[] start = new int[SIZE];

  final int[] stop = new int[SIZE];

  /// How far each line is read.
  final int[] at = new int[SIZE];

  /// Lines that do not look as usual.
  final boolean[] odd = new boolean[SIZE];

  final long[] from = new long[SIZE];
  final long[] to = new long[SIZE];
  final int[] digits = new int[SIZE];
  final long[] time = new long[SIZE];
  final int[] seconds = new int[SIZE];

  /// 1 where there was an answer, else 0: what is computed needs no branch.
  final int[] answered = new int[SIZE];

  final long[] trunk = new long[SIZE];

  /// Number of the line in its part, from 1.
  final int[] line = new int[SIZE];

  final long[] hash = new long[SIZE];
  final boolean[] repeated = new boolean[SIZE];
  final long[] day = new long[SIZE];
  final int[] second = new int[SIZE];
  final int[] prefix = new int[SIZE];
  final int[] rate = new int[SIZE];
  final int[] billed = new int[SIZE];
  final long[] exact = new long[SIZE];
  final int[] destination = new int[SIZE];

  /// Where its sums stand.
  final int[] cell = new int[SIZE];

  /// 1 in the peak band, else 0.
  final int[] peak = new int[SIZE];

  int count;

  /// Moves what was read of a call to an earlier place.
  void move(int i, int to) {
    start[to] = start[i];
    line[to] = line[i];
    from[to] = from[i];
    this.to[to] = this.to[i];
    digits[to] = digits[i];
    time[to] = time[i];
    seconds[to] = seconds[i];
    answered[to] = answered[i];
    trunk[to] = trunk[i];
  }

  /// A hash of what makes two records the same call recorded once more.
  void hash(int i) {
    long h = (from[i] ^ Long.rotateLeft(to[i], 32)) * 0x9E3779B97F4A7C15L;
    h ^= (h >>> 32) ^ Long.rotateLeft(time[i], 20) ^ seconds[i] ^ (trunk[i] >>> 1);
    h *= 0xBF58476D1CE4E5B9L;
    h ^= h >>> 29;
    h *= 0x94D049BB133111EBL;
    hash[i] = h ^ (h >>> 32);
  }

  boolean isSame(int i, CallBatch other, int k) {
    return from[i] == other.from[k]
        && to[i] == other.to[k]
        && time[i] == other.time[k]
        && seconds[i] == other.seconds[k]
        && answered[i] == other.answered[k]
        && trunk[i] == other.trunk[k];
  }
}
