package org.wasl.border;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Rings when a lane has something to do: a message waits in its outbox, or one that came was
/// countersigned. Who moves lanes on threads is woken at once; who steps through them without
/// threads needs no bell. A ring is a hint and may be missed: whoever listens looks now and then
/// all the same.
public final class Bell {
  private final Transactions transactions;
  private final Map<Lane, List<Runnable>> listeners = new ConcurrentHashMap<>();

  public Bell(Transactions transactions) {
    this.transactions = transactions;
  }

  /// @param listener returns at once and never fails
  public void onRing(Lane lane, Runnable listener) {
    listeners.computeIfAbsent(lane, _ -> new CopyOnWriteArrayList<>()).add(listener);
  }

  /// Rings once the open transaction is committed, or now.
  public void ring(Lane lane) {
    List<Runnable> all = listeners.get(lane);
    if (all != null) {
      transactions.afterCommit(() -> all.forEach(Runnable::run));
    }
  }
}
