package org.wasl.post.store;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wasl.border.MessageId;

/// Rows of a table of `post` that name the message in which the data of people stands, one row a
/// key: columns `key`, `at` and `message`.
record PersonalRows(JdbcClient sql, String table, String key) {
  /// Inserts the row with what follows `on conflict (key) do`; tells whether a row was written.
  interface Insert {
    boolean orOnConflict(String action);
  }

  /// Keeps the row of this key in the place of the one before, and tells the message that it named
  /// if it is another: whose bytes are to be erased.
  ///
  /// @param replace `update set …`
  Optional<MessageId> put(Object value, MessageId message, String replace, Insert insert) {
    Optional<MessageId> before = locked(value);
    if (before.isEmpty()) {
      if (insert.orOnConflict("nothing")) {
        return before;
      }
      // another transaction was quicker
      before = locked(value);
    }
    insert.orOnConflict(replace);
    return before.filter(each -> !each.equals(message));
  }

  private Optional<MessageId> locked(Object value) {
    return sql.sql("select message from " + table + " where " + key + " = ? for update")
        .param(value)
        .query((row, _) -> new MessageId(row.getObject(1, UUID.class)))
        .optional();
  }

  /// Takes the oldest rows from before this moment away and tells their messages.
  List<MessageId> forget(Instant before, int most) {
    return sql.sql(
            "delete from %1$s where %2$s in (select %2$s from %1$s where at < ? order by at limit ?)"
                    .formatted(table, key)
                + " returning message")
        .params(before.atOffset(ZoneOffset.UTC), most)
        .query((row, _) -> new MessageId(row.getObject(1, UUID.class)))
        .list();
  }
}
