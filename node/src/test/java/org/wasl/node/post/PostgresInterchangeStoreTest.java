package org.wasl.node.post;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterEach;
import org.wasl.border.Transactions;
import org.wasl.border.store.PostgresTransactions;
import org.wasl.node.database.PostgresFixture;
import org.wasl.post.keeping.DeclarationStore;
import org.wasl.post.keeping.InterchangeStore;
import org.wasl.post.keeping.InterchangeStoreContract;
import org.wasl.post.store.PostgresDeclarationStore;
import org.wasl.post.store.PostgresInterchangeStore;

/// Interchanges and declarations on PostgreSQL.
class PostgresInterchangeStoreTest extends InterchangeStoreContract {
  private final HikariDataSource source = PostgresFixture.database("post");
  private final PostgresTransactions transactions = new PostgresTransactions(source);

  @Override
  protected InterchangeStore interchanges() {
    return new PostgresInterchangeStore(transactions);
  }

  @Override
  protected DeclarationStore declarations() {
    return new PostgresDeclarationStore(transactions);
  }

  @Override
  protected Transactions transactions() {
    return transactions;
  }

  @AfterEach
  void close() {
    source.close();
  }
}
