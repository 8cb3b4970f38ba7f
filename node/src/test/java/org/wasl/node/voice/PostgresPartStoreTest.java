package org.wasl.node.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wasl.border.Transactions;
import org.wasl.border.store.PostgresTransactions;
import org.wasl.node.database.PostgresFixture;
import org.wasl.voice.exchange.VoiceStore;
import org.wasl.voice.mediation.FileReport;
import org.wasl.voice.store.PostgresVoiceStore;

class PostgresPartStoreTest extends PartStoreContract {
  private final HikariDataSource source = PostgresFixture.database("voice");
  private final PostgresTransactions transactions = new PostgresTransactions(source);

  @Override
  VoiceStore store() {
    return new PostgresVoiceStore(transactions);
  }

  @Override
  Transactions transactions() {
    return transactions;
  }

  @AfterEach
  void close() {
    source.close();
  }

  /// A database of before: its files are read as they were counted.
  @Test
  void filesThatWereLoadedBeforePartsWereKeptStayAsTheyWere() {
    Flyway before =
        Flyway.configure()
            .dataSource(source)
            .schemas("voice")
            .locations("classpath:db/voice")
            .target("4")
            .cleanDisabled(false)
            .load();
    before.clean();
    before.migrate();
    JdbcClient sql = JdbcClient.create(source);
    sql.sql(
            "insert into voice.file (sha256, name, format, loaded_at, read, accepted, duplicates,"
                + " quarantined, ignored) values ('f', 'f', 'ts-32297/1', now(), 9, 4, 2, 2, 1)")
        .update();
    sql.sql("insert into voice.flaw values ('f', 3, 0, 'partial-open'), ('f', 4, 0, 'time')")
        .update();
    Flyway.configure()
        .dataSource(source)
        .schemas("voice")
        .locations("classpath:db/voice")
        .load()
        .migrate();
    FileReport file = store().files().getFirst();
    assertEquals(9, file.read());
    assertEquals(FileReport.Parts.NONE, file.parts());
    assertEquals(
        List.of("partial-open", "time"),
        file.flaws().stream().map(FileReport.Flaw::reason).toList());
  }
}
