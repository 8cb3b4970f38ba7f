package org.wasl.numbering.porting;

import org.wasl.border.store.MemoryTransactions;
import org.wasl.numbering.store.MemoryPortingStore;

class MemoryPortingStoreTest extends PortingStoreContract {
  @Override
  protected Store fresh() {
    MemoryTransactions transactions = new MemoryTransactions();
    return new Store(new MemoryPortingStore(transactions), transactions);
  }
}
