package org.wasl.post.keeping;

import org.wasl.border.Transactions;
import org.wasl.border.store.MemoryTransactions;
import org.wasl.post.store.MemorySerialStore;

class MemorySerialStoreTest extends SerialStoreContract {
  private final MemoryTransactions transactions = new MemoryTransactions();
  private final MemorySerialStore store = new MemorySerialStore(transactions);

  @Override
  protected SerialStore store() {
    return store;
  }

  @Override
  protected Transactions transactions() {
    return transactions;
  }
}
