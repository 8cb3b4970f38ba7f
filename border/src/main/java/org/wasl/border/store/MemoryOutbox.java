package org.wasl.border.store;

import java.util.ArrayList;
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
import org.wasl.border.log.Hash;

/// The outbox in memory.
final class MemoryOutbox implements OutboxStore {
  private final MemoryTransactions transactions;
  private final Map<String, TreeMap<Long, Message>> rows = new TreeMap<>();
  private final Set<Long> uncarried = new HashSet<>();
  private long nextRow;

  /// A message that waits.
  record Message(MessageId id, byte[] entry, Hash leaf, StoredEntry.Body.Held body) {
    int size() {
      return entry.length + body.bytes().length;
    }
  }

  MemoryOutbox(MemoryTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void add(String origin, MessageId id, byte[] entry, byte[] salt, byte[] body) {
    long row = nextRow++;
    StoredEntry.Body.Held held = new StoredEntry.Body.Held(salt, body);
    of(origin).put(row, new Message(id, entry, Hash.leaf(entry), held));
    if (body.length > LARGE) {
      uncarried.add(row);
    }
    transactions.changed(() -> {
      of(origin).remove(row);
      uncarried.remove(row);
    });
  }

  @Override
  public List<Waiting> next(String origin, int most, long bytes) {
    List<Waiting> out = new ArrayList<>();
    long total = 0;
    for (Map.Entry<Long, Message> each : of(origin).entrySet()) {
      if (uncarried.contains(each.getKey())) {
        continue;
      }
      total += each.getValue().size();
      if (out.size() == most || (!out.isEmpty() && total > bytes)) {
        break;
      }
      out.add(new Waiting(each.getKey(), each.getValue().leaf()));
    }
    return out;
  }

  @Override
  public Optional<Large> nextLarge(String origin) {
    return of(origin).entrySet().stream()
        .filter(each -> uncarried.contains(each.getKey()))
        .findFirst()
        .map(each -> {
          Message message = each.getValue();
          return new Large(
              each.getKey(), message.entry(), message.body().salt(), message.body().bytes());
        });
  }

  /// Takes a row out, to be appended to its log.
  Message take(String origin, long row) {
    Message message = of(origin).remove(row);
    if (message == null) {
      throw new IllegalStateException("no row " + row + " in the outbox");
    }
    transactions.changed(() -> of(origin).put(row, message));
    return message;
  }

  @Override
  public int move(String from, String to) {
    TreeMap<Long, Message> moved = new TreeMap<>(of(from));
    of(from).clear();
    of(to).putAll(moved);
    transactions.changed(() -> {
      of(to).keySet().removeAll(moved.keySet());
      of(from).putAll(moved);
    });
    return moved.size();
  }

  @Override
  public void carried(String origin, long row) {
    if (uncarried.remove(row)) {
      transactions.changed(() -> uncarried.add(row));
    }
  }

  @Override
  public void forget(String origin, Set<MessageId> ids) {
    of(origin).entrySet().stream()
        .filter(each -> ids.contains(each.getValue().id()))
        .map(Map.Entry::getKey)
        .toList()
        .forEach(row -> take(origin, row));
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
        .map(Message::id)
        .filter(ids::contains)
        .collect(Collectors.toSet());
  }

  private TreeMap<Long, Message> of(String origin) {
    return rows.computeIfAbsent(origin, _ -> new TreeMap<>());
  }
}
