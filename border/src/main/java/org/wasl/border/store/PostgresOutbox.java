package org.wasl.border.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.wasl.border.MessageId;
import org.wasl.border.keeping.OutboxStore;

/// The outbox on PostgreSQL. Rows are taken by state, not by order of commit; the taker holds a
/// lock on the lane, so there is one sequencer a lane. What one transaction adds is written in
/// statements of many rows, the last of them just before it commits.
final class PostgresOutbox implements OutboxStore {
  private static final int BUFFER_ROWS = 500;
  private static final long BUFFER_BYTES = 8L << 20;

  private final PostgresTransactions transactions;
  private final JdbcClient sql;

  PostgresOutbox(PostgresTransactions transactions) {
    this.transactions = transactions;
    this.sql = transactions.sql();
  }

  private record Row(String origin, MessageId id, byte[] entry, byte[] salt, byte[] body) {}

  /// What the open transaction added and did not write yet.
  private final class Added implements TransactionSynchronization {
    private final List<Row> rows = new ArrayList<>();
    private long bytes;

    void add(Row row) {
      rows.add(row);
      bytes += row.entry().length + row.body().length;
      if (rows.size() == BUFFER_ROWS || bytes > BUFFER_BYTES) {
        write();
      }
    }

    void write() {
      if (!rows.isEmpty()) {
        insert(rows);
        rows.clear();
        bytes = 0;
      }
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      write();
    }

    @Override
    public void afterCompletion(int status) {
      TransactionSynchronizationManager.unbindResource(PostgresOutbox.this);
    }
  }

  private Added added() {
    if (TransactionSynchronizationManager.getResource(this) instanceof Added known) {
      return known;
    }
    Added fresh = new Added();
    TransactionSynchronizationManager.bindResource(this, fresh);
    TransactionSynchronizationManager.registerSynchronization(fresh);
    return fresh;
  }

  private void flush() {
    if (TransactionSynchronizationManager.getResource(this) instanceof Added known) {
      known.write();
    }
  }

  @Override
  public void add(String origin, MessageId id, byte[] entry, byte[] salt, byte[] body) {
    added().add(new Row(origin, id, entry, salt, body));
  }

  private void insert(List<Row> rows) {
    String insert =
        """
        insert into border.outbox (origin, message_id, entry, salt, body, carried)
        select o, m, e, s, b, length(b) <= ?
        from unnest(?, ?, ?, ?, ?) with ordinality as t (o, m, e, s, b, n)
        order by n
        """;
    try (PreparedStatement statement = transactions.connection().prepareStatement(insert)) {
      statement.setInt(1, LARGE);
      statement.setArray(
          2, transactions.array("text", rows.stream().map(Row::origin).toArray(String[]::new)));
      statement.setArray(
          3,
          transactions.array(
              "uuid", rows.stream().map(row -> row.id().value()).toArray(UUID[]::new)));
      statement.setArray(
          4, transactions.array("bytea", rows.stream().map(Row::entry).toArray(byte[][]::new)));
      statement.setArray(
          5, transactions.array("bytea", rows.stream().map(Row::salt).toArray(byte[][]::new)));
      statement.setArray(
          6, transactions.array("bytea", rows.stream().map(Row::body).toArray(byte[][]::new)));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("messages were not queued: " + e.getMessage(), e);
    }
  }

  @Override
  public List<Waiting> next(String origin, int most, long bytes) {
    flush();
    sql.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
        .param(origin)
        .query()
        .listOfRows();
    List<Waiting> rows =
        sql.sql(
                "select id, message_id, entry, salt, body from border.outbox where origin = ?"
                    + " and carried order by id limit ?")
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
  public Optional<Waiting> nextLarge(String origin) {
    return sql.sql(
            "select id, message_id, entry, salt, body from border.outbox"
                + " where origin = ? and not carried order by id limit 1")
        .param(origin)
        .query((row, _) ->
            new Waiting(
                row.getLong(1),
                new MessageId(row.getObject(2, UUID.class)),
                row.getBytes(3),
                row.getBytes(4),
                row.getBytes(5)))
        .optional();
  }

  @Override
  public void carried(String origin, long row) {
    sql.sql("update border.outbox set carried = true where id = ?").param(row).update();
  }

  @Override
  public void remove(String origin, List<Long> rows) {
    sql.sql("delete from border.outbox where id = any(?)")
        .param(rows.toArray(Long[]::new))
        .update();
  }

  @Override
  public void forget(String origin, Set<MessageId> ids) {
    flush();
    sql.sql("delete from border.outbox where origin = ? and message_id = any(?)")
        .params(origin, ids.stream().map(MessageId::value).toArray(UUID[]::new))
        .update();
  }

  @Override
  public Map<String, Long> counts() {
    flush();
    Map<String, Long> counts = new HashMap<>();
    sql.sql("select origin, count(*) from border.outbox group by origin")
        .query((row, _) -> counts.put(row.getString(1), row.getLong(2)))
        .list();
    return counts;
  }

  @Override
  public boolean contains(String origin, MessageId id) {
    boolean here =
        TransactionSynchronizationManager.getResource(this) instanceof Added known
            && known.rows.stream().anyMatch(row -> row.id().equals(id));
    if (here) {
      return true;
    }
    return sql.sql("select count(*) from border.outbox where origin = ? and message_id = ?")
            .params(origin, id.value())
            .query(Long.class)
            .single()
        > 0;
  }
}
