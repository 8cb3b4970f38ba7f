package org.wasl.border.store;

import org.wasl.border.keeping.Stores;

/// A node's stores in memory, for the twin and for tests of services.
public final class MemoryStores {
  private MemoryStores() {}

  public static Stores make(MemoryTransactions transactions) {
    MemoryOutbox outbox = new MemoryOutbox(transactions);
    return new Stores(
        transactions,
        new MemoryLogs(transactions, outbox),
        outbox,
        new MemoryStaging(),
        new MemoryLink(transactions),
        new MemoryProposals(transactions));
  }
}
