package org.wasl.post.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wasl.border.MessageId;
import org.wasl.border.store.MemoryTransactions;
import org.wasl.post.ItemId;
import org.wasl.post.keeping.DeclarationStore;

/// Declarations in memory.
public final class MemoryDeclarationStore implements DeclarationStore {
  private final MemoryTransactions transactions;
  private final Map<String, Kept> all = new TreeMap<>();

  public MemoryDeclarationStore(MemoryTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public synchronized Optional<MessageId> put(Kept declaration) {
    String item = declaration.item().value();
    Kept before = all.put(item, declaration);
    transactions.changed(() -> {
      if (before == null) {
        all.remove(item);
      } else {
        all.put(item, before);
      }
    });
    return Optional.ofNullable(before)
        .map(Kept::message)
        .filter(each -> !each.equals(declaration.message()));
  }

  @Override
  public synchronized Optional<Kept> find(ItemId item) {
    return Optional.ofNullable(all.get(item.value()));
  }

  @Override
  public synchronized void markAssessed(ItemId item) {
    find(item)
        .ifPresent(each -> put(new Kept(item, each.isOurs(), each.at(), each.message(), true)));
  }

  @Override
  public synchronized List<Kept> waiting(int most) {
    return all.values().stream()
        .filter(each -> !each.isOurs() && !each.isAssessed())
        .sorted(Comparator.comparing(Kept::at))
        .limit(most)
        .toList();
  }

  @Override
  public synchronized List<Kept> ours(int most) {
    return all.values().stream()
        .filter(Kept::isOurs)
        .sorted(Comparator.comparing(Kept::at).reversed())
        .limit(most)
        .toList();
  }

  @Override
  public synchronized List<MessageId> forget(Instant before, int most) {
    List<Map.Entry<String, Kept>> old =
        all.entrySet().stream()
            .filter(each -> each.getValue().at().isBefore(before))
            .limit(most)
            .toList();
    for (Map.Entry<String, Kept> each : old) {
      String item = each.getKey();
      Kept kept = each.getValue();
      all.remove(item);
      transactions.changed(() -> all.put(item, kept));
    }
    return old.stream().map(each -> each.getValue().message()).toList();
  }
}
