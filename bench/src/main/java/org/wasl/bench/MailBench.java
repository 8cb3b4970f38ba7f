package org.wasl.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.wasl.border.store.PostgresTransactions;
import org.wasl.post.EventCode;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.Moment;
import org.wasl.post.OfficeCode;
import org.wasl.post.keeping.MailBetween;
import org.wasl.post.keeping.Stored;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.post.store.PostgresPostStore;
import org.wasl.post.tracking.TimeStore.Which;
import org.wasl.post.tracking.TransitReport;
import org.wasl.terms.Validity;
import org.wasl.terms.country.Sourced;
import org.wasl.terms.country.WorkCalendar;

/// A year of mail in the database of a post: how long the reports over it take, and how long it
/// takes to keep one more scan. The times of the items stand there, their facts do not: no report
/// reads facts.
///
/// Arguments: items (11,200,000; with nine events each a little more than 100 million events).
public final class MailBench {
  private static final int ROUNDS = 5;
  private static final int SCANS = 2_000;
  private static final int STAYS = 20_000;
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2026, 12, 31);
  private static final Sourced SOURCE = new Sourced("bench", Sourced.Confidence.EXAMPLE);
  private static final WorkCalendar CALENDAR =
      new WorkCalendar(
          List.of(
              new WorkCalendar.Weekend(
                  Set.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY),
                  new Validity(Optional.empty(), Optional.empty()),
                  SOURCE)),
          List.of());

  private static final MailBetween BETWEEN =
      new MailBetween(
          Set.of(new OfficeCode("XACITA")), Set.of(new OfficeCode("XBCITA")), Set.of("XA", "XB"));

  private MailBench() {}

  public static void main(String[] args) throws IOException, SQLException {
    int items = args.length > 0 ? Integer.parseInt(args[0]) : 11_200_000;
    try (BenchDatabase database =
        BenchDatabase.start(BenchDatabase.folder("mail-bench"), "data", "post")) {
      HikariDataSource source = database.source();
      PostgresTransactions transactions = new PostgresTransactions(source);
      fill(source, items);
      PostgresPostStore store = new PostgresPostStore(transactions, BETWEEN);
      sum(source, transactions, store);
      for (LocalDate first : List.of(LAST.minusDays(30), FIRST)) {
        Which which = new Which("XA", false, first, LAST, "");
        print(
            "transit report, " + (first.equals(FIRST) ? "the year" : "31 days"),
            () -> TransitReport.of(store, which, CALENDAR, CALENDAR));
        print("telling, the same days", () -> store.telling(first, LAST, "E"));
      }
      fillFigures(source);
      print("mail by stream and day, 13 months", () -> store.rated(FIRST.minusDays(31), LAST));
      print("what arrived, the year", () -> store.arrivals(false, FIRST, LAST));
      print("scans by office and hour, the year", () -> store.scanned(FIRST, LAST));
      print("with customs for long, of " + STAYS, () -> store.atCustoms(Instant.now(), 1_000));
      print("released from customs, looked at", () -> transactions.within(store::sum));
      scans(transactions, store, items);
    }
  }

  /// Rows of 400,000 dispatches of two years, of offices and hours, and items that customs have,
  /// each with the facts by which it came there.
  private static void fillFigures(HikariDataSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement sql = connection.createStatement()) {
      sql.executeUpdate(
          "insert into post.figure (dispatch, changes, made, out, arrived, receptacles, notes,"
              + " advised_before, weighed, declared_grams, found_grams, stream, closed, priced,"
              + " grams, micro_sdr) select n::text, 3, 3, n % 2 = 0, day + 2, 5, 0, true, 1, 9000,"
              + " 9100, 'stream-' || n % 6, day, true, 45000, 123450000 from (select n,"
              + " date '2025-01-01' + (n % 730) as day from generate_series(1, 400000) n) each");
      sql.executeUpdate(
          "insert into post.scanning select day::date, 'XACI' || office, hour, 400 from"
              + " generate_series(date '2025-01-01', date '2026-12-31', interval '1 day') day,"
              + " generate_series(10, 29) office, generate_series(0, 23) hour");
      sql.executeUpdate(
          "insert into post.at_customs (item, kept, look) select 'EE' || lpad(n::text, 8, '0') ||"
              + " '0XB', timestamptz '2026-06-01 08:00Z', true from generate_series(1, "
              + STAYS
              + ") n");
      sql.executeUpdate(
          "insert into post.fact (id, ours, kind, office, wall, captured, happened, code, item,"
              + " kept, leaves, crosses, body) select gen_random_uuid(), true, 'item-seen',"
              + " 'XACITA', timestamp '2026-06-01 08:00', at, at, code, 'EE' ||"
              + " lpad(n::text, 8, '0') || '0XB', at, true, true, '{}' from (select n, code,"
              + " timestamptz '2026-06-01 08:00Z' as at from generate_series(1, "
              + STAYS
              + ") n, unnest(array['EMD', 'EDB', 'EME']) code) each");
      sql.execute("analyze post.figure");
      sql.execute("analyze post.scanning");
      sql.execute("analyze post.at_customs");
      sql.execute("analyze post.fact");
    }
  }

  /// A row an item, as many scans would have made it.
  private static void fill(HikariDataSource source, int items) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement sql = connection.createStatement()) {
      sql.executeUpdate(
          "insert into post.item select 'EE' || lpad(n::text, 8, '0') || '0' || case when n % 2 = 0"
              + " then 'XA' else 'XB' end, 'E', case when n % 2 = 0 then 'XA' else 'XB' end, at,"
              + " at::date, at + interval '20 hours', (at + interval '20 hours')::date,"
              + " at + interval '44 hours', (at + interval '44 hours')::date,"
              + " at + interval '46 hours', (at + interval '46 hours')::date,"
              + " at + interval '60 hours', (at + interval '60 hours')::date,"
              + " at + took, (at + took)::date from (select n, timestamptz '2026-01-01 08:00Z'"
              + " + (n % 525600) * interval '1 minute' as at,"
              + " (72 + n % 97) * interval '1 hour' as took from generate_series(1, "
              + items
              + ") as n) each");
      sql.executeUpdate(
          "insert into post.telling select day::date, code, class, ours, 10000, 9600 from"
              + " generate_series(date '2026-01-01', date '2026-12-31', interval '1 day') day,"
              + " unnest(array['EMA','EMB','EMC','EMD','EDB','EDC','EMF','EMG','EMI']) code,"
              + " unnest(array['E','C','R']) class, unnest(array[true, false]) ours");
      sql.execute("analyze post.item");
    }
    System.out.println(items + " items");
  }

  private static void sum(
      HikariDataSource source, PostgresTransactions transactions, PostgresPostStore store)
      throws SQLException {
    long start = System.nanoTime();
    transactions.within(store::sum);
    System.out.println("summed once: " + (System.nanoTime() - start) / 1_000_000 + " ms");
    try (Connection connection = source.getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute("analyze post.leg");
    }
  }

  private static void print(String what, Runnable report) {
    long[] took = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      report.run();
      took[i] = (System.nanoTime() - start) / 1_000_000;
    }
    Arrays.sort(took);
    System.out.println(
        what + ": " + took[ROUNDS / 2] + " ms (" + took[0] + " to " + took[ROUNDS - 1] + ")");
  }

  private static void scans(PostgresTransactions transactions, PostgresPostStore store, int items) {
    List<Long> took = new ArrayList<>();
    ZoneId zone = ZoneId.of("Asia/Baghdad");
    for (int i = 0; i < SCANS; i++) {
      ItemId item = ItemId.of("EE", (int) ((long) i * 7_919 % items), "XA");
      Instant now = Instant.now();
      Fact fact =
          new Fact(
              UUID.randomUUID(),
              new OfficeCode("XACITA"),
              Moment.at(now, zone),
              new Deed.ItemSeen(
                  new ItemReading.Valid(item),
                  EventCode.EMD,
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty()));
      long start = System.nanoTime();
      transactions.within(
          () -> store.add(new Stored(fact, true, Optional.of("clerk"), now, Optional.empty())));
      took.add((System.nanoTime() - start) / 1_000);
    }
    took.sort(Long::compare);
    System.out.println(
        "a scan kept, of "
            + SCANS
            + ": p50 "
            + took.get(SCANS / 2)
            + " us, p99 "
            + took.get(SCANS * 99 / 100)
            + " us, worst "
            + took.getLast()
            + " us");
  }
}
