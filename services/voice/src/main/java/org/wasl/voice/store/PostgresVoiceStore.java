package org.wasl.voice.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wasl.border.store.PostgresTransactions;
import org.wasl.settlement.Account;
import org.wasl.terms.PartyId;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonReader;
import org.wasl.voice.exchange.VoiceStore;
import org.wasl.voice.mediation.CallPart;
import org.wasl.voice.mediation.FileReport;
import org.wasl.voice.mediation.KeptParts;
import org.wasl.voice.mediation.PartChanges;

/// Voice's store on PostgreSQL, schema `voice`.
public final class PostgresVoiceStore implements VoiceStore {
  private static final long MOST_TEXT = 32L << 20;
  private static final int MOST_FLAWS = 100_000;

  private final JdbcClient sql;
  private final PostgresParts parts;

  /// Steps that were read once: they are never changed, and their numbers never come again.
  private final Map<Long, Json.Obj> read = new ConcurrentHashMap<>();

  /// Characters of their texts.
  private final AtomicLong readText = new AtomicLong();

  /// Flaws of files that were read once: a loaded file is never changed.
  private final Map<Loaded, List<FileReport.Flaw>> flaws = new ConcurrentHashMap<>();

  private record Loaded(String sha256, Instant at) {}

  public PostgresVoiceStore(PostgresTransactions transactions) {
    this.sql = transactions.sql();
    this.parts = new PostgresParts(sql);
  }

  @Override
  public void addFile(FileReport file, PartChanges changes) {
    sql.sql(
            "insert into voice.file (sha256, name, format, loaded_at, read, accepted, duplicates,"
                + " quarantined, ignored, parts, source, number)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            file.sha256(),
            file.name(),
            file.format(),
            file.loadedAt().atOffset(ZoneOffset.UTC),
            file.read(),
            file.accepted(),
            file.duplicates(),
            file.quarantined(),
            file.ignored(),
            file.parts().all(),
            file.serial().source(),
            file.serial().number())
        .update();
    for (FileReport.Flaw flaw : file.flaws()) {
      sql.sql("insert into voice.flaw (sha256, line, col, reason) values (?, ?, ?, ?)")
          .params(file.sha256(), flaw.line(), flaw.column(), flaw.reason())
          .update();
    }
    parts.take(changes);
  }

  @Override
  public List<FileReport> files() {
    Map<String, FileReport.Parts> ofFiles = parts.byFile();
    return withFlaws(
        sql.sql(
                "select sha256, name, format, loaded_at, read, accepted, duplicates, quarantined,"
                    + " ignored, coalesce(source, ''), coalesce(number, -1) from voice.file"
                    + " order by loaded_at, name")
            .query((row, _) ->
                new FileReport(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getObject(4, OffsetDateTime.class).toInstant(),
                    row.getInt(5),
                    row.getInt(6),
                    row.getInt(7),
                    row.getInt(8),
                    row.getInt(9),
                    ofFiles.getOrDefault(row.getString(1), FileReport.Parts.NONE),
                    new FileReport.Serial(row.getString(10), row.getLong(11)),
                    List.of()))
            .list());
  }

  private List<FileReport> withFlaws(List<FileReport> files) {
    Map<Loaded, List<FileReport.Flaw>> found = new HashMap<>();
    Map<String, Loaded> unknown = new HashMap<>();
    for (FileReport file : files) {
      Loaded loaded = new Loaded(file.sha256(), file.loadedAt());
      List<FileReport.Flaw> known = flaws.get(loaded);
      if (known == null) {
        unknown.put(file.sha256(), loaded);
      }
      found.put(loaded, known == null ? new ArrayList<>() : known);
    }
    if (!unknown.isEmpty()) {
      sql.sql(
              "select sha256, line, col, reason from voice.flaw where sha256 = any(?)"
                  + " order by sha256, line, id")
          .param(unknown.keySet().toArray(String[]::new))
          .query((row, _) ->
              Objects.requireNonNull(found.get(unknown.get(row.getString(1))))
                  .add(new FileReport.Flaw(row.getInt(2), row.getInt(3), row.getString(4))))
          .list();
      keepFlaws(unknown.values(), found);
    }
    return files.stream()
        .map(file ->
            file.with(
                Objects.requireNonNull(found.get(new Loaded(file.sha256(), file.loadedAt())))))
        .toList();
  }

  /// As long as there is room; what does not fit is read again.
  private void keepFlaws(Collection<Loaded> files, Map<Loaded, List<FileReport.Flaw>> found) {
    long kept = flaws.values().stream().mapToLong(List::size).sum();
    for (Loaded file : files) {
      List<FileReport.Flaw> its = List.copyOf(Objects.requireNonNull(found.get(file)));
      kept += its.size();
      if (kept <= MOST_FLAWS) {
        flaws.put(file, its);
      }
    }
  }

  @Override
  public KeptParts parts() {
    return parts;
  }

  @Override
  public List<CallPart.Place> partsOf(String file, int record) {
    return parts.places(file, record);
  }

  @Override
  public void addStep(YearMonth period, Json.Obj step) {
    sql.sql("insert into voice.step (period, step) values (?, ?)")
        .params(period.toString(), step.canonical())
        .update();
  }

  @Override
  public List<Json.Obj> steps(YearMonth period) {
    List<Long> ids =
        sql.sql("select id from voice.step where period = ? order by id")
            .param(period.toString())
            .query((row, _) -> row.getLong(1))
            .list();
    Map<Long, Json.Obj> found = new HashMap<>();
    List<Long> unknown = new ArrayList<>();
    for (long id : ids) {
      Json.Obj known = read.get(id);
      if (known == null) {
        unknown.add(id);
      } else {
        found.put(id, known);
      }
    }
    if (!unknown.isEmpty()) {
      if (readText.get() > MOST_TEXT) {
        read.clear();
        readText.set(0);
      }
      sql.sql("select id, step from voice.step where id = any(?)")
          .param(unknown.toArray(Long[]::new))
          .query((row, _) -> {
            String text = row.getString(2);
            readText.addAndGet(text.length());
            return found.put(row.getLong(1), object(text));
          })
          .list();
      unknown.forEach(id -> read.put(id, Objects.requireNonNull(found.get(id))));
    }
    return ids.stream().map(id -> Objects.requireNonNull(found.get(id))).toList();
  }

  private static Json.Obj object(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (JsonReader.read("step", bytes, Account.MAX_BYTES * 2) instanceof Json.Obj object) {
      return object;
    }
    throw new IllegalStateException("a stored step is an object");
  }

  @Override
  public SequencedMap<YearMonth, Integer> counts() {
    SequencedMap<YearMonth, Integer> counts = new LinkedHashMap<>();
    sql.sql("select period, count(*) from voice.step group by period order by period")
        .query(row -> {
          counts.put(YearMonth.parse(row.getString(1)), row.getInt(2));
        });
    return counts;
  }

  @Override
  public List<YearMonth> periods() {
    return sql.sql("select distinct period from voice.step order by period")
        .query((row, _) -> YearMonth.parse(row.getString(1)))
        .list();
  }

  @Override
  public void addSheet(Json.Obj step) {
    sql.sql("insert into voice.sheet (step) values (?)").param(step.canonical()).update();
  }

  @Override
  public List<Json.Obj> sheets() {
    return sql.sql("select step from voice.sheet order by id")
        .query((row, _) -> object(row.getString(1)))
        .list();
  }

  @Override
  public void putShare(YearMonth period, PartyId party, byte[] share) {
    sql.sql(
            "insert into voice.share (period, party, share) values (?, ?, ?) on conflict do nothing")
        .params(period.toString(), party.value(), share)
        .update();
  }

  @Override
  public Optional<byte[]> share(YearMonth period, PartyId party) {
    return sql.sql("select share from voice.share where period = ? and party = ?")
        .params(period.toString(), party.value())
        .query((row, _) -> row.getBytes(1))
        .optional();
  }

  @Override
  public void addDetail(YearMonth period, byte[] rows) {
    sql.sql("insert into voice.detail (period, rows) values (?, ?)")
        .params(period.toString(), rows)
        .update();
  }

  @Override
  public List<byte[]> details(YearMonth period) {
    return sql.sql("select rows from voice.detail where period = ? order by id")
        .param(period.toString())
        .query((row, _) -> row.getBytes(1))
        .list();
  }

  @Override
  public void destroySecrets(YearMonth period) {
    sql.sql("delete from voice.share where period = ?").param(period.toString()).update();
    sql.sql("delete from voice.detail where period = ?").param(period.toString()).update();
  }
}
