package org.wasl.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wasl.terms.LocalizedText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Measures this machine, in a process of its own.
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    exitCodeList = "1:the measurement ended with an error / انتهى القياس بخطأ",
    description = {
      "Measures speed on this machine. The peers beside which the figures of the README were taken come"
          + " with the sources only; without them Wasl is measured alone.",
      "يقيس السرعة على هذا الجهاز؛ وتُقاس المقارنة ببرامج أخرى من المصادر فقط."
    })
final class BenchCommand implements Callable<Integer> {
  /// What can be measured.
  enum What {
    border("BorderBench"),
    voice("VoiceBench"),
    detection("DetectionBench"),
    lookups("LookupBench"),
    post("PostBench"),
    postAccounts("AccountsBench"),
    edi("EdiBench"),
    forms("FormsBench"),
    clicks("ClicksBench"),
    mail("MailBench"),
    ips("IpsBench"),
    closing("ClosingBench");

    private final String program;

    What(String program) {
      this.program = program;
    }

    /// As it is written on the command line.
    @Override
    public String toString() {
      return this == postAccounts ? "post-accounts" : name();
    }
  }

  @Parameters(
      index = "0",
      arity = "0..1",
      defaultValue = "border",
      paramLabel = "WHAT",
      description =
          "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} when left out / القيمة المعتادة ${DEFAULT-VALUE}")
  private What what = What.border;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "WORD",
      description =
          "border: MESSAGES | rate A_SECOND MESSAGES | backlog MESSAGES;"
              + " voice: rate N | sizes N | tariff | ber N | match N; lookups: a part of a name; mail: ITEMS; ips: EVENTS; closing: ROUNDS; clicks: CALLS"
              + " | LINK_OF_FIRST_ADMINISTRATOR | ADDRESS USER PASSWORD"
              + " / الكلمات التي يأخذها القياس")
  private List<String> words = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path countries = Layout.countries();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-Dfile.encoding=UTF-8",
            "-Xmx4g",
            "-XX:+UseTransparentHugePages",
            "-Dwasl.program=" + System.getProperty("java.class.path"),
            "-cp",
            classes(),
            "org.wasl.bench." + what.program));
    command.addAll(words);
    Process measuring =
        new ProcessBuilder(command)
            .directory(Optional.ofNullable(countries.getParent()).orElse(countries).toFile())
            .inheritIO()
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(measuring::destroy));
    return measuring.waitFor() == 0 ? ExitCode.DONE.code() : ExitCode.NO.code();
  }

  private static String classes() {
    return Layout.findBench()
        .orElseThrow(() ->
            new ProblemException(
                new Problem(
                    ExitCode.MISSING,
                    "-Dwasl.bench",
                    new LocalizedText(
                        "القياسات ليست في هذا التثبيت",
                        "the measurements are not in this installation"),
                    new LocalizedText(
                        "شغّلها من المصادر: ./wasl bench.",
                        "Run them from the sources: ./wasl bench."))));
  }
}
