package org.wasl.node.voice;

import org.wasl.border.Transactions;
import org.wasl.border.store.MemoryTransactions;
import org.wasl.voice.exchange.VoiceStore;
import org.wasl.voice.store.MemoryVoiceStore;

class MemoryPartStoreTest extends PartStoreContract {
  private final MemoryTransactions transactions = new MemoryTransactions();
  private final VoiceStore store = new MemoryVoiceStore(transactions);

  @Override
  VoiceStore store() {
    return store;
  }

  @Override
  Transactions transactions() {
    return transactions;
  }
}
