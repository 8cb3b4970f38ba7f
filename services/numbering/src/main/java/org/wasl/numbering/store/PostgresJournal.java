package org.wasl.numbering.store;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wasl.border.Draft;
import org.wasl.border.store.PostgresTransactions;
import org.wasl.numbering.keeping.Journal;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonReader;

/// The journal on PostgreSQL, schema `numbering`.
public final class PostgresJournal implements Journal {
  private static final String COLUMNS = "select matter, kind, at, body from numbering.step ";

  private final JdbcClient sql;

  public PostgresJournal(PostgresTransactions transactions) {
    this.sql = transactions.sql();
  }

  @Override
  public void add(Step step) {
    sql.sql("insert into numbering.step (matter, kind, at, body) values (?, ?, ?, ?)")
        .params(
            step.matter(),
            step.kind().name(),
            step.at().atOffset(ZoneOffset.UTC),
            step.body().canonical())
        .update();
  }

  @Override
  public List<Step> of(UUID matter) {
    return sql.sql(COLUMNS + "where matter = ? order by id")
        .param(matter)
        .query((row, _) -> step(row))
        .list();
  }

  @Override
  public List<Step> all(Kind kind) {
    return sql.sql(COLUMNS + "where kind = ? order by id")
        .param(kind.name())
        .query((row, _) -> step(row))
        .list();
  }

  @Override
  public void addStray(Stray stray) {
    sql.sql(
            "insert into numbering.stray (route, hour, outcome, calls) values (?, ?, ?, ?)"
                + " on conflict (route, hour, outcome)"
                + " do update set calls = numbering.stray.calls + excluded.calls")
        .params(
            stray.route(), stray.hour().atOffset(ZoneOffset.UTC), stray.outcome(), stray.calls())
        .update();
  }

  @Override
  public List<Stray> strays(int most) {
    return sql.sql(
            "select route, hour, outcome, calls from numbering.stray"
                + " order by hour desc, route, outcome limit ?")
        .param(most)
        .query((row, _) ->
            new Stray(
                row.getString(1),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getString(3),
                row.getLong(4)))
        .list();
  }

  private static Step step(ResultSet row) throws SQLException {
    byte[] body = row.getString(4).getBytes(StandardCharsets.UTF_8);
    if (JsonReader.read("step", body, 2 * Draft.MAX_BODY) instanceof Json.Obj object) {
      return new Step(
          row.getObject(1, UUID.class),
          Kind.valueOf(row.getString(2)),
          row.getObject(3, OffsetDateTime.class).toInstant(),
          object);
    }
    throw new IllegalStateException("a stored step is an object");
  }
}
