package org.wasl.numbering.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.wasl.border.store.MemoryTransactions;
import org.wasl.numbering.E164Number;
import org.wasl.numbering.porting.Ported;
import org.wasl.numbering.porting.PortingStore;

/// Ported numbers in memory.
public final class MemoryPortingStore implements PortingStore {
  private final MemoryTransactions transactions;
  private final Map<E164Number, List<Ported>> rows = new HashMap<>();

  public MemoryPortingStore(MemoryTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public synchronized void add(List<Ported> ported, Instant at) {
    for (Ported each : ported) {
      List<Ported> all = rows.computeIfAbsent(each.number(), _ -> new ArrayList<>());
      all.add(each);
      transactions.changed(() -> all.remove(each));
    }
  }

  @Override
  public synchronized Optional<Ported> find(E164Number number, Instant at) {
    return newest(rows.getOrDefault(number, List.of()), at);
  }

  private static Optional<Ported> newest(List<Ported> all, Instant at) {
    return all.stream()
        .filter(each -> !each.since().isAfter(at))
        .reduce((one, next) -> next.since().isBefore(one.since()) ? one : next);
  }

  @Override
  public synchronized void each(Instant at, Consumer<Ported> taker) {
    rows.values().stream()
        .flatMap(all -> newest(all, at).stream())
        .filter(each -> !each.isReturn())
        .forEach(taker);
  }

  @Override
  public synchronized Map<String, Long> counts(Instant at) {
    Map<String, Long> counts = new TreeMap<>();
    each(at, ported -> counts.merge(ported.recipient().value(), 1L, Long::sum));
    return counts;
  }
}
