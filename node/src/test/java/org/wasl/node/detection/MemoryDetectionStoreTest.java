package org.wasl.node.detection;

import org.wasl.border.Transactions;
import org.wasl.border.store.MemoryTransactions;
import org.wasl.voice.detection.DetectionStore;
import org.wasl.voice.store.MemoryDetectionStore;

class MemoryDetectionStoreTest extends DetectionStoreContract {
  private final MemoryTransactions transactions = new MemoryTransactions();
  private final DetectionStore store = new MemoryDetectionStore(transactions);

  @Override
  DetectionStore store() {
    return store;
  }

  @Override
  Transactions transactions() {
    return transactions;
  }
}
