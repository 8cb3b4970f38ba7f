package org.wasl.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.wasl.border.proving.Receipt;
import org.wasl.border.seal.Checkpoint;
import org.wasl.border.seal.SignedNote;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Looks into evidence.
@Command(
    name = "log",
    mixinStandardHelpOptions = true,
    description = {"Looks into evidence.", "يعرض ما في الأدلة."},
    subcommands = LogCommand.Inspect.class)
final class LogCommand {
  private LogCommand() {}

  /// Shows what a receipt or a signed note says, without judging it.
  @Command(
      name = "inspect",
      mixinStandardHelpOptions = true,
      description = {
        "Shows what a receipt or a checkpoint says.",
        "يعرض محتوى إشعار أو نقطة تحقق."
      })
  static final class Inspect implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "a receipt (ZIP) or a signed note")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
      byte[] bytes = Files.readAllBytes(file);
      boolean zip = bytes.length > 1 && bytes[0] == 'P' && bytes[1] == 'K';
      SignedNote note = zip ? Receipt.read(bytes).proof().note() : SignedNote.read(bytes);
      if (zip) {
        System.out.println(new String(Receipt.read(bytes).entry(), StandardCharsets.UTF_8));
      }
      Checkpoint checkpoint = Checkpoint.read(note.text());
      System.out.println(
          checkpoint.origin() + " size " + checkpoint.size() + " root " + checkpoint.root());
      note.lines().forEach(line -> System.out.println("signed by " + line.name()));
      return ExitCode.DONE.code();
    }
  }
}
