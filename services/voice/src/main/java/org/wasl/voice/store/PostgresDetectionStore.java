package org.wasl.voice.store;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wasl.border.store.PostgresTransactions;
import org.wasl.terms.PartyId;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonReader;
import org.wasl.voice.detection.DetectionStore;

/// Detection's store on PostgreSQL, schema `voice`.
public final class PostgresDetectionStore implements DetectionStore {
  private static final int MAX_STEP = 1 << 20;

  private final JdbcClient sql;

  public PostgresDetectionStore(PostgresTransactions transactions) {
    this.sql = transactions.sql();
  }

  @Override
  public void addStep(String subject, Json.Obj step) {
    sql.sql("insert into voice.detection_step (subject, step) values (?, ?)")
        .params(subject, step.canonical())
        .update();
  }

  @Override
  public List<Json.Obj> steps(String subject) {
    return sql.sql("select step from voice.detection_step where subject = ? order by id")
        .param(subject)
        .query((row, _) -> object(row.getString(1)))
        .list();
  }

  private static Json.Obj object(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (JsonReader.read("step", bytes, MAX_STEP) instanceof Json.Obj object) {
      return object;
    }
    throw new IllegalStateException("a stored step is an object");
  }

  @Override
  public List<String> subjects() {
    return sql.sql("select subject from voice.detection_step group by subject order by min(id)")
        .query((row, _) -> row.getString(1))
        .list();
  }

  @Override
  public void putShare(LocalDate day, PartyId party, byte[] share) {
    sql.sql(
            "insert into voice.detection_share (day, party, share) values (?, ?, ?)"
                + " on conflict do nothing")
        .params(day, party.value(), share)
        .update();
  }

  @Override
  public Optional<byte[]> share(LocalDate day, PartyId party) {
    return sql.sql("select share from voice.detection_share where day = ? and party = ?")
        .params(day, party.value())
        .query((row, _) -> row.getBytes(1))
        .optional();
  }

  @Override
  public void destroyShares(LocalDate day) {
    sql.sql("delete from voice.detection_share where day = ?").param(day).update();
  }

  @Override
  public void addDue(Set<LocalDate> days) {
    for (LocalDate day : days) {
      sql.sql("insert into voice.detection_due (day) values (?)").param(day).update();
    }
  }

  @Override
  public List<Due> due() {
    return sql.sql("select day, max(id) from voice.detection_due group by day order by day")
        .query((row, _) -> new Due(row.getObject(1, LocalDate.class), row.getLong(2)))
        .list();
  }

  @Override
  public void removeDue(Due seen) {
    sql.sql("delete from voice.detection_due where day = ? and id <= ?")
        .params(seen.day(), seen.mark())
        .update();
  }

  @Override
  public List<LocalDate> keyed() {
    return sql.sql("select distinct day from voice.detection_share order by day")
        .query((row, _) -> row.getObject(1, LocalDate.class))
        .list();
  }

  @Override
  public void addUnsearched(Set<LocalDate> days, Instant loaded) {
    for (LocalDate day : days) {
      sql.sql(
              "insert into voice.detection_unsearched (day, loaded) values (?, ?) on conflict (day)"
                  + " do update set loaded = greatest(detection_unsearched.loaded, excluded.loaded),"
                  + " refusal = null")
          .params(day, Timestamp.from(loaded))
          .update();
    }
  }

  @Override
  public List<Unsearched> unsearched() {
    return sql.sql("select day, loaded, refusal from voice.detection_unsearched order by day")
        .query((row, _) ->
            new Unsearched(
                row.getObject(1, LocalDate.class),
                row.getTimestamp(2).toInstant(),
                Optional.ofNullable(row.getString(3))))
        .list();
  }

  @Override
  public void refuseSearch(LocalDate day, String code) {
    sql.sql("update voice.detection_unsearched set refusal = ? where day = ?")
        .params(code, day)
        .update();
  }

  @Override
  public void searched(LocalDate day, Instant begun) {
    sql.sql("delete from voice.detection_unsearched where day = ? and loaded <= ?")
        .params(day, Timestamp.from(begun))
        .update();
  }
}
