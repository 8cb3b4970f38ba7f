package org.wasl.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wasl.border.proving.Receipt;
import org.wasl.border.seal.Checkpoint;
import org.wasl.border.seal.SignedNote;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
    @Parameters(
        paramLabel = "FILE",
        description = "a receipt (ZIP) or a signed note / إشعار استلام (ZIP) أو مذكرة موقّعة")
    private Path file = Path.of("");

    @Mixin private Answer answer = new Answer();

    private static final long MAX_FILE = 64 << 20;

    @Override
    public Integer call() throws IOException {
      byte[] bytes = Layout.read(file, MAX_FILE);
      boolean zip = bytes.length > 1 && bytes[0] == 'P' && bytes[1] == 'K';
      Optional<Receipt> receipt = zip ? Optional.of(Receipt.read(bytes)) : Optional.empty();
      SignedNote note =
          receipt.map(each -> each.proof().note()).orElseGet(() -> SignedNote.read(bytes));
      Checkpoint checkpoint = Checkpoint.read(note.text());
      answer.give(() -> json(receipt, checkpoint, note), () -> print(receipt, checkpoint, note));
      return ExitCode.DONE.code();
    }

    private static Json.Obj json(
        Optional<Receipt> receipt, Checkpoint checkpoint, SignedNote note) {
      Json.Builder answer =
          Json.Obj.with()
              .put("origin", checkpoint.origin())
              .put("size", checkpoint.size())
              .put("root", checkpoint.root().toString())
              .putStrings("signedBy", note.lines().stream().map(line -> line.name()).toList());
      receipt.ifPresent(
          each -> answer.put("entry", JsonReader.read("entry", each.entry(), each.entry().length)));
      return answer.end();
    }

    private static void print(Optional<Receipt> receipt, Checkpoint checkpoint, SignedNote note) {
      receipt.ifPresent(
          each -> System.out.println(new String(each.entry(), StandardCharsets.UTF_8)));
      System.out.println(
          checkpoint.origin() + " size " + checkpoint.size() + " root " + checkpoint.root());
      note.lines().forEach(line -> System.out.println("signed by " + line.name()));
    }
  }
}
