package org.wasl.border.setup;

import org.wasl.border.keeping.Stores;
import org.wasl.border.store.MemoryStores;
import org.wasl.border.store.MemoryTransactions;

class MemoryBorderTest extends BorderRulesContract {
  @Override
  protected Stores stores() {
    return MemoryStores.make(new MemoryTransactions());
  }
}
