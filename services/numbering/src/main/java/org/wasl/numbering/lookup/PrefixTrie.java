package org.wasl.numbering.lookup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Longest prefix match over digits. One word a node, breadth first: ten bits say which digits go
/// on, 24 bits where the nodes of the next digits begin (they follow each other, so the place of
/// one is the number of bits before its own), 30 bits the value plus one. The first three digits
/// are one step through a table. Immutable; at most 2^24 nodes.
public final class PrefixTrie {
  /// Answer where no prefix fits.
  public static final int NONE = -1;

  private static final int FAN = 10;
  private static final int BASE_SHIFT = 10;
  private static final int BASE_MASK = (1 << 24) - 1;
  private static final int VALUE_SHIFT = 34;
  private static final int HEAD = 3;
  private static final int HEAD_FAN = 1 << 12;
  private static final int DEAD = -1;

  private final long[] nodes;

  /// By the first three digits as three times four bits: the node they lead to, and what the best
  /// prefix up to there says.
  private final int[] headNode = new int[HEAD_FAN];

  private final int[] headBest = new int[HEAD_FAN];

  private PrefixTrie(long[] nodes) {
    this.nodes = nodes;
    fillHead();
  }

  /// A prefix and what it stands for.
  ///
  /// @param value 0 to 2^30 − 2
  public record Row(long prefix, int value) {}

  /// @param rows prefixes as [PackedDigits], each once
  /// @throws IllegalArgumentException when a prefix stands twice or there are too many
  public static PrefixTrie of(List<Row> rows) {
    List<Row> sorted = new ArrayList<>(rows);
    sorted.sort(Comparator.comparingLong(row -> row.prefix() ^ Long.MIN_VALUE));
    long[] prefixes = new long[sorted.size()];
    int[] values = new int[sorted.size()];
    for (int i = 0; i < prefixes.length; i++) {
      prefixes[i] = sorted.get(i).prefix();
      values[i] = sorted.get(i).value();
    }
    return ofSorted(prefixes, values);
  }

  /// @param prefixes in unsigned order, each once
  public static PrefixTrie ofSorted(long[] prefixes, int[] values) {
    for (int i = 1; i < prefixes.length; i++) {
      if (Long.compareUnsigned(prefixes[i - 1], prefixes[i]) >= 0) {
        throw new IllegalArgumentException("prefixes in order, each once");
      }
    }
    return new PrefixTrie(new Builder(prefixes, values).build());
  }

  /// Levels of the trie from the root down; a node is a stretch of the sorted prefixes.
  private static final class Builder {
    private final long[] prefixes;
    private final int[] values;
    private long[] words = new long[1_024];
    private int[] lows = new int[1_024];
    private int[] highs = new int[1_024];
    private int count;

    Builder(long[] prefixes, int[] values) {
      this.prefixes = prefixes;
      this.values = values;
    }

    long[] build() {
      add(0, prefixes.length);
      int level = 0;
      int done = 0;
      while (done < count) {
        int end = count;
        for (; done < end; done++) {
          grow(done, level);
        }
        level++;
      }
      return Arrays.copyOf(words, count);
    }

    private void add(int low, int high) {
      if (count == words.length) {
        if (count > BASE_MASK) {
          throw new IllegalArgumentException("more than " + BASE_MASK + " nodes");
        }
        words = Arrays.copyOf(words, count * 2);
        lows = Arrays.copyOf(lows, count * 2);
        highs = Arrays.copyOf(highs, count * 2);
      }
      lows[count] = low;
      highs[count++] = high;
    }

    /// Gives a node its value and its children.
    private void grow(int node, int level) {
      int at = lows[node];
      int end = highs[node];
      long word = 0;
      if (at < end && PackedDigits.length(prefixes[at]) == level) {
        word = ((long) values[at] + 1) << VALUE_SHIFT;
        at++;
      }
      word |= (long) count << BASE_SHIFT;
      while (at < end) {
        int digit = PackedDigits.digit(prefixes[at], level);
        int next = at + 1;
        while (next < end && PackedDigits.digit(prefixes[next], level) == digit) {
          next++;
        }
        word |= 1L << digit;
        add(at, next);
        at = next;
      }
      words[node] = word;
    }
  }

  private void fillHead() {
    for (int a = 0; a < FAN; a++) {
      for (int b = 0; b < FAN; b++) {
        for (int c = 0; c < FAN; c++) {
          int head = a << 8 | b << 4 | c;
          int node = 0;
          int best = value(nodes[0]);
          for (int digit : new int[] {a, b, c}) {
            node = node == DEAD ? DEAD : child(nodes[node], digit);
            if (node != DEAD && value(nodes[node]) != 0) {
              best = value(nodes[node]);
            }
          }
          headNode[head] = node;
          headBest[head] = best;
        }
      }
    }
  }

  private static int value(long word) {
    return (int) (word >>> VALUE_SHIFT);
  }

  private static int child(long word, int digit) {
    long bit = 1L << digit;
    return (word & bit) == 0
        ? DEAD
        : ((int) (word >>> BASE_SHIFT) & BASE_MASK) + Long.bitCount(word & (bit - 1));
  }

  /// The value of the longest prefix that leads these digits, or [#NONE].
  public int find(long packed) {
    int left = (int) packed & 15;
    if (left < HEAD) {
      return findShort(packed, left);
    }
    int head = (int) (packed >>> 52);
    int node = headNode[head];
    int best = headBest[head];
    if (node == DEAD) {
      return best - 1;
    }
    long word = nodes[node];
    long digits = packed << 12;
    for (left -= HEAD; left > 0; left--) {
      long bit = 1L << (digits >>> 60);
      if ((word & bit) == 0) {
        break;
      }
      digits <<= 4;
      word = nodes[((int) (word >>> BASE_SHIFT) & BASE_MASK) + Long.bitCount(word & (bit - 1))];
      int value = (int) (word >>> VALUE_SHIFT);
      best = value == 0 ? best : value;
    }
    return best - 1;
  }

  private int findShort(long packed, int length) {
    int best = value(nodes[0]);
    int node = 0;
    for (int i = 0; i < length && node != DEAD; i++) {
      node = child(nodes[node], PackedDigits.digit(packed, i));
      if (node != DEAD && value(nodes[node]) != 0) {
        best = value(nodes[node]);
      }
    }
    return best - 1;
  }

  public int nodes() {
    return nodes.length;
  }

  /// What it takes in memory.
  public long bytes() {
    return 8L * nodes.length + 4L * 2 * HEAD_FAN;
  }
}
