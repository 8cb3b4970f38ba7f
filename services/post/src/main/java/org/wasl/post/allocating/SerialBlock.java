package org.wasl.post.allocating;

import org.wasl.post.ItemId;

/// Serial numbers that stand one behind the other.
///
/// @param first 0 to 99,999,999
/// @param last not before the first
public record SerialBlock(int first, int last) {
  public SerialBlock {
    if (first < 0 || last < first || last > ItemId.MAX_SERIAL) {
      throw new IllegalArgumentException("not a block of serial numbers: " + first + "-" + last);
    }
  }

  public int size() {
    return last - first + 1;
  }

  public boolean contains(int serial) {
    return serial >= first && serial <= last;
  }

  public boolean overlaps(SerialBlock other) {
    return first <= other.last && other.first <= last;
  }
}
