package org.wasl.terms;

import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Makes time-ordered identifiers (RFC 9562 §5.7) from a given clock and a given source of
/// randomness. Within one millisecond the 12 bits of `rand_a` count up, so ids of one source sort.
public final class UuidV7 implements Supplier<UUID> {
  private final InstantSource clock;
  private final RandomGenerator random;
  private long lastMillis = Long.MIN_VALUE;
  private int counter;

  public UuidV7(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  @Override
  public synchronized UUID get() {
    long now = clock.millis();
    if (now > lastMillis) {
      lastMillis = now;
      counter = random.nextInt(0x400);
    } else if (++counter > 0xFFF) {
      lastMillis++;
      counter = 0;
    }
    long high = (lastMillis << 16) | 0x7000L | counter;
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
