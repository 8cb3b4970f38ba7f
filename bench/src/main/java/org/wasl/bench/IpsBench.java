package org.wasl.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wasl.border.store.PostgresTransactions;
import org.wasl.post.OfficeCode;
import org.wasl.post.OfficeList;
import org.wasl.post.keeping.MailBetween;
import org.wasl.post.keeping.PostStore;
import org.wasl.post.keeping.Stored;
import org.wasl.post.migrating.Anomaly;
import org.wasl.post.migrating.CodeTables;
import org.wasl.post.migrating.ImportReport;
import org.wasl.post.migrating.IpsImport;
import org.wasl.post.migrating.JdbcTables;
import org.wasl.post.recording.Fact;
import org.wasl.post.store.PostgresPostStore;

/// Taking over mail from a database with the tables of IPS into the database of a post, both on one
/// server of this machine: how long it takes, whether the report counts every anomaly that was put
/// in, and how long a second run takes that finds everything there.
///
/// Arguments: rows of events (2,000,000), nine an item.
public final class IpsBench {
  private static final int A_ITEM = 9;
  private static final OfficeCode USUAL = new OfficeCode("XADAMA");
  private static final ZoneId ZONE = ZoneId.of("Asia/Damascus");

  private static final IpsImport.Post POST =
      new IpsImport.Post(USUAL, USUAL::equals, ZONE, OfficeList.NONE);

  private static final MailBetween BETWEEN =
      new MailBetween(Set.of(USUAL), Set.of(new OfficeCode("XBBGWA")), Set.of("XA", "XB"));

  private IpsBench() {}

  public static void main(String[] args) throws IOException, SQLException {
    int events = args.length > 0 ? Integer.parseInt(args[0]) : 2_000_000;
    try (BenchDatabase database =
        BenchDatabase.start(BenchDatabase.folder("ips-bench"), "data", "post")) {
      HikariDataSource source = database.source();
      fill(source, events / A_ITEM);
      PostgresTransactions transactions = new PostgresTransactions(source);
      PostStore store = new PostgresPostStore(transactions, BETWEEN);
      JdbcTables tables = new JdbcTables(source, "dbo");
      ImportReport first = run("first run", tables, transactions, store);
      check(first, events / A_ITEM);
      ImportReport again = run("second run", tables, transactions, store);
      System.out.println("new facts in the second run: " + again.fresh());
    }
  }

  private static ImportReport run(
      String what, JdbcTables tables, PostgresTransactions transactions, PostStore store) {
    long start = System.nanoTime();
    ImportReport report =
        IpsImport.read(
            tables, POST, CodeTables.shipped(), facts -> keep(transactions, store, facts));
    System.out.printf(
        "%s: %d items, %d events, %d taken, %d new in %.1f s%n",
        what,
        report.items(),
        report.events(),
        report.taken(),
        report.fresh(),
        (System.nanoTime() - start) / 1e9);
    return report;
  }

  private static int keep(PostgresTransactions transactions, PostStore store, List<Fact> facts) {
    Instant now = Instant.now();
    List<Stored> all =
        facts.stream()
            .map(each -> new Stored(each, true, Optional.of("ips"), now, Optional.empty(), true))
            .toList();
    return transactions.within(() -> store.addAll(all).size());
  }

  /// Every 100th item is in small letters, every 50th has no office at its delivery, every 40th has
  /// a departure after its delivery, every 25th an event of no place in EMSEVT in the place of its
  /// sixth.
  private static void fill(HikariDataSource source, int items) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute("create schema dbo");
      sql.execute(
          "create table dbo.\"N_OWN_OFFICES\" (\"OWN_OFFICE_CD\" text, \"OWN_OFFICE_FCD\" text)");
      sql.execute("insert into dbo.\"N_OWN_OFFICES\" values ('1', 'XADAMA'), ('2', 'XBBGWA')");
      sql.execute("create table dbo.\"L_RECPTCLS\" (\"RECPTCL_PID\" text, \"RECPTCL_FID\" text)");
      sql.execute(
          "create table dbo.\"L_RECPTCL_EVENTS\" (\"RECPTCL_PID\" text, \"EVENT_TYPE_CD\" int,"
              + " \"EVENT_GMT_DT\" timestamp)");
      sql.execute(
          "create table dbo.\"L_MAILITMS\" as select n as \"MAILITM_PID\", case when n % 100 = 0 then"
              + " lower(id) else id end as \"MAILITM_FID\", null::text as \"MAILITM_LOCAL_ID\" from"
              + " (select n, 'EE' || lpad(n::text, 8, '0') || (select case 11 - s % 11 when 10 then 0"
              + " when 11 then 5 else 11 - s % 11 end from (select sum(substr(lpad(n::text, 8, '0'), p,"
              + " 1)::int * (array[8,6,4,2,3,5,9,7])[p]) s from generate_series(1, 8) p) t) || 'XA' id"
              + " from generate_series(1, "
              + items
              + ") n) each");
      sql.execute(
          "create table dbo.\"L_MAILITM_EVENTS\" as select n as \"MAILITM_PID\", case when e = 6 and n % 25"
              + " = 0 then 41 else (array[1,3,12,30,31,71,72,74,37])[e] end as \"EVENT_TYPE_CD\","
              + " timestamp '2026-01-01 08:00' + (n % 500000) * interval '1 minute' + case when e = 3 and"
              + " n % 40 = 0 then 20 else e end * interval '6 hours' as \"EVENT_GMT_DT\", case when e = 9"
              + " and n % 50 = 0 then null when e < 4 then '1' else '2' end as \"EVENT_OFFICE_CD\","
              + " null::text as \"CONDITION_CD\", null::text as \"RECPTCL_PID\" from generate_series(1, "
              + items
              + ") n, generate_series(1, 9) e");
      sql.execute("analyze");
    }
    System.out.println(items + " items, " + (long) items * A_ITEM + " events in the tables of IPS");
  }

  private static void check(ImportReport report, int items) {
    Map<Anomaly, Long> planted =
        Map.of(
            Anomaly.LOWER_CASE, items / 100L,
            Anomaly.OFFICE_MISSING, items / 50L,
            Anomaly.IMPOSSIBLE_HOP, items / 40L,
            Anomaly.OTHER_EVENT, items / 25L);
    if (!report.counts().equals(planted)) {
      throw new IllegalStateException("planted " + planted + ", reported " + report.counts());
    }
    System.out.println("every anomaly is reported, and no other: " + report.counts());
  }
}
