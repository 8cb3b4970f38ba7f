package org.wasl.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command `wasl`. Exit codes: 0 done, 1 failed or refuted, 2 wrong use, 3 not found.
@Command(
    name = "wasl",
    mixinStandardHelpOptions = true,
    version = "Wasl 0.1",
    description = {"Wasl: the link between two administrations.", "وصل: الصلة بين إدارتين."},
    subcommands = {
      Demo.class,
      NodeCommand.class,
      Verify.class,
      LogCommand.class,
      VoiceCommand.class,
      NumberingCommand.class,
      TwinCommand.class,
      BackupCommand.class,
      BackupCommand.Restore.class,
      DoctorCommand.class,
      UpgradeCommand.class,
      AutoComplete.GenerateCompletion.class
    })
public final class Wasl {
  private Wasl() {}

  /// @param arguments as typed
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Wasl()).execute(arguments));
  }
}
