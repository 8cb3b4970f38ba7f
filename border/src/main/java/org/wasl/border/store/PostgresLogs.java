package org.wasl.border.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wasl.border.Delivery.AbsenceReason;
import org.wasl.border.MessageId;
import org.wasl.border.keeping.LogRole;
import org.wasl.border.keeping.LogState;
import org.wasl.border.keeping.LogStore;
import org.wasl.border.keeping.StoredEntry;
import org.wasl.border.log.Frontier;
import org.wasl.border.log.Hash;

/// Logs on PostgreSQL. A batch is one statement with arrays, so that a thousand entries cost one
/// round trip.
final class PostgresLogs implements LogStore {
  private static final String STATE =
      """
      select origin, role, size, frontier, checkpoint, checkpoint_size, cosigned, cosigned_size,
             handed_over, frozen, paused
      from border.log
      """;

  private final PostgresTransactions transactions;
  private final JdbcClient sql;
  private final PostgresBodies bodies;
  private final Map<String, Long> ids = new ConcurrentHashMap<>();

  PostgresLogs(PostgresTransactions transactions, PostgresBodies bodies) {
    this.transactions = transactions;
    this.sql = transactions.sql();
    this.bodies = bodies;
  }

  @Override
  public void open(String origin, LogRole role) {
    sql.sql("insert into border.log (origin, role) values (?, ?) on conflict (origin) do nothing")
        .params(origin, role.name())
        .update();
  }

  @Override
  public List<LogState> states() {
    return sql.sql(STATE + " order by origin").query((row, _) -> state(row)).list();
  }

  @Override
  public Optional<LogState> find(String origin) {
    return sql.sql(STATE + " where origin = ?")
        .param(origin)
        .query((row, _) -> state(row))
        .optional();
  }

  private static LogState state(ResultSet row) throws SQLException {
    return new LogState(
        row.getString(1),
        LogRole.valueOf(row.getString(2)),
        Frontier.of(row.getLong(3), row.getBytes(4)),
        Optional.ofNullable(row.getBytes(5)),
        row.getLong(6),
        row.getLong(8),
        Optional.ofNullable(row.getBytes(7)),
        row.getLong(9),
        Optional.ofNullable(row.getString(10)),
        row.getBoolean(11));
  }

  @Override
  public boolean append(
      String origin,
      long expected,
      List<NewEntry> entries,
      List<Subtree> subtrees,
      Frontier frontier) {
    int moved =
        sql.sql("update border.log set size = ?, frontier = ? where origin = ? and size = ?")
            .params(frontier.size(), frontier.bytes(), origin, expected)
            .update();
    if (moved == 0) {
      return false;
    }
    long id = id(origin);
    insert(id, expected, entries);
    for (Subtree each : subtrees) {
      sql.sql("insert into border.subtree (log_id, height, index, root) values (?, ?, ?, ?)")
          .params(id, each.height(), each.index(), each.root().bytes())
          .update();
    }
    return true;
  }

  /// Entries whose bodies are at hand and entries of the outbox come in runs of one kind.
  private void insert(long id, long first, List<NewEntry> entries) {
    int from = 0;
    while (from < entries.size()) {
      boolean queued = entries.get(from).body() instanceof Queued;
      int to = from;
      while (to < entries.size()
          && to - from < PostgresBodies.RUN
          && entries.get(to).body() instanceof Queued == queued) {
        to++;
      }
      List<NewEntry> some = entries.subList(from, to);
      if (queued) {
        insertQueued(id, first + from, some);
      } else {
        insertHeld(id, first + from, some);
      }
      from = to;
    }
  }

  private void insertQueued(long id, long first, List<NewEntry> entries) {
    String insert =
        """
        insert into border.entry (log_id, index, message_id, entry, leaf, body_id, stored_at)
        select ?, ? + n - 1, o.message_id, o.entry, l, o.body_id, ?
        from unnest(?, ?) with ordinality as t (r, l, n) join border.outbox o on o.id = r
        """;
    Long[] rows = new Long[entries.size()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = entries.get(i).body() instanceof Queued(long row) ? row : -1L;
    }
    try (PreparedStatement statement = transactions.connection().prepareStatement(insert)) {
      statement.setLong(1, id);
      statement.setLong(2, first);
      statement.setTimestamp(3, Timestamp.from(entries.getFirst().at()));
      statement.setArray(4, transactions.array("bigint", rows));
      statement.setArray(5, transactions.array("bytea", leaves(entries)));
      if (statement.executeUpdate() != rows.length) {
        throw new IllegalStateException("a row of the outbox is gone");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("entries were not stored: " + e.getMessage(), e);
    }
  }

  private static byte[][] leaves(List<NewEntry> entries) {
    return entries.stream().map(each -> each.leaf().bytes()).toArray(byte[][]::new);
  }

  private void insertHeld(long id, long first, List<NewEntry> entries) {
    String insert =
        PostgresBodies.WRITE
            + """
            insert into border.entry
              (log_id, index, message_id, entry, leaf, body_id, absent, stored_at)
            select ?, ? + n - 1, m, e, l, case when a is null then first + n - 1 end, a, ?
            from run, unnest(?, ?, ?, ?) with ordinality as t (m, e, l, a, n)
            """;
    @Nullable UUID[] messages =
        entries.stream()
            .map(each -> each.id().map(MessageId::value).orElse(null))
            .toArray(UUID[]::new);
    byte[][] bytes = entries.stream().map(NewEntry::entry).toArray(byte[][]::new);
    @Nullable String[] absent = new @Nullable String[entries.size()];
    List<StoredEntry.Body.@Nullable Held> held = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      NewBody body = entries.get(i).body();
      absent[i] = body instanceof StoredEntry.Body.Absent(var reason) ? reason.name() : null;
      held.add(body instanceof StoredEntry.Body.Held one ? one : null);
    }
    PostgresBodies.Run run = bodies.seal(held);
    try (PreparedStatement statement = transactions.connection().prepareStatement(insert)) {
      statement.setArray(1, transactions.array("bytea", run.sealed()));
      statement.setArray(2, transactions.array("bytea", run.pages()));
      statement.setLong(3, id);
      statement.setLong(4, first);
      statement.setTimestamp(5, Timestamp.from(entries.getFirst().at()));
      statement.setArray(6, transactions.array("uuid", messages));
      statement.setArray(7, transactions.array("bytea", bytes));
      statement.setArray(8, transactions.array("bytea", leaves(entries)));
      statement.setArray(9, transactions.array("text", absent));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("entries were not stored: " + e.getMessage(), e);
    }
  }

  @Override
  public void checkpoint(String origin, long size, byte[] note) {
    long id = id(origin);
    int added =
        sql.sql(
                "insert into border.checkpoint (log_id, size, note) values (?, ?, ?)"
                    + " on conflict do nothing")
            .params(id, size, note)
            .update();
    if (added == 0) {
      requireSame(id, origin, size, note);
      return;
    }
    sql.sql(
            "update border.log set checkpoint = ?, checkpoint_size = ?"
                + " where id = ? and checkpoint_size <= ?")
        .params(note, size, id, size)
        .update();
  }

  private void requireSame(long id, String origin, long size, byte[] note) {
    byte[] known =
        sql.sql("select note from border.checkpoint where log_id = ? and size = ?")
            .params(id, size)
            .query(byte[].class)
            .single();
    if (!Arrays.equals(known, note)) {
      throw new IllegalStateException("two checkpoints of one size: " + origin + " " + size);
    }
  }

  @Override
  public Optional<Signed> nextCheckpoint(String origin, long above) {
    return sql.sql(
            "select size, note from border.checkpoint where log_id = ? and size > ?"
                + " order by size limit 1")
        .params(id(origin), above)
        .query((row, _) -> new Signed(row.getLong(1), row.getBytes(2)))
        .optional();
  }

  @Override
  public void cosigned(String origin, long size, byte[] note) {
    sql.sql(
            "update border.log set cosigned = ?, cosigned_size = ?"
                + " where origin = ? and cosigned_size <= ?")
        .params(note, size, origin, size)
        .update();
  }

  @Override
  public boolean handOver(String origin, long from, long to) {
    return sql.sql("update border.log set handed_over = ? where origin = ? and handed_over = ?")
            .params(to, origin, from)
            .update()
        == 1;
  }

  @Override
  public void freeze(String origin, String reason) {
    sql.sql("update border.log set frozen = ? where origin = ?").params(reason, origin).update();
  }

  @Override
  public void pause(String origin, boolean paused) {
    sql.sql("update border.log set paused = ? where origin = ?").params(paused, origin).update();
  }

  /// An entry with its body as it is stored.
  private record Row(
      long index,
      byte[] entry,
      Optional<Long> bodyId,
      byte @Nullable [] sealed,
      @Nullable String absent,
      Instant at) {}

  @Override
  public List<StoredEntry> entries(String origin, long from, int most, long bytes) {
    List<Row> rows =
        sql.sql(
                """
                select e.index, e.entry, e.body_id, b.sealed, e.absent, e.stored_at
                from border.entry e left join border.body b on b.id = e.body_id
                where e.log_id = ? and e.index >= ? and e.index < ?
                order by e.index
                """)
            .params(id(origin), from, from + most)
            .query((row, _) -> row(row))
            .list();
    Map<Long, byte[]> keys =
        bodies.keys(
            rows.stream().flatMap(row -> row.bodyId().stream()).collect(Collectors.toSet()));
    return within(rows.stream().map(row -> entry(row, keys)).toList(), bytes);
  }

  private static Row row(ResultSet row) throws SQLException {
    long body = row.getLong(3);
    return new Row(
        row.getLong(1),
        row.getBytes(2),
        row.wasNull() ? Optional.empty() : Optional.of(body),
        row.getBytes(4),
        row.getString(5),
        row.getObject(6, OffsetDateTime.class).toInstant());
  }

  private static List<StoredEntry> within(List<StoredEntry> all, long bytes) {
    List<StoredEntry> out = new ArrayList<>();
    long total = 0;
    for (StoredEntry each : all) {
      total += each.entry().length;
      total += each.body() instanceof StoredEntry.Body.Held held ? held.bytes().length : 0;
      if (!out.isEmpty() && total > bytes) {
        break;
      }
      out.add(each);
    }
    return out;
  }

  private static StoredEntry entry(Row row, Map<Long, byte[]> keys) {
    Optional<byte[]> key = row.bodyId().flatMap(id -> Optional.ofNullable(keys.get(id)));
    byte[] sealed = row.sealed();
    StoredEntry.Body content;
    if (row.absent() != null) {
      content = new StoredEntry.Body.Absent(AbsenceReason.valueOf(row.absent()));
    } else if (key.isEmpty() || sealed == null) {
      content = new StoredEntry.Body.Absent(AbsenceReason.ERASED);
    } else {
      content = BodyCipher.open(key.get(), sealed);
    }
    return new StoredEntry(row.index(), row.entry(), content, row.at());
  }

  @Override
  public List<Hash> leaves(String origin, long from, int most) {
    return sql.sql(
            "select leaf from border.entry where log_id = ? and index >= ? and index < ?"
                + " order by index")
        .params(id(origin), from, from + most)
        .query((row, _) -> Hash.of(row.getBytes(1)))
        .list();
  }

  @Override
  public @Nullable Hash subtree(String origin, int height, long index) {
    return sql.sql("select root from border.subtree where log_id = ? and height = ? and index = ?")
        .params(id(origin), height, index)
        .query((row, _) -> Hash.of(row.getBytes(1)))
        .optional()
        .orElse(null);
  }

  @Override
  public void answered(Map<MessageId, String> outcomes) {
    if (outcomes.isEmpty()) {
      return;
    }
    List<MessageId> ids = List.copyOf(outcomes.keySet());
    sql.sql(
            "insert into border.outcome (message_id, outcome) select * from unnest(?, ?)"
                + " on conflict do nothing")
        .params(
            ids.stream().map(MessageId::value).toArray(UUID[]::new),
            ids.stream().map(outcomes::get).toArray(String[]::new))
        .update();
  }

  @Override
  public Optional<String> outcome(MessageId id) {
    return sql.sql("select outcome from border.outcome where message_id = ?")
        .param(id.value())
        .query(String.class)
        .optional();
  }

  @Override
  public void anchored(String origin, long size, MessageId by) {
    sql.sql(
            "insert into border.anchoring (log_id, size, message_id) values (?, ?, ?)"
                + " on conflict do nothing")
        .params(id(origin), size, by.value())
        .update();
  }

  @Override
  public Optional<Anchored> anchoring(String origin, long index) {
    return sql.sql(
            "select size, message_id from border.anchoring where log_id = ? and size > ?"
                + " order by size limit 1")
        .params(id(origin), index)
        .query(
            (row, _) -> new Anchored(row.getLong(1), new MessageId(row.getObject(2, UUID.class))))
        .optional();
  }

  @Override
  public Optional<Place> findMessage(MessageId id) {
    return sql.sql(
            "select l.origin, e.index from border.entry e join border.log l on l.id = e.log_id"
                + " where e.message_id = ? limit 1")
        .param(id.value())
        .query((row, _) -> new Place(row.getString(1), row.getLong(2)))
        .optional();
  }

  @Override
  public Set<MessageId> known(String origin, Set<MessageId> ids) {
    return Set.copyOf(
        sql.sql("select message_id from border.entry where log_id = ? and message_id = any(?)")
            .params(id(origin), ids.stream().map(MessageId::value).toArray(UUID[]::new))
            .query((row, _) -> new MessageId(row.getObject(1, UUID.class)))
            .list());
  }

  @Override
  public void erase(String origin, long index, AbsenceReason reason, Instant at) {
    long id = id(origin);
    sql.sql(
            "select body_id from border.entry where log_id = ? and index = ? and body_id is not null")
        .params(id, index)
        .query(Long.class)
        .list()
        .forEach(bodies::destroy);
    sql.sql(
            "update border.entry set body_id = null, absent = coalesce(absent, ?)"
                + " where log_id = ? and index = ?")
        .params(reason.name(), id, index)
        .update();
    sql.sql(
            "insert into border.erasure (origin, index, reason, at) values (?, ?, ?, ?)"
                + " on conflict do nothing")
        .params(origin, index, reason.name(), at.atOffset(ZoneOffset.UTC))
        .update();
  }

  @Override
  public List<Erasure> erasures() {
    return sql.sql("select origin, index, reason, at from border.erasure order by id")
        .query((row, _) ->
            new Erasure(
                row.getString(1),
                row.getLong(2),
                AbsenceReason.valueOf(row.getString(3)),
                row.getObject(4, OffsetDateTime.class).toInstant()))
        .list();
  }

  private long id(String origin) {
    return ids.computeIfAbsent(
        origin,
        text ->
            sql.sql("select id from border.log where origin = ?")
                .param(text)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new IllegalStateException("no log " + text)));
  }
}
