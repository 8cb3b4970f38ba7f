package org.wasl.border.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wasl.border.Delivery.AbsenceReason;
import org.wasl.border.MessageId;
import org.wasl.border.keeping.LogRole;
import org.wasl.border.keeping.LogState;
import org.wasl.border.keeping.LogStore;
import org.wasl.border.keeping.StoredEntry;
import org.wasl.border.log.Frontier;
import org.wasl.border.log.Hash;

/// Logs in memory.
final class MemoryLogs implements LogStore {
  private final MemoryTransactions transactions;
  private final MemoryOutbox outbox;
  private final Map<String, Log> logs = new TreeMap<>();
  private final List<Erasure> erasures = new ArrayList<>();
  private final Map<MessageId, String> outcomes = new HashMap<>();

  private record Kept(byte[] entry, Hash leaf, StoredEntry.Body body, Instant at) {}

  private static final class Log {
    LogState state;
    final List<Kept> entries = new ArrayList<>();
    final Map<MessageId, Long> byId = new HashMap<>();
    final Map<String, Hash> subtrees = new HashMap<>();
    final TreeMap<Long, byte[]> checkpoints = new TreeMap<>();
    final TreeMap<Long, MessageId> anchorings = new TreeMap<>();

    Log(LogState state) {
      this.state = state;
    }
  }

  MemoryLogs(MemoryTransactions transactions, MemoryOutbox outbox) {
    this.transactions = transactions;
    this.outbox = outbox;
  }

  @Override
  public void open(String origin, LogRole role) {
    if (!logs.containsKey(origin)) {
      LogState state =
          new LogState(
              origin,
              role,
              Frontier.EMPTY,
              Optional.empty(),
              0,
              0,
              Optional.empty(),
              0,
              Optional.empty(),
              false);
      logs.put(origin, new Log(state));
      transactions.changed(() -> logs.remove(origin));
    }
  }

  @Override
  public List<LogState> states() {
    return logs.values().stream().map(log -> log.state).toList();
  }

  @Override
  public Optional<LogState> find(String origin) {
    return Optional.ofNullable(logs.get(origin)).map(log -> log.state);
  }

  @Override
  public boolean append(
      String origin,
      long expected,
      List<? extends Addition> entries,
      List<Subtree> subtrees,
      Frontier frontier) {
    Log log = log(origin);
    if (log.state.size() != expected) {
      return false;
    }
    List<NewEntry> fresh = entries.stream().map(each -> atHand(origin, each)).toList();
    requireNewIds(log, fresh);
    for (NewEntry entry : fresh) {
      long index = log.entries.size();
      log.entries.add(new Kept(entry.entry(), entry.leaf(), entry.body(), entry.at()));
      entry.id().ifPresent(id -> log.byId.put(id, index));
    }
    subtrees.forEach(each -> log.subtrees.put(key(each.height(), each.index()), each.root()));
    transactions.changed(() -> takeBack(log, fresh, subtrees));
    LogState old = log.state;
    set(log, old.appended(frontier));
    return true;
  }

  private NewEntry atHand(String origin, Addition addition) {
    return switch (addition) {
      case NewEntry entry -> entry;
      case Queued(long row, Hash leaf, Instant at) -> {
        MemoryOutbox.Message message = outbox.take(origin, row);
        yield new NewEntry(message.entry(), leaf, Optional.of(message.id()), message.body(), at);
      }
    };
  }

  @Override
  public void checkpoint(String origin, long size, byte[] note) {
    Log log = log(origin);
    byte[] known = log.checkpoints.get(size);
    if (known != null) {
      if (!Arrays.equals(known, note)) {
        throw new IllegalStateException("two checkpoints of one size: " + origin + " " + size);
      }
      return;
    }
    log.checkpoints.put(size, note);
    transactions.changed(() -> log.checkpoints.remove(size));
    if (size >= log.state.checkpointSize()) {
      set(log, log.state.checkpointed(size, note));
    }
  }

  @Override
  public Optional<Signed> nextCheckpoint(String origin, long above) {
    var next = log(origin).checkpoints.higherEntry(above);
    return next == null
        ? Optional.empty()
        : Optional.of(new Signed(next.getKey(), next.getValue()));
  }

  private static void requireNewIds(Log log, List<NewEntry> entries) {
    for (NewEntry entry : entries) {
      if (entry.id().isPresent() && log.byId.containsKey(entry.id().get())) {
        throw new IllegalStateException("a message twice in one log: " + entry.id().get());
      }
    }
  }

  private static void takeBack(Log log, List<NewEntry> entries, List<Subtree> subtrees) {
    for (NewEntry entry : entries) {
      log.entries.removeLast();
      entry.id().ifPresent(log.byId::remove);
    }
    subtrees.forEach(each -> log.subtrees.remove(key(each.height(), each.index())));
  }

  @Override
  public void cosigned(String origin, long size, byte[] note) {
    Log log = log(origin);
    LogState old = log.state;
    if (size >= old.cosignedSize()) {
      set(log, old.cosigned(size, note));
    }
  }

  @Override
  public boolean handOver(String origin, long from, long to) {
    Log log = log(origin);
    LogState old = log.state;
    if (old.handedOver() != from) {
      return false;
    }
    set(log, old.handedOver(to));
    return true;
  }

  @Override
  public void freeze(String origin, String reason) {
    Log log = log(origin);
    LogState old = log.state;
    set(log, old.frozen(reason));
  }

  @Override
  public void pause(String origin, boolean paused) {
    Log log = log(origin);
    LogState old = log.state;
    set(log, old.paused(paused));
  }

  private void set(Log log, LogState state) {
    LogState old = log.state;
    log.state = state;
    transactions.changed(() -> log.state = old);
  }

  @Override
  public List<StoredEntry> entries(String origin, long from, int most, long bytes) {
    Log log = log(origin);
    List<StoredEntry> out = new ArrayList<>();
    long total = 0;
    for (long i = from; i < log.entries.size() && out.size() < most; i++) {
      Kept entry = log.entries.get((int) i);
      total += entry.entry().length + length(entry.body());
      if (!out.isEmpty() && total > bytes) {
        break;
      }
      out.add(new StoredEntry(i, entry.entry(), entry.body(), entry.at()));
    }
    return out;
  }

  private static long length(StoredEntry.Body body) {
    return body instanceof StoredEntry.Body.Held held ? held.bytes().length : 0;
  }

  @Override
  public List<Hash> leaves(String origin, long from, int most) {
    List<Kept> entries = log(origin).entries;
    int to = (int) Math.min(entries.size(), from + most);
    return from >= to
        ? List.of()
        : entries.subList((int) from, to).stream().map(Kept::leaf).toList();
  }

  @Override
  public @Nullable Hash subtree(String origin, int height, long index) {
    return log(origin).subtrees.get(key(height, index));
  }

  @Override
  public void anchored(String origin, long size, MessageId by) {
    TreeMap<Long, MessageId> known = log(origin).anchorings;
    if (known.putIfAbsent(size, by) == null) {
      transactions.changed(() -> known.remove(size));
    }
  }

  @Override
  public Optional<Anchored> anchoring(String origin, long index) {
    return Optional.ofNullable(log(origin).anchorings.higherEntry(index))
        .map(each -> new Anchored(each.getKey(), each.getValue()));
  }

  @Override
  public void answered(Map<MessageId, String> answers) {
    answers.forEach((id, outcome) -> {
      if (outcomes.putIfAbsent(id, outcome) == null) {
        transactions.changed(() -> outcomes.remove(id));
      }
    });
  }

  @Override
  public Optional<String> outcome(MessageId id) {
    return Optional.ofNullable(outcomes.get(id));
  }

  @Override
  public Optional<Place> findMessage(MessageId id) {
    for (Log log : logs.values()) {
      Long index = log.byId.get(id);
      if (index != null) {
        return Optional.of(new Place(log.state.origin(), index));
      }
    }
    return Optional.empty();
  }

  @Override
  public Set<MessageId> known(String origin, Set<MessageId> ids) {
    Map<MessageId, Long> here = log(origin).byId;
    return ids.stream().filter(here::containsKey).collect(Collectors.toSet());
  }

  @Override
  public void erase(String origin, long index, AbsenceReason reason, Instant at) {
    Erasure erasure = new Erasure(origin, index, reason, at);
    erasures.add(erasure);
    transactions.changed(() -> erasures.remove(erasure));
    Log log = log(origin);
    if (index >= log.entries.size()) {
      return;
    }
    Kept old = log.entries.get((int) index);
    log.entries.set(
        (int) index,
        new Kept(old.entry(), old.leaf(), new StoredEntry.Body.Absent(reason), old.at()));
    transactions.changed(() -> log.entries.set((int) index, old));
  }

  @Override
  public List<Erasure> erasures() {
    return List.copyOf(erasures);
  }

  private Log log(String origin) {
    Log log = logs.get(origin);
    if (log == null) {
      throw new IllegalStateException("no log " + origin);
    }
    return log;
  }

  private static String key(int height, long index) {
    return height + "/" + index;
  }
}
