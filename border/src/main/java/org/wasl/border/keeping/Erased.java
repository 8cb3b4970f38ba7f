package org.wasl.border.keeping;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.wasl.border.Delivery.AbsenceReason;

/// What was erased before a node was restored and lies behind what the restored logs hold: when
/// such an entry comes back from the peer, its body does not come back with it.
public final class Erased {
  private final Map<String, Set<Long>> ahead = new HashMap<>();

  public Erased(LogStore logs) {
    for (LogStore.Erasure each : logs.erasures()) {
      long size = logs.find(each.origin()).map(LogState::size).orElse(0L);
      if (each.index() >= size) {
        ahead.computeIfAbsent(each.origin(), _ -> new HashSet<>()).add(each.index());
      }
    }
  }

  /// The body as it may be kept at a place of a log.
  public StoredEntry.Body kept(String origin, long index, StoredEntry.Body body) {
    return ahead.getOrDefault(origin, Set.of()).contains(index)
        ? new StoredEntry.Body.Absent(AbsenceReason.ERASED)
        : body;
  }
}
