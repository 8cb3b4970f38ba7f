package org.wasl.voice.bulk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Finds the ends of lines, eight bytes at a time.
final class LineEnd {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long NEWLINES = 0x0A0A0A0A0A0A0A0AL;
  private static final long ONES = 0x0101010101010101L;
  private static final long TOPS = 0x8080808080808080L;

  private LineEnd() {}

  /// The place of the first newline from a place on, or `end` when there is none. Eight bytes
  /// behind `end` must be readable.
  static int find(byte[] bytes, int from, int end) {
    for (int at = from; at < end; at += 8) {
      long marked = (long) LONG.get(bytes, at) ^ NEWLINES;
      long found = (marked - ONES) & ~marked & TOPS;
      if (found != 0) {
        return Math.min(end, at + (Long.numberOfTrailingZeros(found) >>> 3));
      }
    }
    return end;
  }
}
