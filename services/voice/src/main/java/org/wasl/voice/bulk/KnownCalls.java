package org.wasl.voice.bulk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Which calls were read before, eight bytes a call: a piece of the hash and where the record
/// stands. On a hit the earlier record is read back and compared, so that nothing is dropped by a
/// chance of hashes. Shared by the threads of a pass.
final class KnownCalls {
  /// The most bytes of files in one pass: a terabyte.
  static final long MAX_PLACE = (1L << 40) - 2;

  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int MAX_SLOTS = Integer.MAX_VALUE - 8;

  /// Reads back an earlier record and compares it with one of a batch.
  @FunctionalInterface
  interface Earlier {
    boolean isSame(long place, CallBatch batch, int i);
  }

  /// Thrown when more calls came than were expected; the pass begins anew with more room.
  static final class Full extends RuntimeException {
    private static final long serialVersionUID = 1;

    Full() {
      super("more calls than expected", null, false, false);
    }
  }

  private final long[] slots;
  private final int mostProbes;

  /// @param expected how many calls there will be at most
  KnownCalls(long expected) {
    long wanted = Math.max(expected / 5 * 8, 1 << 12);
    if (wanted > MAX_SLOTS) {
      throw new IllegalArgumentException("more than 1.3 thousand million calls in one pass");
    }
    slots = new long[(int) wanted];
    mostProbes = Math.min(slots.length, 4_096);
  }

  /// Fetches the slots of a batch, so that the memory works on all of them at once.
  long fetch(CallBatch batch) {
    long sum = 0;
    for (int i = 0; i < batch.count; i++) {
      sum += slots[slot(batch.hash[i])];
    }
    return sum;
  }

  private int slot(long hash) {
    return (int) ((hash >>> 32) * slots.length >>> 32);
  }

  /// @param place of the record in all files
  /// @return whether the call was new
  boolean add(CallBatch batch, int i, long place, Earlier earlier) {
    long piece = batch.hash[i] << 40;
    long entry = piece | (place + 1);
    int at = slot(batch.hash[i]);
    for (int probe = 0; probe < mostProbes; probe++) {
      long there = slots[at];
      if (there == 0) {
        there = (long) SLOT.compareAndExchange(slots, at, 0L, entry);
        if (there == 0) {
          return true;
        }
      }
      boolean maybe = (there ^ piece) >>> 40 == 0;
      if (maybe && earlier.isSame((there & MAX_PLACE + 1) - 1, batch, i)) {
        return false;
      }
      at = at + 1 == slots.length ? 0 : at + 1;
    }
    throw new Full();
  }
}
