package org.wasl.cli;

import java.util.List;
import org.wasl.terms.LocalizedText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command `wasl`. Its exit codes are [ExitCode]s; what goes wrong is told as a [Problem].
@Command(
    name = "wasl",
    mixinStandardHelpOptions = true,
    version = "Wasl 0.1",
    description = {"Wasl: the link between two administrations.", "وصل: الصلة بين إدارتين."},
    subcommands = {
      Demo.class,
      NodeCommand.class,
      NodeCommand.Pair.class,
      Verify.class,
      LogCommand.class,
      VoiceCommand.class,
      NumberingCommand.class,
      PostCommand.class,
      TwinCommand.class,
      BackupCommand.class,
      BackupCommand.Restore.class,
      DoctorCommand.class,
      UpgradeCommand.class,
      BenchCommand.class,
      CompletionCommand.class
    })
public final class Wasl {
  @Option(
      names = "--trace",
      scope = ScopeType.INHERIT,
      description = "where it fails, also where in the program / موضع الخطأ في البرنامج أيضاً")
  private boolean trace;

  private Wasl() {}

  /// @param arguments as typed
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /// @return the exit code
  static int run(String... arguments) {
    return commandLine().execute(arguments);
  }

  /// All commands, with their exit codes and with what is said when they fail.
  static CommandLine commandLine() {
    Wasl wasl = new Wasl();
    CommandLine line = new CommandLine(wasl);
    line.setParameterExceptionHandler((thrown, _) -> wrongUse(thrown));
    line.setExecutionExceptionHandler(wasl::failed);
    ExitCode.document(line);
    return line;
  }

  private static int wrongUse(ParameterException thrown) {
    String command = thrown.getCommandLine().getCommandSpec().qualifiedName();
    String reason = String.valueOf(thrown.getMessage());
    String ar =
        switch (thrown) {
          case MissingParameterException _ -> "ينقص خيار أو معامل: ";
          case UnmatchedArgumentException _ -> "كلمة غير معروفة: ";
          default -> "قيمة غير مقبولة: ";
        };
    List<String> near =
        thrown instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    String help = command + " --help";
    String meant = near.isEmpty() ? "" : " [" + String.join(", ", near) + "]";
    Problem problem =
        new Problem(
            ExitCode.WRONG_USE,
            "",
            new LocalizedText(ar + reason, reason),
            new LocalizedText(
                "اقرأ: " + help + (meant.isEmpty() ? "" : "، أو لعلك تقصد" + meant),
                "Read: " + help + (meant.isEmpty() ? "" : "; or did you mean" + meant)));
    System.err.println(problem.lines(command));
    return problem.exit().code();
  }

  private int failed(Exception thrown, CommandLine line, ParseResult parsed) {
    String command = line.getCommandSpec().qualifiedName();
    Problem problem = Problem.of(thrown);
    System.err.println(problem.lines(command));
    CommandLine.Model.CommandSpec mixin = line.getCommandSpec().mixins().get("answer");
    if (mixin != null && mixin.userObject() instanceof Answer answer) {
      answer.fail(problem.json(command));
    }
    if (trace) {
      thrown.printStackTrace();
    }
    return problem.exit().code();
  }
}
