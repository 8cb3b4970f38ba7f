package org.wasl.numbering.web;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// How many checks a minute everybody together may make without an account. It counts, and keeps
/// neither numbers nor addresses.
public final class CheckLimit {
  private static final long MINUTE = 60_000;

  private final InstantSource clock;
  private final int most;
  private final AtomicLong state = new AtomicLong();

  public CheckLimit(InstantSource clock, int most) {
    this.clock = clock;
    this.most = most;
  }

  /// Whether one more may be made now. The minute stands in the upper bits, the count in the lower.
  public boolean mayCheck() {
    long minute = clock.millis() / MINUTE;
    long now =
        state.updateAndGet(
            old -> old >>> 24 == minute ? Math.min(old + 1, old | 0xFFFFFF) : minute << 24 | 1);
    return (now & 0xFFFFFF) <= most;
  }
}
