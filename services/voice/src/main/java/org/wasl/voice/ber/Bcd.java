package org.wasl.voice.ber;

/// Binary coded decimals: two digits an octet, the first in the upper half.
final class Bcd {
  private static final byte[] OCTETS = new byte[256];

  static {
    for (int i = 0; i < 256; i++) {
      OCTETS[i] = (byte) ((i >>> 4) > 9 || (i & 15) > 9 ? -1 : (i >>> 4) * 10 + (i & 15));
    }
  }

  private Bcd() {}

  /// 0 to 99, or -1 where a half is no digit.
  static int octet(byte octet) {
    return OCTETS[octet & 0xFF];
  }

  /// Whether all halves of eight octets are digits.
  static boolean isDecimal(long decimals) {
    return (decimals >>> 3 & (decimals >>> 2 | decimals >>> 1) & 0x1111111111111111L) == 0;
  }

  /// The number of sixteen digits, the first in the uppermost half.
  static long value(long decimals) {
    long two = (decimals & 0x0F0F0F0F0F0F0F0FL) + (decimals >>> 4 & 0x0F0F0F0F0F0F0F0FL) * 10;
    long four = (two & 0x00FF00FF00FF00FFL) + (two >>> 8 & 0x00FF00FF00FF00FFL) * 100;
    long eight = (four & 0x0000FFFF0000FFFFL) + (four >>> 16 & 0x0000FFFF0000FFFFL) * 10_000;
    return (eight & 0xFFFFFFFFL) + (eight >>> 32) * 100_000_000L;
  }
}
