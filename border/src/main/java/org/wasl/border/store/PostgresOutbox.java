package org.wasl.border.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.wasl.border.MessageId;
import org.wasl.border.keeping.OutboxStore;
import org.wasl.border.keeping.StoredEntry;
import org.wasl.border.log.Hash;

/// The outbox on PostgreSQL. Rows are taken by state, not by order of commit; the taker holds a
/// lock on the lane, so there is one sequencer a lane. What one transaction adds is written in
/// statements of many rows, the last of them just before it commits.
final class PostgresOutbox implements OutboxStore {
  private static final int BUFFER_ROWS = 500;
  private static final long BUFFER_BYTES = 8L << 20;

  private final PostgresPackets packets;
  private final ToLongFunction<String> logs;
  private final JdbcClient sql;

  /// @param logs the number of a log by its origin
  PostgresOutbox(
      PostgresTransactions transactions, PostgresPackets packets, ToLongFunction<String> logs) {
    this.packets = packets;
    this.logs = logs;
    this.sql = transactions.sql();
  }

  private record Row(String origin, MessageId id, byte[] entry, byte[] salt, byte[] body) {
    PostgresPackets.Item item() {
      return new PostgresPackets.Item(
          Optional.of(id), entry, Hash.leaf(entry), new StoredEntry.Body.Held(salt, body));
    }
  }

  /// What the open transaction added and did not write yet.
  private final class Added implements TransactionSynchronization {
    private final List<Row> rows = new ArrayList<>();
    private long bytes;

    void add(Row row) {
      long size = row.entry().length + row.body().length;
      // a batch takes whole packets, so none is larger than a batch may be
      if (rows.size() == BUFFER_ROWS || bytes + size > BUFFER_BYTES) {
        write();
      }
      rows.add(row);
      bytes += size;
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

  /// What is large stands alone, so that it holds nothing else up while it is carried.
  private void insert(List<Row> rows) {
    Map<String, List<PostgresPackets.Item>> small = new LinkedHashMap<>();
    for (Row row : rows) {
      if (row.body().length > LARGE) {
        packets.write(logs.applyAsLong(row.origin()), Optional.empty(), false, List.of(row.item()));
      } else {
        small.computeIfAbsent(row.origin(), _ -> new ArrayList<>()).add(row.item());
      }
    }
    small.forEach(
        (origin, items) -> packets.write(logs.applyAsLong(origin), Optional.empty(), true, items));
  }

  private record Packet(long id, int count, byte[] leaves) {}

  @Override
  public List<Waiting> next(String origin, int most, long bytes) {
    flush();
    sql.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
        .param(origin)
        .query()
        .listOfRows();
    List<Packet> rows =
        sql.sql(
                """
                select id, count, leaves from (
                  select id, count, leaves, sum(count) over earlier as messages,
                    sum(size) over earlier as bytes, row_number() over earlier as n
                  from (select * from border.packet
                        where log_id = ? and first is null and carried order by id limit ?) p
                  window earlier as (order by id)) w
                where n = 1 or (messages <= ? and bytes <= ?) order by id
                """)
            .params(logs.applyAsLong(origin), most, most, bytes)
            .query((row, _) -> new Packet(row.getLong(1), row.getInt(2), row.getBytes(3)))
            .list();
    List<Waiting> out = new ArrayList<>();
    for (Packet each : rows) {
      for (int place = 0; place < each.count(); place++) {
        out.add(
            new Waiting(
                each.id() * PostgresPackets.MOST + place,
                Hash.at(each.leaves(), place * Hash.SIZE)));
      }
    }
    return out;
  }

  @Override
  public Optional<Large> nextLarge(String origin) {
    return sql.sql(
            "select id from border.packet where log_id = ? and first is null and not carried"
                + " order by id limit 1")
        .param(logs.applyAsLong(origin))
        .query(Long.class)
        .optional()
        .map(this::large);
  }

  private Large large(long packet) {
    StoredEntry only = packets.only(packet);
    if (!(only.body() instanceof StoredEntry.Body.Held(byte[] salt, byte[] body))) {
      throw new IllegalStateException("the body of a message that waits is gone");
    }
    return new Large(packet * PostgresPackets.MOST, only.entry(), salt, body);
  }

  @Override
  public int move(String from, String to) {
    flush();
    return packets.move(logs.applyAsLong(from), logs.applyAsLong(to));
  }

  @Override
  public void carried(String origin, long row) {
    sql.sql("update border.packet set carried = true where id = ?")
        .param(row / PostgresPackets.MOST)
        .update();
  }

  @Override
  public void forget(String origin, Set<MessageId> ids) {
    flush();
    packets.forget(
        logs.applyAsLong(origin), ids.stream().map(MessageId::value).collect(Collectors.toSet()));
  }

  @Override
  public Map<String, Long> counts() {
    flush();
    Map<String, Long> counts = new HashMap<>();
    sql.sql(
            "select l.origin, sum(p.count) from border.packet p join border.log l on l.id = p.log_id"
                + " where p.first is null group by l.origin")
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
        sql.sql(
                "select m.message_id from border.message m join border.packet p on p.id = m.packet"
                    + " where m.log_id = ? and m.message_id = any(?) and p.first is null")
            .params(
                logs.applyAsLong(origin), ids.stream().map(MessageId::value).toArray(UUID[]::new))
            .query((row, _) -> new MessageId(row.getObject(1, UUID.class)))
            .list());
    return known;
  }
}
