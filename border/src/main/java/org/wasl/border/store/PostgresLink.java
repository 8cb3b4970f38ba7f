package org.wasl.border.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wasl.border.keeping.LinkStore;

/// Link values and alarms on PostgreSQL.
final class PostgresLink implements LinkStore {
  private final JdbcClient sql;

  PostgresLink(PostgresTransactions transactions) {
    this.sql = transactions.sql();
  }

  @Override
  public Optional<String> value(String key) {
    return sql.sql("select value from border.link_value where key = ?")
        .param(key)
        .query(String.class)
        .optional();
  }

  @Override
  public void setValue(String key, String value) {
    sql.sql(
            "insert into border.link_value (key, value) values (?, ?)"
                + " on conflict (key) do update set value = excluded.value")
        .params(key, value)
        .update();
  }

  @Override
  public Map<String, String> values(String prefix) {
    Map<String, String> found = new TreeMap<>();
    sql.sql("select key, value from border.link_value where starts_with(key, ?)")
        .param(prefix)
        .query((row, _) -> found.put(row.getString(1), row.getString(2)))
        .list();
    return found;
  }

  @Override
  public void raise(String code, String subject, String detail, Instant at) {
    OffsetDateTime time = at.atOffset(ZoneOffset.UTC);
    sql.sql(
            """
            insert into border.alarm as a (code, subject, detail, since, last, count)
            values (?, ?, ?, ?, ?, 1)
            on conflict (code, subject) do update set
              detail = excluded.detail,
              since = case when a.ended is null then a.since else excluded.since end,
              last = excluded.last,
              count = case when a.ended is null then a.count + 1 else 1 end,
              ended = null
            """)
        .params(code, subject, detail, time, time)
        .update();
  }

  @Override
  public void clear(String code, String subject, Instant at) {
    sql.sql("update border.alarm set ended = ? where code = ? and subject = ? and ended is null")
        .params(at.atOffset(ZoneOffset.UTC), code, subject)
        .update();
  }

  @Override
  public List<Alarm> alarms(int most) {
    return sql.sql(
            "select code, subject, detail, since, last, count, ended from border.alarm"
                + " order by last desc limit ?")
        .param(most)
        .query((row, _) ->
            new Alarm(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getLong(6),
                Optional.ofNullable(row.getObject(7, OffsetDateTime.class))
                    .map(OffsetDateTime::toInstant)))
        .list();
  }
}
