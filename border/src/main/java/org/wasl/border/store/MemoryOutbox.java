package org.wasl.border.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.wasl.border.MessageId;
import org.wasl.border.keeping.OutboxStore;

/// The outbox in memory.
final class MemoryOutbox implements OutboxStore {
  private final MemoryTransactions transactions;
  private final Map<String, TreeMap<Long, Waiting>> rows = new TreeMap<>();
  private final Set<Long> uncarried = new HashSet<>();
  private long nextRow;

  MemoryOutbox(MemoryTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void add(String origin, MessageId id, byte[] entry, byte[] salt, byte[] body) {
    long row = nextRow++;
    of(origin).put(row, new Waiting(row, id, entry, salt, body));
    if (body.length > LARGE) {
      uncarried.add(row);
    }
    transactions.changed(() -> of(origin).remove(row));
  }

  @Override
  public List<Waiting> next(String origin, int most, long bytes) {
    List<Waiting> out = new ArrayList<>();
    long total = 0;
    for (Waiting each : of(origin).values()) {
      if (uncarried.contains(each.row())) {
        continue;
      }
      total += each.entry().length + each.body().length;
      if (out.size() == most || (!out.isEmpty() && total > bytes)) {
        break;
      }
      out.add(each);
    }
    return out;
  }

  @Override
  public Optional<Waiting> nextLarge(String origin) {
    return of(origin).values().stream().filter(each -> uncarried.contains(each.row())).findFirst();
  }

  @Override
  public void carried(String origin, long row) {
    if (uncarried.remove(row)) {
      transactions.changed(() -> uncarried.add(row));
    }
  }

  @Override
  public void remove(String origin, List<Long> numbers) {
    for (long number : numbers) {
      Waiting old = of(origin).remove(number);
      if (old != null) {
        transactions.changed(() -> of(origin).put(number, old));
      }
    }
  }

  @Override
  public void forget(String origin, Set<MessageId> ids) {
    remove(
        origin,
        of(origin).values().stream()
            .filter(each -> ids.contains(each.id()))
            .map(Waiting::row)
            .toList());
  }

  @Override
  public Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    rows.forEach((origin, waiting) -> counts.put(origin, (long) waiting.size()));
    return counts;
  }

  @Override
  public boolean contains(String origin, MessageId id) {
    return of(origin).values().stream().anyMatch(each -> each.id().equals(id));
  }

  private TreeMap<Long, Waiting> of(String origin) {
    return rows.computeIfAbsent(origin, _ -> new TreeMap<>());
  }
}
