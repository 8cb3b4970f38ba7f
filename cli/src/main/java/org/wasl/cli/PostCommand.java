package org.wasl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wasl.node.MigrationRun;
import org.wasl.node.NodeSettings;
import org.wasl.node.drop.DropFolder;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The post's commands.
@Command(
    name = "post",
    mixinStandardHelpOptions = true,
    description = {"Mail.", "البريد."},
    subcommands = PostCommand.Migrate.class)
final class PostCommand {
  private PostCommand() {}

  /// Which system is taken over from.
  enum System {
    ips,
    cds
  }

  /// Asks a running node to take over what another system holds, and waits for the report.
  @Command(
      name = "migrate",
      mixinStandardHelpOptions = true,
      exitCodeList = "1:the database could not be read / تعذرت قراءة القاعدة",
      description = {
        "Takes over mail from the database of IPS, or customs declarations of items not yet sent from"
            + " that of CDS, into a running node; nothing is written there.",
        "ينقل إلى عقدة عاملة بريد قاعدة IPS أو إقرارات قاعدة CDS للبعائث التي لم تُرسل، ولا يكتب فيهما شيئاً."
      })
  static final class Migrate implements Callable<Integer> {
    private static final int PAUSE_MILLIS = 500;

    @Parameters(
        index = "0",
        paramLabel = "SYSTEM",
        description = "${COMPLETION-CANDIDATES}: from where / من أين")
    private System system = System.ips;

    @Option(names = "--home", required = true, description = "the node's home / مجلد العقدة")
    private Path home = Path.of("");

    @Option(
        names = "--minutes",
        defaultValue = "240",
        description =
            "how long the report is awaited, ${DEFAULT-VALUE} when left out; the run goes on after"
                + " that / كم دقيقة يُنتظر التقرير، ولا يتوقف النقل بعدها")
    private int minutes = 240;

    @Mixin private Answer answer = new Answer();

    @Override
    public Integer call() throws Exception {
      NodeSettings settings = NodeSettings.read(home.toAbsolutePath());
      Path folder = MigrationRun.folder(settings.home());
      if (!Files.isDirectory(folder)) {
        throw notTaken(folder, "لم تعمل عقدة في هذا المجلد", "no node has run in this home");
      }
      String name = MigrationRun.ask(settings.home(), system.name(), Instant.now().toEpochMilli());
      DropFolder.Fate fate =
          await(folder, name)
              .orElseThrow(() ->
                  notTaken(
                      folder,
                      "لم ينته النقل في وقته: " + name,
                      "the run did not end in its time: " + name));
      answer.give(
          () -> Json.Obj.with().put("taken", fate.taken()).put("report", fate.text()).end(),
          () -> java.lang.System.out.print(fate.text()));
      return fate.taken() ? ExitCode.DONE.code() : ExitCode.NO.code();
    }

    private Optional<DropFolder.Fate> await(Path folder, String name)
        throws IOException, InterruptedException {
      Instant end = Instant.now().plus(Duration.ofMinutes(minutes));
      while (Instant.now().isBefore(end)) {
        Optional<DropFolder.Fate> fate = DropFolder.fate(folder, name);
        if (fate.isPresent()) {
          return fate;
        }
        Thread.sleep(PAUSE_MILLIS);
      }
      return Optional.empty();
    }

    private static ProblemException notTaken(Path folder, String ar, String en) {
      return new ProblemException(
          new Problem(
              ExitCode.MISSING,
              folder.toString(),
              new LocalizedText(ar, en),
              new LocalizedText(
                  "هل هي عاملة؟ wasl doctor HOME.", "Does it run? wasl doctor HOME.")));
    }
  }
}
