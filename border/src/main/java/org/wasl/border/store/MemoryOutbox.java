package org.wasl.border.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.wasl.border.MessageId;
import org.wasl.border.keeping.OutboxStore;
import org.wasl.border.keeping.StoredEntry;

/// The outbox in memory.
final class MemoryOutbox implements OutboxStore {
  private final MemoryTransactions transactions;
  private final Map<String, TreeMap<Long, Waiting>> rows = new TreeMap<>();
  private final Map<Long, StoredEntry.Body.Held> bodies = new HashMap<>();
  private final Set<Long> uncarried = new HashSet<>();
  private long nextRow;

  MemoryOutbox(MemoryTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void add(String origin, MessageId id, byte[] entry, byte[] salt, byte[] body) {
    long row = nextRow++;
    of(origin).put(row, new Waiting(row, id, entry, body.length));
    bodies.put(row, new StoredEntry.Body.Held(salt, body));
    if (body.length > LARGE) {
      uncarried.add(row);
    }
    transactions.changed(() -> {
      of(origin).remove(row);
      bodies.remove(row);
      uncarried.remove(row);
    });
  }

  @Override
  public List<Waiting> next(String origin, int most, long bytes) {
    List<Waiting> out = new ArrayList<>();
    long total = 0;
    for (Waiting each : of(origin).values()) {
      if (uncarried.contains(each.row())) {
        continue;
      }
      total += each.entry().length + each.size();
      if (out.size() == most || (!out.isEmpty() && total > bytes)) {
        break;
      }
      out.add(each);
    }
    return out;
  }

  @Override
  public Optional<Large> nextLarge(String origin) {
    return of(origin).values().stream()
        .filter(each -> uncarried.contains(each.row()))
        .findFirst()
        .map(each -> {
          StoredEntry.Body.Held body = body(each.row());
          return new Large(each.row(), each.entry(), body.salt(), body.bytes());
        });
  }

  /// The body of a row that waits or was just sequenced.
  StoredEntry.Body.Held body(long row) {
    StoredEntry.Body.Held body = bodies.get(row);
    if (body == null) {
      throw new IllegalStateException("no row " + row + " in the outbox");
    }
    return body;
  }

  @Override
  public int move(String from, String to) {
    List<Waiting> moved = List.copyOf(of(from).values());
    for (Waiting each : moved) {
      of(from).remove(each.row());
      of(to).put(each.row(), each);
      transactions.changed(() -> {
        of(to).remove(each.row());
        of(from).put(each.row(), each);
      });
    }
    return moved.size();
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
        StoredEntry.Body.Held body = body(number);
        bodies.remove(number);
        transactions.changed(() -> {
          of(origin).put(number, old);
          bodies.put(number, body);
        });
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
  public Set<MessageId> known(String origin, Set<MessageId> ids) {
    return of(origin).values().stream()
        .map(Waiting::id)
        .filter(ids::contains)
        .collect(Collectors.toSet());
  }

  private TreeMap<Long, Waiting> of(String origin) {
    return rows.computeIfAbsent(origin, _ -> new TreeMap<>());
  }
}
