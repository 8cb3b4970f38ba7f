package org.wasl.node.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wasl.node.MigrationRun;
import org.wasl.node.database.PostgresFixture;
import org.wasl.node.drop.DropFolder;
import org.wasl.post.DispatchKey;
import org.wasl.post.EventCode;
import org.wasl.post.ItemId;
import org.wasl.post.OfficeCode;
import org.wasl.post.exchange.AccountDesk;
import org.wasl.post.exchange.ConsignmentDesk;
import org.wasl.post.exchange.CustomsDesk;
import org.wasl.post.exchange.PostDesk;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.migrating.JdbcTables;
import org.wasl.terms.Person;
import org.wasl.terms.Progress;

/// IPS and CDS over JDBC, on a database server of its own user who may only select.
class MigrationTest {
  private static final String PASSWORD = "only-for-reading";
  private static HikariDataSource database = PostgresFixture.database();
  private static RunningConsole console = start();
  private static RunningConsole other = RunningConsole.start("migration-iq", "iq", "sy", "");

  private static RunningConsole start() {
    try {
      String role = "reader_" + ProcessHandle.current().pid();
      execute(
          "create schema dbo",
          "create table dbo.\"L_MAILITMS\" (\"MAILITM_PID\" int, \"MAILITM_FID\" text, \"SECRET\" text)",
          "insert into dbo.\"L_MAILITMS\" values (1, 'EE123456785SY', 'x'), (2, 'ee473124829sy', 'x')",
          // as other databases spell it
          "create table dbo.l_mailitm_events (mailitm_pid int, event_type_cd int, event_gmt_dt"
              + " timestamp, event_office_cd text)",
          "insert into dbo.l_mailitm_events values (1, 1, '2026-03-01 09:00', 'SYALPA'), (2, 1,"
              + " '2026-03-01 09:00', 'SYALPA'), (2, 12, '2026-03-02 09:00:00.123', 'SYDAMA'), (7, 1,"
              + " '2026-03-01 09:00', 'SYALPA')",
          "create table dbo.\"L_DESPTCHS\" (\"DESPTCH_PID\" int, \"DESPTCH_FID\" text,"
              + " \"DESPTCH_WEIGHT\" numeric(9,3), \"DESPTCH_DEPARTURE_DT\" timestamp,"
              + " \"DESPTCH_RECPTCLS_NO\" int)",
          "insert into dbo.\"L_DESPTCHS\" values (1, 'IQBGWASYDAMAAEN60042', 22.7, '2026-03-01"
              + " 08:00', 1), (2, 'SYDAMAIQBGWAAEN60007', 5.0, '2026-03-01 08:00', 1), (3,"
              + " 'SYDAMAIQBGWAAEN60010', 6.5, '2026-03-05', 2)",
          "create table dbo.\"L_RECPTCLS\" (\"RECPTCL_PID\" int, \"RECPTCL_FID\" text,"
              + " \"RECPTCL_WEIGHT\" numeric(9,3), \"DESPTCH_PID\" int)",
          "insert into dbo.\"L_RECPTCLS\" values (5, 'IQBGWASYDAMAAEN60042003100227', 22.7, 1),"
              + " (6, 'SYDAMAIQBGWAAEN60007001100050', 5.0, 2), (7,"
              + " 'SYDAMAIQBGWAAEN60010001100060', 6.0, 3)",
          "create table dbo.\"L_RECPTCL_EVENTS\" (\"RECPTCL_PID\" int, \"EVENT_TYPE_CD\" int,"
              + " \"EVENT_GMT_DT\" timestamp)",
          "insert into dbo.\"L_RECPTCL_EVENTS\" values (5, 132, '2026-03-02 09:00')",
          "create table dbo.\"O_MAIL_OBJECTS\" (\"MAIL_OBJECT_PID\" int, \"MAIL_OBJECT_ID\" text)",
          "insert into dbo.\"O_MAIL_OBJECTS\" values (1, 'EE123456785SY'), (2, 'EE473124829SY'),"
              + " (3, 'EE000000005SY')",
          "create table dbo.\"O_DECLARATIONS\" (\"MAIL_OBJECT_PID\" int, \"DATA\" text)",
          "insert into dbo.\"O_DECLARATIONS\" select n, '<DecData TrDat=\"' || to_char(now(),"
              + " 'YYYYMMDD') || '\" GWgt=\"1\""
              + " SNm=\"Layla\" SCtr=\"SY\" RNm=\"Omar\" RCtr=\"IQ\"><ContentPieces><ContPc Desc=\"cotton"
              + " shirt\" Amt=\"20\" Cur=\"USD\"/></ContentPieces></DecData>' from generate_series(1, 3) n",
          "create role " + role + " login password '" + PASSWORD + "'",
          "grant usage on schema dbo to " + role,
          "grant select on all tables in schema dbo to " + role);
      Path secret = Files.createTempFile("reader", ".password");
      Files.writeString(secret, PASSWORD + "\n");
      StringBuilder settings = new StringBuilder();
      for (String each : List.of("ips", "cds")) {
        settings.append("wasl." + each + ".url=" + database.getJdbcUrl() + "\n");
        settings.append("wasl." + each + ".user=" + role + "\n");
        settings.append("wasl." + each + ".password=" + secret + "\n");
      }
      return RunningConsole.start("migration", settings.toString());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void execute(String... statements) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement sql = connection.createStatement()) {
      for (String each : statements) {
        sql.execute(each);
      }
    }
  }

  @BeforeAll
  static void pair() {
    console.node().border().pair(other.node().border().anchor());
    other.node().border().pair(console.node().border().anchor());
  }

  @AfterAll
  static void stop() {
    console.close();
    other.close();
    database.close();
  }

  private static PostDesk post() {
    return console.node().services().desk(PostDesk.class);
  }

  private static CustomsDesk customs() {
    return console.node().services().desk(CustomsDesk.class);
  }

  private static String run(String name) {
    MigrationRun run =
        new MigrationRun(console.node().settings(), post(), customs(), Progress.NONE);
    return switch (run.take(name)) {
      case DropFolder.Result.Taken(String report) -> report;
      case DropFolder.Result.Refused(var refusal) -> throw new AssertionError(refusal);
      case DropFolder.Result.Gone(var what) -> throw new AssertionError(what);
    };
  }

  private static String untilTold() throws InterruptedException {
    String report = run("cds-1");
    for (int i = 0; i < 200 && report.contains("DECLARATION_REFUSED"); i++) {
      Thread.sleep(50);
      report = run("cds-1");
    }
    return report;
  }

  @Test
  void mailAndOpenDeclarationsAreTakenOverOnceFromTablesSpelledEitherWay() throws Exception {
    String ips = run("ips-1");
    assertTrue(ips.contains("events 4\n"), ips);
    assertTrue(ips.contains("dispatches taken 3\n"), ips);
    assertTrue(ips.contains("new facts 6\n"), ips);
    assertTrue(
        ips.contains(
            "DISPATCH_WEIGHT_DIFFERS 1 (taken): L_DESPTCHS[DESPTCH_PID=3](6500g,sum 6000g)\n"),
        ips);
    assertTrue(
        ips.contains("DISPATCH_NUMBERS_MISSING 1 (taken): L_DESPTCHS[DESPTCH_PID=3](0008-0009)\n"),
        ips);
    assertTrue(ips.contains("no table N_OWN_OFFICES\n"), ips);
    assertTrue(ips.contains("receptacle event 132 (sent on): 1 (not taken)\n"), ips);
    assertTrue(
        ips.contains(
            "ORPHAN_EVENT 1 (not taken):"
                + " L_MAILITM_EVENTS[MAILITM_PID=7,EVENT_TYPE_CD=1,EVENT_GMT_DT=2026-03-01T09:00:00]\n"),
        ips);
    assertTrue(post().item("EE473124829SY").first(EventCode.EMC).isPresent());
    assertTrue(run("ips-2").contains("new facts 0\n"));

    whatIpsHandledIsThereAndConcernsNobodyAnew();

    String cds = untilTold();
    assertTrue(cds.contains("DECLARATION_DEPARTED 1 (not taken)"), cds);
    assertTrue(cds.contains("DECLARATION_UNSEEN 1 (not taken)"), cds);
    assertTrue(cds.contains("new facts 1\n"), cds);
    assertFalse(cds.contains("Layla"), cds);
    ItemId open = new ItemId("EE123456785SY");
    assertEquals(List.of(open), customs().taken());
    Person clerk = new Person("clerk", post().agreement().speaker(post().us()));
    CustomsDesk.Read read = customs().read(open, clerk);
    // its body stands at the border once it has its place in the log
    for (int i = 0; i < 200 && read instanceof CustomsDesk.Read.Erased; i++) {
      Thread.sleep(50);
      read = customs().read(open, clerk);
    }
    assertTrue(read instanceof CustomsDesk.Read.Found found && found.isOurs(), read.toString());
    String again = run("cds-2");
    assertTrue(again.contains("DECLARATION_KNOWN 1 (not taken)"), again);
    declarationsDumpedSayTheSameAndTheirArchiveDoesNotLieAbout();
  }

  private static void whatIpsHandledIsThereAndConcernsNobodyAnew() {
    post().tend();
    post().sendDigests();
    assertEquals(3, post().dispatches(true, 9).size() + post().dispatches(false, 9).size());
    DispatchPicture sent =
        post().picture(DispatchKey.parse("2026-SYDAMAIQBGWAAEN60007")).orElseThrow();
    assertEquals(5_000, sent.advice().orElseThrow().grams());
    assertEquals(List.of(), post().missing());
    assertEquals(List.of(), post().expected(new OfficeCode("SYDAMA"), 9), "it came long ago");
    assertEquals(List.of(), console.node().services().desk(AccountDesk.class).months());
    assertEquals(List.of(), new ConsignmentDesk(post()).waiting());
    assertEquals(Optional.empty(), post().tell());
    assertEquals(0, other.node().services().desk(PostDesk.class).heardCount());
    assertEquals(List.of(), other.node().services().desk(PostDesk.class).dispatches(false, 9));
  }

  private static void declarationsDumpedSayTheSameAndTheirArchiveDoesNotLieAbout()
      throws Exception {
    StringBuilder objects = new StringBuilder("MAIL_OBJECT_PID,MAIL_OBJECT_ID\n");
    StringBuilder declarations = new StringBuilder("MAIL_OBJECT_PID,DATA\n");
    try (Connection connection = database.getConnection();
        Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery(
                "select \"MAIL_OBJECT_PID\", \"MAIL_OBJECT_ID\", \"DATA\" from dbo.\"O_MAIL_OBJECTS\""
                    + " join dbo.\"O_DECLARATIONS\" using (\"MAIL_OBJECT_PID\")")) {
      while (row.next()) {
        objects.append(row.getString(1)).append(",").append(row.getString(2)).append("\n");
        String data = row.getString(3).replace("><", ">\n<").replace("\"", "\"\"");
        declarations.append(row.getString(1)).append(",\"").append(data).append("\"\n");
      }
    }
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(archive)) {
      out.putNextEntry(new ZipEntry("O_MAIL_OBJECTS.csv"));
      out.write(objects.toString().getBytes(StandardCharsets.UTF_8));
      out.putNextEntry(new ZipEntry("O_DECLARATIONS.csv"));
      out.write(declarations.toString().getBytes(StandardCharsets.UTF_8));
    }
    Path home = console.node().settings().home();
    Path drop = home.resolve("drop").resolve("cds");
    Path part =
        Files.write(Files.createDirectories(drop).resolve("dump.part"), archive.toByteArray());
    Files.move(part, drop.resolve("dump.zip"));
    Path report = drop.resolve("done").resolve("dump.zip.txt");
    assertTrue(until(() -> Files.exists(report)));
    String text = Files.readString(report);
    assertTrue(text.contains("DECLARATION_KNOWN 1 (not taken)"), text);
    assertTrue(text.contains("DECLARATION_DEPARTED 1 (not taken)"), text);
    assertTrue(text.contains("DECLARATION_UNSEEN 1 (not taken)"), text);
    assertFalse(text.contains("Layla"), text);
    assertFalse(Files.exists(drop.resolve("done").resolve("dump.zip")));
    assertFalse(Files.exists(home.resolve("unpacked-cds")));
  }

  /// In a pattern of JDBC an underscore stands for any letter.
  @Test
  void aSchemaIsNotAnotherOneThatIsSpelledAlmostAlike() throws SQLException {
    execute(
        "create schema ips_ro",
        "create schema ipsxro",
        "create table ipsxro.\"L_MAILITMS\" (\"MAILITM_PID\" text)");
    JdbcTables tables = new JdbcTables(database, "ips_ro");
    assertFalse(tables.each("L_MAILITMS", List.of("MAILITM_PID"), _ -> {}));
  }

  /// The other database makes the run wait; a file in another folder is taken meanwhile. Then the
  /// other database ends it, so that nothing is taken over here.
  @Test
  void otherFoldersAreLookedIntoWhileADatabaseIsTakenOver() throws Exception {
    Path home = console.node().settings().home();
    Path refused = MigrationRun.folder(home).resolve("refused");
    Path edi = home.resolve("drop").resolve("edi");
    try (Connection holding = database.getConnection();
        Statement sql = holding.createStatement()) {
      holding.setAutoCommit(false);
      sql.execute("lock table dbo.\"L_MAILITMS\" in access exclusive mode");
      String name = MigrationRun.ask(home, "ips", 7);
      assertTrue(until(MigrationTest::isWaitedFor));
      Files.writeString(edi.resolve("broken.edi"), "UNB");
      assertTrue(until(() -> Files.exists(edi.resolve("refused").resolve("broken.edi.txt"))));
      assertFalse(Files.exists(refused.resolve(name + ".txt")));
      execute(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where datname = current_database() and wait_event_type = 'Lock'");
      assertTrue(until(() -> Files.exists(refused.resolve(name + ".txt"))));
      holding.rollback();
    }
  }

  private static boolean isWaitedFor() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery(
                "select from pg_stat_activity where datname = current_database()"
                    + " and wait_event_type = 'Lock'")) {
      return row.next();
    }
  }

  private static boolean until(Callable<Boolean> happened) throws Exception {
    for (int i = 0; i < 400; i++) {
      if (happened.call()) {
        return true;
      }
      Thread.sleep(50);
    }
    return false;
  }

  @Test
  void onlyWantedColumnsAreRead() {
    List<String> columns = new ArrayList<>();
    new JdbcTables(database, "DBO")
        .each(
            "L_MAILITMS",
            List.of("MAILITM_PID", "MAILITM_FID", "NOT_THERE"),
            row -> columns.addAll(row.columns().keySet()));
    assertEquals(2, columns.stream().distinct().count());
    assertFalse(columns.contains("SECRET"));
  }

  @Test
  void aTableThatIsSpelledTwiceIsNotGuessedAt() throws SQLException {
    execute(
        "create schema twice",
        "create table twice.\"L_Mailitms\" (a int)",
        "create table twice.l_mailitms (a int)");
    JdbcTables tables = new JdbcTables(database, "twice");
    assertThrows(
        IllegalStateException.class, () -> tables.each("L_MAILITMS", List.of("A"), _ -> {}));
    execute(
        "create table twice.\"L_MAILITMS\" (\"A\" int)",
        "insert into twice.\"L_MAILITMS\" values (9)");
    List<String> cells = new ArrayList<>();
    assertTrue(tables.each("L_MAILITMS", List.of("A"), row -> cells.addAll(row.cells())));
    assertEquals(List.of("9"), cells);
    assertFalse(tables.each("L_OTHER", List.of("A"), _ -> {}));
  }
}
