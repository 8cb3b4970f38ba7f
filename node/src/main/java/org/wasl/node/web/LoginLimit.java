package org.wasl.node.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// Slows guessing down, without letting anybody shut another person out.
///
/// - Five failures within fifteen minutes close a name **for the client that failed**, for fifteen
///   minutes; elsewhere the name's owner still signs in.
/// - Thirty failures of one client, over whatever names, close that client for all names that have
///   not signed in from there before.
/// - A hundred failures of one name, from whatever clients, close it for all clients but those from
///   which it has signed in since the node started. Passkeys are not counted: they cannot be
///   guessed.
///
/// Each kind remembers at most 10,000 counts. A full memory gives up what is over first, then what
/// is still open, and what is closed only when everything is.
public final class LoginLimit {
  static final int FAILURES = 5;
  static final int CLIENT_FAILURES = 30;
  static final int NAME_FAILURES = 100;
  static final Duration WINDOW = Duration.ofMinutes(15);
  static final int MOST = 10_000;

  private final InstantSource clock;
  private final Counts<Pair> pairs = new Counts<>(FAILURES);
  private final Counts<String> clients = new Counts<>(CLIENT_FAILURES);
  private final Counts<String> names = new Counts<>(NAME_FAILURES);
  private final Map<Pair, Instant> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Pair, Instant> eldest) {
          return size() > MOST;
        }
      };

  private record Pair(String client, String name) {}

  private record Count(int failures, Instant since) {}

  public LoginLimit(InstantSource clock) {
    this.clock = clock;
  }

  /// @param client who asks: an address, as [org.wasl.terms.Client] shortens it
  synchronized boolean isClosed(String client, String name) {
    Pair pair = new Pair(client, name);
    if (pairs.isFull(pair)) {
      return true;
    }
    return !known.containsKey(pair) && (clients.isFull(client) || names.isFull(name));
  }

  /// Begins a sign-in. It counts as a failure until it has succeeded, so that guesses made at once
  /// are as many as guesses made in a row; a name that does not exist counts like one that does.
  ///
  /// @return false when the password is not even to be looked at
  public synchronized boolean mayTry(String client, String name) {
    if (isClosed(client, name)) {
      return false;
    }
    pairs.add(new Pair(client, name));
    clients.add(client);
    names.add(name);
    return true;
  }

  /// Takes a sign-in that was begun back, and forgets the failures of this name from there. The
  /// client's own stay: whoever has one account does not get thirty guesses more at the others'
  /// with each sign-in.
  public synchronized void succeeded(String client, String name) {
    Pair pair = new Pair(client, name);
    pairs.counts.remove(pair);
    clients.takeBack(client);
    names.takeBack(name);
    known.put(pair, clock.instant());
  }

  private boolean isOver(Count count) {
    return !clock.instant().isBefore(count.since().plus(WINDOW));
  }

  /// Failures of one kind of thing, the oldest first.
  private final class Counts<K> {
    private final int most;
    private final Map<K, Count> counts = new LinkedHashMap<>();

    Counts(int most) {
      this.most = most;
    }

    boolean isFull(K key) {
      Count count = counts.get(key);
      return count != null && count.failures() >= most && !isOver(count);
    }

    void add(K key) {
      Count old = counts.get(key);
      if (old == null || isOver(old)) {
        counts.remove(key);
        makeRoom();
        counts.put(key, new Count(1, clock.instant()));
      } else {
        counts.put(key, new Count(old.failures() + 1, old.since()));
      }
    }

    void takeBack(K key) {
      counts.computeIfPresent(
          key,
          (_, count) ->
              count.failures() == 1 ? null : new Count(count.failures() - 1, count.since()));
    }

    private void makeRoom() {
      if (counts.size() < MOST) {
        return;
      }
      counts.values().removeIf(LoginLimit.this::isOver);
      if (counts.size() < MOST) {
        return;
      }
      Iterator<Map.Entry<K, Count>> each = counts.entrySet().iterator();
      while (each.hasNext()) {
        if (each.next().getValue().failures() < most) {
          each.remove();
          return;
        }
      }
      Iterator<K> oldest = counts.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }
}
