package org.wasl.voice.generation;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.wasl.voice.reconciliation.CallTable;
import org.wasl.voice.reconciliation.Matched.Kind;

/// Calls of a month as two sides recorded them, with the truth: clocks that differ by trunk,
/// jitter, seconds of drift, calls that one side lacks or has twice, numbers that changed on the
/// way, durations that disagree. In no common order.
///
/// @param oursTruth what each of our calls is, an ordinal of [Kind]; `theirsTruth` likewise
/// @param skew seconds that our clock is ahead, by trunk
public record TwoSides(
    CallTable ours, CallTable theirs, byte[] oursTruth, byte[] theirsTruth, int[] skew) {
  private static final int MONTH = 30 * 86_400;
  private static final int TRUNKS = 40;

  /// @param calls how many happened
  public static TwoSides make(int calls, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] skew = new int[TRUNKS];
    for (int i = 0; i < TRUNKS; i++) {
      skew[i] = random.nextInt(1_101) - 550;
    }
    Columns ours = new Columns(calls + calls / 50 + 16);
    Columns theirs = new Columns(calls + calls / 50 + 16);
    int numbers = Math.max(16, calls / 5);
    for (int i = 0; i < calls; i++) {
      long token = mix(random.nextInt(numbers));
      int other = random.nextInt();
      int time = random.nextInt(MONTH);
      int trunk = random.nextInt(TRUNKS);
      int seconds = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(1_200);
      int fate = random.nextInt(1_000);
      // where a record stands twice, the times must tell which of them is the repeat
      boolean twice = fate >= 40 && fate < 50;
      int jitter = twice ? 0 : random.nextInt(3) - 1;
      int here = time + skew[trunk];
      if (fate < 10) {
        ours.add(token, other, here, seconds, trunk, Kind.ONLY);
      } else if (fate < 20) {
        theirs.add(token, other, time + jitter, seconds, trunk, Kind.ONLY);
      } else {
        Kind kind = kind(fate);
        int theirSeconds = seconds + longer(kind, random);
        int theirOther = kind == Kind.NUMBER_CHANGED ? other ^ 0x5A5A : other;
        ours.add(token, other, here, seconds, trunk, kind);
        theirs.add(token, theirOther, time + jitter, theirSeconds, trunk, kind);
        if (twice && fate < 45) {
          ours.add(token, other, here + 1, seconds, trunk, Kind.DUPLICATE);
        } else if (twice) {
          theirs.add(token, other, time + jitter + 1, theirSeconds, trunk, Kind.DUPLICATE);
        }
      }
    }
    ours.shuffle(random);
    theirs.shuffle(random);
    return new TwoSides(ours.table(), theirs.table(), ours.truth(), theirs.truth(), skew);
  }

  private static Kind kind(int fate) {
    if (fate < 30) {
      return Kind.OVER;
    }
    if (fate < 40) {
      return Kind.NUMBER_CHANGED;
    }
    return fate >= 900 ? Kind.TOLERATED : Kind.EXACT;
  }

  private static int longer(Kind kind, SplittableRandom random) {
    return switch (kind) {
      case OVER -> 3 + random.nextInt(600);
      case TOLERATED -> 1 + random.nextInt(2);
      default -> 0;
    };
  }

  private static long mix(int number) {
    long z = (number + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private static final class Columns {
    final long[] token;
    final int[] other;
    final int[] time;
    final int[] seconds;
    final short[] trunk;
    final byte[] truth;
    int size;

    Columns(int most) {
      token = new long[most];
      other = new int[most];
      time = new int[most];
      seconds = new int[most];
      trunk = new short[most];
      truth = new byte[most];
    }

    void add(long token, int other, int time, int seconds, int trunk, Kind kind) {
      this.token[size] = token;
      this.other[size] = other;
      this.time[size] = time;
      this.seconds[size] = seconds;
      this.trunk[size] = (short) trunk;
      this.truth[size++] = (byte) kind.ordinal();
    }

    void shuffle(SplittableRandom random) {
      for (int i = size - 1; i > 0; i--) {
        int k = random.nextInt(i + 1);
        long t = token[i];
        token[i] = token[k];
        token[k] = t;
        swap(other, i, k);
        swap(time, i, k);
        swap(seconds, i, k);
        short s = trunk[i];
        trunk[i] = trunk[k];
        trunk[k] = s;
        byte b = truth[i];
        truth[i] = truth[k];
        truth[k] = b;
      }
    }

    private static void swap(int[] of, int i, int k) {
      int kept = of[i];
      of[i] = of[k];
      of[k] = kept;
    }

    CallTable table() {
      return new CallTable(
          Arrays.copyOf(token, size),
          Arrays.copyOf(other, size),
          Arrays.copyOf(time, size),
          Arrays.copyOf(seconds, size),
          Arrays.copyOf(trunk, size));
    }

    byte[] truth() {
      return Arrays.copyOf(truth, size);
    }
  }
}
