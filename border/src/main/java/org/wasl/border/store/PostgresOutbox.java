package org.wasl.border.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wasl.border.MessageId;
import org.wasl.border.keeping.OutboxStore;

/// The outbox on PostgreSQL. Rows are taken by state, not by order of commit; the taker holds a
/// lock on the lane, so there is one sequencer a lane.
final class PostgresOutbox implements OutboxStore {
  private final JdbcClient sql;

  PostgresOutbox(PostgresTransactions transactions) {
    this.sql = transactions.sql();
  }

  @Override
  public void add(String origin, MessageId id, byte[] entry, byte[] salt, byte[] body) {
    sql.sql(
            "insert into border.outbox (origin, message_id, entry, salt, body)"
                + " values (?, ?, ?, ?, ?)")
        .params(origin, id.value(), entry, salt, body)
        .update();
  }

  @Override
  public List<Waiting> next(String origin, int most, long bytes) {
    sql.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
        .param(origin)
        .query()
        .listOfRows();
    List<Waiting> rows =
        sql.sql(
                "select id, message_id, entry, salt, body from border.outbox where origin = ?"
                    + " order by id limit ?")
            .params(origin, most)
            .query((row, _) ->
                new Waiting(
                    row.getLong(1),
                    new MessageId(row.getObject(2, UUID.class)),
                    row.getBytes(3),
                    row.getBytes(4),
                    row.getBytes(5)))
            .list();
    List<Waiting> out = new ArrayList<>();
    long total = 0;
    for (Waiting each : rows) {
      total += each.entry().length + each.body().length;
      if (!out.isEmpty() && total > bytes) {
        break;
      }
      out.add(each);
    }
    return out;
  }

  @Override
  public void remove(String origin, List<Long> rows) {
    sql.sql("delete from border.outbox where id = any(?)")
        .param(rows.toArray(Long[]::new))
        .update();
  }

  @Override
  public Map<String, Long> counts() {
    Map<String, Long> counts = new HashMap<>();
    sql.sql("select origin, count(*) from border.outbox group by origin")
        .query((row, _) -> counts.put(row.getString(1), row.getLong(2)))
        .list();
    return counts;
  }

  @Override
  public boolean contains(String origin, MessageId id) {
    return sql.sql("select count(*) from border.outbox where origin = ? and message_id = ?")
            .params(origin, id.value())
            .query(Long.class)
            .single()
        > 0;
  }
}
