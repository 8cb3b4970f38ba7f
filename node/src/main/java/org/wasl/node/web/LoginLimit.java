package org.wasl.node.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Slows guessing down: after five failures within fifteen minutes a name is closed for fifteen.
public final class LoginLimit {
  static final int FAILURES = 5;
  static final Duration WINDOW = Duration.ofMinutes(15);
  private static final int NAMES = 10_000;

  private final InstantSource clock;
  private final Map<String, Count> counts =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
          return size() > NAMES;
        }
      };

  private record Count(int failures, Instant since) {}

  public LoginLimit(InstantSource clock) {
    this.clock = clock;
  }

  public synchronized boolean isClosed(String name) {
    Count count = counts.get(name);
    return count != null
        && count.failures() >= FAILURES
        && clock.instant().isBefore(count.since().plus(WINDOW));
  }

  public synchronized void failed(String name) {
    Instant now = clock.instant();
    Count old = counts.getOrDefault(name, new Count(0, now));
    boolean stale = now.isAfter(old.since().plus(WINDOW));
    counts.put(name, stale ? new Count(1, now) : new Count(old.failures() + 1, old.since()));
  }

  public synchronized void succeeded(String name) {
    counts.remove(name);
  }
}
