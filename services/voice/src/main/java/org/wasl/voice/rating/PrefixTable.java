package org.wasl.voice.rating;

import java.util.Arrays;

/// Longest-prefix look-up of E.164 numbers. The first five digits are one index; behind it stand
/// nodes of ten digits and one place for numbers that end there, so that a number to a whole
/// country is found in a table that fits a near cache. Prefixes are added in the order of their
/// length; each learns the next shorter one that covers it.
public final class PrefixTable {
  /// Numbers are at least this long (ITU-T E.164 leaves the lower limit to the plans).
  public static final int SHORTEST_NUMBER = 7;

  private static final int HEAD = 5;
  private static final int HEADS = 100_000;
  private static final int NODE = 11;
  private static final int ENDS_HERE = 10;
  private static final int[] POWERS = {1, 10, 100, 1_000, 10_000, HEADS};

  /// An id, 0 for none, or the complement of a node's place.
  private final int[] heads = new int[HEADS];

  private int[] nodes = new int[NODE * 64];
  private int used;
  private int lastLength;

  /// Adds a prefix.
  ///
  /// @param prefix 1 to 15 digits as a number, the first of them not 0
  /// @param length how many digits; never less than the one before
  /// @param id what to find, from 1
  /// @return the id of the longest shorter prefix that covers this one, or 0
  public int add(long prefix, int length, int id) {
    if (length < lastLength || length < 1 || length > 15 || id < 1) {
      throw new IllegalArgumentException("prefixes are added by length: " + length);
    }
    lastLength = length;
    return length <= HEAD ? addHead((int) prefix, length, id) : addDeep(prefix, length, id);
  }

  private int addHead(int prefix, int length, int id) {
    int width = POWERS[HEAD - length];
    int from = prefix * width;
    int parent = heads[from];
    Arrays.fill(heads, from, from + width, id);
    return parent;
  }

  private int addDeep(long prefix, int length, int id) {
    long rest = power(length - HEAD);
    int head = (int) (prefix / rest);
    if (heads[head] >= 0) {
      heads[head] = ~node(heads[head]);
    }
    int node = ~heads[head];
    for (int depth = HEAD + 1; depth < length; depth++) {
      rest /= 10;
      int at = node + (int) (prefix / rest % 10);
      if (nodes[at] >= 0) {
        int fresh = node(nodes[at]);
        nodes[at] = ~fresh;
      }
      node = ~nodes[at];
    }
    int last = node + (int) (prefix % 10);
    int parent = nodes[last];
    nodes[last] = id;
    return parent;
  }

  private int node(int inherited) {
    if (used + NODE > nodes.length) {
      nodes = Arrays.copyOf(nodes, Math.max(used + NODE, nodes.length / 2 * 3));
    }
    Arrays.fill(nodes, used, used + NODE, inherited);
    used += NODE;
    return used - NODE;
  }

  private static long power(int digits) {
    long power = 1;
    for (int i = 0; i < digits; i++) {
      power *= 10;
    }
    return power;
  }

  /// The id of the longest prefix of a number, or 0.
  ///
  /// @param digits ASCII digits from `at`, `length` of them
  public int find(byte[] digits, int at, int length) {
    if (length < SHORTEST_NUMBER) {
      return 0;
    }
    int head = 0;
    for (int i = 0; i < HEAD; i++) {
      head = head * 10 + digits[at + i] - '0';
    }
    return deeper(heads[head], digits, at, length);
  }

  /// The same where the first five digits are known as a number.
  public int find(int head, byte[] digits, int at, int length) {
    return deeper(heads[head], digits, at, length);
  }

  private int deeper(int found, byte[] digits, int at, int length) {
    int entry = found;
    for (int depth = HEAD; entry < 0; depth++) {
      int node = ~entry;
      entry = depth == length ? nodes[node + ENDS_HERE] : nodes[node + digits[at + depth] - '0'];
    }
    return entry;
  }

  /// Gives back what growing left over.
  void trim() {
    nodes = Arrays.copyOf(nodes, used);
  }

  /// Bytes that the table takes.
  long bytes() {
    return 4L * (heads.length + nodes.length);
  }
}
