package org.wasl.node.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.node.Node;
import org.wasl.node.NodeHome;
import org.wasl.node.NodeSettings;

class EmbeddedPostgresTest {
  private static final Path TARGET = Path.of(System.getProperty("java.io.tmpdir"));

  private static EmbeddedPostgres start(String name) {
    return EmbeddedPostgres.start(TARGET.resolve(name), TARGET.resolve("pg-program"));
  }

  private static Connection connect(EmbeddedPostgres server) throws SQLException {
    return DriverManager.getConnection(server.url(), server.user(), server.password());
  }

  @Test
  void whatIsCommittedSurvivesAKilledServerAndAKilledServerIsRevived()
      throws SQLException, IOException, InterruptedException {
    try (EmbeddedPostgres server = start("kill-" + UUID.randomUUID())) {
      try (Connection connection = connect(server)) {
        connection.createStatement().execute("create table kept (n int)");
        connection.createStatement().execute("insert into kept values (42)");
      }
      new ProcessBuilder("kill", "-9", Long.toString(server.pid())).start().waitFor();
      for (int i = 0; i < 200 && server.isAlive(); i++) {
        Thread.sleep(20);
      }
      assertFalse(server.isAlive());
      server.revive();
      try (Connection connection = connect(server);
          var row = connection.createStatement().executeQuery("select n from kept")) {
        assertTrue(row.next());
        assertEquals(42, row.getInt(1));
      }
    }
  }

  @Test
  void aSecondStartFindsTheDataAndThePort() throws SQLException {
    String name = "again-" + UUID.randomUUID();
    String url;
    try (EmbeddedPostgres server = start(name);
        Connection connection = connect(server)) {
      url = server.url();
      connection.createStatement().execute("create table kept (n int)");
    }
    try (EmbeddedPostgres server = start(name);
        Connection connection = connect(server)) {
      assertEquals(url, server.url());
      connection.createStatement().execute("insert into kept values (1)");
    }
  }

  private static Path folder(String name) throws IOException {
    return Files.createDirectories(TARGET.resolve(name + "-" + UUID.randomUUID()));
  }

  private static EmbeddedPostgres start(Path folder) {
    return EmbeddedPostgres.start(folder, TARGET.resolve("pg-program"));
  }

  private static void requireAnswer(EmbeddedPostgres server) throws SQLException {
    try (Connection connection = connect(server)) {
      assertTrue(connection.isValid(5));
    }
  }

  @Test
  void aFirstStartThatWasCutOffAnywhereIsMadeGoodByTheNext() throws IOException, SQLException {
    Path folder = folder("cut-off");
    Files.createFile(folder.resolve("password"));
    Files.createFile(folder.resolve("port"));
    Path half = Files.createDirectories(folder.resolve("data.new-1/base"));
    Files.writeString(half.resolveSibling("PG_VERSION"), "18\n");
    try (EmbeddedPostgres server = start(folder)) {
      requireAnswer(server);
      assertFalse(Files.exists(folder.resolve("data.new-1")));
    }
  }

  @Test
  void aPortThatSomebodyElseHasTakenIsGivenUp() throws IOException, SQLException {
    Path folder = folder("port");
    start(folder).close();
    int port = Integer.parseInt(Files.readString(folder.resolve("port")).strip());
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        EmbeddedPostgres server = start(folder)) {
      requireAnswer(server);
      assertFalse(server.url().contains(":" + port + "/"));
    }
  }

  @Test
  void aLockWhoseNumberWentToAnotherProgramOrAnotherNodesServerIsPassedOver()
      throws IOException, SQLException {
    Path folder = folder("recycled");
    start(folder).close();
    Path lock = folder.resolve("data/postmaster.pid");
    try (EmbeddedPostgres neighbour = start(folder("neighbour"))) {
      for (long number : List.of(neighbour.pid(), ProcessHandle.current().pid())) {
        Files.writeString(lock, number + "\n");
        try (EmbeddedPostgres server = start(folder)) {
          requireAnswer(server);
        }
        requireAnswer(neighbour);
      }
    }
  }

  @Test
  void aServerThatOutlivedItsNodeIsStopped() throws IOException, SQLException {
    Path folder = folder("orphan");
    EmbeddedPostgres first = start(folder);
    try (EmbeddedPostgres second = start(folder)) {
      assertFalse(first.isAlive());
      requireAnswer(second);
    }
  }

  @Test
  void aWrongPasswordIsRefused() {
    try (EmbeddedPostgres server = start("password-" + UUID.randomUUID())) {
      SQLException refused =
          assertThrows(
              SQLException.class,
              () -> DriverManager.getConnection(server.url(), server.user(), "wrong"));
      assertEquals("28P01", refused.getSQLState());
    }
  }

  @Test
  void aDatabaseThatCouldLoseCommitsIsRefused() {
    try (HikariDataSource source = PostgresFixture.database()) {
      Durability.require(source);
    }
    try (HikariDataSource source = PostgresFixture.database()) {
      source.setConnectionInitSql("set synchronous_commit = off");
      assertThrows(DatabaseException.class, () -> Durability.require(source));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fsync", "full_page_writes", "synchronous_commit"})
  void aNodeDoesNotStartOnAnExternalServerThatCouldLoseCommits(String setting) throws Exception {
    try (EmbeddedPostgres server =
        EmbeddedPostgres.start(
            TARGET.resolve("external-" + UUID.randomUUID()),
            TARGET.resolve("pg-program"),
            Map.of(setting, "off"))) {
      Path home = Files.createDirectories(TARGET.resolve("home-" + UUID.randomUUID()));
      Files.writeString(
          home.resolve(NodeSettings.FILE),
          "wasl.party=sy\nwasl.peer=iq\nwasl.countries="
              + Path.of(System.getProperty("wasl.root", "..")).toAbsolutePath().resolve("countries")
              + "\nwasl.console.port=1\nwasl.peer.port=1\nwasl.database.url="
              + server.url()
              + "\nwasl.database.user="
              + server.user()
              + "\nwasl.database.password="
              + server.password()
              + "\n");
      NodeSettings settings = NodeSettings.read(home);
      new NodeHome(home).make(settings, 2, 3, Instant.now());
      DatabaseException refused =
          assertThrows(
              DatabaseException.class, () -> new Node(settings, TARGET.resolve("pg-program")));
      assertEquals(
          "the database setting " + setting + " is off; set it to on and start again",
          refused.text().en());
      assertTrue(refused.text().ar().contains(setting), refused.text().ar());
    }
  }
}
