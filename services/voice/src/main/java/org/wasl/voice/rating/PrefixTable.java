package org.wasl.voice.rating;

import java.util.Arrays;

/// Longest-prefix look-up of E.164 numbers. The first five digits are one index; behind it stand
/// the numbers at which the longest prefix changes, in order, so that a number to a whole country
/// is found in one look and most others in two. Never changes.
public final class PrefixTable {
  /// Numbers are at least this long (ITU-T E.164 leaves the lower limit to the plans).
  public static final int SHORTEST_NUMBER = 7;

  /// The most digits of a number (ITU-T E.164 §6.2.1).
  public static final int LONGEST_NUMBER = 15;

  /// The most prefixes.
  public static final int MAX_PREFIXES = (1 << 24) - 1;

  private static final int ID_BITS = 24;
  private static final int LENGTH_BITS = 4;
  private static final int HEADS = 100_000;

  /// Numbers behind one head.
  private static final long REST = 10_000_000_000L;

  /// Entries of a short block, which is looked at without a branch.
  private static final int SHORT = 4;

  /// Block of numbers that are too short: no prefix at all. Blocks begin at a place from which a
  /// short one lies within one line of the cache.
  private static final int NOWHERE = 2;

  private static final int FIRST_BLOCK = NOWHERE + SHORT;

  /// Fills up a short block: no number comes so far.
  private static final long NEVER = Long.MAX_VALUE;

  /// By the first five digits, the place of a block.
  private final int[] heads;

  /// Short blocks: four entries, each the digits behind the head, filled up with zeros to ten, and
  /// the id that holds from there on; the first entry begins at zero. Where four do not do, the
  /// complement of the place of a long block: how many entries, then these.
  private final long[] blocks;

  private final byte[] lengths;
  private final int[] shorter;
  private final int longest;

  private PrefixTable(int[] heads, long[] blocks, byte[] lengths, int[] shorter, int longest) {
    this.heads = heads;
    this.blocks = blocks;
    this.lengths = lengths;
    this.shorter = shorter;
    this.longest = longest;
  }

  /// A table of prefixes; the id of each is its place, from 1.
  ///
  /// @param prefixes 1 to 15 digits as numbers, the first of them not 0; place 0 is not read
  /// @param digits how many each has
  /// @param count the last id
  /// @throws IllegalArgumentException when one stands twice, or is none
  static PrefixTable of(long[] prefixes, byte[] digits, int count) {
    if (count > MAX_PREFIXES) {
      throw new IllegalArgumentException("more than " + MAX_PREFIXES + " prefixes");
    }
    Changes changes = new Changes(prefixes, digits, count);
    int longest = 0;
    for (int id = 1; id <= count; id++) {
      longest = Math.max(longest, digits[id]);
    }
    int[] heads = new int[HEADS];
    long[] blocks = changes.fill(heads);
    return new PrefixTable(
        heads, blocks, Arrays.copyOf(digits, count + 1), changes.shorter, longest);
  }

  /// The places at which the longest prefix changes, found by one walk over the sorted prefixes.
  private static final class Changes {
    /// Fifteen digits and how many they are.
    private static final int KEY_BITS = 54;

    private static final int DIGIT_BITS = 11;
    private static final int DIGIT = (1 << DIGIT_BITS) - 1;

    private final long[] prefixes;
    private final byte[] digits;
    private final int[] shorter;
    private long[] places;
    private int[] ids;
    private int size;

    Changes(long[] prefixes, byte[] digits, int count) {
      this.prefixes = prefixes;
      this.digits = digits;
      this.shorter = new int[count + 1];
      this.places = new long[2 * count + 1];
      this.ids = new int[2 * count + 1];
      int[] open = new int[LONGEST_NUMBER];
      int depth = 0;
      for (int id : sorted(count)) {
        long begin = begin(id);
        while (depth > 0 && end(open[depth - 1]) <= begin) {
          depth--;
          add(end(open[depth]), depth == 0 ? 0 : open[depth - 1]);
        }
        shorter[id] = depth == 0 ? 0 : open[depth - 1];
        if (depth > 0 && digits[open[depth - 1]] == digits[id]) {
          throw new IllegalArgumentException("a prefix twice: " + prefixes[id]);
        }
        open[depth++] = id;
        add(begin, id);
      }
      while (depth > 0) {
        depth--;
        add(end(open[depth]), depth == 0 ? 0 : open[depth - 1]);
      }
    }

    /// Ids by the numbers that their prefixes begin with, the short ones first.
    private int[] sorted(int count) {
      long[] keys = new long[count];
      for (int id = 1; id <= count; id++) {
        if (digits[id] < 1 || digits[id] > LONGEST_NUMBER || prefixes[id] <= 0) {
          throw new IllegalArgumentException("not a prefix: " + prefixes[id]);
        }
        keys[id - 1] = begin(id) << LENGTH_BITS | digits[id];
      }
      return order(keys, count);
    }

    /// Ids in the order of their keys: a sort by eleven bits after the other, the last first.
    private static int[] order(long[] keys, int count) {
      int[] order = new int[count];
      for (int i = 0; i < count; i++) {
        order[i] = i + 1;
      }
      int[] next = new int[count];
      for (int shift = 0; shift < KEY_BITS; shift += DIGIT_BITS) {
        int[] starts = new int[DIGIT + 2];
        for (long key : keys) {
          starts[(int) (key >>> shift & DIGIT) + 1]++;
        }
        for (int i = 1; i < starts.length; i++) {
          starts[i] += starts[i - 1];
        }
        for (int id : order) {
          next[starts[(int) (keys[id - 1] >>> shift & DIGIT)]++] = id;
        }
        int[] done = order;
        order = next;
        next = done;
      }
      return order;
    }

    private long begin(int id) {
      return prefixes[id] * PowersOfTen.power(LONGEST_NUMBER - digits[id]);
    }

    private long end(int id) {
      return (prefixes[id] + 1) * PowersOfTen.power(LONGEST_NUMBER - digits[id]);
    }

    private void add(long place, int id) {
      if (size > 0 && places[size - 1] == place) {
        size--;
      }
      places[size] = place;
      ids[size++] = id;
    }

    long[] fill(int[] heads) {
      long[] blocks = new long[Math.max(1 << 10, size * 2)];
      int[] blockOf = new int[shorter.length];
      int used = FIRST_BLOCK;
      Arrays.fill(blocks, NOWHERE, NOWHERE + SHORT, NEVER);
      blocks[NOWHERE] = 0;
      int at = 0;
      int id = 0;
      for (int head = 0; head < HEADS; head++) {
        long begin = head * REST;
        if (at < size && places[at] == begin) {
          id = ids[at++];
        }
        int first = at;
        while (at < size && places[at] < begin + REST) {
          at++;
        }
        int entries = at - first + 1;
        if (used + 2 * SHORT + entries > blocks.length) {
          blocks = Arrays.copyOf(blocks, (used + 2 * SHORT + entries) / 2 * 3);
        }
        if (entries == 1 && blockOf[id] != 0) {
          heads[head] = blockOf[id] - 1;
          continue;
        }
        heads[head] = entries > SHORT ? ~used : used;
        Arrays.fill(blocks, used, used + SHORT, NEVER);
        if (entries == 1) {
          blockOf[id] = used + 1;
        } else if (entries > SHORT) {
          blocks[used++] = entries;
        }
        int place = used;
        blocks[place] = id;
        for (int i = first; i < at; i++) {
          id = ids[i];
          blocks[++place] = places[i] - begin << ID_BITS | id;
        }
        used = Math.max(used + SHORT, (place - FIRST_BLOCK + SHORT) / SHORT * SHORT + FIRST_BLOCK);
      }
      return Arrays.copyOf(blocks, used);
    }
  }

  /// The id of the longest prefix of a number, or 0.
  ///
  /// @param number up to 15 digits, the first of them not 0
  /// @param length how many
  public int find(long number, int length) {
    return find(block(number, length), number, length);
  }

  /// The first half of [#find(long, int)]: where to look. In two halves the memory works on many
  /// look-ups at once, since none waits for its own first half.
  int block(long number, int length) {
    return length < SHORTEST_NUMBER ? NOWHERE : heads[(int) (filled(number, length) / REST)];
  }

  private static long filled(long number, int length) {
    return number * PowersOfTen.power(LONGEST_NUMBER - length);
  }

  /// The second half of [#find(long, int)].
  ///
  /// @param block what [#block] found
  int find(int block, long number, int length) {
    // the greatest entry that is not above this
    long key = (filled(number, length) % REST + 1 << ID_BITS) - 1;
    long last = block < 0 ? within(~block, key) : amongShort(block, key);
    int found = (int) last & MAX_PREFIXES;
    return length < longest ? notLonger(found, length) : found;
  }

  private long amongShort(int block, long key) {
    long last = atMost(blocks[block + 1], key, blocks[block]);
    last = atMost(blocks[block + 2], key, last);
    return atMost(blocks[block + 3], key, last);
  }

  /// An entry where it is not above the key, else the one before it; without a branch.
  private static long atMost(long entry, long key, long before) {
    long taken = entry - key - 1 >> 63;
    return before ^ (before ^ entry) & taken;
  }

  private long within(int block, long key) {
    int at = block + 1;
    int end = at + (int) blocks[block];
    while (end - at > 1) {
      int middle = (at + end) >>> 1;
      if (blocks[middle] <= key) {
        at = middle;
      } else {
        end = middle;
      }
    }
    return blocks[at];
  }

  /// A number that ends within a prefix does not have it.
  private int notLonger(int found, int length) {
    int id = found;
    while (lengths[id] > length) {
      id = shorter[id];
    }
    return id;
  }

  /// The id of the longest shorter prefix that covers one, or 0.
  public int shorter(int id) {
    return shorter[id];
  }

  /// Bytes that the table takes.
  long bytes() {
    return 4L * (heads.length + shorter.length) + 8L * blocks.length + lengths.length;
  }
}
