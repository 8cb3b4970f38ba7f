package org.wasl.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.wasl.voice.generation.TwoSides;
import org.wasl.voice.reconciliation.CallTable;
import org.wasl.voice.reconciliation.Matched;
import org.wasl.voice.reconciliation.Matched.Kind;
import org.wasl.voice.reconciliation.Matcher;

/// Matches two sides of a month, with differences planted, and DuckDB does the same: skew by trunk,
/// pairs of the same numbers one to one, repeats, pairs with another number, the rest.
final class MatchBench {
  private static final int RUNS = 3;

  /// The same steps as the matcher; scores of pairs are ranked on both sides.
  private static final List<String> STEPS =
      List.of(
          """
          create or replace table skew as
          select a.k, median(a.t - b.t)::int s from ours a join theirs b
            on a.n = b.n and a.o = b.o and abs(a.t - b.t) <= 600
            where a.n % 20 = 0 group by a.k
          """,
          """
          create or replace table pair as with c as (
            select a.i, b.i j, abs(a.d - b.d) w, 4 * abs(a.t - s.s - b.t) + abs(a.d - b.d) score
            from ours a join skew s using (k) join theirs b
              on a.n = b.n and a.o = b.o and abs(a.t - s.s - b.t) <= 5),
          r as (select *, row_number() over (partition by i order by score, j) ri,
            row_number() over (partition by j order by score, i) rj from c)
          select i, j, w from r where ri = 1 and rj = 1
          """,
          """
          create or replace table left_ours as
            select * from ours a where not exists (select 1 from pair p where p.i = a.i);
          """,
          """
          create or replace table left_theirs as
            select * from theirs b where not exists (select 1 from pair p where p.j = b.i);
          """,
          """
          create or replace table repeat_ours as select distinct l.i from left_ours l join ours a
            on a.n = l.n and a.o = l.o and a.i <> l.i and abs(a.t - l.t) <= 5
              and abs(a.d - l.d) <= 2 join pair p on p.i = a.i
          """,
          """
          create or replace table repeat_theirs as select distinct l.i from left_theirs l
            join theirs a on a.n = l.n and a.o = l.o and a.i <> l.i and abs(a.t - l.t) <= 5
              and abs(a.d - l.d) <= 2 join pair p on p.j = a.i
          """,
          """
          create or replace table changed as with c as (
            select a.i, b.i j, 4 * abs(a.t - s.s - b.t) + abs(a.d - b.d) score
            from left_ours a anti join repeat_ours ra on a.i = ra.i join skew s using (k)
            join (select * from left_theirs b anti join repeat_theirs rb on b.i = rb.i) b
              on a.n = b.n and abs(a.t - s.s - b.t) <= 5 and abs(a.d - b.d) <= 60),
          r as (select *, row_number() over (partition by i order by score, j) ri,
            row_number() over (partition by j order by score, i) rj from c)
          select i, j from r where ri = 1 and rj = 1
          """);

  private static final String COUNTS =
      """
      select (select count(*) from pair where w = 0), (select count(*) from pair where w in (1, 2)),
        (select count(*) from pair where w > 2), (select count(*) from changed),
        (select count(*) from left_ours) - (select count(*) from repeat_ours)
          - (select count(*) from changed), (select count(*) from repeat_ours),
        (select count(*) from left_theirs) - (select count(*) from repeat_theirs)
          - (select count(*) from changed), (select count(*) from repeat_theirs)
      """;

  private MatchBench() {}

  static void run(int calls) throws Exception {
    TwoSides sides = TwoSides.make(calls, 20_260_901);
    System.out.printf(
        "%,d calls of ours, %,d of theirs%n", sides.ours().size(), sides.theirs().size());
    Matcher matcher = Matcher.USUAL.withThreads(2);
    Meter.Measured<Matched> best =
        Meter.best(RUNS, () -> matcher.match(sides.ours(), sides.theirs()));
    System.out.println("Wasl:   " + best.took().text(calls));
    System.out.println("  " + VoiceBench.peakMemory());
    requireTruth(sides, best.result());
    List<Long> counts = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      counts.add(best.result().countOurs(kind));
    }
    counts.add(best.result().countTheirs(Kind.ONLY));
    counts.add(best.result().countTheirs(Kind.DUPLICATE));
    System.out.println("  every planted class recovered exactly: " + counts);
    if (Meter.isAlone()) {
      return;
    }
    Meter.Measured<Connection> loaded = Meter.run(() -> load(sides));
    System.out.println("DuckDB, loading (not counted): " + loaded.took().text(calls));
    Meter.Measured<List<Long>> theirs = Meter.run(() -> duck(loaded.result()));
    System.out.println("DuckDB: " + theirs.took().text(calls));
    System.out.println("  " + theirs.result());
    System.out.printf(
        "CPU: Wasl takes 1/%.1f of DuckDB%n",
        theirs.took().cpuSeconds() / best.took().cpuSeconds());
  }

  private static void requireTruth(TwoSides sides, Matched matched) {
    long wrong = 0;
    for (int i = 0; i < sides.ours().size(); i++) {
      wrong += matched.ours()[i] == sides.oursTruth()[i] ? 0 : 1;
    }
    for (int i = 0; i < sides.theirs().size(); i++) {
      wrong += matched.theirs()[i] == sides.theirsTruth()[i] ? 0 : 1;
    }
    if (wrong != 0) {
      throw new IllegalStateException(wrong + " calls are not classed as planted");
    }
  }

  private static Connection load(TwoSides sides) throws SQLException {
    DuckDBConnection duck = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
    execute(duck, "set threads = 2");
    fill(duck, "ours", sides.ours());
    fill(duck, "theirs", sides.theirs());
    return duck;
  }

  private static void fill(DuckDBConnection duck, String name, CallTable calls)
      throws SQLException {
    execute(duck, "create table " + name + " (i int, n bigint, o int, t int, d int, k smallint)");
    try (DuckDBAppender rows = duck.createAppender(DuckDBConnection.DEFAULT_SCHEMA, name)) {
      for (int i = 0; i < calls.size(); i++) {
        rows.beginRow();
        rows.append(i);
        rows.append(calls.token()[i]);
        rows.append(calls.other()[i]);
        rows.append(calls.time()[i]);
        rows.append(calls.seconds()[i]);
        rows.append(calls.trunk()[i]);
        rows.endRow();
      }
    }
  }

  private static void execute(Connection duck, String sql) throws SQLException {
    try (Statement statement = duck.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<Long> duck(Connection duck) throws SQLException {
    for (String step : STEPS) {
      execute(duck, step);
    }
    List<Long> counts = new ArrayList<>();
    try (Statement statement = duck.createStatement();
        ResultSet row = statement.executeQuery(COUNTS)) {
      row.next();
      for (int i = 1; i <= 8; i++) {
        counts.add(row.getLong(i));
      }
    }
    return counts;
  }
}
