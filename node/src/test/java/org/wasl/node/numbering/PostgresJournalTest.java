package org.wasl.node.numbering;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.wasl.border.store.PostgresTransactions;
import org.wasl.node.database.PostgresFixture;
import org.wasl.numbering.keeping.JournalContract;
import org.wasl.numbering.store.PostgresJournal;

/// The journal on PostgreSQL.
class PostgresJournalTest extends JournalContract {
  private final List<HikariDataSource> opened = new ArrayList<>();

  @Override
  protected Store fresh() {
    HikariDataSource source = PostgresFixture.database("numbering");
    opened.add(source);
    PostgresTransactions transactions = new PostgresTransactions(source);
    return new Store(new PostgresJournal(transactions), transactions);
  }

  @AfterEach
  void close() {
    opened.forEach(HikariDataSource::close);
  }
}
