package org.wasl.post.migrating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.post.OfficeCode;
import org.wasl.post.OfficeList;
import org.wasl.post.recording.Fact;

/// The tables of IPS in a database that speaks the dialect of SQL Server, in schema `dbo`.
class JdbcTablesTest {
  private static final OfficeCode US = new OfficeCode("SYDAMA");
  private static final IpsImport.Post POST =
      new IpsImport.Post(US, US::equals, ZoneId.of("Asia/Damascus"), OfficeList.NONE);

  @TempDir Path folder;

  private final List<String> said = new ArrayList<>();
  private final List<Boolean> readOnly = new ArrayList<>();

  private static JdbcDataSource database(String name, Map<String, String> tables)
      throws SQLException {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:" + name + ";MODE=MSSQLServer;DB_CLOSE_DELAY=-1");
    try (Connection connection = database.getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute("create schema dbo");
      for (Map.Entry<String, String> each : tables.entrySet()) {
        fill(sql, each.getKey(), each.getValue().lines().toList());
      }
    }
    return database;
  }

  private static void fill(Statement sql, String table, List<String> lines) throws SQLException {
    List<String> columns = List.of(lines.getFirst().split(";"));
    sql.execute(
        "create table dbo."
            + table
            + " ("
            + columns.stream()
                .map(each -> each + " " + type(each))
                .collect(Collectors.joining(", "))
            + ")");
    for (String line : lines.subList(1, lines.size())) {
      String cells =
          Stream.of(line.split(";", -1))
              .map(each -> each.isEmpty() || each.equals("NULL") ? "null" : "'" + each + "'")
              .collect(Collectors.joining(", "));
      sql.execute("insert into dbo." + table + " values (" + cells + ")");
    }
  }

  private static String type(String column) {
    return column.endsWith("_DT") ? "datetime" : column.endsWith("_NO") ? "int" : "nvarchar(50)";
  }

  /// The same database, whose every statement is written down.
  private DataSource watched(DataSource database) {
    return watched(DataSource.class, database);
  }

  private <T> T watched(Class<T> kind, Object inner) {
    return kind.cast(
        Proxy.newProxyInstance(
            kind.getClassLoader(),
            new Class<?>[] {kind},
            (_, method, given) -> {
              if (method.getName().equals("setReadOnly")) {
                readOnly.add((Boolean) given[0]);
              }
              if (method.getName().startsWith("execute")) {
                said.add((String) given[0]);
              }
              try {
                Object result = method.invoke(inner, given);
                return switch (result) {
                  case Connection each -> watched(Connection.class, each);
                  case Statement each -> watched(Statement.class, each);
                  case null, default -> result;
                };
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private static List<Fact> read(Tables tables) {
    List<Fact> facts = new ArrayList<>();
    IpsImport.read(
        tables,
        POST,
        CodeTables.shipped(),
        some -> {
          facts.addAll(some);
          return some.size();
        });
    return facts;
  }

  @Test
  void aDatabaseOfTheDialectOfSqlServerSaysWhatItsDumpSays() throws IOException, SQLException {
    JdbcDataSource database = database("history", IpsHistoryTest.tables());
    for (Map.Entry<String, String> each : IpsHistoryTest.tables().entrySet()) {
      Files.writeString(folder.resolve(each.getKey() + ".csv"), each.getValue());
    }
    List<Fact> dumped = read(new DumpFolder(folder));
    assertFalse(dumped.isEmpty());
    assertEquals(dumped, read(new JdbcTables(watched(database), "dbo")));
  }

  /// `select "A", "B" from "dbo"."T"` is the same in every dialect; `limit`, `top` and casts are
  /// not.
  @Test
  void nothingIsSaidButSelectOfQuotedColumnsFromAQuotedTable() throws SQLException {
    JdbcTables tables = new JdbcTables(watched(database("said", IpsHistoryTest.tables())), "dbo");
    read(tables);
    tables.count(IpsImport.ITEM_EVENTS);
    String name = "\"[A-Za-z_]+\"";
    String shape =
        "select (count\\(\\*\\)|" + name + "(, " + name + ")*) from " + name + "\\." + name;
    assertEquals(List.of(), said.stream().filter(each -> !each.matches(shape)).toList());
    assertTrue(said.size() > 10);
    assertFalse(readOnly.isEmpty());
    assertFalse(readOnly.contains(false));
    assertFalse(said.toString().contains("SIGNATORY"));
  }
}
