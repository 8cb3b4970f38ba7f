package org.wasl.node.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/// What a database must promise before a node signs anything over it; checked at every start, on
/// the embedded server and on an external one.
public final class Durability {
  private static final List<String> ON = List.of("fsync", "full_page_writes", "synchronous_commit");
  private static final int OLDEST = 150_000;

  private Durability() {}

  /// @throws DatabaseException when a setting could lose what was committed
  public static void require(DataSource source) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      for (String setting : ON) {
        String value = value(statement, "show " + setting);
        if (!value.equals("on") && !value.startsWith("remote_") && !value.equals("local")) {
          throw new DatabaseException(
              "إعداد قاعدة البيانات " + setting + " هو " + value + "؛ اضبطه على on ثم أعد التشغيل",
              "the database setting "
                  + setting
                  + " is "
                  + value
                  + "; set it to on and start again");
        }
      }
      if (Integer.parseInt(value(statement, "show server_version_num")) < OLDEST) {
        throw new DatabaseException(
            "يلزم PostgreSQL 15 أو أحدث", "PostgreSQL 15 or newer is needed");
      }
    } catch (SQLException e) {
      throw new DatabaseException(
          "لا يجيب خادم قاعدة البيانات: " + e.getMessage(),
          "the database does not answer: " + e.getMessage());
    }
  }

  private static String value(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }
}
