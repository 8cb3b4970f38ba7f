package org.wasl.border.store;

import java.sql.ResultSet;
import java.sql.SQLException;
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
  private final PostgresPackets packets;
  private final Map<String, Long> ids = new ConcurrentHashMap<>();

  PostgresLogs(PostgresTransactions transactions, PostgresPackets packets) {
    this.transactions = transactions;
    this.sql = transactions.sql();
    this.packets = packets;
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
      List<? extends Addition> entries,
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

  /// Entries at hand and messages of the outbox come in runs of one kind.
  private void insert(long id, long first, List<? extends Addition> entries) {
    int from = 0;
    while (from < entries.size()) {
      boolean queued = entries.get(from) instanceof Queued;
      int to = from;
      while (to < entries.size()
          && to - from < PostgresPackets.MOST
          && entries.get(to) instanceof Queued == queued) {
        to++;
      }
      List<? extends Addition> some = entries.subList(from, to);
      if (queued) {
        place(id, first + from, some);
      } else {
        write(id, first + from, some);
      }
      from = to;
    }
  }

  /// A packet of the outbox goes into the log as it stands, whole.
  private void place(long log, long first, List<? extends Addition> queued) {
    List<Long> packets = new ArrayList<>();
    List<Long> places = new ArrayList<>();
    List<Integer> counts = new ArrayList<>();
    for (int i = 0; i < queued.size(); i++) {
      long row = ((Queued) queued.get(i)).row();
      int place = (int) (row % PostgresPackets.MOST);
      if (place == 0) {
        packets.add(row / PostgresPackets.MOST);
        places.add(first + i);
        counts.add(1);
      } else if (packets.getLast() == row / PostgresPackets.MOST && counts.getLast() == place) {
        counts.set(counts.size() - 1, place + 1);
      } else {
        throw new IllegalStateException("a packet of the outbox is not taken whole");
      }
    }
    int moved =
        sql.sql(
                """
                update border.packet p set first = t.f, stored_at = ?
                from unnest(?, ?, ?) as t (i, f, c)
                where p.id = t.i and p.count = t.c and p.log_id = ? and p.first is null
                """)
            .params(
                queued.getFirst().at().atOffset(ZoneOffset.UTC),
                packets.toArray(Long[]::new),
                places.toArray(Long[]::new),
                counts.toArray(Integer[]::new),
                log)
            .update();
    if (moved != packets.size()) {
      throw new IllegalStateException("a packet of the outbox is gone");
    }
  }

  private void write(long log, long first, List<? extends Addition> entries) {
    packets.write(
        log,
        Optional.of(new PostgresPackets.Position(first, entries.getFirst().at())),
        true,
        entries.stream().map(PostgresLogs::item).toList());
  }

  private static PostgresPackets.Item item(Addition addition) {
    NewEntry entry = (NewEntry) addition;
    return new PostgresPackets.Item(entry.id(), entry.entry(), entry.leaf(), entry.body());
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

  @Override
  public List<StoredEntry> entries(String origin, long from, int most, long bytes) {
    return packets.entries(id(origin), from, most, bytes);
  }

  @Override
  public List<Hash> leaves(String origin, long from, int most) {
    return packets.leaves(id(origin), from, most);
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
            """
            select l.origin, p.first + m.place
            from border.message m join border.packet p on p.id = m.packet
            join border.log l on l.id = p.log_id
            where m.message_id = ? and p.first is not null limit 1
            """)
        .param(id.value())
        .query((row, _) -> new Place(row.getString(1), row.getLong(2)))
        .optional();
  }

  @Override
  public Set<MessageId> known(String origin, Set<MessageId> ids) {
    return Set.copyOf(
        sql.sql(
                "select m.message_id from border.message m join border.packet p on p.id = m.packet"
                    + " where m.log_id = ? and m.message_id = any(?) and p.first is not null")
            .params(id(origin), ids.stream().map(MessageId::value).toArray(UUID[]::new))
            .query((row, _) -> new MessageId(row.getObject(1, UUID.class)))
            .list());
  }

  @Override
  public void erase(String origin, long index, AbsenceReason reason, Instant at) {
    packets.erase(id(origin), index, reason);
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

  /// The number of a log.
  long id(String origin) {
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
