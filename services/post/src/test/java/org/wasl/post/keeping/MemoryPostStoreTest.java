package org.wasl.post.keeping;

import org.wasl.border.Transactions;
import org.wasl.border.store.MemoryTransactions;
import org.wasl.post.following.Mail;
import org.wasl.post.store.MemoryPostStore;

class MemoryPostStoreTest extends PostStoreContract {
  private final MemoryTransactions transactions = new MemoryTransactions();
  private final MemoryPostStore store = new MemoryPostStore(transactions, Mail.BETWEEN);

  @Override
  protected PostStore store() {
    return store;
  }

  @Override
  protected Transactions transactions() {
    return transactions;
  }
}
