package org.wasl.voice.rating;

import java.util.Arrays;

/// Numbers prefixes from 1 in the order in which they come.
final class PrefixIds {
  private long[] slots = new long[1 << 12];
  private int[] idOfSlot = new int[1 << 12];
  private long[] keys = new long[1 << 11];
  private int size;

  int id(long prefix, int length) {
    long key = prefix << 4 | length;
    int at = place(key, slots);
    if (slots[at] == key) {
      return idOfSlot[at];
    }
    size++;
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size * 2);
    }
    keys[size] = key;
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
      int at = place(keys[id], larger);
      larger[at] = keys[id];
      ids[at] = id;
    }
    slots = larger;
    idOfSlot = ids;
  }

  int size() {
    return size;
  }

  String prefix(int id) {
    return Long.toString(keys[id] >>> 4);
  }

  /// Adds all to a table, the short ones first.
  ///
  /// @return by id, the next shorter prefix that covers it
  int[] addTo(PrefixTable table) {
    int[] shorter = new int[size + 1];
    int[] starts = new int[18];
    for (int id = 1; id <= size; id++) {
      starts[(int) (keys[id] & 15) + 1]++;
    }
    for (int i = 1; i < starts.length; i++) {
      starts[i] += starts[i - 1];
    }
    int[] order = new int[size];
    for (int id = 1; id <= size; id++) {
      order[starts[(int) (keys[id] & 15)]++] = id;
    }
    for (int id : order) {
      shorter[id] = table.add(keys[id] >>> 4, (int) (keys[id] & 15), id);
    }
    return shorter;
  }
}
