package org.wasl.cli;

import picocli.CommandLine.Command;

/// Numbering by file, without a node.
@Command(
    name = "numbering",
    mixinStandardHelpOptions = true,
    description = {"National numbering plans by file.", "خطط الترقيم الوطنية من الملفات."},
    subcommands = {
      NumberingCheck.class,
      NumberingImport.class,
      NumberingChange.class,
      NumberingDiff.class,
      NumberingFile.class,
      NumberingRouting.class
    })
final class NumberingCommand {
  private NumberingCommand() {}
}
