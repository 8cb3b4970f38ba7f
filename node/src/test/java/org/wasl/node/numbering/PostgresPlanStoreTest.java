package org.wasl.node.numbering;

import static org.junit.jupiter.api.Assertions.assertThrows;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wasl.border.store.PostgresTransactions;
import org.wasl.node.database.PostgresFixture;
import org.wasl.numbering.registering.PlanStoreContract;
import org.wasl.numbering.store.PostgresPlanStore;

/// The registry on PostgreSQL.
class PostgresPlanStoreTest extends PlanStoreContract {
  private final List<HikariDataSource> opened = new ArrayList<>();

  @Override
  protected Store fresh() {
    HikariDataSource source = PostgresFixture.database("numbering");
    opened.add(source);
    PostgresTransactions transactions = new PostgresTransactions(source);
    return new Store(new PostgresPlanStore(transactions), transactions);
  }

  @AfterEach
  void close() {
    opened.forEach(HikariDataSource::close);
  }

  @Test
  void theDatabaseItselfKeepsAnybodyFromRewritingOrDeletingHistory() {
    JdbcClient sql = JdbcClient.create(opened.getLast());
    sql.sql(
            "insert into numbering.entry values (gen_random_uuid(), 'aa', 'E164_NDC', 0, '93', '93',"
                + " '[1,2)', 9, 9, 'MOBILE', null, null, 'FREE', null, null,"
                + " '[2026-01-01,)', null, 'd', 'r', 'EXAMPLE', '', '[2026-01-01,)',"
                + " gen_random_uuid())")
        .update();
    for (String forbidden :
        List.of(
            "delete from numbering.entry",
            "update numbering.entry set status = 'IN_SERVICE'",
            "update numbering.entry set known = '[2020-01-01,2021-01-01)'")) {
      assertThrows(DataAccessException.class, () -> sql.sql(forbidden).update(), forbidden);
    }
  }
}
