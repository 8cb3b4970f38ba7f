package org.wasl.node.detection;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterEach;
import org.wasl.border.Transactions;
import org.wasl.border.store.PostgresTransactions;
import org.wasl.node.database.PostgresFixture;
import org.wasl.voice.detection.DetectionStore;
import org.wasl.voice.store.PostgresDetectionStore;

class PostgresDetectionStoreTest extends DetectionStoreContract {
  private final HikariDataSource source = PostgresFixture.database("voice");
  private final PostgresTransactions transactions = new PostgresTransactions(source);
  private final DetectionStore store = new PostgresDetectionStore(transactions);

  @Override
  DetectionStore store() {
    return store;
  }

  @Override
  Transactions transactions() {
    return transactions;
  }

  @AfterEach
  void close() {
    source.close();
  }
}
