package org.wasl.border.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.wasl.border.MessageId;
import org.wasl.border.keeping.OutboxStore;
import org.wasl.border.keeping.StoredEntry;

/// The outbox on PostgreSQL. Rows are taken by state, not by order of commit; the taker holds a
/// lock on the lane, so there is one sequencer a lane. What one transaction adds is written in
/// statements of many rows, the last of them just before it commits.
final class PostgresOutbox implements OutboxStore {
  private static final int BUFFER_ROWS = 500;
  private static final long BUFFER_BYTES = 8L << 20;

  private final PostgresTransactions transactions;
  private final PostgresBodies bodies;
  private final JdbcClient sql;

  PostgresOutbox(PostgresTransactions transactions, PostgresBodies bodies) {
    this.transactions = transactions;
    this.bodies = bodies;
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
        PostgresBodies.WRITE
            + """
            insert into border.outbox (origin, message_id, entry, body_id, size, carried)
            select o, m, e, first + n - 1, z, z <= ?
            from run, unnest(?, ?, ?, ?) with ordinality as t (o, m, e, z, n)
            order by n
            """;
    List<StoredEntry.Body.@Nullable Held> held = new ArrayList<>();
    rows.forEach(row -> held.add(new StoredEntry.Body.Held(row.salt(), row.body())));
    PostgresBodies.Run run = bodies.seal(held);
    try (PreparedStatement statement = transactions.connection().prepareStatement(insert)) {
      statement.setArray(1, transactions.array("bytea", run.sealed()));
      statement.setArray(2, transactions.array("bytea", run.pages()));
      statement.setInt(3, LARGE);
      statement.setArray(
          4, transactions.array("text", rows.stream().map(Row::origin).toArray(String[]::new)));
      statement.setArray(
          5,
          transactions.array(
              "uuid", rows.stream().map(row -> row.id().value()).toArray(UUID[]::new)));
      statement.setArray(
          6, transactions.array("bytea", rows.stream().map(Row::entry).toArray(byte[][]::new)));
      statement.setArray(
          7,
          transactions.array(
              "bigint", rows.stream().map(row -> (long) row.body().length).toArray(Long[]::new)));
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
                "select id, message_id, entry, size from border.outbox where origin = ?"
                    + " and carried order by id limit ?")
            .params(origin, most)
            .query((row, _) ->
                new Waiting(
                    row.getLong(1),
                    new MessageId(row.getObject(2, UUID.class)),
                    row.getBytes(3),
                    row.getInt(4)))
            .list();
    List<Waiting> out = new ArrayList<>();
    long total = 0;
    for (Waiting each : rows) {
      total += each.entry().length + each.size();
      if (!out.isEmpty() && total > bytes) {
        break;
      }
      out.add(each);
    }
    return out;
  }

  private record Sealed(long row, byte[] entry, long bodyId, byte[] sealed) {}

  @Override
  public Optional<Large> nextLarge(String origin) {
    Optional<Sealed> found =
        sql.sql(
                "select o.id, o.entry, o.body_id, b.sealed from border.outbox o"
                    + " join border.body b on b.id = o.body_id"
                    + " where o.origin = ? and not o.carried order by o.id limit 1")
            .param(origin)
            .query((row, _) ->
                new Sealed(row.getLong(1), row.getBytes(2), row.getLong(3), row.getBytes(4)))
            .optional();
    return found.flatMap(row ->
        Optional.ofNullable(bodies.keys(Set.of(row.bodyId())).get(row.bodyId()))
            .map(key -> BodyCipher.open(key, row.sealed()))
            .map(body -> new Large(row.row(), row.entry(), body.salt(), body.bytes())));
  }

  @Override
  public int move(String from, String to) {
    flush();
    return sql.sql("update border.outbox set origin = ? where origin = ?")
        .params(to, from)
        .update();
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
    sql.sql(
            "delete from border.outbox where origin = ? and message_id = any(?)"
                + " returning body_id")
        .params(origin, ids.stream().map(MessageId::value).toArray(UUID[]::new))
        .query(Long.class)
        .list()
        .forEach(bodies::destroy);
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
  public Set<MessageId> known(String origin, Set<MessageId> ids) {
    Set<MessageId> known = new HashSet<>();
    if (TransactionSynchronizationManager.getResource(this) instanceof Added added) {
      added.rows.stream().map(Row::id).filter(ids::contains).forEach(known::add);
    }
    known.addAll(
        sql.sql("select message_id from border.outbox where origin = ? and message_id = any(?)")
            .params(origin, ids.stream().map(MessageId::value).toArray(UUID[]::new))
            .query((row, _) -> new MessageId(row.getObject(1, UUID.class)))
            .list());
    return known;
  }
}
