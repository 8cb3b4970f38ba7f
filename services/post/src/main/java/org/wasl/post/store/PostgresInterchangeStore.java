package org.wasl.post.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wasl.border.store.PostgresTransactions;
import org.wasl.post.ItemId;
import org.wasl.post.keeping.InterchangeStore;

/// Interchanges on PostgreSQL, schema `post`.
public final class PostgresInterchangeStore implements InterchangeStore {
  private static final String HEAD =
      "select id, system, inward, sender, reference, name, at, report, taken, written,"
          + " named.digest, named.items, ";
  private static final String FROM =
      " from post.interchange left join post.named_interchange named on interchange = id ";
  private static final String WHOLE = HEAD + "bytes" + FROM;

  private final JdbcClient sql;

  public PostgresInterchangeStore(PostgresTransactions transactions) {
    this.sql = transactions.sql();
  }

  @Override
  public void add(Kept each) {
    sql.sql(
            "insert into post.interchange (id, system, inward, sender, reference, name, at, bytes,"
                + " report, taken, written) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .params(each.id(), each.system(), each.isIn(), each.sender(), each.reference())
        .params(
            each.name(),
            each.at().atOffset(ZoneOffset.UTC),
            each.bytes(),
            each.report(),
            each.isTaken())
        .param(each.written().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null))
        .update();
    each.names()
        .ifPresent(names ->
            sql.sql(
                    "insert into post.named_interchange (interchange, digest, items)"
                        + " values (?, ?, ?)")
                .params(
                    each.id(),
                    names.digest(),
                    names.items().stream().map(ItemId::value).collect(Collectors.joining(" ")))
                .update());
  }

  @Override
  public Optional<Kept> findTaken(String sender, String reference) {
    return sql.sql(WHOLE + "where inward and taken and sender = ? and reference = ?")
        .params(sender, reference)
        .query((row, _) -> kept(row))
        .optional();
  }

  @Override
  public Optional<Kept> findSent(String system, String reference) {
    return sql.sql(WHOLE + "where not inward and system = ? and reference = ?")
        .params(system, reference)
        .query((row, _) -> kept(row))
        .optional();
  }

  @Override
  public Optional<Kept> find(UUID id) {
    return sql.sql(WHOLE + "where id = ?").param(id).query((row, _) -> kept(row)).optional();
  }

  @Override
  public String nextReference(Instant now) {
    long number = sql.sql("select nextval('post.interchange_number')").query(Long.class).single();
    return InterchangeStore.reference(now, number);
  }

  @Override
  public List<Kept> unwritten(int most) {
    return sql.sql(
            WHOLE
                + "where not inward and written is null order by named.items is not null, at, id limit ?")
        .param(most)
        .query((row, _) -> kept(row))
        .list();
  }

  @Override
  public void markWritten(UUID id, Instant at) {
    sql.sql("update post.interchange set written = ? where id = ?")
        .params(at.atOffset(ZoneOffset.UTC), id)
        .update();
  }

  @Override
  public List<Kept> newest(int most) {
    return sql.sql(HEAD + "''::bytea as bytes" + FROM + "order by at desc, id desc limit ?")
        .param(most)
        .query((row, _) -> kept(row))
        .list();
  }

  private static Kept kept(ResultSet row) throws SQLException {
    @Nullable OffsetDateTime written = row.getObject("written", OffsetDateTime.class);
    return new Kept(
        row.getObject("id", UUID.class),
        row.getString("system"),
        row.getBoolean("inward"),
        row.getString("sender"),
        row.getString("reference"),
        row.getString("name"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getBytes("bytes"),
        row.getString("report"),
        row.getBoolean("taken"),
        Optional.ofNullable(written).map(OffsetDateTime::toInstant),
        names(row));
  }

  private static Optional<Names> names(ResultSet row) throws SQLException {
    @Nullable String items = row.getString("items");
    return items == null
        ? Optional.empty()
        : Optional.of(
            new Names(
                row.getString("digest"),
                items.isEmpty()
                    ? List.of()
                    : Stream.of(items.split(" ")).map(ItemId::new).toList()));
  }
}
