package org.wasl.node.backup;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.wasl.border.setup.ServiceRoom;
import org.wasl.terms.Progress;
import org.wasl.terms.Refusal;
import org.wasl.terms.Sha256;

/// A consistent copy of a node: each table by COPY from one snapshot, call record segments,
/// settings and keys of the node, and a manifest with the digest of every file. The keys of bodies
/// go to a folder of their own, with a life of its own: without them a backup holds no body, and
/// what was erased stays erased.
public final class NodeBackup {
  private static final String MANIFEST = "MANIFEST";

  /// In the order in which rows refer to each other.
  private static final List<String> OWN_TABLES =
      List.of(
          "node.account",
          "node.passkey_user",
          "node.passkey",
          "node.redress",
          "border.log",
          "border.packet",
          "border.message",
          "border.absent",
          "border.subtree",
          "border.checkpoint",
          "border.outcome",
          "border.erasure",
          "border.anchoring",
          "border.link_value",
          "border.alarm",
          "border.proposal");

  private static final String KEYS = "border_keys.packet_key";
  private static final List<String> FILES =
      List.of("wasl.properties", "keys.json", "tls.password", "tls.p12", "anchor.json");

  private final List<String> tables;
  private final List<String> folders;

  /// @param rooms of the services whose tables and folders go along
  public NodeBackup(List<ServiceRoom> rooms) {
    List<String> all = new ArrayList<>(OWN_TABLES);
    rooms.forEach(room -> all.addAll(room.tables()));
    this.tables = List.copyOf(all);
    this.folders =
        Stream.concat(Stream.of("peers"), rooms.stream().flatMap(room -> room.folders().stream()))
            .toList();
  }

  /// Tables whose rows go into a backup.
  List<String> tables() {
    return tables;
  }

  /// Writes a backup into an empty folder.
  ///
  /// @param keys where the keys of bodies go; absent to leave them out
  /// @param progress told of each table and each folder
  /// @return how many files the manifest names
  public int write(
      Connection database, Path home, Path folder, Optional<Path> keys, Progress progress)
      throws SQLException, IOException {
    int steps = tables.size() + folders.size() + 1;
    int done = 0;
    Files.createDirectories(folder.resolve("tables"));
    database.setAutoCommit(false);
    database.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    for (String table : tables) {
      progress.report("backup", done++, steps);
      copyOut(database, table, folder.resolve("tables").resolve(table));
    }
    if (keys.isPresent()) {
      Files.createDirectories(keys.get());
      copyOut(database, KEYS, keys.get().resolve(KEYS));
    }
    database.rollback();
    for (String file : FILES) {
      Files.copy(home.resolve(file), folder.resolve(file));
    }
    for (String each : folders) {
      progress.report("backup", done++, steps);
      copyFolder(home.resolve(each), folder.resolve(each));
    }
    progress.report("backup", done++, steps);
    List<String> manifest = manifest(folder);
    Files.write(folder.resolve(MANIFEST), manifest);
    progress.report("backup", done, steps);
    return manifest.size();
  }

  /// Checks that a backup is whole.
  ///
  /// @return what is wrong, or nothing
  public static Optional<Refusal> flaw(Path folder) throws IOException {
    List<String> stated = Files.readAllLines(folder.resolve(MANIFEST));
    List<String> found = manifest(folder);
    List<String> differing =
        stated.stream().filter(line -> !found.contains(line)).limit(3).toList();
    return differing.isEmpty() && stated.size() == found.size()
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                "backup.damaged",
                "النسخة الاحتياطية ناقصة أو تغيّرت: " + differing,
                "the backup is incomplete or was changed: " + differing));
  }

  /// Brings files back into an empty home; the database comes after.
  public void restoreFiles(Path folder, Path home) throws IOException {
    Files.createDirectories(home);
    for (String file : FILES) {
      Files.copy(folder.resolve(file), home.resolve(file));
    }
    for (String each : folders) {
      copyFolder(folder.resolve(each), home.resolve(each));
    }
  }

  /// Brings the rows back into a migrated, empty database and replays the erasures, so that nothing
  /// that was erased opens again.
  ///
  /// @param progress told of each table
  public void restoreRows(Connection database, Path folder, Optional<Path> keys, Progress progress)
      throws SQLException, IOException {
    database.setAutoCommit(false);
    int done = 0;
    for (String table : tables) {
      progress.report("restore", done++, tables.size());
      Path rows = folder.resolve("tables").resolve(table);
      // a backup of an earlier release has no rows for a table that came later; one that is lost is
      // noticed by the manifest
      if (Files.exists(rows)) {
        copyIn(database, table, rows);
      }
    }
    if (keys.isPresent()) {
      copyIn(database, KEYS, keys.get().resolve(KEYS));
    }
    for (String sequence : identities(database)) {
      try (Statement statement = database.createStatement()) {
        statement.execute(sequence);
      }
    }
    database.commit();
    progress.report("restore", done, tables.size());
  }

  private List<String> identities(Connection database) throws SQLException {
    List<String> statements = new ArrayList<>();
    try (Statement statement = database.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select table_schema, table_name, column_name from information_schema.columns"
                    + " where is_identity = 'YES'")) {
      while (rows.next()) {
        String table = rows.getString(1) + "." + rows.getString(2);
        if (!tables.contains(table)) {
          continue;
        }
        String column = rows.getString(3);
        statements.add(
            "select setval(pg_get_serial_sequence('"
                + table
                + "', '"
                + column
                + "'), (select"
                + " coalesce(max("
                + column
                + "), 0) + 1 from "
                + table
                + "), false)");
      }
    }
    return statements;
  }

  private static void copyOut(Connection database, String table, Path file)
      throws SQLException, IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      copying(database).copyOut("copy " + table + " to stdout (format binary)", out);
    }
  }

  private static void copyIn(Connection database, String table, Path file)
      throws SQLException, IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      copying(database).copyIn("copy " + table + " from stdin (format binary)", in);
    }
  }

  private static CopyManager copying(Connection database) throws SQLException {
    return database.unwrap(PGConnection.class).getCopyAPI();
  }

  private static void copyFolder(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName().toString()));
      }
    }
  }

  private static List<String> manifest(Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = folder.relativize(file).toString();
        if (!name.equals(MANIFEST)) {
          lines.add(digest(file) + "  " + name);
        }
      }
    }
    return lines;
  }

  private static String digest(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest sha = Sha256.start();
      try (DigestInputStream digesting = new DigestInputStream(in, sha)) {
        digesting.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(sha.digest());
    }
  }
}
