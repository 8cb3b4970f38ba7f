package org.wasl.numbering.keeping;

import org.wasl.border.store.MemoryTransactions;
import org.wasl.numbering.store.MemoryJournal;

/// The journal in memory.
class MemoryJournalTest extends JournalContract {
  @Override
  protected Store fresh() {
    MemoryTransactions transactions = new MemoryTransactions();
    return new Store(new MemoryJournal(transactions), transactions);
  }
}
