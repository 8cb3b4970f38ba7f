package org.wasl.node.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

/// PostgreSQL beside the node, on the loopback interface only: data checksums, SCRAM passwords, a
/// port that is chosen once and remembered. It stops when the node's process ends, however that
/// ends; a server that an earlier process left behind is stopped first. As root it runs under an
/// unprivileged user, since PostgreSQL refuses root.
public final class EmbeddedPostgres implements AutoCloseable {
  private static final String USER = "wasl";
  private static final Duration START = Duration.ofSeconds(60);
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
    this.port = Integer.parseInt(remembered("port", EmbeddedPostgres::freePort));
    stopOrphan();
    if (!Files.exists(data.resolve("PG_VERSION"))) {
      initialise();
    }
    this.server = launch();
    awaitReady();
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
    return postmasterPid().orElse(server.pid());
  }

  public boolean isAlive() {
    return server.isAlive();
  }

  /// Starts the server again after it died.
  public synchronized void revive() {
    if (!server.isAlive()) {
      stopOrphan();
      server = launch();
      awaitReady();
    }
  }

  @Override
  public void close() {
    stop(server.toHandle());
    stopOrphan();
  }

  private static void stop(ProcessHandle handle) {
    handle.descendants().forEach(each -> signal(each.pid(), "INT"));
    signal(handle.pid(), "INT");
    try {
      handle.onExit().get(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      handle.destroyForcibly();
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

  /// A postmaster that outlived its node holds the data; it is stopped before a new one starts.
  private void stopOrphan() {
    postmasterPid().flatMap(ProcessHandle::of).ifPresent(EmbeddedPostgres::stop);
    try {
      Files.deleteIfExists(data.resolve("postmaster.pid"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Long> postmasterPid() {
    Path file = data.resolve("postmaster.pid");
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
      boolean ours =
          ProcessHandle.of(pid)
              .flatMap(handle -> handle.info().commandLine().or(() -> handle.info().command()))
              .map(command -> command.contains("postgres"))
              .orElse(false);
      return ours ? Optional.of(pid) : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private void initialise() {
    Path secret = folder.resolve("password");
    run(
        List.of(
            binaries.resolve("bin/initdb").toString(),
            "-D",
            data.toString(),
            "-U",
            USER,
            "--auth-local=scram-sha-256",
            "--auth-host=scram-sha-256",
            "--pwfile=" + secret,
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--locale=C.UTF-8",
            "--data-checksums",
            // a new segment is filled with zeroes while commits wait: 16 MB hold them up for 100 ms
            "--wal-segsize=4",
            "--no-instructions"));
  }

  private Process launch() {
    List<String> command = new ArrayList<>(asUser);
    if (asUser.isEmpty() && Files.isExecutable(Path.of("/usr/bin/setpriv"))) {
      command.addAll(List.of("/usr/bin/setpriv", "--pdeathsig", "INT"));
    }
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

  private void awaitReady() {
    long end = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < end) {
      try (Connection connection = DriverManager.getConnection(url(), USER, password);
          Statement statement = connection.createStatement()) {
        statement.execute("select 1");
        return;
      } catch (SQLException e) {
        pause();
      }
      if (!server.isAlive()) {
        break;
      }
    }
    throw new DatabaseException(
        "لم تبدأ قاعدة البيانات؛ اقرأ " + folder.resolve("server.log"),
        "the database did not start; read " + folder.resolve("server.log"));
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(List<String> command) {
    List<String> whole = new ArrayList<>(asUser);
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

  private String remembered(String name, Supplier<String> made) {
    Path file = folder.resolve(name);
    try {
      if (!Files.exists(file)) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, made.get());
        if (!asUser.isEmpty()) {
          exitCode("chown", asUser.get(asUser.indexOf("--reuid") + 1), file.toString());
        }
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remember " + name + " in " + folder, e);
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
