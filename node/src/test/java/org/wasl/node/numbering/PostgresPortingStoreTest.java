package org.wasl.node.numbering;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.wasl.border.store.PostgresTransactions;
import org.wasl.node.database.PostgresFixture;
import org.wasl.numbering.porting.PortingStoreContract;
import org.wasl.numbering.store.PostgresPortingStore;

/// Ported numbers on PostgreSQL.
class PostgresPortingStoreTest extends PortingStoreContract {
  private final List<HikariDataSource> opened = new ArrayList<>();

  @Override
  protected Store fresh() {
    HikariDataSource source = PostgresFixture.database("numbering");
    opened.add(source);
    PostgresTransactions transactions = new PostgresTransactions(source);
    return new Store(new PostgresPortingStore(transactions), transactions);
  }

  @AfterEach
  void close() {
    opened.forEach(HikariDataSource::close);
  }
}
