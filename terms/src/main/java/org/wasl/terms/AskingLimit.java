package org.wasl.terms;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/// How many questions a minute one client, and everybody together, may make without an account. It
/// counts in memory until the minute is over, and knows nothing of what was asked.
public final class AskingLimit {
  private static final long MINUTE = 60_000;

  private final InstantSource clock;
  private final int mostEach;
  private final int mostTogether;
  private final Map<String, Integer> counts = new HashMap<>();
  private long minute;
  private int together;

  /// @param mostEach of one client
  /// @param mostTogether of all; no more clients than this are ever remembered
  public AskingLimit(InstantSource clock, int mostEach, int mostTogether) {
    this.clock = clock;
    this.mostEach = mostEach;
    this.mostTogether = mostTogether;
  }

  /// Whether this client may make one more now. What is refused to it is not counted against the
  /// others.
  public synchronized boolean mayAsk(String client) {
    long now = clock.millis() / MINUTE;
    if (now != minute) {
      minute = now;
      together = 0;
      counts.clear();
    }
    int own = counts.getOrDefault(client, 0);
    if (own >= mostEach || together >= mostTogether) {
      return false;
    }
    counts.put(client, own + 1);
    together++;
    return true;
  }

  /// How many clients are remembered.
  synchronized int clients() {
    return counts.size();
  }
}
