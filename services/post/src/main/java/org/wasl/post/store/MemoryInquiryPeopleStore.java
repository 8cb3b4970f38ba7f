package org.wasl.post.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.wasl.border.MessageId;
import org.wasl.border.store.MemoryTransactions;
import org.wasl.post.keeping.InquiryPeopleStore;

/// The people of inquiries in memory.
public final class MemoryInquiryPeopleStore implements InquiryPeopleStore {
  private final MemoryTransactions transactions;
  private final Map<UUID, Kept> all = new HashMap<>();

  public MemoryInquiryPeopleStore(MemoryTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public synchronized Optional<MessageId> put(Kept people) {
    Kept before = all.put(people.inquiry(), people);
    transactions.changed(() -> {
      if (before == null) {
        all.remove(people.inquiry());
      } else {
        all.put(people.inquiry(), before);
      }
    });
    return Optional.ofNullable(before)
        .map(Kept::message)
        .filter(each -> !each.equals(people.message()));
  }

  @Override
  public synchronized Optional<Kept> find(UUID inquiry) {
    return Optional.ofNullable(all.get(inquiry));
  }

  @Override
  public synchronized List<MessageId> forget(Instant before, int most) {
    List<Kept> old =
        all.values().stream().filter(each -> each.at().isBefore(before)).limit(most).toList();
    for (Kept each : old) {
      all.remove(each.inquiry());
      transactions.changed(() -> all.put(each.inquiry(), each));
    }
    return old.stream().map(Kept::message).toList();
  }
}
