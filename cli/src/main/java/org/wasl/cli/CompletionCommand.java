package org.wasl.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Prints the script by which a shell completes commands, options and files.
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the script that completes wasl in bash and zsh: source <(wasl completion).",
      "يطبع سكربت الإكمال التلقائي في bash وzsh."
    })
final class CompletionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    System.out.print(AutoComplete.bash("wasl", spec.root().commandLine()));
    System.out.println();
    return ExitCode.DONE.code();
  }
}
