package org.wasl.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wasl.node.Migrations;
import org.wasl.node.NodeSettings;
import org.wasl.node.database.EmbeddedPostgres;
import org.wasl.terms.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Says what this program would change in a node's database.
@Command(
    name = "upgrade",
    mixinStandardHelpOptions = true,
    exitCodeList =
        "1:the database is newer than this program, or of other scripts"
            + " / القاعدة أحدث من البرنامج أو من ملفات أخرى",
    description = {
      "Says which migrations this program would bring at the node's next start.",
      "يبيّن ما الذي سيغيّره هذا البرنامج في قاعدة بيانات العقدة عند بدئها."
    })
final class UpgradeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "HOME", description = "the folder of the node / مجلد العقدة")
  private Path home = Path.of("");

  @Option(
      names = "--check",
      required = true,
      description = "only look; the node migrates itself / للنظر فقط؛ العقدة ترقّي نفسها")
  private boolean check;

  @Mixin private Answer answer = new Answer();

  @Override
  public Integer call() {
    NodeSettings settings = NodeSettings.read(home.toAbsolutePath());
    if (settings.databaseUrl().isPresent()) {
      return say(
          Migrations.of(
              settings.databaseUrl().get(), settings.databaseUser(), settings.databasePassword()));
    }
    Optional<EmbeddedPostgres.Running> running =
        EmbeddedPostgres.findRunning(settings.home().resolve("postgres"));
    if (running.isPresent()) {
      return say(
          Migrations.of(running.get().url(), running.get().user(), running.get().password()));
    }
    try (EmbeddedPostgres server =
        EmbeddedPostgres.start(
            settings.home().resolve("postgres"), settings.home().resolve("program"))) {
      return say(Migrations.of(server.url(), server.user(), server.password()));
    }
  }

  private int say(List<Migrations.State> states) {
    boolean newer = states.stream().anyMatch(Migrations.State::newer);
    boolean changed = states.stream().anyMatch(Migrations.State::changed);
    answer.give(
        () ->
            Json.Obj.with()
                .put("newer", newer)
                .put("changed", changed)
                .put("schemas", Json.Arr.of(states.stream().map(UpgradeCommand::json).toList()))
                .end(),
        () -> print(states));
    return newer || changed ? ExitCode.NO.code() : ExitCode.DONE.code();
  }

  private static void print(List<Migrations.State> states) {
    states.forEach(each ->
        System.out.println(
            each.schema()
                + ": at "
                + each.present()
                + ", waiting "
                + each.waiting()
                + (each.newer() ? ", newer than this program" : "")
                + (each.changed() ? ", made by another text of a script" : "")));
    if (states.stream().anyMatch(Migrations.State::changed)) {
      System.out.println(
          "This database was made before the release and cannot be brought up to date; begin with a"
              + " new home. / أُنشئت هذه القاعدة قبل الإصدار ولا يمكن ترقيتها؛ ابدأ بمجلد جديد.");
    }
    if (states.stream().anyMatch(each -> !each.waiting().isEmpty())) {
      System.out.println(
          "Make a backup first: wasl backup. / خذ نسخة احتياطية أولاً: wasl backup.");
    }
  }

  private static Json.Obj json(Migrations.State state) {
    return Json.Obj.with()
        .put("schema", state.schema())
        .put("present", state.present())
        .putStrings("waiting", state.waiting())
        .put("newer", state.newer())
        .put("changed", state.changed())
        .end();
  }
}
