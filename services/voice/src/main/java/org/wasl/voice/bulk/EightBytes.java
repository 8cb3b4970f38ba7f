package org.wasl.voice.bulk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Text in words of eight bytes, the first byte in the lowest place: digits, and marks on bytes of
/// a kind, without a branch.
final class EightBytes {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long TOPS = 0x8080808080808080L;
  private static final long ZEROS = '0' * ONES;
  private static final long SIXES = 6 * ONES;
  private static final long HIGH_HALVES = 0xF0F0F0F0F0F0F0F0L;
  private static final long[] POWERS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };

  private EightBytes() {}

  /// The bytes from a place on, as they stand.
  static long at(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  /// The bytes from a place on, where digits are 0 to 9.
  static long digitsAt(byte[] bytes, int at) {
    return at(bytes, at) ^ ZEROS;
  }

  /// How many bytes are digits, from the first on.
  ///
  /// @param digits of [#digitsAt]
  static int leading(long digits) {
    return Long.numberOfTrailingZeros((digits | digits + SIXES) & HIGH_HALVES) >>> 3;
  }

  /// The number that eight digits write. Those that come first may be zero.
  static long number(long digits) {
    long pairs = digits * 10 + (digits >>> 8);
    return ((pairs & 0x000000FF000000FFL) * 0x000F424000000064L
            + (pairs >>> 16 & 0x000000FF000000FFL) * 0x0000271000000001L)
        >>> 32;
  }

  /// The number that the first digits of eight write.
  ///
  /// @param length 1 to 8
  static long number(long digits, int length) {
    return number(digits << (8 - length) * 8);
  }

  /// The number that eight digits and the first of another eight write.
  ///
  /// @param length of the further ones, 0 to 7
  static long number(long digits, long further, int length) {
    return number(digits) * POWERS[length] + number(further << (7 - length) * 8 << 8);
  }

  /// A word that holds one byte eight times.
  static long all(int octet) {
    return octet * ONES;
  }

  /// Marks the top bit of each byte of a kind. Only the first mark is sure: behind it there may be
  /// marks too many.
  ///
  /// @param kind of [#all]
  static long marks(long word, long kind) {
    long other = word ^ kind;
    return other - ONES & ~other & TOPS;
  }

  /// The place of the first marked byte, 8 when there is none.
  static int first(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }

  /// The first bytes of a word, the rest of it zero.
  ///
  /// @param length 0 to 7
  static long head(long word, int length) {
    return word & (1L << 8 * length) - 1;
  }
}
