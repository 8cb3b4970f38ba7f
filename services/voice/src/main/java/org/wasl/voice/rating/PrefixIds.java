package org.wasl.voice.rating;

import java.util.Arrays;

/// Numbers prefixes from 1 in the order in which they come.
public final class PrefixIds {
  private long[] slots = new long[1 << 12];
  private int[] idOfSlot = new int[1 << 12];
  private long[] prefixes = new long[1 << 11];
  private byte[] lengths = new byte[1 << 11];
  private int size;

  /// The number of a prefix, the next one when it is new.
  ///
  /// @param prefix its digits as a number, the first of them not 0
  /// @param length how many they are, 1 to 15
  public int id(long prefix, int length) {
    long key = prefix << 4 | length;
    int at = place(key, slots);
    if (slots[at] == key) {
      return idOfSlot[at];
    }
    size++;
    if (size == prefixes.length) {
      prefixes = Arrays.copyOf(prefixes, size * 2);
      lengths = Arrays.copyOf(lengths, size * 2);
    }
    prefixes[size] = prefix;
    lengths[size] = (byte) length;
    slots[at] = key;
    idOfSlot[at] = size;
    if (size * 2 > slots.length) {
      grow();
    }
    return size;
  }

  private static int place(long key, long[] slots) {
    int mask = slots.length - 1;
    int at = (int) (key * 0x9E3779B97F4A7C15L >>> 33) & mask;
    while (slots[at] != 0 && slots[at] != key) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    long[] larger = new long[slots.length * 4];
    int[] ids = new int[larger.length];
    for (int id = 1; id <= size; id++) {
      long key = prefixes[id] << 4 | lengths[id];
      int at = place(key, larger);
      larger[at] = key;
      ids[at] = id;
    }
    slots = larger;
    idOfSlot = ids;
  }

  int size() {
    return size;
  }

  String prefix(int id) {
    return Long.toString(prefixes[id]);
  }

  /// A table of all of them.
  public PrefixTable table() {
    return PrefixTable.of(prefixes, lengths, size);
  }
}
