package org.wasl.numbering.registering;

import org.wasl.border.store.MemoryTransactions;
import org.wasl.numbering.store.MemoryPlanStore;

/// The registry in memory.
class MemoryPlanStoreTest extends PlanStoreContract {
  @Override
  protected Store fresh() {
    MemoryTransactions transactions = new MemoryTransactions();
    return new Store(new MemoryPlanStore(transactions), transactions);
  }
}
