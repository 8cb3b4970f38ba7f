package org.wasl.numbering.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wasl.border.store.PostgresTransactions;
import org.wasl.numbering.E164Number;
import org.wasl.numbering.porting.Ported;
import org.wasl.numbering.porting.PortingStore;
import org.wasl.terms.OrganisationId;

/// Ported numbers on PostgreSQL, schema `numbering`.
public final class PostgresPortingStore implements PortingStore {
  private static final String COLUMNS = "number, donor, recipient, routing, since";

  /// The newest row of each number that began by then.
  private static final String PRESENT =
      "(select distinct on (number) "
          + COLUMNS
          + " from numbering.ported where since <= ? order by number, since desc, id desc) as present";

  private static final int FETCH = 10_000;

  private final PostgresTransactions transactions;
  private final JdbcClient sql;

  public PostgresPortingStore(PostgresTransactions transactions) {
    this.transactions = transactions;
    this.sql = transactions.sql();
  }

  @Override
  public void add(List<Ported> ported, Instant at) {
    for (Ported each : ported) {
      sql.sql(
              "insert into numbering.ported ("
                  + COLUMNS
                  + ", recorded_at) values (?, ?, ?, ?, ?, ?)")
          .param(each.number().digits())
          .param(each.donor().value())
          .param(each.recipient().value())
          .param(each.routing())
          .param(moment(each.since()))
          .param(moment(at))
          .update();
    }
  }

  @Override
  public Optional<Ported> find(E164Number number, Instant at) {
    return sql.sql(
            "select "
                + COLUMNS
                + " from numbering.ported where number = ? and (?::timestamptz is null or since <= ?)"
                + " order by since desc, id desc limit 1")
        .param(number.digits())
        .param(at.equals(Instant.MAX) ? null : moment(at))
        .param(at.equals(Instant.MAX) ? null : moment(at))
        .query((row, _) -> ported(row))
        .optional();
  }

  @Override
  public void each(Instant at, Consumer<Ported> taker) {
    // a cursor needs a transaction; without one the driver would read everything first
    transactions.within(() ->
        sql.sql("select " + COLUMNS + " from " + PRESENT + " where routing <> ''")
            .withFetchSize(FETCH)
            .param(moment(at))
            .query((RowCallbackHandler) row -> taker.accept(ported(row))));
  }

  @Override
  public Map<String, Long> counts(Instant at) {
    Map<String, Long> counts = new TreeMap<>();
    sql.sql(
            "select recipient, count(*) from "
                + PRESENT
                + " where routing <> '' group by recipient")
        .param(moment(at))
        .query((RowCallbackHandler) row -> counts.put(row.getString(1), row.getLong(2)));
    return counts;
  }

  private static OffsetDateTime moment(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static Ported ported(ResultSet row) throws SQLException {
    return new Ported(
        new E164Number(row.getString(1)),
        new OrganisationId(row.getString(2)),
        new OrganisationId(row.getString(3)),
        row.getString(4),
        row.getObject(5, OffsetDateTime.class).toInstant());
  }
}
