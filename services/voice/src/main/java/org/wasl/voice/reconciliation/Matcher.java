package org.wasl.voice.reconciliation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.wasl.voice.reconciliation.Matched.Kind;

/// Matches calls of two sides one to one. Both sides are split by token into parts that fit the
/// cache; the skew of each of our trunks is estimated from a sample of parts; then, part by part:
/// calls of the same two numbers, the nearest first; repeats of matched calls; calls of the same
/// token whose other number differs. The result does not depend on the number of threads.
///
/// @param near seconds that times may differ once the skew is taken away
/// @param skewWindow the most seconds of skew that are looked for
/// @param tolerated seconds of duration that are no difference of note
/// @param changed seconds of duration within which a call with another number is the same call
/// @param threads 1 to 64
public record Matcher(int near, int skewWindow, int tolerated, int changed, int threads) {
  /// As the reference has them.
  public static final Matcher USUAL = new Matcher(5, 600, 2, 60, 1);

  /// Where both sides agreed on the clocks.
  public static final Matcher AGREED = new Matcher(5, 15, 2, 60, 1);

  private static final int PART = 2_048;
  private static final int MAX_PARTS_BITS = 16;
  private static final int SAMPLE_SHARE = 20;
  private static final int SAMPLE_LEAST = 200_000;
  private static final int FEW = 3;

  public Matcher {
    if (near < 0 || skewWindow < near || skewWindow > 7_200 || tolerated < 0 || changed < 0) {
      throw new IllegalArgumentException("not the windows of a matcher");
    }
    if (threads < 1 || threads > 64) {
      throw new IllegalArgumentException("1 to 64 threads");
    }
  }

  public Matcher withThreads(int count) {
    return new Matcher(near, skewWindow, tolerated, changed, count);
  }

  /// A side in parts: the calls of part `p` lie from `from[p]` to `from[p + 1]`. Each call is three
  /// words: token; time, trunk and seconds; other number and place in its table.
  private record Side(int[] from, long[] token, long[] when, long[] who) {
    static Side of(CallTable calls, int bits) {
      int[] from = new int[(1 << bits) + 1];
      for (long token : calls.token()) {
        from[part(token, bits) + 1]++;
      }
      for (int p = 1; p < from.length; p++) {
        from[p] += from[p - 1];
      }
      int[] next = Arrays.copyOf(from, from.length);
      int size = calls.size();
      Side side = new Side(from, new long[size], new long[size], new long[size]);
      for (int i = 0; i < size; i++) {
        int seconds = calls.seconds()[i];
        int trunk = calls.trunk()[i];
        if (seconds < 0
            || seconds > CallTable.MAX_SECONDS
            || trunk < 0
            || trunk >= CallTable.MAX_TRUNKS) {
          throw new IllegalArgumentException("seconds or trunk of call " + i);
        }
        int at = next[part(calls.token()[i], bits)]++;
        side.token[at] = calls.token()[i];
        side.when[at] = (long) calls.time()[i] << 32 | (long) trunk << 20 | seconds;
        side.who[at] = (long) calls.other()[i] << 32 | i;
      }
      return side;
    }

    private static int part(long token, int bits) {
      return bits == 0 ? 0 : (int) (token * 0x9E3779B97F4A7C15L >>> (64 - bits));
    }

    int time(int at) {
      return (int) (when[at] >>> 32);
    }

    int trunk(int at) {
      return (int) when[at] >>> 20;
    }

    int seconds(int at) {
      return (int) when[at] & CallTable.MAX_SECONDS;
    }

    int other(int at) {
      return (int) (who[at] >>> 32);
    }

    int index(int at) {
      return (int) who[at];
    }

    long pair(int at) {
      return (token[at] ^ other(at) * 0xD6E8FEB86659FD93L) * 0x9E3779B97F4A7C15L;
    }
  }

  public Matched match(CallTable ours, CallTable theirs) {
    int bits = bits(Math.max(ours.size(), theirs.size()));
    Side mine = Side.of(ours, bits);
    Side other = Side.of(theirs, bits);
    int[] skew = skew(mine, other, 1 << bits, ours.size());
    Matched result =
        new Matched(new int[ours.size()], new byte[ours.size()], new byte[theirs.size()], skew);
    Arrays.fill(result.partner(), -1);
    AtomicInteger next = new AtomicInteger();
    int parts = 1 << bits;
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(
            pool.submit(() -> {
              Work work = new Work(this, mine, other, result);
              for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
                work.match(part);
              }
            }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("matching was interrupted", e);
    }
    return result;
  }

  private static int bits(int calls) {
    int bits = 0;
    while (bits < MAX_PARTS_BITS && calls >> bits > PART) {
      bits++;
    }
    return bits;
  }

  /// By trunk of ours, the middle of the time differences around the most frequent one.
  private int[] skew(Side ours, Side theirs, int parts, int calls) {
    int sample =
        Math.clamp((long) parts * SAMPLE_LEAST / Math.max(1, calls), parts / SAMPLE_SHARE, parts);
    int width = 2 * skewWindow + 1;
    int[][] counts = new int[CallTable.MAX_TRUNKS][];
    Work work =
        new Work(this, ours, theirs, new Matched(new int[0], new byte[0], new byte[0], new int[0]));
    for (int part = 0; part < Math.max(1, sample); part++) {
      work.sample(part, counts, width);
    }
    int[] skew = new int[CallTable.MAX_TRUNKS];
    for (int trunk = 0; trunk < counts.length; trunk++) {
      int[] of = counts[trunk];
      skew[trunk] = of == null ? 0 : middle(of) - skewWindow;
    }
    return skew;
  }

  private int middle(int[] counts) {
    int best = skewWindow;
    int most = FEW - 1;
    for (int i = 0; i < counts.length; i++) {
      int around = sum(counts, i - 1, i + 1);
      if (around > most) {
        most = around;
        best = i;
      }
    }
    int half = sum(counts, best - near, best + near) / 2;
    int seen = 0;
    for (int i = Math.max(0, best - near); i <= Math.min(counts.length - 1, best + near); i++) {
      seen += counts[i];
      if (seen > half) {
        return i;
      }
    }
    return best;
  }

  private static int sum(int[] counts, int from, int to) {
    int sum = 0;
    for (int i = Math.max(0, from); i <= Math.min(counts.length - 1, to); i++) {
      sum += counts[i];
    }
    return sum;
  }

  /// One thread's tables for a part.
  private static final class Work {
    private final Matcher windows;
    private final Side ours;
    private final Side theirs;
    private final Matched result;
    private int[] heads = new int[0];
    private int[] next = new int[0];
    private long[] candidates = new long[1 << 12];
    private int found;
    private int[] partner = new int[0];
    private int[] back = new int[0];

    Work(Matcher windows, Side ours, Side theirs, Matched result) {
      this.windows = windows;
      this.ours = ours;
      this.theirs = theirs;
      this.result = result;
    }

    /// Hash chains over a part of one side; 0 ends a chain, places count from 1.
    private void chain(Side side, int from, int to, boolean byPair) {
      int size = Integer.highestOneBit(Math.max(16, (to - from) * 2));
      if (heads.length < size) {
        heads = new int[size];
      }
      Arrays.fill(heads, 0, size, 0);
      mask = size - 1;
      if (next.length < to - from) {
        next = new int[(to - from) * 2];
      }
      for (int at = to - 1; at >= from; at--) {
        int slot = slot(side, at, byPair);
        next[at - from] = heads[slot];
        heads[slot] = at - from + 1;
      }
    }

    private int mask;

    private int slot(Side side, int at, boolean byPair) {
      long hash = byPair ? side.pair(at) : side.token[at] * 0xD6E8FEB86659FD93L;
      return (int) (hash >>> 40) & mask;
    }

    void sample(int part, int[][] counts, int width) {
      int from = theirs.from[part];
      chain(theirs, from, theirs.from[part + 1], true);
      for (int i = ours.from[part]; i < ours.from[part + 1]; i++) {
        for (int k = heads[slot(ours, i, true)]; k != 0; k = next[k - 1]) {
          int j = from + k - 1;
          int apart = ours.time(i) - theirs.time(j);
          if (ours.token[i] == theirs.token[j]
              && ours.other(i) == theirs.other(j)
              && Math.abs(apart) <= windows.skewWindow) {
            int trunk = ours.trunk(i);
            if (counts[trunk] == null) {
              counts[trunk] = new int[width];
            }
            counts[trunk][apart + windows.skewWindow]++;
          }
        }
      }
    }

    void match(int part) {
      int from = ours.from[part];
      int to = ours.from[part + 1];
      int otherFrom = theirs.from[part];
      int otherTo = theirs.from[part + 1];
      partner = emptied(partner, to - from);
      back = emptied(back, otherTo - otherFrom);
      if (otherTo > otherFrom && to > from) {
        sameNumbers(from, to, otherFrom, otherTo);
      }
      repeats(ours, from, to, partner, result.ours());
      repeats(theirs, otherFrom, otherTo, back, result.theirs());
      if (otherTo > otherFrom && to > from) {
        otherNumber(from, to, otherFrom, otherTo);
      }
      write(from, to, otherFrom, otherTo);
    }

    private static int[] emptied(int[] array, int size) {
      int[] of = array.length < size ? new int[size * 2] : array;
      Arrays.fill(of, 0, size, -1);
      return of;
    }

    private static final int REPEAT = -2;

    private void sameNumbers(int from, int to, int otherFrom, int otherTo) {
      chain(theirs, otherFrom, otherTo, true);
      found = 0;
      for (int i = from; i < to; i++) {
        int time = ours.time(i) - result.skew()[ours.trunk(i)];
        for (int k = heads[slot(ours, i, true)]; k != 0; k = next[k - 1]) {
          int j = otherFrom + k - 1;
          int apart = Math.abs(time - theirs.time(j));
          if (apart <= windows.near
              && ours.token[i] == theirs.token[j]
              && ours.other(i) == theirs.other(j)) {
            candidate(4L * apart + Math.abs(ours.seconds(i) - theirs.seconds(j)), i - from, k - 1);
          }
        }
      }
      assign();
    }

    /// Calls left over on both sides: the same token, another other number.
    private void otherNumber(int from, int to, int otherFrom, int otherTo) {
      chain(theirs, otherFrom, otherTo, false);
      found = 0;
      for (int i = from; i < to; i++) {
        if (partner[i - from] != -1) {
          continue;
        }
        int time = ours.time(i) - result.skew()[ours.trunk(i)];
        for (int k = heads[slot(ours, i, false)]; k != 0; k = next[k - 1]) {
          int j = otherFrom + k - 1;
          int apart = Math.abs(time - theirs.time(j));
          int longer = Math.abs(ours.seconds(i) - theirs.seconds(j));
          if (back[k - 1] == -1
              && apart <= windows.near
              && longer <= windows.changed
              && ours.token[i] == theirs.token[j]) {
            candidate(4L * apart + longer, i - from, k - 1);
          }
        }
      }
      assign();
    }

    private void candidate(long score, int i, int j) {
      if (found == candidates.length) {
        candidates = Arrays.copyOf(candidates, found * 2);
      }
      candidates[found++] = score << 42 | (long) i << 21 | j;
    }

    /// The best score first; a call that is taken is taken.
    private void assign() {
      Arrays.sort(candidates, 0, found);
      for (int c = 0; c < found; c++) {
        int i = (int) (candidates[c] >>> 21) & 0x1FFFFF;
        int j = (int) candidates[c] & 0x1FFFFF;
        if (partner[i] == -1 && back[j] == -1) {
          partner[i] = j;
          back[j] = i;
        }
      }
    }

    /// Calls without a partner that repeat one with a partner.
    private void repeats(Side side, int from, int to, int[] partners, byte[] kinds) {
      boolean any = false;
      for (int i = from; i < to; i++) {
        any |= partners[i - from] == -1;
      }
      if (!any) {
        return;
      }
      chain(side, from, to, true);
      for (int i = from; i < to; i++) {
        for (int k = partners[i - from] == -1 ? heads[slot(side, i, true)] : 0;
            k != 0;
            k = next[k - 1]) {
          int j = from + k - 1;
          if (partners[k - 1] >= 0
              && side.token[i] == side.token[j]
              && side.other(i) == side.other(j)
              && Math.abs(side.time(i) - side.time(j)) <= windows.near
              && Math.abs(side.seconds(i) - side.seconds(j)) <= windows.tolerated) {
            partners[i - from] = REPEAT;
            kinds[side.index(i)] = (byte) Kind.DUPLICATE.ordinal();
            break;
          }
        }
      }
    }

    private void write(int from, int to, int otherFrom, int otherTo) {
      for (int i = from; i < to; i++) {
        int with = partner[i - from];
        if (with >= 0) {
          int j = otherFrom + with;
          byte kind = (byte) kind(i, j).ordinal();
          result.partner()[ours.index(i)] = theirs.index(j);
          result.ours()[ours.index(i)] = kind;
          result.theirs()[theirs.index(j)] = kind;
        } else if (with == -1) {
          result.ours()[ours.index(i)] = (byte) Kind.ONLY.ordinal();
        }
      }
      for (int j = otherFrom; j < otherTo; j++) {
        if (back[j - otherFrom] == -1) {
          result.theirs()[theirs.index(j)] = (byte) Kind.ONLY.ordinal();
        }
      }
    }

    private Kind kind(int i, int j) {
      if (ours.other(i) != theirs.other(j)) {
        return Kind.NUMBER_CHANGED;
      }
      int longer = Math.abs(ours.seconds(i) - theirs.seconds(j));
      return longer == 0 ? Kind.EXACT : longer <= windows.tolerated ? Kind.TOLERATED : Kind.OVER;
    }
  }
}
