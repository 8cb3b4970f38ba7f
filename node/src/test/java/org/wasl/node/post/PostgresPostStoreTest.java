package org.wasl.node.post;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterEach;
import org.wasl.border.Transactions;
import org.wasl.border.store.PostgresTransactions;
import org.wasl.node.database.PostgresFixture;
import org.wasl.post.keeping.PostStore;
import org.wasl.post.keeping.PostStoreContract;
import org.wasl.post.store.PostgresPostStore;

/// The facts of a post on PostgreSQL.
class PostgresPostStoreTest extends PostStoreContract {
  private final HikariDataSource source = PostgresFixture.database("post");
  private final PostgresTransactions transactions = new PostgresTransactions(source);
  private final PostgresPostStore store = new PostgresPostStore(transactions);

  @Override
  protected PostStore store() {
    return store;
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
