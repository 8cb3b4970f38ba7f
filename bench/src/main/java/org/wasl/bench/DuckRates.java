package org.wasl.bench;

import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wasl.settlement.Line;
import org.wasl.voice.TariffRow;
import org.wasl.voice.bulk.BulkReport;

/// The same rating in SQL. Each plan builds its tables anew, as the engine does.
final class DuckRates {
  /// How DuckDB finds the longest prefix.
  enum Plan {
    /// An as-of join on the numbers at which the longest prefix changes.
    ASOF(
        """
        create or replace table iv as with
          bp as (select rpad(prefix, 8, '0')::bigint b from tariff
            union select rpad(prefix, 8, '9')::bigint + 1 from tariff),
          l as (select b, lpad(b::varchar, 8, '0') s from bp),
          j as (select l.b, t.dest, t.rate, length(t.prefix) n
            from l, range(1, 9) g(k), tariff t where left(l.s, g.k) = t.prefix)
        select l.b, arg_max(j.dest, j.n) dest, arg_max(j.rate, j.n) rate
        from l left join j using (b) group by l.b order by l.b
        """,
        """
        with c as (select left(b_number, 8)::bigint k, left(start, 10) d,
          case when duration = 0 then 0 else greatest(duration, 60) end bs, duration from calls)
        select iv.dest, d, count(*), count(*) filter (duration > 0), sum(duration), sum(bs),
          sum((iv.rate * bs + 30) // 60)
        from c asof left join iv on c.k >= iv.b group by all
        """),
    /// Two hash joins on whole numbers: six digits, and eight where they are needed. Uses the table
    /// of the first plan, which is built again here.
    TWO_HASHES(
        ASOF.tables
            + ";"
            + """
            create or replace table heads as
              select r.k::int k, iv.dest, iv.rate, deep.k is not null deep
              from range(100000, 1000000) r(k) asof join iv on r.k * 100 >= iv.b
                left join (select distinct b // 100 k from iv where b % 100 <> 0) deep on deep.k = r.k;
            create or replace table deeper as
              select e.k8::int k8, iv.dest, iv.rate
              from (select k::bigint * 100 + i k8 from heads, range(0, 100) r(i) where deep) e
                asof join iv on e.k8 >= iv.b
            """,
        """
        with c as (select left(b_number, 8)::int k, left(start, 10) d,
          case when duration = 0 then 0 else greatest(duration, 60) end bs, duration from calls)
        select case when h.deep then e.dest else h.dest end dest, d, count(*), count(*) filter (duration > 0),
          sum(duration), sum(bs), sum((case when h.deep then e.rate else h.rate end * bs + 30) // 60)
        from c left join heads h on c.k // 100 = h.k left join deeper e on c.k = e.k8 group by all
        """);

    final String tables;
    final String query;

    Plan(String tables, String query) {
      this.tables = tables;
      this.query = query;
    }
  }

  private final Connection duck;

  DuckRates(CallFile calls) throws SQLException {
    duck = DriverManager.getConnection("jdbc:duckdb:");
    // the number of lines of a file is not known beforehand, and taken for small: no loops, please
    execute("set asof_loop_join_threshold = 0");
    execute("create table tariff (prefix varchar, dest int, rate bigint)");
    fill(calls.tariff());
    execute("create view calls as " + scan(calls.file()));
  }

  private static String scan(Path file) {
    return "select * from read_csv('"
        + file
        + "', header = true, delim = ',', quote = '', escape = '', auto_detect = false, columns ="
        + " {'a_number': 'VARCHAR', 'b_number': 'VARCHAR', 'start': 'VARCHAR', 'duration':"
        + " 'INTEGER', 'trunk': 'VARCHAR'})";
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = duck.createStatement()) {
      statement.execute(sql);
    }
  }

  private void fill(List<TariffRow> tariff) throws SQLException {
    try (PreparedStatement insert = duck.prepareStatement("insert into tariff values (?, ?, ?)")) {
      for (TariffRow row : tariff) {
        insert.setString(1, row.prefix());
        insert.setInt(2, Integer.parseInt(row.destination().substring(1)));
        insert.setLong(3, row.peakMicros());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  Map<String, List<Long>> rate(Plan plan, int threads) throws SQLException {
    execute("set threads = " + threads);
    for (String sql : plan.tables.split(";")) {
      execute(sql);
    }
    Map<String, List<Long>> lines = new HashMap<>();
    try (Statement statement = duck.createStatement();
        ResultSet rows = statement.executeQuery(plan.query)) {
      while (rows.next()) {
        lines.put(
            rows.getString(1) + " " + rows.getString(2),
            List.of(
                rows.getLong(3),
                rows.getLong(4),
                rows.getLong(5),
                rows.getLong(6),
                rows.getLong(7)));
      }
    }
    return lines;
  }

  /// @throws IllegalStateException when any figure of any line differs
  void requireSame(Map<String, List<Long>> theirs, BulkReport ours) {
    if (theirs.size() != ours.lines().size()) {
      throw new IllegalStateException(theirs.size() + " lines, not " + ours.lines().size());
    }
    for (Line line : ours.lines().values()) {
      String key = line.key().item().substring(1) + " " + line.key().day();
      List<Long> found = theirs.getOrDefault(key, List.of());
      boolean same =
          found.size() == 5
              && found.subList(0, 4).equals(line.quantities())
              && BigInteger.valueOf(found.get(4) * 60).equals(line.exact());
      if (!same) {
        throw new IllegalStateException(key + ": " + found + ", not " + line);
      }
    }
  }
}
