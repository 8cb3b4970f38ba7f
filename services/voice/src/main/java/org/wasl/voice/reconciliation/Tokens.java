package org.wasl.voice.reconciliation;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Turns numbers into what may cross the border, under the month's key: for a number of the
/// receiver's own network a 64-bit keyed token, for the other number a keyed value cut to 16 bits,
/// which a thousand subscribers and more share. The key is made of a share from each side and
/// destroyed at closing; whoever holds it can try all numbers, which the threat model says.
public final class Tokens {
  private static final int FIRST = 1 << 12;
  private static final int KNOWN = 1 << 22;

  private final Mac mac;
  private long[] numbers = new long[FIRST];
  private long[] values = new long[FIRST];
  private int known;

  /// @param one 32 bytes from one side
  /// @param other 32 bytes from the other; the order does not matter
  public Tokens(byte[] one, byte[] other) {
    if (one.length != 32 || other.length != 32) {
      throw new IllegalArgumentException("a share of the month's key has 32 bytes");
    }
    byte[] key = new byte[32];
    for (int i = 0; i < 32; i++) {
      key[i] = (byte) (one[i] ^ other[i]);
    }
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  /// 64 bits, for a number of the receiver's own network.
  public long token(long number) {
    return value(number);
  }

  /// 16 bits, for any other number.
  public int value16(long number) {
    return (int) (value(number) >>> 16) & 0xFFFF;
  }

  /// Keeps what it worked out: the numbers of a month call again and again.
  private synchronized long value(long number) {
    int at = place(number);
    if (numbers[at] == number && number != 0) {
      return values[at];
    }
    byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(number).array());
    long value = ByteBuffer.wrap(hash).getLong();
    if (number != 0 && known < KNOWN / 2) {
      numbers[at] = number;
      values[at] = value;
      known++;
      if (known * 2 > numbers.length) {
        grow();
      }
    }
    return value;
  }

  /// Where a number stands, or the free place where it would.
  private int place(long number) {
    int mask = numbers.length - 1;
    int at = (int) (BucketSum.mix(number) & mask);
    while (numbers[at] != 0 && numbers[at] != number) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    long[] oldNumbers = numbers;
    long[] oldValues = values;
    numbers = new long[oldNumbers.length * 2];
    values = new long[numbers.length];
    for (int i = 0; i < oldNumbers.length; i++) {
      if (oldNumbers[i] != 0) {
        int at = place(oldNumbers[i]);
        numbers[at] = oldNumbers[i];
        values[at] = oldValues[i];
      }
    }
  }
}
