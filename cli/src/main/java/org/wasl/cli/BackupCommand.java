package org.wasl.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wasl.node.Node;
import org.wasl.node.NodeServices;
import org.wasl.node.NodeSettings;
import org.wasl.node.backup.NodeBackup;
import org.wasl.node.database.EmbeddedPostgres;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Takes a backup of a running or stopped node.
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    exitCodeList = "1:the folder is not empty / المجلد غير فارغ",
    description = {
      "Writes a backup of a node into an empty folder; --keys takes the keys of bodies apart.",
      "يكتب نسخة احتياطية من العقدة في مجلد فارغ، ومفاتيح المتون في مجلد آخر."
    })
final class BackupCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "HOME",
      description = "the folder of the node / مجلد العقدة")
  private Path home = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "FOLDER",
      description = "the folder of the backup / مجلد النسخة الاحتياطية")
  private Path folder = Path.of("");

  @Option(
      names = "--keys",
      paramLabel = "FOLDER",
      description = "where the keys of bodies go / أين تُكتب مفاتيح المتون")
  private @Nullable Path keys;

  @Option(
      names = "--program",
      paramLabel = "DIR",
      description = "where the database's program is unpacked / أين يُفكّ برنامج قاعدة البيانات")
  private @Nullable Path program;

  @Mixin private Answer answer = new Answer();

  @Override
  public Integer call() throws Exception {
    NodeSettings settings = NodeSettings.read(home.toAbsolutePath());
    Path unpacked = program == null ? settings.home().resolve("program") : program;
    if (settings.databaseUrl().isPresent()) {
      write(settings.databaseUrl().get(), settings.databaseUser(), settings.databasePassword());
      return ExitCode.DONE.code();
    }
    Optional<EmbeddedPostgres.Running> running =
        EmbeddedPostgres.findRunning(settings.home().resolve("postgres"));
    if (running.isPresent()) {
      write(running.get().url(), running.get().user(), running.get().password());
      return ExitCode.DONE.code();
    }
    try (EmbeddedPostgres server =
        EmbeddedPostgres.start(settings.home().resolve("postgres"), unpacked)) {
      write(server.url(), server.user(), server.password());
    }
    return ExitCode.DONE.code();
  }

  private void write(String url, String user, String password) throws Exception {
    int files;
    try (Connection database = DriverManager.getConnection(url, user, password);
        Bar bar = Bar.open()) {
      files =
          new NodeBackup(NodeServices.ROOMS)
              .write(database, home.toAbsolutePath(), folder, Optional.ofNullable(keys), bar);
    }
    answer.give(
        () ->
            Json.Obj.with()
                .put("folder", folder.toString())
                .put("files", files)
                .put("keys", keys != null)
                .end(),
        () -> System.out.println(folder));
  }

  /// Brings a node back into an empty home.
  @Command(
      name = "restore",
      mixinStandardHelpOptions = true,
      exitCodeList =
          "1:the backup is damaged, or the home is not empty / النسخة ناقصة أو المجلد غير فارغ",
      description = {
        "Brings a node back into an empty home. At its start it asks the peer before it signs.",
        "يعيد العقدة إلى مجلد فارغ، ولا توقّع شيئاً عند بدئها قبل سؤال النظير."
      })
  static final class Restore implements Callable<Integer> {
    @Parameters(
        index = "0",
        paramLabel = "FOLDER",
        description = "the folder of the backup / مجلد النسخة الاحتياطية")
    private Path folder = Path.of("");

    @Parameters(
        index = "1",
        paramLabel = "HOME",
        description = "the folder of the node / مجلد العقدة")
    private Path home = Path.of("");

    @Option(
        names = "--keys",
        paramLabel = "FOLDER",
        description = "the folder with the keys of bodies / مجلد مفاتيح المتون")
    private @Nullable Path keys;

    @Option(
        names = "--erasures",
        paramLabel = "FILE",
        description =
            "the erasure ledger as it stood last, kept apart from backups / سجل المحو كما كان آخر مرة، محفوظاً بعيداً عن النسخ")
    private @Nullable Path erasures;

    @Option(
        names = "--program",
        paramLabel = "DIR",
        description =
            "where the program of the database is unpacked / أين يُفكّ برنامج قاعدة البيانات")
    private @Nullable Path program;

    @Mixin private Answer answer = new Answer();

    @Override
    public Integer call() throws Exception {
      var flaw = NodeBackup.flaw(folder);
      if (flaw.isPresent()) {
        throw new ProblemException(
            new Problem(
                ExitCode.NO,
                folder.toString(),
                flaw.get().text(),
                new LocalizedText("خذ نسخة أخرى.", "Take another backup.")));
      }
      new NodeBackup(NodeServices.ROOMS).restoreFiles(folder, home.toAbsolutePath());
      NodeSettings settings = NodeSettings.read(home.toAbsolutePath());
      if (erasures != null) {
        Files.copy(erasures, home.toAbsolutePath().resolve("erasures.ledger"));
      }
      Path unpacked = program == null ? settings.home().resolve("program") : program;
      try (Bar bar = Bar.open()) {
        Node.restore(settings, unpacked, folder, Optional.ofNullable(keys), bar);
      }
      answer.give(
          () ->
              Json.Obj.with()
                  .put("home", home.toString())
                  .put("keys", keys != null)
                  .put("erasures", erasures != null)
                  .end(),
          () -> System.out.println(home));
      return ExitCode.DONE.code();
    }
  }
}
