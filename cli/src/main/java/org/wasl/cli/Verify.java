package org.wasl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wasl.border.Draft;
import org.wasl.border.linking.Anchor;
import org.wasl.border.proving.EvidenceBundle;
import org.wasl.border.proving.EvidenceBundle.Worth;
import org.wasl.border.proving.MalformedReceiptException;
import org.wasl.border.proving.ReceiptVerifier;
import org.wasl.border.proving.ReceiptVerifier.Verdict;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.Refusal;
import org.wasl.terms.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Checks receipts and bundles of evidence offline.
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    exitCodeList = "1:refuted, or one of several is / غير ثابت",
    description = {
      "Checks receipts, and evidence with the receipts in it, offline against your own anchors;"
          + " --body goes with one receipt.",
      "يفحص إشعارات الاستلام وملفات الأدلة بما فيها دون اتصال، استناداً إلى ملفات المراسي لديك."
    })
final class Verify implements Callable<Integer> {
  private static final int MAX_RECEIPTS = 1_000_000;
  private static final long MAX_RECEIPT = 64 << 20;
  private static final long MAX_ANCHOR = 1 << 20;

  @Parameters(
      paramLabel = "RECEIPT",
      arity = "1..*",
      description =
          "receipts or evidence (ZIP), or folders of them / إشعارات أو أدلة (ZIP) أو مجلداتها")
  private List<Path> receipts = new ArrayList<>();

  @Option(
      names = "--body",
      paramLabel = "FILE",
      description = "the body that was sent, if it is to be checked / المتن المُرسل إن أُريد فحصه")
  private @Nullable Path body;

  @Option(
      names = "--trust",
      paramLabel = "ANCHOR",
      required = true,
      arity = "1..*",
      description =
          "anchor files that you trust, or folders of them / ملفات مراسٍ تثق بها أو مجلداتها")
  private List<Path> trust = new ArrayList<>();

  @Mixin private Answer answer = new Answer();

  @Override
  public Integer call() throws IOException {
    List<Anchor> anchors = new ArrayList<>();
    for (Path each : trust) {
      for (Path file : files(each, ".json")) {
        anchors.add(Anchor.read(file.toString(), Layout.read(file, MAX_ANCHOR)));
      }
    }
    Optional<byte[]> bytes =
        body == null ? Optional.empty() : Optional.of(Layout.read(body, Draft.MAX_BODY));
    List<Path> files = new ArrayList<>();
    for (Path each : receipts) {
      files.addAll(files(each, ".zip"));
    }
    if (files.isEmpty() || files.size() > MAX_RECEIPTS || (files.size() > 1 && body != null)) {
      throw new ProblemException(
          new Problem(
              ExitCode.WRONG_USE,
              receipts.toString(),
              new LocalizedText(
                  "عدد الإشعارات " + files.size() + "، والمتن لإشعار واحد",
                  files.size() + " receipts; a body goes with one"),
              new LocalizedText(
                  "اذكر إشعاراً واحداً مع متنه.", "Name one receipt with its body.")));
    }
    ReceiptVerifier verifier = new ReceiptVerifier(anchors);
    if (files.size() > 1) {
      return many(verifier, files);
    }
    byte[] only = Layout.read(files.getFirst(), MAX_RECEIPT);
    return EvidenceBundle.isBundle(only)
        ? bundle(verifier, only)
        : one(verifier.verify(only, bytes));
  }

  private int one(Verdict verdict) {
    answer.give(() -> json(verdict).end(), () -> System.out.println(text(verdict)));
    return verdict instanceof Verdict.Proved ? ExitCode.DONE.code() : ExitCode.NO.code();
  }

  private int many(ReceiptVerifier verifier, List<Path> files) throws IOException {
    int proved = 0;
    Optional<Answer.Rows> rows = answer.rows("receipts");
    try (Bar bar = Bar.open()) {
      for (int i = 0; i < files.size(); i++) {
        bar.report("verify", i, files.size());
        Path file = files.get(i);
        Verdict verdict = verdict(verifier, Layout.read(file, MAX_RECEIPT));
        proved += verdict instanceof Verdict.Proved ? 1 : 0;
        rows.ifPresentOrElse(
            each -> each.add(json(verdict).put("file", file.toString()).end()),
            () -> System.out.println(file + "\n" + text(verdict)));
      }
    }
    Json.Obj sum =
        Json.Obj.with()
            .put("proved", proved == files.size())
            .put("provedReceipts", proved)
            .put("refutedReceipts", files.size() - proved)
            .end();
    rows.ifPresent(each -> each.end(sum));
    return proved == files.size() ? ExitCode.DONE.code() : ExitCode.NO.code();
  }

  /// Of evidence the first receipt that does not hold, else its last.
  private static Verdict verdict(ReceiptVerifier verifier, byte[] file) {
    if (!EvidenceBundle.isBundle(file)) {
      return verifier.verify(file, Optional.empty());
    }
    try {
      return verdict(EvidenceBundle.read(file).check(verifier));
    } catch (MalformedReceiptException e) {
      return new Verdict.Refuted(e.refusal());
    }
  }

  private static Verdict verdict(SequencedMap<String, Worth> worths) {
    Verdict last =
        new Verdict.Refuted(
            Refusal.of(
                "evidence.manifest",
                "لا إشعار استلام في الأدلة",
                "there is no receipt in the evidence"));
    for (Worth each : worths.values()) {
      if (each instanceof Worth.Checked(Verdict verdict)) {
        last = verdict;
        if (verdict instanceof Verdict.Refuted) {
          return verdict;
        }
      }
    }
    return last;
  }

  /// Each part of a file of evidence and what it is worth.
  private int bundle(ReceiptVerifier verifier, byte[] file) throws IOException {
    SequencedMap<String, Worth> worths;
    try {
      worths = EvidenceBundle.read(file).check(verifier);
    } catch (MalformedReceiptException e) {
      return one(new Verdict.Refuted(e.refusal()));
    }
    boolean isProved = verdict(worths) instanceof Verdict.Proved;
    Optional<Answer.Rows> rows = answer.rows("parts");
    for (Map.Entry<String, Worth> each : worths.entrySet()) {
      rows.ifPresentOrElse(
          out -> out.add(json(each.getValue()).put("part", each.getKey()).end()),
          () -> System.out.println(each.getKey() + "\n" + text(each.getValue())));
    }
    rows.ifPresent(each -> each.end(Json.Obj.with().put("proved", isProved).end()));
    return isProved ? ExitCode.DONE.code() : ExitCode.NO.code();
  }

  private static String text(Worth worth) {
    return switch (worth) {
      case Worth.Checked(Verdict verdict) -> text(verdict);
      case Worth.Named _ -> "WHOLE, without a receipt of its own / سليم، بلا إشعار خاص به";
      case Worth.Absent(String reason) -> "ABSENT / غائب\n  " + reason;
    };
  }

  private static Json.Builder json(Worth worth) {
    return switch (worth) {
      case Worth.Checked(Verdict verdict) -> json(verdict);
      case Worth.Named _ -> Json.Obj.with().put("worth", "whole");
      case Worth.Absent(String reason) ->
          Json.Obj.with().put("worth", "absent").put("reason", reason);
    };
  }

  private static List<Path> files(Path fileOrFolder, String ending) throws IOException {
    if (!Files.isDirectory(fileOrFolder)) {
      return List.of(fileOrFolder);
    }
    try (var all = Files.list(fileOrFolder)) {
      return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
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

  private static Json.Builder json(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Proved proved ->
          Json.Obj.with()
              .put("proved", true)
              .put("log", proved.origin().text())
              .put("index", proved.index())
              .put("message", proved.entry().id().toString())
              .put("kind", proved.entry().kind().toString())
              .put("cosignedAt", proved.cosignedAt().toString())
              .put("bodyChecked", proved.bodyChecked());
      case Verdict.Refuted refuted ->
          Json.Obj.with()
              .put("proved", false)
              .put("code", refuted.reason().code())
              .put("en", refuted.reason().text().en())
              .put("ar", refuted.reason().text().ar());
    };
  }
}
