package org.wasl.voice.store;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wasl.voice.Signalling;
import org.wasl.voice.mediation.CallPart;
import org.wasl.voice.mediation.FileReport;
import org.wasl.voice.mediation.KeptPart;
import org.wasl.voice.mediation.KeptParts;
import org.wasl.voice.mediation.PartChanges;

/// The parts of long calls on PostgreSQL, table `voice.part`.
final class PostgresParts implements KeptParts {
  private static final HexFormat HEX = HexFormat.of();
  private static final int BATCH = 5_000;
  private static final String COLUMNS =
      "sha256, record, place, size, call, number, last, span, calling, called, at, seconds,"
          + " answered, trunk, signalling, reason, whole_sha256, whole_record";

  private final JdbcClient sql;

  PostgresParts(JdbcClient sql) {
    this.sql = sql;
  }

  void take(PartChanges changes) {
    List<KeptPart> added = changes.added();
    for (int at = 0; at < added.size(); at += BATCH) {
      insert(added.subList(at, Math.min(added.size(), at + BATCH)));
    }
    List<KeptPart> changed = changes.changed();
    for (int at = 0; at < changed.size(); at += BATCH) {
      update(changed.subList(at, Math.min(changed.size(), at + BATCH)));
    }
  }

  private static <T> T[] column(
      List<KeptPart> parts, IntFunction<T[]> array, Function<KeptPart, T> of) {
    return parts.stream().map(of).toArray(array);
  }

  private void insert(List<KeptPart> parts) {
    sql.sql(
            "insert into voice.part ("
                + COLUMNS
                + ") select sha256, record, place, size, call, number, last, span, calling, called, at,"
                + " seconds, answered, trunk, signalling, reason, nullif(whole_sha256, ''),"
                + " nullif(whole_record, 0)"
                + " from unnest(?::text[], ?::int[], ?::int[], ?::int[], ?::bytea[],"
                + " ?::bigint[], ?::boolean[], ?::boolean[], ?::bigint[], ?::bigint[], ?::bigint[],"
                + " ?::int[], ?::boolean[], ?::bytea[], ?::bigint[], ?::text[], ?::text[],"
                + " ?::int[]) as c ("
                + COLUMNS
                + ")")
        .params(
            column(parts, String[]::new, each -> each.part().place().file()),
            column(parts, Integer[]::new, each -> each.part().place().record()),
            column(parts, Integer[]::new, each -> each.part().place().offset()),
            column(parts, Integer[]::new, each -> each.part().place().size()),
            column(parts, byte[][]::new, each -> HEX.parseHex(each.part().call())),
            column(parts, Long[]::new, each -> each.part().number()),
            column(parts, Boolean[]::new, each -> each.part().last()),
            column(parts, Boolean[]::new, each -> each.part().span()),
            column(parts, Long[]::new, each -> each.part().from()),
            column(parts, Long[]::new, each -> each.part().to()),
            column(parts, Long[]::new, each -> each.part().time()),
            column(parts, Integer[]::new, each -> each.part().seconds()),
            column(parts, Boolean[]::new, each -> each.part().answered()),
            column(
                parts, byte[][]::new, each -> each.part().trunk().getBytes(StandardCharsets.UTF_8)),
            column(parts, Long[]::new, each -> each.part().signalling().packed()),
            column(parts, String[]::new, KeptPart::reason),
            column(parts, String[]::new, PostgresParts::wholeFile),
            column(parts, Integer[]::new, PostgresParts::wholeRecord))
        .update();
  }

  private void update(List<KeptPart> parts) {
    sql.sql(
            "update voice.part p set reason = c.reason, whole_sha256 = nullif(c.whole_sha256, ''),"
                + " whole_record = nullif(c.whole_record, 0), calling = c.calling, called = c.called"
                + " from unnest(?::text[], ?::int[], ?::text[], ?::text[], ?::int[], ?::bigint[],"
                + " ?::bigint[]) as c (sha256, record, reason, whole_sha256, whole_record, calling,"
                + " called) where p.sha256 = c.sha256 and p.record = c.record")
        .params(
            column(parts, String[]::new, each -> each.part().place().file()),
            column(parts, Integer[]::new, each -> each.part().place().record()),
            column(parts, String[]::new, KeptPart::reason),
            column(parts, String[]::new, PostgresParts::wholeFile),
            column(parts, Integer[]::new, PostgresParts::wholeRecord),
            column(parts, Long[]::new, each -> each.part().from()),
            column(parts, Long[]::new, each -> each.part().to()))
        .update();
  }

  /// Empty where there is no whole call.
  private static String wholeFile(KeptPart part) {
    return part.whole().map(KeptPart.Whole::file).orElse("");
  }

  /// 0 where there is no whole call.
  private static Integer wholeRecord(KeptPart part) {
    return part.whole().map(KeptPart.Whole::record).orElse(0);
  }

  private static KeptPart part(ResultSet row) throws SQLException {
    String whole = row.getString(17);
    return new KeptPart(
        new CallPart(
            new CallPart.Place(row.getString(1), row.getInt(2), row.getInt(3), row.getInt(4)),
            HEX.formatHex(row.getBytes(5)),
            row.getLong(6),
            row.getBoolean(7),
            row.getBoolean(8),
            row.getLong(9),
            row.getLong(10),
            row.getLong(11),
            row.getInt(12),
            row.getBoolean(13),
            new String(row.getBytes(14), StandardCharsets.UTF_8),
            Signalling.unpacked(row.getLong(15))),
        row.getString(16),
        whole == null ? Optional.empty() : Optional.of(new KeptPart.Whole(whole, row.getInt(18))));
  }

  @Override
  public List<KeptPart> partsOf(Collection<String> calls) {
    byte[][] digests = calls.stream().map(HEX::parseHex).toArray(byte[][]::new);
    return sql.sql(
            "select "
                + COLUMNS
                + " from voice.part where call = any(?::bytea[])"
                + " order by sha256, record")
        .param(digests)
        .query((row, _) -> part(row))
        .list();
  }

  @Override
  public Set<String> unnumbered() {
    return new HashSet<>(
        sql.sql("select distinct call from voice.part where reason <> '' and number = ?")
            .param(CallPart.UNNUMBERED)
            .query((row, _) -> HEX.formatHex(row.getBytes(1)))
            .list());
  }

  @Override
  public int waiting() {
    return sql.sql("select count(*) from voice.part where reason <> ''")
        .query((row, _) -> row.getInt(1))
        .single();
  }

  /// What became of the parts of each file.
  Map<String, FileReport.Parts> byFile() {
    Map<String, List<FileReport.Unfinished>> unfinished = new HashMap<>();
    sql.sql(
            "select sha256, record, place, reason from (select sha256, record, place, reason,"
                + " row_number() over (partition by sha256 order by record) as n from voice.part"
                + " where reason <> '') u where n <= ? order by sha256, record")
        .param(FileReport.MAX_FLAWS)
        .query((row, _) ->
            unfinished
                .computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                .add(new FileReport.Unfinished(row.getInt(2), row.getInt(3), row.getString(4))))
        .list();
    Map<String, FileReport.Parts> all = new HashMap<>();
    sql.sql(
            "select sha256, count(*) filter (where reason = '' and not (whole_sha256 = sha256 and"
                + " whole_record = record)), reason, count(*) from voice.part group by sha256,"
                + " reason")
        .query((row, _) -> {
          String file = row.getString(1);
          String reason = row.getString(3);
          int count = row.getInt(4);
          boolean waits = KeptPart.isWaiting(reason);
          FileReport.Parts before = all.getOrDefault(file, FileReport.Parts.NONE);
          FileReport.Parts after =
              new FileReport.Parts(
                  before.joined() + row.getInt(2),
                  before.waiting() + (waits ? count : 0),
                  before.incomplete() + (reason.isEmpty() || waits ? 0 : count),
                  unfinished.getOrDefault(file, List.of()));
          return all.put(file, after);
        })
        .list();
    return all;
  }

  List<CallPart.Place> places(String file, int record) {
    return sql.sql(
            "select sha256, record, place, size from voice.part where whole_sha256 = ? and"
                + " whole_record = ? order by number, at")
        .params(file, record)
        .query((row, _) ->
            new CallPart.Place(row.getString(1), row.getInt(2), row.getInt(3), row.getInt(4)))
        .list();
  }
}
