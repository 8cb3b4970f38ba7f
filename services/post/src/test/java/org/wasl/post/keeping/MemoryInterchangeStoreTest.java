package org.wasl.post.keeping;

import org.wasl.border.Transactions;
import org.wasl.border.store.MemoryTransactions;
import org.wasl.post.store.MemoryDeclarationStore;
import org.wasl.post.store.MemoryInquiryPeopleStore;
import org.wasl.post.store.MemoryInterchangeStore;

class MemoryInterchangeStoreTest extends InterchangeStoreContract {
  private final MemoryTransactions transactions = new MemoryTransactions();
  private final MemoryInterchangeStore interchanges = new MemoryInterchangeStore(transactions);
  private final MemoryDeclarationStore declarations = new MemoryDeclarationStore(transactions);
  private final MemoryInquiryPeopleStore people = new MemoryInquiryPeopleStore(transactions);

  @Override
  protected InterchangeStore interchanges() {
    return interchanges;
  }

  @Override
  protected DeclarationStore declarations() {
    return declarations;
  }

  @Override
  protected InquiryPeopleStore people() {
    return people;
  }

  @Override
  protected Transactions transactions() {
    return transactions;
  }
}
