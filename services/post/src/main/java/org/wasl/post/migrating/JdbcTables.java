package org.wasl.post.migrating;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/// Tables of the other system's own database, read and never written: the connection is read-only,
/// nothing is said to it but `select`, of the wanted columns alone, and a table is read as a
/// stream. Names are looked up as the database spells them, since one folds them to small letters,
/// another to capital ones, and a third keeps both.
///
/// @param schema for example `dbo`
public record JdbcTables(DataSource source, String schema) implements Tables {
  /// The most rows of one table.
  public static final long MOST_ROWS = 500_000_000;

  private static final int AT_ONCE = 5_000;
  private static final int LONGEST_CELL = 4_000_000;

  public JdbcTables {
    requireName(schema);
  }

  private static void requireName(String name) {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]{0,60}")) {
      throw new IllegalArgumentException("not a name in a database: " + name);
    }
  }

  /// A table as the database spells it.
  private record Found(String name, List<String> columns) {}

  @Override
  public boolean each(String table, List<String> columns, Consumer<TableRow> rows) {
    requireName(table);
    return asking(
        table,
        connection -> {
          Optional<Found> found = find(connection, table);
          if (found.isEmpty()) {
            return false;
          }
          List<String> wanted =
              found.get().columns().stream()
                  .filter(each -> columns.contains(each.toUpperCase(Locale.ROOT)))
                  .toList();
          if (!wanted.isEmpty()) {
            read(connection, table, found.get().name(), wanted, rows);
          }
          return true;
        });
  }

  @Override
  public long count(String table) {
    requireName(table);
    return asking(
        table,
        connection -> {
          Optional<Found> found = find(connection, table);
          if (found.isEmpty()) {
            return 0L;
          }
          try (Statement statement = connection.createStatement();
              ResultSet count =
                  statement.executeQuery("select count(*) from " + found.get().name())) {
            return count.next() ? count.getLong(1) : 0L;
          }
        });
  }

  @FunctionalInterface
  private interface Asking<T> {
    T ask(Connection connection) throws SQLException;
  }

  private <T> T asking(String table, Asking<T> work) {
    try (Connection connection = source.getConnection()) {
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      try {
        return work.ask(connection);
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(
          "cannot read " + schema + "." + table + ": " + e.getMessage(), e);
    }
  }

  /// The spelling asked for wins; else the only one that differs in small and capital letters.
  private Optional<Found> find(Connection connection, String table) throws SQLException {
    DatabaseMetaData shape = connection.getMetaData();
    List<String> schemas =
        spellings(shape.getSchemas(connection.getCatalog(), null), "TABLE_SCHEM", schema);
    Optional<String> home = only("schema", schema, schemas);
    if (home.isEmpty()) {
      return Optional.empty();
    }
    String[] kinds = {"TABLE", "VIEW", "FOREIGN TABLE", "PARTITIONED TABLE", "MATERIALIZED VIEW"};
    Optional<String> name =
        only(
            "table",
            table,
            spellings(
                shape.getTables(connection.getCatalog(), escaped(shape, home.get()), null, kinds),
                "TABLE_NAME",
                table));
    if (name.isEmpty()) {
      return Optional.empty();
    }
    String quote = shape.getIdentifierQuoteString();
    List<String> columns = new ArrayList<>();
    try (ResultSet all =
        shape.getColumns(
            connection.getCatalog(),
            escaped(shape, home.get()),
            escaped(shape, name.get()),
            null)) {
      while (all.next()) {
        columns.add(all.getString("COLUMN_NAME"));
      }
    }
    return Optional.of(
        new Found(quote + home.get() + quote + "." + quote + name.get() + quote, columns));
  }

  /// In patterns of names an underscore stands for any letter.
  private static String escaped(DatabaseMetaData shape, String name) throws SQLException {
    return name.replace("_", shape.getSearchStringEscape() + "_");
  }

  private static List<String> spellings(ResultSet names, String column, String wanted)
      throws SQLException {
    try (names) {
      List<String> found = new ArrayList<>();
      while (names.next()) {
        String each = names.getString(column);
        if (wanted.equalsIgnoreCase(each)) {
          found.add(each);
        }
      }
      return found;
    }
  }

  private static Optional<String> only(String what, String wanted, List<String> found) {
    if (found.contains(wanted)) {
      return Optional.of(wanted);
    }
    if (found.size() > 1) {
      throw new IllegalStateException(
          "more than one " + what + " is spelled like " + wanted + ": " + found);
    }
    return found.stream().findFirst();
  }

  private static void read(
      Connection connection,
      String table,
      String name,
      List<String> wanted,
      Consumer<TableRow> rows)
      throws SQLException {
    String quote = connection.getMetaData().getIdentifierQuoteString();
    Map<String, Integer> columns = new HashMap<>();
    wanted.forEach(each -> columns.putIfAbsent(each.toUpperCase(Locale.ROOT), columns.size()));
    if (columns.size() < wanted.size()) {
      throw new IllegalStateException(
          "columns of " + table + " differ in letters alone: " + wanted);
    }
    String list =
        wanted.stream().map(each -> quote + each + quote).collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(AT_ONCE);
      try (ResultSet all = statement.executeQuery("select " + list + " from " + name)) {
        for (long number = 0; all.next(); number++) {
          if (number == MOST_ROWS) {
            throw new IllegalStateException("more than " + MOST_ROWS + " rows in " + table);
          }
          List<String> cells = new ArrayList<>(wanted.size());
          for (int i = 1; i <= wanted.size(); i++) {
            String cell = all.getString(i);
            cells.add(cell == null ? "" : cell.substring(0, Math.min(cell.length(), LONGEST_CELL)));
          }
          rows.accept(new TableRow(table, 0, columns, cells));
        }
      }
    }
  }
}
