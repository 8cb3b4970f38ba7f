package org.wasl.node;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.wasl.node.NodeSettings.OtherDatabase;
import org.wasl.node.drop.DropFolder;
import org.wasl.post.customs.CustomsDeclaration;
import org.wasl.post.exchange.CustomsDesk;
import org.wasl.post.exchange.PostDesk;
import org.wasl.post.migrating.Anomaly;
import org.wasl.post.migrating.CdsImport;
import org.wasl.post.migrating.CodeTables;
import org.wasl.post.migrating.DumpArchive;
import org.wasl.post.migrating.ImportReport;
import org.wasl.post.migrating.IpsImport;
import org.wasl.post.migrating.JdbcTables;
import org.wasl.post.migrating.Tables;
import org.wasl.terms.Progress;
import org.wasl.terms.Refusal;
import org.wasl.terms.file.WholeFile;

/// Takes over what the databases of IPS and CDS hold, or tables dumped of them. The former is asked
/// for by a file `ips…` or `cds…` in the folder `drop/migrate`, whatever stands in it; the report
/// lies in `done`. What was taken over before is known: a run that was interrupted is simply asked
/// for again.
public final class MigrationRun {
  private static final String TASK = "post.load";
  private static final int WAIT_MILLIS = 15_000;
  private static final int REPORTS = 5;
  private static final int MOST_BYTES = 1 << 20;

  private final NodeSettings settings;
  private final PostDesk post;
  private final CustomsDesk customs;
  private final Progress progress;

  public MigrationRun(
      NodeSettings settings, PostDesk post, CustomsDesk customs, Progress progress) {
    this.settings = settings;
    this.post = post;
    this.customs = customs;
    this.progress = progress;
  }

  /// Where it is asked for.
  public static Path folder(Path home) {
    return home.resolve("drop").resolve("migrate");
  }

  /// Asks for a run.
  ///
  /// @param what `ips` or `cds`
  /// @param id greater than that of every request before
  /// @return the name of the request
  public static String ask(Path home, String what, long id) throws IOException {
    if (!List.of("ips", "cds").contains(what)) {
      throw new IllegalArgumentException("neither ips nor cds: " + what);
    }
    String name = what + "-%015d".formatted(id);
    Path folder = Files.createDirectories(folder(home));
    Path part = Files.writeString(folder.resolve(name + ".part"), what + "\n");
    Files.move(part, folder.resolve(name));
    return name;
  }

  /// A report that lies there.
  public record Report(String name, boolean isTaken, String text) {}

  /// The reports that came last, newest first, cut off after a mebibyte. What else lies in the
  /// folders is no report.
  public static List<Report> reports(Path home) throws IOException {
    List<Written> written = new ArrayList<>(written(home, "done", true));
    written.addAll(written(home, "refused", false));
    List<Report> reports = new ArrayList<>();
    for (Written each :
        written.stream()
            .sorted(Comparator.comparing(Written::at).reversed())
            .limit(REPORTS)
            .toList()) {
      reports.add(each.read());
    }
    return reports;
  }

  private record Written(Path report, String name, boolean isTaken, FileTime at) {
    Report read() throws IOException {
      try (InputStream in = Files.newInputStream(report)) {
        return new Report(
            name, isTaken, new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
      }
    }
  }

  /// What a run said stands beside its request, under the name of the request and `.txt`.
  private static List<Written> written(Path home, String where, boolean isTaken)
      throws IOException {
    Path folder = folder(home).resolve(where);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> requests;
    try (Stream<Path> all = Files.list(folder)) {
      requests = all.toList();
    }
    List<Written> found = new ArrayList<>();
    for (Path each : requests) {
      String name = String.valueOf(each.getFileName());
      Path report = folder.resolve(name + ".txt");
      if (Files.isRegularFile(report)) {
        found.add(new Written(report, name, isTaken, Files.getLastModifiedTime(report)));
      }
    }
    return found;
  }

  /// The folder, watched.
  public DropFolder drop() {
    return new DropFolder(folder(settings.home()), (name, _) -> take(name));
  }

  /// @param name of the request
  public DropFolder.Result take(String name) {
    boolean isIps = name.startsWith("ips");
    Optional<OtherDatabase> database =
        isIps ? settings.ips() : name.startsWith("cds") ? settings.cds() : Optional.empty();
    if (database.isEmpty()) {
      return refused(
          "لا قاعدة لهذا النظام في wasl.properties: " + name,
          "wasl.properties names no database for this: " + name);
    }
    try (HikariDataSource source = source(database.get())) {
      JdbcTables tables = new JdbcTables(source, database.get().schema());
      return new DropFolder.Result.Taken((isIps ? ips(tables) : cds(tables)).text());
    } catch (IOException | RuntimeException e) {
      return refused(
          "تعذرت القراءة من قاعدة النظام الآخر: " + reason(e),
          "the database of the other system could not be read: " + reason(e));
    }
  }

  /// Takes over an archive of tables dumped of the other system, with a report of what is not as it
  /// should be.
  ///
  /// @param system `ips` or `cds`; declarations name people, so their archive does not lie about
  public DropFolder.Result takeDump(String system, String name, byte[] bytes) {
    boolean hasNames = system.equals("cds");
    Path folder = settings.home().resolve("unpacked-" + system);
    try {
      WholeFile.deleteTree(Files.createDirectories(folder));
      try {
        Tables tables = DumpArchive.unpack(bytes, Files.createDirectories(folder), hasNames);
        ImportReport report = hasNames ? cds(tables) : ips(tables);
        return gone(new DropFolder.Result.Taken(report.text()), hasNames);
      } finally {
        WholeFile.deleteTree(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      Refusal refusal =
          Refusal.of(
              "post." + system,
              "ليس أرشيف جداول سليماً: " + name + ": " + e.getMessage(),
              "not an archive of tables: " + name + ": " + e.getMessage());
      return gone(new DropFolder.Result.Refused(refusal), hasNames);
    }
  }

  private static DropFolder.Result gone(DropFolder.Result what, boolean hasNames) {
    return hasNames ? new DropFolder.Result.Gone(what) : what;
  }

  private static DropFolder.Result refused(String ar, String en) {
    return new DropFolder.Result.Refused(Refusal.of("post.migrate", ar, en));
  }

  private static String reason(Exception e) {
    Throwable cause = e.getCause();
    String deeper = cause == null ? "" : " (" + cause.getMessage() + ")";
    return e.getClass().getSimpleName() + ": " + e.getMessage() + deeper;
  }

  /// One connection, read-only.
  private static HikariDataSource source(OtherDatabase database) throws IOException {
    HikariDataSource source = new HikariDataSource();
    source.setJdbcUrl(database.url());
    source.setUsername(database.user());
    source.setPassword(
        Files.readString(database.password()).lines().findFirst().orElse("").strip());
    source.setMaximumPoolSize(1);
    source.setReadOnly(true);
    source.setConnectionTimeout(WAIT_MILLIS);
    return source;
  }

  /// What the other system's codes mean to this country.
  static CodeTables codes(NodeSettings settings) throws IOException {
    CodeTables codes = CodeTables.shipped();
    for (String each : CodeTables.REPLACEABLE) {
      Path own =
          settings.countries().resolve(settings.party().value()).resolve("ips-" + each + ".csv");
      if (Files.isRegularFile(own)) {
        codes = codes.with(each, Files.readString(own));
      }
    }
    return codes;
  }

  /// The mail of IPS, from its database or from tables dumped of it.
  ImportReport ips(Tables tables) throws IOException {
    long total = tables.count(IpsImport.ITEM_EVENTS);
    long[] done = {0};
    ImportReport report =
        IpsImport.read(
            tables,
            new IpsImport.Post(
                post.offices().getFirst().code(),
                post::isOurs,
                post.zone(),
                post.agreement().list()),
            codes(settings),
            facts -> {
              done[0] += facts.size();
              progress.report(TASK, total < 0 ? done[0] : Math.min(done[0], total), total);
              return post.takeOver(facts, "ips");
            });
    progress.report(TASK, done[0], done[0]);
    return report;
  }

  /// The declarations of CDS, from its database or from tables dumped of it.
  ImportReport cds(Tables tables) throws IOException {
    long total = tables.count("O_DECLARATIONS");
    long[] done = {0};
    Function<CustomsDeclaration, Optional<Anomaly>> taker =
        declaration -> {
          progress.report(TASK, ++done[0], total);
          return anomaly(customs.takeOver(declaration, "cds"));
        };
    ImportReport report =
        CdsImport.read(tables, post.offices().getFirst().code(), codes(settings), taker);
    progress.report(TASK, done[0], done[0]);
    return report;
  }

  private static Optional<Anomaly> anomaly(CustomsDesk.TakenOver taken) {
    return switch (taken) {
      case TOLD -> Optional.empty();
      case KNOWN -> Optional.of(Anomaly.DECLARATION_KNOWN);
      case DEPARTED -> Optional.of(Anomaly.DECLARATION_DEPARTED);
      case UNSEEN -> Optional.of(Anomaly.DECLARATION_UNSEEN);
      case OLD -> Optional.of(Anomaly.DECLARATION_OLD);
      case OF_OTHERS -> Optional.of(Anomaly.DECLARATION_OF_OTHERS);
      case STOPPED -> Optional.of(Anomaly.DECLARATION_STOPPED);
      case REFUSED -> Optional.of(Anomaly.DECLARATION_REFUSED);
    };
  }
}
