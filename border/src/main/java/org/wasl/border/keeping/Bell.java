package org.wasl.border.keeping;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Calls the one thread that moves a lane when there is something to do, so that nobody asks the
/// database in vain. What is rung while the thread works is not lost; many rings are one call.
public final class Bell {
  private final Semaphore calls = new Semaphore(0);

  public void ring() {
    if (calls.availablePermits() == 0) {
      calls.release();
    }
  }

  /// Waits for a ring, at most so long.
  ///
  /// @return whether it rang; an interrupt ends the wait like silence and is kept
  public boolean await(Duration most) {
    try {
      boolean rang = calls.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS);
      calls.drainPermits();
      return rang;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
