package org.wasl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wasl.node.database.PostgresFixture;

/// A node may be killed at any point of its first start.
class MigrationsTest {
  /// PostgreSQL writes into each row the transaction that made it (`xmin`): the history's line of a
  /// script must have been made by the one that made the script's tables.
  @Test
  void aScriptAndItsLineInTheHistoryAreOneTransaction() {
    try (HikariDataSource source = PostgresFixture.database()) {
      Migrations.run(source);
      JdbcClient sql = JdbcClient.create(source);
      List<String> schemas =
          sql.sql("select schemaname from pg_tables where tablename = 'flyway_schema_history'")
              .query((row, number) -> row.getString(1))
              .list();
      assertFalse(schemas.isEmpty());
      for (String schema : schemas) {
        assertEquals(List.of(), apart(sql, schema), schema);
      }
    }
  }

  /// The schema's newest script when its transaction made no table, column, function or constraint;
  /// what older ones made may have been altered since.
  private static List<String> apart(JdbcClient sql, String schema) {
    return sql.sql(
            """
            select script from %1$s.flyway_schema_history
            where installed_rank = (select max(installed_rank) from %1$s.flyway_schema_history)
            and xmin::text not in (
              select xmin::text from pg_class
              union select xmin::text from pg_attribute
              union select xmin::text from pg_proc
              union select xmin::text from pg_constraint)
            """
                .formatted(schema))
        .query((row, number) -> row.getString(1))
        .list();
  }
}
