package org.wasl.numbering.lookup;

/// Up to 15 digits in one word: the first digit in the highest four bits, the count in the lowest
/// four. Sorted as unsigned numbers, a prefix stands directly before what it leads.
public final class PackedDigits {
  public static final int MOST = 15;

  private PackedDigits() {}

  /// @throws IllegalArgumentException when it is anything but 0 to 15 ASCII digits
  public static long pack(CharSequence digits) {
    int length = digits.length();
    if (length > MOST) {
      throw new IllegalArgumentException("more than " + MOST + " digits");
    }
    long packed = length;
    for (int i = 0; i < length; i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new IllegalArgumentException("not digits");
      }
      packed |= (long) digit << (60 - 4 * i);
    }
    return packed;
  }

  public static int length(long packed) {
    return (int) packed & 15;
  }

  /// No digits that these lead stand behind this in unsigned order.
  static long lastLedBy(long packed) {
    int length = length(packed);
    return length == 0 ? -1L : packed | -1L >>> (4 * length);
  }

  static int digit(long packed, int index) {
    return (int) (packed >>> (60 - 4 * index)) & 15;
  }

  public static String text(long packed) {
    StringBuilder out = new StringBuilder(MOST);
    for (int i = 0; i < length(packed); i++) {
      out.append((char) ('0' + digit(packed, i)));
    }
    return out.toString();
  }
}
