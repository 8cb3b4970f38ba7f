package org.wasl.border.store;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wasl.border.Delivery.AbsenceReason;
import org.wasl.border.Entry;
import org.wasl.border.MessageId;
import org.wasl.border.keeping.StoredEntry;
import org.wasl.border.log.Hash;

/// Messages in packets, see `V005__packets.sql`: what one transaction queued for one log, or one
/// update brought, is one row. Bodies are sealed under a key each; the keys of a packet stand
/// together in a schema of their own.
final class PostgresPackets {
  /// The most messages of a packet.
  static final int MOST = 1_024;

  private static final String READ =
      """
      select p.id, p.first, p.count, p.entries, p.bodies, k.keys, p.stored_at
      from border.packet p left join border_keys.packet_key k on k.packet = p.id
      """;

  private final PostgresTransactions transactions;
  private final JdbcClient sql;
  private final BodyCipher cipher;

  PostgresPackets(PostgresTransactions transactions, BodyCipher cipher) {
    this.transactions = transactions;
    this.sql = transactions.sql();
    this.cipher = cipher;
  }

  /// One message of a packet that is to be written.
  ///
  /// @param id absent for lines of the audit log
  record Item(Optional<MessageId> id, byte[] entry, Hash leaf, StoredEntry.Body body) {
    long size() {
      return entry.length + (body instanceof StoredEntry.Body.Held held ? held.bytes().length : 0);
    }
  }

  /// Where a packet stands: in the log since a time, or waiting.
  ///
  /// @param first index of its first entry
  record Position(long first, Instant at) {}

  /// A packet as it stands.
  private record Packet(
      long id, long first, int count, byte[] entries, byte[] bodies, byte[] keys, Instant at) {}

  /// Writes a packet.
  ///
  /// @param position absent for one that waits
  /// @param carried whether the peer needs nothing before the entry
  void write(long log, Optional<Position> position, boolean carried, List<Item> items) {
    if (items.isEmpty() || items.size() > MOST) {
      throw new IllegalArgumentException("a packet of " + items.size() + " messages");
    }
    String insert =
        """
        with packet as (
          insert into border.packet
            (log_id, first, count, size, carried, entries, bodies, leaves, stored_at)
          values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id),
        keyed as (insert into border_keys.packet_key (packet, keys) select id, ? from packet),
        missing as (
          insert into border.absent (packet, place, reason)
          select id, p, r from packet, unnest(?, ?) as t (p, r))
        insert into border.message (message_id, log_id, packet, place)
        select m, ?, id, n - 1 from packet, unnest(?) with ordinality as t (m, n)
        where m is not null
        """;
    byte[] keys = cipher.newKeys(items.size());
    List<byte[]> sealed = new ArrayList<>(items.size());
    List<Integer> places = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    byte[] leaves = new byte[items.size() * Hash.SIZE];
    @Nullable UUID[] ids = new @Nullable UUID[items.size()];
    long size = 0;
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      size += item.size();
      ids[i] = item.id().map(MessageId::value).orElse(null);
      System.arraycopy(item.leaf().bytes(), 0, leaves, i * Hash.SIZE, Hash.SIZE);
      switch (item.body()) {
        case StoredEntry.Body.Held held -> {
          sealed.add(BodyCipher.seal(key(keys, i), held));
        }
        case StoredEntry.Body.Absent(AbsenceReason reason) -> {
          sealed.add(new byte[0]);
          Arrays.fill(
              keys, i * BodyCipher.KEY_BYTES, (i + 1) * BodyCipher.KEY_BYTES, (byte) 0);
          places.add(i);
          reasons.add(reason.name());
        }
      }
    }
    try (PreparedStatement statement = transactions.connection().prepareStatement(insert)) {
      statement.setLong(1, log);
      if (position.isPresent()) {
        statement.setLong(2, position.get().first());
        statement.setObject(9, position.get().at().atOffset(ZoneOffset.UTC));
      } else {
        statement.setNull(2, Types.BIGINT);
        statement.setNull(9, Types.TIMESTAMP_WITH_TIMEZONE);
      }
      statement.setInt(3, items.size());
      statement.setLong(4, size);
      statement.setBoolean(5, carried);
      statement.setBytes(6, packed(items.stream().map(Item::entry).toList()));
      statement.setBytes(7, packed(sealed));
      statement.setBytes(8, leaves);
      statement.setBytes(10, keys);
      statement.setArray(11, transactions.array("int4", places.toArray(Integer[]::new)));
      statement.setArray(12, transactions.array("text", reasons.toArray(String[]::new)));
      statement.setLong(13, log);
      statement.setArray(14, transactions.array("uuid", ids));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("messages were not stored: " + e.getMessage(), e);
    }
  }

  /// Entries of a log from an index on, at most so many and about so many bytes.
  List<StoredEntry> entries(long log, long from, int most, long bytes) {
    List<Packet> packets =
        sql.sql(
                """
                with near as (
                  select id, first, sum(size) over (order by first) - size as before
                  from border.packet
                  where log_id = ? and first < ? and first >= coalesce(
                    (select max(first) from border.packet where log_id = ? and first <= ?), 0))
                """
                    + READ
                    + "join near n on n.id = p.id where n.before <= ? order by p.first")
            .params(log, from + most, log, from, bytes)
            .query((row, _) -> packet(row))
            .list();
    List<StoredEntry> out = new ArrayList<>();
    long total = 0;
    for (Packet packet : packets) {
      Opened opened = new Opened(packet);
      for (int place = (int) Math.max(0, from - packet.first());
          place < packet.count() && packet.first() + place < from + most;
          place++) {
        total += opened.size(place);
        if (!out.isEmpty() && total > bytes) {
          return out;
        }
        out.add(opened.stored(place));
      }
    }
    return out;
  }

  /// The leaves of a log from an index on.
  List<Hash> leaves(long log, long from, int most) {
    List<Hash> out = new ArrayList<>();
    sql.sql(
            """
            select first, count, leaves from border.packet
            where log_id = ? and first < ? and first >= coalesce(
              (select max(first) from border.packet where log_id = ? and first <= ?), 0)
            order by first
            """)
        .params(log, from + most, log, from)
        .query((row, _) -> {
          long first = row.getLong(1);
          byte[] leaves = row.getBytes(3);
          for (int place = (int) Math.max(0, from - first);
              place < row.getInt(2) && first + place < from + most;
              place++) {
            out.add(Hash.at(leaves, place * Hash.SIZE));
          }
          return first;
        })
        .list();
    return out;
  }

  /// The message of a packet of one.
  StoredEntry only(long id) {
    return new Opened(find(id)).stored(0);
  }

  /// Destroys a body: its key first, then its bytes. What was absent before stays so for the reason
  /// that it was.
  void erase(long log, long index, AbsenceReason reason) {
    Optional<Packet> found =
        sql.sql(
                READ
                    + """
                    where p.log_id = ? and p.first <= ? and p.first + p.count > ?
                    order by p.first desc limit 1
                    """)
            .params(log, index, index)
            .query((row, _) -> packet(row))
            .optional();
    if (found.isEmpty()) {
      return;
    }
    Packet packet = found.get();
    int place = (int) (index - packet.first());
    destroy(packet, List.of(place));
    sql.sql(
            "insert into border.absent (packet, place, reason) values (?, ?, ?)"
                + " on conflict do nothing")
        .params(packet.id(), place, reason.name())
        .update();
  }

  private void destroy(Packet packet, List<Integer> places) {
    List<byte[]> bodies = unpacked(packet.bodies(), packet.count());
    byte[] keys = packet.keys().clone();
    for (int place : places) {
      bodies.set(place, new byte[0]);
      if (keys.length > 0) {
        Arrays.fill(
            keys, place * BodyCipher.KEY_BYTES, (place + 1) * BodyCipher.KEY_BYTES, (byte) 0);
      }
    }
    if (keys.length > 0) {
      sql.sql("update border_keys.packet_key set keys = ? where packet = ?")
          .params(keys, packet.id())
          .update();
    }
    sql.sql("update border.packet set bodies = ? where id = ?")
        .params(packed(bodies), packet.id())
        .update();
  }

  /// Takes messages out of the packets that wait for a log; what else stood in these packets waits
  /// on in their place.
  void forget(long log, Set<UUID> messages) {
    List<Long> packets =
        sql.sql(
                """
                select distinct p.id from border.message m join border.packet p on p.id = m.packet
                where m.message_id = any(?) and m.log_id = ? and p.first is null
                """)
            .params(messages.toArray(UUID[]::new), log)
            .query(Long.class)
            .list();
    for (long id : packets) {
      Packet packet = find(id);
      List<UUID> ids = ids(packet);
      List<Integer> kept = new ArrayList<>();
      for (int place = 0; place < packet.count(); place++) {
        if (!messages.contains(ids.get(place))) {
          kept.add(place);
        }
      }
      sql.sql("delete from border.message where message_id = any(?) and log_id = ?")
          .params(ids.toArray(UUID[]::new), log)
          .update();
      keep(log, packet, ids, kept);
    }
  }

  /// Lets everything that waits for one log wait for another.
  ///
  /// @return how many messages
  int move(long from, long to) {
    List<Long> waiting =
        sql.sql("select id from border.packet where log_id = ? and first is null order by id")
            .param(from)
            .query(Long.class)
            .list();
    int moved = 0;
    for (long id : waiting) {
      Packet packet = find(id);
      sql.sql("update border.message set log_id = ? where message_id = any(?) and log_id = ?")
          .params(to, ids(packet).toArray(UUID[]::new), from)
          .update();
      sql.sql("update border.packet set log_id = ? where id = ?").params(to, id).update();
      moved += packet.count();
    }
    return moved;
  }

  private Packet find(long id) {
    return sql.sql(READ + "where p.id = ?").param(id).query((row, _) -> packet(row)).single();
  }

  /// What waits are messages, so each entry names its id.
  private static List<UUID> ids(Packet packet) {
    return unpacked(packet.entries(), packet.count()).stream()
        .map(entry -> Entry.read("packet " + packet.id(), entry).id().value())
        .toList();
  }

  /// Leaves only some places of a packet that waits.
  private void keep(long log, Packet packet, List<UUID> ids, List<Integer> kept) {
    if (kept.isEmpty()) {
      sql.sql("delete from border_keys.packet_key where packet = ?").param(packet.id()).update();
      sql.sql("delete from border.packet where id = ?").param(packet.id()).update();
      return;
    }
    List<byte[]> entries = unpacked(packet.entries(), packet.count());
    List<byte[]> bodies = unpacked(packet.bodies(), packet.count());
    ByteArrayOutputStream keys = new ByteArrayOutputStream();
    ByteArrayOutputStream leaves = new ByteArrayOutputStream();
    long size = 0;
    for (int place : kept) {
      size += entries.get(place).length + bodies.get(place).length;
      leaves.writeBytes(Hash.leaf(entries.get(place)).bytes());
      if (packet.keys().length > 0) {
        keys.write(packet.keys(), place * BodyCipher.KEY_BYTES, BodyCipher.KEY_BYTES);
      }
    }
    sql.sql("update border_keys.packet_key set keys = ? where packet = ?")
        .params(keys.toByteArray(), packet.id())
        .update();
    sql.sql(
            "update border.packet set count = ?, size = ?, entries = ?, bodies = ?, leaves = ?"
                + " where id = ?")
        .params(
            kept.size(),
            size,
            packed(kept.stream().map(entries::get).toList()),
            packed(kept.stream().map(bodies::get).toList()),
            leaves.toByteArray(),
            packet.id())
        .update();
    sql.sql(
            """
            insert into border.message (message_id, log_id, packet, place)
            select m, ?, ?, n - 1 from unnest(?) with ordinality as t (m, n)
            """)
        .params(log, packet.id(), kept.stream().map(ids::get).toArray(UUID[]::new))
        .update();
  }

  private static Packet packet(ResultSet row) throws SQLException {
    byte[] keys = row.getBytes(6);
    OffsetDateTime at = row.getObject(7, OffsetDateTime.class);
    return new Packet(
        row.getLong(1),
        row.getLong(2),
        row.getInt(3),
        row.getBytes(4),
        row.getBytes(5),
        keys == null ? new byte[0] : keys,
        at == null ? Instant.EPOCH : at.toInstant());
  }

  /// A packet whose messages are read one by one.
  private final class Opened {
    private final Packet packet;
    private final List<byte[]> entries;
    private final List<byte[]> bodies;
    private @Nullable Map<Integer, AbsenceReason> absent;

    Opened(Packet packet) {
      this.packet = packet;
      this.entries = unpacked(packet.entries(), packet.count());
      this.bodies = unpacked(packet.bodies(), packet.count());
    }

    long size(int place) {
      return entries.get(place).length + bodies.get(place).length;
    }

    StoredEntry stored(int place) {
      return new StoredEntry(packet.first() + place, entries.get(place), body(place), packet.at());
    }

    private StoredEntry.Body body(int place) {
      int at = place * BodyCipher.KEY_BYTES;
      boolean readable =
          bodies.get(place).length > 0
              && packet.keys().length > at
              && !isOverwritten(packet.keys(), at);
      return readable
          ? BodyCipher.open(key(packet.keys(), place), bodies.get(place))
          : new StoredEntry.Body.Absent(reasons().getOrDefault(place, AbsenceReason.ERASED));
    }

    private Map<Integer, AbsenceReason> reasons() {
      Map<Integer, AbsenceReason> known = absent;
      if (known == null) {
        Map<Integer, AbsenceReason> asked = new HashMap<>();
        sql.sql("select place, reason from border.absent where packet = ?")
            .param(packet.id())
            .query((row, _) -> asked.put(row.getInt(1), AbsenceReason.valueOf(row.getString(2))))
            .list();
        known = asked;
        absent = known;
      }
      return known;
    }
  }

  private static byte[] key(byte[] keys, int place) {
    int at = place * BodyCipher.KEY_BYTES;
    return Arrays.copyOfRange(keys, at, at + BodyCipher.KEY_BYTES);
  }

  private static boolean isOverwritten(byte[] keys, int at) {
    int or = 0;
    for (int i = at; i < at + BodyCipher.KEY_BYTES; i++) {
      or |= keys[i];
    }
    return or == 0;
  }

  private static byte[] packed(List<byte[]> parts) {
    int size = 0;
    for (byte[] part : parts) {
      size = Math.addExact(size, Integer.BYTES + part.length);
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    parts.forEach(part -> out.putInt(part.length).put(part));
    return out.array();
  }

  private static List<byte[]> unpacked(byte[] bytes, int count) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    List<byte[]> parts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      byte[] part = new byte[in.getInt()];
      in.get(part);
      parts.add(part);
    }
    return parts;
  }
}
