package org.wasl.node.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.wasl.terms.file.WholeFile;

/// PostgreSQL beside the node, on the loopback interface only: data checksums, SCRAM passwords, a
/// port that is chosen once and remembered. It stops when the node's process ends, however that
/// ends; a server that an earlier process left behind is stopped first. As root it runs under an
/// unprivileged user, since PostgreSQL refuses root.
public final class EmbeddedPostgres implements AutoCloseable {
  private static final String USER = "wasl";
  private static final String LOCK_FILE = "postmaster.pid";
  private static final Duration START = Duration.ofSeconds(60);

  /// cannot_connect_now (PostgreSQL, appendix A).
  private static final String STARTING = "57P03";

  private static final Duration ASK_AGAIN = Duration.ofMillis(50);
  private static final Duration RELAUNCH = Duration.ofMillis(500);
  private static final int LAUNCHES = 20;
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final List<String> UNPRIVILEGED = List.of("postgres", "nobody");

  private final Path folder;
  private final Path data;
  private final Path binaries;
  private final List<String> asUser;
  private final String password;
  private final int port;
  private final Map<String, String> others;
  private Process server;

  private EmbeddedPostgres(
      Path folder, Path binaries, List<String> asUser, Map<String, String> others) {
    this.others = Map.copyOf(others);
    this.folder = folder;
    this.data = folder.resolve("data");
    this.binaries = binaries;
    this.asUser = asUser;
    this.password = remembered("password", EmbeddedPostgres::randomPassword);
    stopOrphan();
    this.port = usablePort();
    if (!Files.exists(data.resolve("PG_VERSION"))) {
      initialise();
    }
    this.server = launchReady();
  }

  /// Starts the server of a node.
  ///
  /// @param folder where its data, password and port stay
  /// @param shared where the server's program is unpacked
  public static EmbeddedPostgres start(Path folder, Path shared) {
    return start(folder, shared, Map.of());
  }

  /// A server that somebody else set up, for tests.
  ///
  /// @param others settings that differ from those of a node's own server
  static EmbeddedPostgres start(Path folder, Path shared, Map<String, String> others) {
    try {
      Path home = Files.createDirectories(folder).toAbsolutePath();
      Path binaries = PostgresBinaries.unpack(shared.toAbsolutePath());
      return new EmbeddedPostgres(home, binaries, unprivileged(home), others);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use " + folder, e);
    }
  }

  /// How to reach a server that another process started.
  public record Running(String url, String user, String password) {}

  /// The server of a node's folder, when it answers.
  public static Optional<Running> findRunning(Path folder) {
    try {
      String port = Files.readString(folder.resolve("port")).strip();
      String password = Files.readString(folder.resolve("password")).strip();
      String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
      try (Connection _ = DriverManager.getConnection(url, USER, password)) {
        return Optional.of(new Running(url, USER, password));
      }
    } catch (IOException | SQLException e) {
      return Optional.empty();
    }
  }

  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  public String user() {
    return USER;
  }

  public String password() {
    return password;
  }

  /// The server's process, for tests that kill it.
  public long pid() {
    return lockedBy().filter(this::isOurs).map(ProcessHandle::pid).orElse(server.pid());
  }

  public boolean isAlive() {
    return server.isAlive();
  }

  /// Starts the server again after it died.
  public synchronized void revive() {
    if (!server.isAlive()) {
      stopOrphan();
      server = launchReady();
    }
  }

  @Override
  public void close() {
    stop(server.toHandle());
    stopOrphan();
  }

  /// Asks for a fast shutdown, then for an immediate one; each ends the sessions. Only the
  /// postmaster is told: its own processes take signals from it, and a checkpointer that is
  /// interrupted by somebody else makes it recover as from a crash.
  private static void stop(ProcessHandle postmaster) {
    for (String signal : List.of("INT", "QUIT", "KILL")) {
      signal(postmaster.pid(), signal);
      try {
        postmaster.onExit().get(STOP.toSeconds(), TimeUnit.SECONDS);
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (ExecutionException | TimeoutException _) {
        // the next signal is harder
      }
    }
  }

  private static void signal(long pid, String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// A postmaster that outlived its node holds the data; it is stopped before a new one starts. Its
  /// lock file stays: by it the next server sees whether processes of the old one are still at
  /// work. Only a lock file whose number belongs to some other program by now goes.
  private void stopOrphan() {
    Optional<ProcessHandle> named = lockedBy();
    if (named.isPresent() && isOurs(named.get())) {
      stop(named.get());
    } else if (named.isPresent()) {
      try {
        Files.deleteIfExists(data.resolve(LOCK_FILE));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// The process whose number stands in the lock file, while one has that number.
  private Optional<ProcessHandle> lockedBy() {
    try {
      return Files.readAllLines(data.resolve(LOCK_FILE)).stream()
          .findFirst()
          .flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /// A number may have gone to another program, or to another node's server, in the meantime.
  private boolean isOurs(ProcessHandle handle) {
    List<String> words = List.of(handle.info().arguments().orElse(new String[0]));
    int folder = words.indexOf("-D") + 1;
    try {
      return folder > 0
          && folder < words.size()
          && handle.info().command().orElse("").endsWith("postgres")
          && Files.isSameFile(Path.of(words.get(folder)), data);
    } catch (IOException | InvalidPathException e) {
      return false;
    }
  }

  /// Made beside its place and put there when it is whole: a start that is cut off leaves nothing
  /// that the next one could take for a database.
  private void initialise() {
    Path made = folder.resolve("data.new-" + ProcessHandle.current().pid());
    removeUnfinished();
    run(
        List.of(
            binaries.resolve("bin/initdb").toString(),
            "-D",
            made.toString(),
            "-U",
            USER,
            "--auth-local=scram-sha-256",
            "--auth-host=scram-sha-256",
            "--pwfile=" + folder.resolve("password"),
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--locale=C.UTF-8",
            "--data-checksums",
            // a new segment is filled with zeroes while commits wait: 16 MB hold them up for 100 ms
            "--wal-segsize=4",
            "--no-instructions"));
    try {
      WholeFile.put(made, data);
    } catch (IOException e) {
      throw new UncheckedIOException("the new database was not put into " + data, e);
    }
  }

  private void removeUnfinished() {
    try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(folder, "data.new-*")) {
      for (Path each : unfinished) {
        WholeFile.deleteTree(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an unfinished database cannot be removed", e);
    }
  }

  /// Processes of a server that was killed may hold its memory for a moment longer; a new server
  /// refuses to start beside them, so it is tried again.
  private Process launchReady() {
    for (int tried = 1; ; tried++) {
      Process started = launch();
      if (awaitReady(started)) {
        return started;
      }
      if (started.isAlive() || tried == LAUNCHES) {
        started.destroy();
        throw new DatabaseException(
            "لم تبدأ قاعدة البيانات؛ اقرأ " + folder.resolve("server.log"),
            "the database did not start; read " + folder.resolve("server.log"));
      }
      pause(RELAUNCH);
    }
  }

  private Process launch() {
    List<String> command = new ArrayList<>(boundToUs());
    command.add(binaries.resolve("bin/postgres").toString());
    command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
    // of two values for one setting the server takes the later
    for (Map<String, String> some : List.of(settings(), others)) {
      some.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    }
    try {
      return new ProcessBuilder(command)
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("server.log").toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("the database did not start", e);
    }
  }

  /// A program that ends when this process does, as the unprivileged user where we are root.
  private List<String> boundToUs() {
    boolean can = asUser.isEmpty() && Files.isExecutable(Path.of("/usr/bin/setpriv"));
    return can ? List.of("/usr/bin/setpriv", "--pdeathsig", "INT") : asUser;
  }

  private Map<String, String> settings() {
    return Map.ofEntries(
        Map.entry("listen_addresses", "127.0.0.1"),
        Map.entry("unix_socket_directories", folder.resolve("socket").toString()),
        Map.entry("fsync", "on"),
        Map.entry("full_page_writes", "on"),
        Map.entry("synchronous_commit", "on"),
        Map.entry("shared_buffers", "128MB"),
        Map.entry("max_connections", "60"),
        // segments that are used again cost a third of new ones
        Map.entry("min_wal_size", "1GB"),
        Map.entry("max_wal_size", "1GB"),
        Map.entry("wal_buffers", "16MB"),
        // what backends write goes to the disk soon, so that a checkpoint's fsync holds up no
        // commit
        Map.entry("backend_flush_after", "256kB"),
        Map.entry("wal_compression", "off"),
        Map.entry("log_min_messages", "warning"));
  }

  /// Waits as long as it says that it is starting: after a crash it goes through its write-ahead
  /// log, which takes what it takes on a slow disk, and begins anew when it is interrupted.
  ///
  /// @return false when it ended, or says nothing in time
  private boolean awaitReady(Process started) {
    long end = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < end) {
      try (Connection connection = DriverManager.getConnection(url(), USER, password);
          Statement statement = connection.createStatement()) {
        statement.execute("select 1");
        return true;
      } catch (SQLException e) {
        if (!started.isAlive()) {
          return false;
        }
        if (STARTING.equals(e.getSQLState())) {
          end = System.nanoTime() + START.toNanos();
        }
        pause(ASK_AGAIN);
      }
    }
    return false;
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(List<String> command) {
    List<String> whole = new ArrayList<>(boundToUs());
    whole.addAll(command);
    try {
      Process process =
          new ProcessBuilder(whole)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(folder.resolve("server.log").toFile()))
              .start();
      if (process.waitFor() != 0) {
        throw new DatabaseException(
            "تعذّر إنشاء قاعدة البيانات؛ اقرأ " + folder.resolve("server.log"),
            "the database was not created; read " + folder.resolve("server.log"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// As root: how to become an unprivileged user, after giving it the folder.
  private static List<String> unprivileged(Path home) throws IOException {
    Files.createDirectories(home.resolve("socket"));
    if (!System.getProperty("user.name").equals("root")) {
      return List.of();
    }
    for (String user : UNPRIVILEGED) {
      if (exitCode("id", "-u", user) == 0 && Files.isExecutable(Path.of("/usr/bin/setpriv"))) {
        exitCode("chown", "-R", user, home.toString());
        requireWayTo(home, user);
        return List.of("/usr/bin/setpriv", "--reuid", user, "--clear-groups", "--pdeathsig", "INT");
      }
    }
    throw new DatabaseException(
        "لا تعمل قاعدة البيانات بحساب الجذر؛ شغّل وصل بحساب عادي أو ثبّت util-linux",
        "the database does not run as root; start Wasl as an ordinary user or install util-linux");
  }

  private static void requireWayTo(Path home, String user) {
    int code =
        exitCode(
            "/usr/bin/setpriv", "--reuid", user, "--clear-groups", "test", "-x", home.toString());
    if (code != 0) {
      throw new DatabaseException(
          "لا يستطيع الحساب " + user + " دخول " + home + "؛ اختر مجلد بيانات آخر بالخيار --data",
          "the user " + user + " cannot enter " + home + "; choose another folder with --data");
    }
  }

  private static int exitCode(String... command) {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  /// A file that a start which was cut off left empty counts as none.
  private String remembered(String name, Supplier<String> made) {
    Path file = folder.resolve(name);
    try {
      if (!Files.exists(file) || Files.size(file) == 0) {
        remember(file, made.get());
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remember " + name + " in " + folder, e);
    }
  }

  private void remember(Path file, String text) throws IOException {
    WholeFile.writeSecret(file, text.getBytes(StandardCharsets.UTF_8));
    if (!asUser.isEmpty()) {
      exitCode("chown", asUser.get(asUser.indexOf("--reuid") + 1), file.toString());
    }
  }

  /// The port of the last start; another one when somebody else has taken it since.
  private int usablePort() {
    int port = Integer.parseInt(remembered("port", EmbeddedPostgres::freePort));
    if (isFree(port)) {
      return port;
    }
    try {
      remember(folder.resolve("port"), freePort());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remember port in " + folder, e);
    }
    return Integer.parseInt(remembered("port", EmbeddedPostgres::freePort));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static String randomPassword() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Integer.toString(socket.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
