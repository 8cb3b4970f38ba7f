package org.wasl.post.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.wasl.border.store.MemoryTransactions;
import org.wasl.post.keeping.InterchangeStore;

/// Interchanges in memory.
public final class MemoryInterchangeStore implements InterchangeStore {
  private final MemoryTransactions transactions;
  private final List<Kept> all = new ArrayList<>();
  private long given;

  public MemoryInterchangeStore(MemoryTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public synchronized void add(Kept interchange) {
    all.add(interchange);
    transactions.changed(() -> all.removeIf(each -> each.id().equals(interchange.id())));
  }

  @Override
  public synchronized Optional<Kept> findTaken(String sender, String reference) {
    return all.stream()
        .filter(each ->
            each.isIn()
                && each.isTaken()
                && each.sender().equals(sender)
                && each.reference().equals(reference))
        .findFirst();
  }

  @Override
  public synchronized Optional<Kept> findSent(String system, String reference) {
    return all.stream()
        .filter(each ->
            !each.isIn() && each.system().equals(system) && each.reference().equals(reference))
        .findFirst();
  }

  @Override
  public synchronized Optional<Kept> find(UUID id) {
    return all.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  @Override
  public synchronized String nextReference(Instant now) {
    return InterchangeStore.reference(now, given++);
  }

  @Override
  public synchronized List<Kept> unwritten(int most) {
    return all.stream()
        .filter(each -> !each.isIn() && each.written().isEmpty())
        .sorted(Comparator.comparing(each -> each.names().isPresent()))
        .limit(most)
        .toList();
  }

  @Override
  public synchronized void markWritten(UUID id, Instant at) {
    for (int i = 0; i < all.size(); i++) {
      Kept each = all.get(i);
      if (each.id().equals(id)) {
        int place = i;
        all.set(
            i,
            new Kept(
                each.id(),
                each.system(),
                each.isIn(),
                each.sender(),
                each.reference(),
                each.name(),
                each.at(),
                each.bytes(),
                each.report(),
                each.isTaken(),
                Optional.of(at),
                each.names()));
        transactions.changed(() -> all.set(place, each));
      }
    }
  }

  @Override
  public synchronized List<Kept> newest(int most) {
    return all.reversed().stream().limit(most).toList();
  }
}
