package org.wasl.numbering.lookup;

import java.util.Arrays;

/// Numbers that moved to another network, each with the index of its routing: open addressing over
/// one array of words, 50 bits of number and 14 bits of routing, never fuller than six tenths.
/// Immutable after it was filled.
public final class PortedNumbers {
  /// Answer where a number was not ported.
  public static final int NONE = -1;

  public static final int MOST_ROUTINGS = 1 << 14;
  private static final int ROUTING_BITS = 14;
  private static final long FREE = -1;
  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

  private final long[] slots;
  private final int shift;

  /// @param numbers E.164 numbers as integers, each once, below 10^15
  /// @param routings index of the routing of each, below [#MOST_ROUTINGS]
  public PortedNumbers(long[] numbers, short[] routings) {
    int bits = 4;
    while ((1L << bits) * 6 < numbers.length * 10L) {
      bits++;
    }
    this.slots = new long[1 << bits];
    this.shift = 64 - bits;
    Arrays.fill(slots, FREE);
    for (int i = 0; i < numbers.length; i++) {
      put(numbers[i], routings[i]);
    }
  }

  private void put(long number, int routing) {
    if (number < 0 || number >= 1_000_000_000_000_000L || routing < 0 || routing >= MOST_ROUTINGS) {
      throw new IllegalArgumentException("not a number of 15 digits with a routing");
    }
    int at = (int) (number * SPREAD >>> shift);
    while (slots[at] != FREE) {
      if (slots[at] >>> ROUTING_BITS == number) {
        throw new IllegalArgumentException("a number is ported once");
      }
      at = (at + 1) & (slots.length - 1);
    }
    slots[at] = number << ROUTING_BITS | routing;
  }

  /// The routing of a number, or [#NONE].
  public int find(long number) {
    int at = (int) (number * SPREAD >>> shift);
    long slot = slots[at];
    while (slot != FREE) {
      if (slot >>> ROUTING_BITS == number) {
        return (int) slot & (MOST_ROUTINGS - 1);
      }
      at = (at + 1) & (slots.length - 1);
      slot = slots[at];
    }
    return NONE;
  }

  public long bytes() {
    return 8L * slots.length;
  }
}
