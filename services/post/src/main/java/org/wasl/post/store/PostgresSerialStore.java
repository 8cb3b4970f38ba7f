package org.wasl.post.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wasl.border.store.PostgresTransactions;
import org.wasl.post.OfficeCode;
import org.wasl.post.allocating.SerialBlock;
import org.wasl.post.keeping.SerialStore;

/// Serial numbers on PostgreSQL, schema `post`. The row of a block is the lock of its next number;
/// the key of the numbers says once more that each is given out once.
public final class PostgresSerialStore implements SerialStore {
  /// More than there are blocks of one office.
  private static final int MOST_TRIES = 20_000;

  /// Numbers that are looked through in one statement.
  private static final int AT_ONCE = 1_000;

  private static final String BLOCKS = "select b.* from post.serial_block b ";

  private static final String COUNTED =
      "select b.*, (select count(*) from post.serial_number n where n.indicator = b.indicator"
          + " and n.serial between b.first and b.last) as used from post.serial_block b ";

  private final JdbcClient sql;

  public PostgresSerialStore(PostgresTransactions transactions) {
    this.sql = transactions.sql();
  }

  @Override
  public void lock() {
    sql.sql("lock table post.serial_range in share row exclusive mode").update();
  }

  @Override
  public void addRange(Range range) {
    sql.sql(
            "insert into post.serial_range (indicator, first, last, before, since)"
                + " values (?, ?, ?, ?, ?)")
        .params(
            range.indicator(),
            range.block().first(),
            range.block().last(),
            range.isBefore(),
            range.since())
        .update();
  }

  @Override
  public List<Range> ranges(int most) {
    return sql.sql("select * from post.serial_range order by indicator, first limit ?")
        .param(most)
        .query((row, _) ->
            new Range(
                row.getString("indicator"),
                new SerialBlock(row.getInt("first"), row.getInt("last")),
                row.getBoolean("before"),
                row.getObject("since", LocalDate.class)))
        .list();
  }

  @Override
  public void addBlock(Block block) {
    sql.sql(
            "insert into post.serial_block"
                + " (id, indicator, first, last, office, offline, taken, next)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            block.id(),
            block.indicator(),
            block.block().first(),
            block.block().last(),
            block.office().value(),
            block.isOffline(),
            block.taken(),
            block.next())
        .update();
  }

  @Override
  public Optional<Block> find(UUID id) {
    return sql.sql(BLOCKS + "where b.id = ?").param(id).query((row, _) -> block(row)).optional();
  }

  @Override
  public Optional<Block> hold(UUID id) {
    return sql.sql(BLOCKS + "where b.id = ? for update")
        .param(id)
        .query((row, _) -> block(row))
        .optional();
  }

  @Override
  public Set<Integer> unrested(String indicator, SerialBlock within, Instant since) {
    return Set.copyOf(
        sql.sql(
                "select serial from post.serial_number where indicator = ? and serial between ?"
                    + " and ? and greatest(drawn, used) >= ?")
            .params(indicator, within.first(), within.last(), utc(since))
            .query(Integer.class)
            .list());
  }

  @Override
  public List<Block> held(String indicator, LocalDate after) {
    return sql.sql(
            BLOCKS
                + "where b.indicator = ? and (b.handed_back is null or b.handed_back > ?)"
                + " order by b.taken, b.first")
        .params(indicator, after)
        .query((row, _) -> block(row))
        .list();
  }

  @Override
  public List<Counted> out(int most) {
    return sql.sql(
            COUNTED
                + "where b.handed_back is null order by b.indicator, b.office, b.taken, b.first"
                + " limit ?")
        .param(most)
        .query((row, _) -> new Counted(block(row), row.getInt("used")))
        .list();
  }

  @Override
  public int countOut() {
    return sql.sql("select count(*) from post.serial_block where handed_back is null")
        .query(Integer.class)
        .single();
  }

  @Override
  public List<Counted> newest(int most) {
    return sql.sql(COUNTED + "order by b.taken desc, b.indicator, b.first desc limit ?")
        .param(most)
        .query((row, _) -> new Counted(block(row), row.getInt("used")))
        .list();
  }

  @Override
  public Optional<Block> holder(String indicator, int serial, LocalDate after) {
    return sql.sql(
            BLOCKS
                + "where b.indicator = ? and ? between b.first and b.last"
                + " and (b.handed_back is null or b.handed_back > ?)"
                + " order by b.taken desc limit 1")
        .params(indicator, serial, after)
        .query((row, _) -> block(row))
        .optional();
  }

  @Override
  public OptionalInt greatestUsed(Block block) {
    return sql.sql(
            "select serial from post.serial_number where indicator = ? and serial between ? and ?"
                + " order by serial desc limit 1")
        .params(block.indicator(), block.block().first(), block.block().last())
        .query(Integer.class)
        .optional()
        .map(OptionalInt::of)
        .orElseGet(OptionalInt::empty);
  }

  @Override
  public void handBack(UUID id, OptionalInt last, LocalDate day) {
    if (last.isEmpty()) {
      sql.sql("delete from post.serial_block where id = ?").param(id).update();
      return;
    }
    sql.sql(
            "update post.serial_block set last = ?, next = least(next, ? + 1), handed_back = ?"
                + " where id = ?")
        .params(last.getAsInt(), last.getAsInt(), day, id)
        .update();
  }

  @Override
  public OptionalInt draw(
      String indicator, OfficeCode office, Instant at, LocalDate day, Instant rested) {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Optional<Block> open = open(indicator, office);
      if (open.isEmpty() && !hasOpenBlock(indicator, office)) {
        return OptionalInt.empty();
      }
      Optional<Integer> drawn = open.flatMap(each -> drawFrom(each, at, day, rested));
      if (drawn.isPresent()) {
        return OptionalInt.of(drawn.get());
      }
    }
    throw new IllegalStateException("no number after " + MOST_TRIES + " tries: " + indicator);
  }

  /// Nothing also when another took the last number of the block while this waited for its row.
  private Optional<Block> open(String indicator, OfficeCode office) {
    return sql.sql(
            "select * from post.serial_block where indicator = ? and office = ? and not offline"
                + " and handed_back is null order by taken, first limit 1 for update")
        .params(indicator, office.value())
        .query((row, _) -> block(row))
        .optional();
  }

  /// The first number that is free; nothing when there is none, and then the block is used up.
  private Optional<Integer> drawFrom(Block block, Instant at, LocalDate day, Instant rested) {
    int next = block.next();
    Optional<Integer> drawn = Optional.empty();
    while (drawn.isEmpty() && next <= block.block().last()) {
      int to = Math.min(block.block().last(), next + AT_ONCE - 1);
      Optional<Integer> free = free(block.indicator(), new SerialBlock(next, to), rested);
      drawn = free.filter(each -> isFresh(block.indicator(), each, block.office(), at, rested));
      next = free.orElse(to) + 1;
    }
    sql.sql("update post.serial_block set next = ?, handed_back = ?::date where id = ?")
        .param(next)
        .param(next > block.block().last() ? day : null)
        .param(block.id())
        .update();
    return drawn;
  }

  private Optional<Integer> free(String indicator, SerialBlock within, Instant rested) {
    return sql.sql(
            "select serial from generate_series(?, ?) serial where not exists (select from"
                + " post.serial_number n where n.indicator = ? and n.serial = serial.serial"
                + " and greatest(n.drawn, n.used) >= ?) order by serial limit 1")
        .params(within.first(), within.last(), indicator, utc(rested))
        .query(Integer.class)
        .optional();
  }

  private boolean hasOpenBlock(String indicator, OfficeCode office) {
    return sql.sql(
            "select exists (select from post.serial_block where indicator = ? and office = ?"
                + " and not offline and handed_back is null)")
        .params(indicator, office.value())
        .query(Boolean.class)
        .single();
  }

  private boolean isFresh(
      String indicator, int serial, OfficeCode office, Instant at, Instant rested) {
    return sql.sql(
                "insert into post.serial_number (indicator, serial, office, drawn)"
                    + " values (?, ?, ?, ?) on conflict (indicator, serial) do update set"
                    + " office = excluded.office, drawn = excluded.drawn, used = null"
                    + " where greatest(serial_number.drawn, serial_number.used) < ?")
            .params(indicator, serial, office.value(), utc(at), utc(rested))
            .update()
        == 1;
  }

  @Override
  public boolean use(String indicator, int serial, OfficeCode office, Instant at, Instant rested) {
    return sql.sql(
                "insert into post.serial_number (indicator, serial, office, drawn, used)"
                    + " values (?, ?, ?, ?, ?) on conflict (indicator, serial) do update set"
                    + " used = excluded.used, office = excluded.office"
                    + " where serial_number.used is null or serial_number.used < ?")
            .params(indicator, serial, office.value(), utc(at), utc(at), utc(rested))
            .update()
        == 1;
  }

  @Override
  public void release(String indicator, int serial) {
    sql.sql("update post.serial_number set used = null where indicator = ? and serial = ?")
        .params(indicator, serial)
        .update();
  }

  @Override
  public boolean isUsed(String indicator, int serial, Instant since) {
    return sql.sql(
            "select exists (select from post.serial_number where indicator = ? and serial = ?"
                + " and used >= ?)")
        .params(indicator, serial, utc(since))
        .query(Boolean.class)
        .single();
  }

  @Override
  public List<Usage> usage(Instant since) {
    return sql.sql(
            "select indicator, office, count(*) as many from post.serial_number where drawn >= ?"
                + " group by indicator, office order by indicator, office")
        .param(utc(since))
        .query((row, _) ->
            new Usage(
                row.getString("indicator"),
                new OfficeCode(row.getString("office")),
                row.getInt("many")))
        .list();
  }

  @Override
  public int forget(Instant before, int most) {
    return sql.sql(
            "delete from post.serial_number where (indicator, serial) in (select indicator, serial"
                + " from post.serial_number where drawn < ? and greatest(drawn, used) < ?"
                + " order by drawn limit ?)")
        .params(utc(before), utc(before), most)
        .update();
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  private static Block block(ResultSet row) throws SQLException {
    return new Block(
        row.getObject("id", UUID.class),
        row.getString("indicator"),
        new SerialBlock(row.getInt("first"), row.getInt("last")),
        new OfficeCode(row.getString("office")),
        row.getBoolean("offline"),
        row.getObject("taken", LocalDate.class),
        row.getInt("next"),
        Optional.ofNullable(row.getObject("handed_back", LocalDate.class)));
  }
}
