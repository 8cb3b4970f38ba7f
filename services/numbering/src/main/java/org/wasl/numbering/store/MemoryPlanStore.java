package org.wasl.numbering.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.wasl.border.store.MemoryTransactions;
import org.wasl.numbering.HolderEvent;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.RecordedEntry;
import org.wasl.numbering.RecordedMove;
import org.wasl.numbering.Span;
import org.wasl.numbering.registering.PlanStore;
import org.wasl.terms.PartyId;

/// The registry in memory.
public final class MemoryPlanStore implements PlanStore {
  static final Comparator<RecordedEntry> ORDER =
      Comparator.comparing((RecordedEntry row) -> row.entry().resource())
          .thenComparing(row -> row.entry().codes())
          .thenComparing(row -> row.entry().valid().from());

  private final MemoryTransactions transactions;
  private final Map<UUID, RecordedEntry> rows = new LinkedHashMap<>();
  private final Map<PartyId, List<KnownEvent>> events = new LinkedHashMap<>();
  private final Map<UUID, RecordedMove> moves = new LinkedHashMap<>();
  private final List<Taken> taken = new ArrayList<>();

  public MemoryPlanStore(MemoryTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void lock(PartyId plan) {
    // transactions in memory stand one behind the other
  }

  @Override
  public synchronized List<RecordedEntry> overlapping(PartyId plan, PlanEntry entry) {
    return rows.values().stream()
        .filter(
            row -> row.plan().equals(plan) && row.known().isOpen() && row.entry().overlaps(entry))
        .sorted(ORDER)
        .toList();
  }

  @Override
  public synchronized void add(RecordedEntry row) {
    for (RecordedEntry other : rows.values()) {
      if (other.plan().equals(row.plan())
          && other.known().overlaps(row.known())
          && other.entry().overlaps(row.entry())) {
        throw new OverlapException("two entries at one time: " + row.entry().codes());
      }
    }
    rows.put(row.id(), row);
    transactions.changed(() -> rows.remove(row.id()));
  }

  @Override
  public synchronized void end(UUID id, Instant at) {
    RecordedEntry row = rows.get(id);
    if (row == null || !row.known().isOpen()) {
      throw new IllegalStateException("not a row that is known: " + id);
    }
    Span known = new Span(row.known().from(), at);
    rows.put(id, new RecordedEntry(id, row.plan(), row.entry(), known, row.change()));
    transactions.changed(() -> rows.put(id, row));
  }

  @Override
  public synchronized List<RecordedEntry> known(PartyId plan, Instant at) {
    return rows.values().stream()
        .filter(row -> row.plan().equals(plan) && row.known().holds(at))
        .sorted(ORDER)
        .toList();
  }

  @Override
  public synchronized List<RecordedEntry> history(PartyId plan) {
    return rows.values().stream()
        .filter(row -> row.plan().equals(plan))
        .sorted(
            Comparator.comparing((RecordedEntry row) -> row.known().from()).thenComparing(ORDER))
        .toList();
  }

  @Override
  public synchronized Optional<Instant> newest(PartyId plan) {
    Stream<Span> ofEntries =
        rows.values().stream().filter(row -> row.plan().equals(plan)).map(RecordedEntry::known);
    return Stream.concat(ofEntries, moves(plan).stream().map(RecordedMove::known))
        .flatMap(
            known -> known.isOpen() ? Stream.of(known.from()) : Stream.of(known.from(), known.to()))
        .max(Comparator.naturalOrder());
  }

  @Override
  public synchronized void addEvent(PartyId plan, HolderEvent event, Instant recordedAt) {
    List<KnownEvent> all = events.computeIfAbsent(plan, _ -> new ArrayList<>());
    KnownEvent known = new KnownEvent(event, recordedAt);
    all.add(known);
    transactions.changed(() -> all.remove(known));
  }

  @Override
  public synchronized List<KnownEvent> events(PartyId plan) {
    return events.getOrDefault(plan, List.of()).stream()
        .sorted(Comparator.comparing(known -> known.event().at()))
        .toList();
  }

  @Override
  public synchronized void addMove(RecordedMove move) {
    moves.put(move.id(), move);
    transactions.changed(() -> moves.remove(move.id()));
  }

  @Override
  public synchronized void endMove(UUID id, Instant at) {
    RecordedMove move = moves.get(id);
    if (move == null || !move.known().isOpen()) {
      throw new IllegalStateException("not a number change that is known: " + id);
    }
    Span known = new Span(move.known().from(), at);
    moves.put(
        id, new RecordedMove(id, move.plan(), move.move(), move.citation(), known, move.change()));
    transactions.changed(() -> moves.put(id, move));
  }

  @Override
  public synchronized List<RecordedMove> moves(PartyId plan) {
    return moves.values().stream()
        .filter(move -> move.plan().equals(plan))
        .sorted(
            Comparator.comparing((RecordedMove move) -> move.known().from())
                .thenComparing(move -> move.move().before()))
        .toList();
  }

  @Override
  public synchronized void addTaken(Taken document, Instant at) {
    taken.add(document);
    transactions.changed(() -> taken.remove(document));
  }

  @Override
  public synchronized List<Taken> taken(PartyId plan) {
    return taken.stream().filter(each -> each.plan().equals(plan)).toList();
  }
}
