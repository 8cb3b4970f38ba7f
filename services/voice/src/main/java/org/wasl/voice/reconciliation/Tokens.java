package org.wasl.voice.reconciliation;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Turns numbers into what may cross the border, under the month's key: for a number of the
/// receiver's own network a 64-bit keyed token, for the other number a keyed value cut to 16 bits,
/// which a thousand subscribers and more share. The key is made of a share from each side and
/// destroyed at closing; whoever holds it can try all numbers, which the threat model says.
public final class Tokens {
  private static final int KNOWN = 2_000_000;

  private final Mac mac;
  private final Map<Long, Long> known = new HashMap<>();

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

  private long value(long number) {
    Long before = known.get(number);
    if (before != null) {
      return before;
    }
    byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(number).array());
    long value = ByteBuffer.wrap(hash).getLong();
    if (known.size() < KNOWN) {
      known.put(number, value);
    }
    return value;
  }
}
