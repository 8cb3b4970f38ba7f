package org.wasl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wasl.border.linking.Anchor;
import org.wasl.border.proving.ReceiptVerifier;
import org.wasl.border.proving.ReceiptVerifier.Verdict;
import org.wasl.terms.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Checks a receipt offline.
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    exitCodeList = "1:refuted, or one of several is / غير ثابت",
    description = {
      "Checks a receipt offline against your own anchors.",
      "يفحص إشعار استلام دون اتصال، استناداً إلى ملفات المراسي لديك."
    })
final class Verify implements Callable<Integer> {
  @Parameters(paramLabel = "RECEIPT", description = "the receipt (ZIP)")
  private Path receipt = Path.of("");

  @Option(
      names = "--body",
      paramLabel = "FILE",
      description = "the body that was sent, if it is to be checked")
  private @Nullable Path body;

  @Option(
      names = "--trust",
      paramLabel = "ANCHOR",
      required = true,
      arity = "1..*",
      description = "anchor files that you trust, or folders of them")
  private List<Path> trust = new ArrayList<>();

  @Option(names = "--json", description = "answer as JSON")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    List<Anchor> anchors = new ArrayList<>();
    for (Path each : trust) {
      for (Path file : Files.isDirectory(each) ? files(each) : List.of(each)) {
        anchors.add(Anchor.read(file.toString(), Files.readAllBytes(file)));
      }
    }
    Optional<byte[]> bytes =
        body == null ? Optional.empty() : Optional.of(Files.readAllBytes(body));
    Verdict verdict = new ReceiptVerifier(anchors).verify(Files.readAllBytes(receipt), bytes);
    System.out.println(json ? json(verdict).canonical() : text(verdict));
    return verdict instanceof Verdict.Proved ? ExitCode.DONE.code() : ExitCode.NO.code();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static String text(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Proved proved ->
          "PROVED / ثابت\n  log        "
              + proved.origin()
              + "\n  index      "
              + proved.index()
              + "\n  message    "
              + proved.entry().id()
              + "\n  kind       "
              + proved.entry().kind()
              + "\n  from       "
              + proved.entry().author()
              + "\n  to         "
              + proved.entry().addressee()
              + "\n  cosigned   "
              + proved.cosignedAt()
              + "\n  body       "
              + (proved.bodyChecked() ? "checked / فُحص" : "not given / لم يُعط");
      case Verdict.Refuted refuted ->
          "REFUTED / غير ثابت\n  "
              + refuted.reason().code()
              + "\n  "
              + refuted.reason().text().en()
              + "\n  "
              + refuted.reason().text().ar();
    };
  }

  private static Json.Obj json(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Proved proved ->
          Json.Obj.with()
              .put("proved", true)
              .put("log", proved.origin().text())
              .put("index", proved.index())
              .put("message", proved.entry().id().toString())
              .put("kind", proved.entry().kind().toString())
              .put("cosignedAt", proved.cosignedAt().toString())
              .put("bodyChecked", proved.bodyChecked())
              .end();
      case Verdict.Refuted refuted ->
          Json.Obj.with()
              .put("proved", false)
              .put("code", refuted.reason().code())
              .put("reason", refuted.reason().text().en())
              .end();
    };
  }
}
