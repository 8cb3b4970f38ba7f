package org.wasl.post.migrating;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;

/// Tables of the other system's own database, read and never written: the connection is read-only
/// and a table is read as a stream.
///
/// @param schema for example `dbo`
public record JdbcTables(DataSource source, String schema) implements Tables {
  private static final int AT_ONCE = 5_000;

  public JdbcTables {
    requireName(schema);
  }

  private static void requireName(String name) {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]{0,60}")) {
      throw new IllegalArgumentException("not a name in a database: " + name);
    }
  }

  @Override
  public void each(String table, Consumer<TableRow> rows) {
    requireName(table);
    try (Connection connection = source.getConnection()) {
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.setFetchSize(AT_ONCE);
        try (ResultSet all = statement.executeQuery("select * from " + schema + "." + table)) {
          read(table, all, rows);
        }
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read " + schema + "." + table, e);
    }
  }

  private static void read(String table, ResultSet all, Consumer<TableRow> rows)
      throws SQLException {
    ResultSetMetaData shape = all.getMetaData();
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 1; i <= shape.getColumnCount(); i++) {
      columns.put(shape.getColumnLabel(i).toUpperCase(Locale.ROOT), i - 1);
    }
    long number = 0;
    while (all.next()) {
      number++;
      List<String> cells = new ArrayList<>();
      for (int i = 1; i <= shape.getColumnCount(); i++) {
        String cell = all.getString(i);
        cells.add(cell == null ? "" : cell);
      }
      rows.accept(new TableRow(table, number, columns, cells));
    }
  }
}
