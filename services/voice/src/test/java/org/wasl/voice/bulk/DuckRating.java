package org.wasl.voice.bulk;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wasl.terms.country.WorkCalendar;
import org.wasl.voice.TariffRow;
import org.wasl.voice.TimeProfile;
import org.wasl.voice.bulk.RandomTraffic.Plain;

/// Rating in SQL by DuckDB: a join of every call with every row that fits, the closest kept; every
/// step of a call a row of its own.
final class DuckRating {
  private static final String RATE =
      """
      with once as (select distinct * from call),
      fit as (
        select c.*, t.*, row_number() over (partition by c.a, c.b, c.t, c.d, c.ok, c.trunk
                 order by length(t.prefix) desc, length(t.origin) desc) as n
        from once c join tariff t
          on starts_with(c.b, t.prefix) and starts_with(c.a, t.origin)
         and cast(c.t as date) >= t.since and cast(c.t as date) < t.until),
      best as (
        select *, case when not ok or d <= grace then 0
                  else greatest(minimum, case when d <= initial then initial
                    else initial + (d - initial + step - 1) // step * step end) end as billed
        from fit where n = 1),
      numbered as (select row_number() over () as id, * from best),
      steps as (
        select id, billed, peak, off, profile, t, step, initial,
          unnest(range(0, case when billed = 0 then 0 when billed <= initial then 1
            else 1 + (billed - initial + step - 1) // step end)) as k
        from numbered),
      placed as (
        select *, case when k = 0 then 0 else initial + (k - 1) * step end as s,
          least(billed, initial + k * step) as e from steps),
      banded as (
        select p.*, %2$s as at_peak from (select *, t + to_seconds(s) as at from placed) p),
      money as (
        select id, sum((e - s)::hugeint * case when at_peak then peak else off end) as m
        from banded group by id),
      priced as (
        select n.*, attempt * 60 + case when billed > 0 then connect * 60 + m.m else 0 end as raw
        from numbered n left join money m using (id))
      select dest || ' ' || cast(cast(t as date) as varchar) || ' ' ||
          case when at_peak then 'peak' else 'offpeak' end as key,
        count(*), count(*) filter (ok), sum(d), sum(billed), sum((raw + %1$d // 2) // %1$d * %1$d)
      from (select p.*, %3$s as at_peak from priced p) where cast(t as date) >= date '2026-09-01' and cast(t as date) < date '2026-10-01'
      group by key
      """;

  /// Whether a moment lies in the peak hours of its day; 8 stands for a day of rest.
  private static final String IS_PEAK =
      """
      exists (select 1 from hours h where h.profile = p.profile and epoch(p.%1$s) %% 86400 >= h.f
        and epoch(p.%1$s) %% 86400 < h.t and h.dow = case when exists (select 1 from rest r
          where r.profile = p.profile and r.day = cast(p.%1$s as date)) then 8
          else isodow(p.%1$s) end)\
      """;

  private DuckRating() {}

  /// @param quantum exact units to which each call is rounded half up, 1 for none
  static Map<String, BigDecimal[]> rate(
      List<TariffRow> tariff, List<TimeProfile> profiles, List<Plain> calls, long quantum)
      throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement sql = duck.createStatement()) {
      sql.execute(
          "create table tariff (prefix varchar, origin varchar, dest varchar, since date,"
              + " until date, peak bigint, off bigint, initial int, step int, minimum int,"
              + " grace int, connect bigint, attempt bigint, profile varchar)");
      sql.execute("create table hours (profile varchar, dow int, f int, t int)");
      sql.execute("create table rest (profile varchar, day date)");
      sql.execute(
          "create table call (a varchar, b varchar, t timestamp, d int, ok boolean, trunk"
              + " varchar)");
      fill(duck, tariff);
      fillCalls(duck, calls);
      fillHours(duck, profiles);
      Map<String, BigDecimal[]> lines = new TreeMap<>();
      try (ResultSet rows =
          sql.executeQuery(
              RATE.formatted(quantum, IS_PEAK.formatted("at"), IS_PEAK.formatted("t")))) {
        while (rows.next()) {
          BigDecimal[] sums = new BigDecimal[5];
          for (int i = 0; i < 5; i++) {
            sums[i] = new BigDecimal(rows.getString(i + 2));
          }
          lines.put(rows.getString(1), sums);
        }
      }
      return lines;
    }
  }

  private static void fill(Connection duck, List<TariffRow> tariff) throws SQLException {
    try (PreparedStatement insert =
        duck.prepareStatement("insert into tariff values (?,?,?,?,?,?,?,?,?,?,?,?,?,?)")) {
      for (TariffRow row : tariff) {
        Object[] values = {
          row.prefix(),
          row.origin(),
          row.destination(),
          row.validity().from().orElseThrow().toString(),
          row.validity().to().map(Object::toString).orElse("9999-01-01"),
          row.peakMicros(),
          row.offPeakMicros(),
          row.initial(),
          row.step(),
          row.minimum(),
          row.grace(),
          row.connectMicros(),
          row.attemptMicros(),
          row.profile()
        };
        insert(insert, values);
      }
      insert.executeBatch();
    }
  }

  private static void fillCalls(Connection duck, List<Plain> calls) throws SQLException {
    try (PreparedStatement insert =
        duck.prepareStatement("insert into call values (?,?,?,?,?,?)")) {
      for (Plain call : calls) {
        insert(
            insert,
            call.from(),
            call.to(),
            call.start().toString(),
            call.seconds(),
            call.answered(),
            call.trunk());
      }
      insert.executeBatch();
    }
  }

  private static void fillHours(Connection duck, List<TimeProfile> profiles) throws SQLException {
    try (PreparedStatement hours = duck.prepareStatement("insert into hours values (?,?,?,?)");
        PreparedStatement rest = duck.prepareStatement("insert into rest values (?,?)")) {
      insert(hours, "none", 0, 0, 0);
      insert(rest, "none", "1970-01-01");
      for (TimeProfile profile : profiles) {
        for (TimeProfile.Hours each : profile.restPeak()) {
          insert(hours, profile.name(), 8, each.from(), each.to());
        }
        for (var day : profile.peak().entrySet()) {
          for (TimeProfile.Hours each : day.getValue()) {
            insert(hours, profile.name(), day.getKey().getValue(), each.from(), each.to());
          }
        }
        for (WorkCalendar calendar : profile.calendars()) {
          LocalDate first = LocalDate.of(2026, 8, 1);
          for (LocalDate day = first; day.isBefore(first.plusDays(90)); day = day.plusDays(1)) {
            if (calendar.isRest(day)) {
              insert(rest, profile.name(), day.toString());
            }
          }
        }
      }
      hours.executeBatch();
      rest.executeBatch();
    }
  }

  private static void insert(PreparedStatement insert, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      insert.setObject(i + 1, values[i]);
    }
    insert.addBatch();
  }
}
