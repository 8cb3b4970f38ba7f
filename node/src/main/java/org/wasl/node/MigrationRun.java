package org.wasl.node;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.wasl.post.migrating.ImportReport;
import org.wasl.post.migrating.IpsImport;
import org.wasl.post.migrating.JdbcTables;
import org.wasl.terms.Progress;
import org.wasl.terms.Refusal;

/// Takes over what the databases of IPS and CDS hold. It is asked for by a file `ips…` or `cds…` in
/// the folder `drop/migrate`, whatever stands in it; the report lies in `done`. What was taken over
/// before is known: a run that was interrupted is simply asked for again.
public final class MigrationRun {
  private static final String TASK = "post.load";
  private static final int WAIT_MILLIS = 15_000;
  private static final String EVENTS_FILE = "ips-receptacle-events.csv";
  private static final int REPORTS = 5;

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

  /// The reports that came last, newest first.
  public static List<Report> reports(Path home) throws IOException {
    return Stream.concat(reports(home, "done", true), reports(home, "refused", false))
        .sorted(Comparator.comparing((Report each) -> each.name().substring(3)).reversed())
        .limit(REPORTS)
        .toList();
  }

  private static Stream<Report> reports(Path home, String where, boolean isTaken)
      throws IOException {
    Path folder = folder(home).resolve(where);
    if (!Files.isDirectory(folder)) {
      return Stream.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all
          .filter(each -> each.toString().endsWith(".txt"))
          .map(each ->
              new Report(
                  String.valueOf(each.getFileName()).replace(".txt", ""), isTaken, text(each)))
          .toList()
          .stream();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  private CodeTables codes() throws IOException {
    Path own = settings.countries().resolve(settings.party().value()).resolve(EVENTS_FILE);
    return Files.isRegularFile(own)
        ? CodeTables.shipped().withReceptacleEvents(Files.readString(own))
        : CodeTables.shipped();
  }

  private ImportReport ips(JdbcTables tables) throws IOException {
    long total = tables.count(IpsImport.ITEM_EVENTS);
    long[] done = {0};
    return IpsImport.read(
        tables,
        post.offices().getFirst().code(),
        post.zone(),
        codes(),
        facts -> {
          done[0] += facts.size();
          progress.report(TASK, Math.min(done[0], total), total);
          return post.takeAll(facts, "ips");
        });
  }

  private ImportReport cds(JdbcTables tables) throws IOException {
    long total = tables.count("O_DECLARATIONS");
    long[] done = {0};
    Function<CustomsDeclaration, Optional<Anomaly>> taker =
        declaration -> {
          progress.report(TASK, ++done[0], total);
          return anomaly(customs.takeOver(declaration, "cds"));
        };
    return CdsImport.read(tables, post.offices().getFirst().code(), codes(), taker);
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
