package org.wasl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wasl.node.drop.DropFolder;
import org.wasl.settlement.Account;
import org.wasl.settlement.comparing.Comparison;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.PartyId;
import org.wasl.terms.Progress;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.json.Json;
import org.wasl.voice.Call;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.mediation.CallSet;
import org.wasl.voice.mediation.Mediation;
import org.wasl.voice.mediation.PartBook;
import org.wasl.voice.mediation.PartChanges;
import org.wasl.voice.rating.Rated;
import org.wasl.voice.rating.Rater;
import org.wasl.voice.setup.VoiceSetup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `wasl voice load`, `price` and `compare`.
final class VoiceFiles {
  private VoiceFiles() {}

  /// Puts files into the drop folder of a running node and waits for what comes of them.
  @Command(
      name = "load",
      mixinStandardHelpOptions = true,
      exitCodeList = "1:a file was refused / رُفض ملف",
      description = {
        "Loads files of call records into a running node.",
        "يحمّل ملفات سجلات المكالمات إلى عقدة عاملة."
      })
  static final class Load implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Parameters(
        paramLabel = "FILE",
        arity = "1..*",
        description = "files of call records / ملفات سجلات المكالمات")
    private List<Path> files = List.of();

    @Option(names = "--home", required = true, description = "the node's home / مجلد العقدة")
    private Path home = Path.of("");

    @Mixin private Answer answer = new Answer();

    @Override
    public Integer call() throws Exception {
      Path drop = home.toAbsolutePath().resolve("drop").resolve("voice");
      if (!Files.isDirectory(drop)) {
        throw new ProblemException(
            new Problem(
                ExitCode.MISSING,
                drop.toString(),
                new LocalizedText("لم تعمل عقدة في هذا المجلد", "no node has run in this home"),
                new LocalizedText(
                    "شغّلها أولاً: wasl node start HOME.",
                    "Start it first: wasl node start HOME.")));
      }
      boolean taken = true;
      Optional<Answer.Rows> rows = answer.rows("files");
      try (Bar bar = Bar.open()) {
        for (int i = 0; i < files.size(); i++) {
          bar.report("voice.load", i, files.size());
          Path file = files.get(i);
          DropFolder.Fate fate = load(drop, file).orElseThrow(() -> notTaken(drop, file));
          rows.ifPresentOrElse(
              each -> each.add(json(file, fate)), () -> System.out.print(fate.text()));
          taken &= fate.taken();
        }
      }
      Json.Obj sum = Json.Obj.with().put("taken", taken).end();
      rows.ifPresent(each -> each.end(sum));
      return taken ? ExitCode.DONE.code() : ExitCode.NO.code();
    }

    private static Json.Obj json(Path file, DropFolder.Fate fate) {
      return Json.Obj.with()
          .put("file", file.toString())
          .put("taken", fate.taken())
          .put("report", fate.text())
          .end();
    }

    private static ProblemException notTaken(Path drop, Path file) {
      return new ProblemException(
          new Problem(
              ExitCode.MISSING,
              drop.toString(),
              new LocalizedText(
                  "لم تأخذ العقدة الملف: " + file, "the node did not take the file: " + file),
              new LocalizedText(
                  "هل هي عاملة؟ wasl doctor HOME.", "Does it run? wasl doctor HOME.")));
    }

    private static Optional<DropFolder.Fate> load(Path drop, Path file)
        throws IOException, InterruptedException {
      String name = System.nanoTime() + "-" + file.getFileName();
      Path part = drop.resolve(name + ".part");
      Files.copy(file, part);
      Files.move(part, drop.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      Instant end = Instant.now().plus(PATIENCE);
      while (Instant.now().isBefore(end)) {
        Optional<DropFolder.Fate> fate = DropFolder.fate(drop, name);
        if (fate.isPresent()) {
          return fate;
        }
        Thread.sleep(200);
      }
      return Optional.empty();
    }
  }

  static ProblemException refused(Path file, Mediation.Outcome.Refused refused) {
    return new ProblemException(
        new Problem(
            ExitCode.NO,
            file.toString(),
            refused.refusal().text(),
            new LocalizedText("صحح الملف أو وصفه.", "Correct the file or its mapping.")));
  }

  /// Prices files call by call.
  @Command(
      name = "price",
      mixinStandardHelpOptions = true,
      exitCodeList = "1:a file was refused / رُفض ملف",
      description = {
        "Prices files and prints each call: line, stream, destination, day, band, seconds billed,"
            + " exact units.",
        "يسعّر الملفات ويطبع كل مكالمة بسعرها التام."
      })
  static final class Price implements Callable<Integer> {
    @Parameters(
        paramLabel = "FILE",
        arity = "1..*",
        description = "files of call records / ملفات سجلات المكالمات")
    private List<Path> files = List.of();

    @Option(
        names = "--as",
        required = true,
        paramLabel = "PARTY",
        description = "the party whose records these are / الطرف صاحب السجلات")
    private String us = "";

    @Option(
        names = "--with",
        required = true,
        paramLabel = "PARTY",
        description = "the other party / الطرف الآخر")
    private String them = "";

    @Mixin private Answer answer = new Answer();

    @Override
    public Integer call() throws IOException {
      CountriesFolder countries = new CountriesFolder(Layout.countries());
      PartyId party = Layout.party(countries, us);
      TrafficAgreement agreement =
          VoiceSetup.agreement(countries, party, Layout.party(countries, them));
      Mediation mediation = VoiceSetup.mediation(countries, party, agreement);
      PartBook parts = new PartBook();
      Rater rater = new Rater(agreement);
      CallSet known = new CallSet();
      Optional<Answer.Rows> rows = answer.rows("calls");
      if (rows.isEmpty()) {
        System.out.println("file,line,stream,destination,day,band,billed,exact");
      }
      long suspended = 0;
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        switch (mediation.read(
            name, name, Files.readAllBytes(file), known, parts, Instant.now(), Progress.NONE)) {
          case Mediation.Outcome.Read(var report, List<Call> calls, PartChanges changes, var _) -> {
            System.err.print(report.lines());
            parts.take(changes);
            for (Call call : calls) {
              Optional<Rated> rated = rater.rate(call);
              suspended += rated.isEmpty() ? 1 : 0;
              rows.ifPresentOrElse(
                  each -> each.add(json(name, call, rated)), () -> print(name, call, rated));
            }
          }
          case Mediation.Outcome.Refused refused -> throw refused(file, refused);
        }
      }
      Json.Obj sum = Json.Obj.with().put("suspended", suspended).end();
      rows.ifPresent(each -> each.end(sum));
      return ExitCode.DONE.code();
    }

    private static Json.Obj json(String file, Call call, Optional<Rated> rated) {
      Json.Builder row =
          Json.Obj.with()
              .put("file", file)
              .put("line", call.line())
              .put("suspended", rated.isEmpty());
      rated.ifPresent(each ->
          row.put("stream", each.stream())
              .put("destination", each.destination())
              .put("day", each.day().toString())
              .put("band", each.band())
              .put("billed", each.billed())
              .put("exact", Long.toString(each.exact())));
      return row.end();
    }

    /// A call that no row of the tariff fits is printed as suspended, never at price zero.
    private static void print(String file, Call call, Optional<Rated> rated) {
      String price =
          rated
              .map(each ->
                  each.stream()
                      + ","
                      + each.destination()
                      + ","
                      + each.day()
                      + ","
                      + each.band()
                      + ","
                      + each.billed()
                      + ","
                      + each.exact())
              .orElse("suspended,,,,,");
      System.out.println(file + "," + call.line() + "," + price);
    }
  }

  /// Compares two accounts by file.
  @Command(
      name = "compare",
      mixinStandardHelpOptions = true,
      exitCodeList = "1:a line lies over the tolerance / سطر فوق حد التسامح",
      description = {
        "Compares two accounts (canonical JSON, as `wasl voice account --json` prints them) line by"
            + " line.",
        "يقارن حسابين سطراً سطراً."
      })
  static final class Compare implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "OURS", description = "our account / حسابنا")
    private Path ours = Path.of("");

    @Parameters(
        index = "1",
        paramLabel = "THEIRS",
        description = "the account of the other side / حساب الطرف الآخر")
    private Path theirs = Path.of("");

    @Mixin private Answer answer = new Answer();

    @Override
    public Integer call() throws IOException {
      Comparison both = compare();
      answer.give(() -> json(both), () -> print(both));
      return both.questionable().isEmpty() ? ExitCode.DONE.code() : ExitCode.NO.code();
    }

    private Comparison compare() throws IOException {
      try (Bar bar = Bar.open()) {
        bar.report("voice.compare", 0, 3);
        Account one = Account.read(ours.toString(), Files.readAllBytes(ours));
        bar.report("voice.compare", 1, 3);
        Account other = Account.read(theirs.toString(), Files.readAllBytes(theirs));
        bar.report("voice.compare", 2, 3);
        if (one.declaredBy().equals(other.declaredBy())) {
          throw new IllegalArgumentException("two accounts of " + one.declaredBy());
        }
        TrafficAgreement agreement =
            VoiceSetup.agreement(
                new CountriesFolder(Layout.countries()), one.declaredBy(), other.declaredBy());
        return Comparison.of(agreement.terms(one.period()), one, other);
      } catch (IllegalArgumentException e) {
        throw new ProblemException(
            new Problem(
                ExitCode.WRONG_USE,
                ours + " " + theirs,
                new LocalizedText(
                    "لا يُقارن هذان الحسابان: " + e.getMessage(), String.valueOf(e.getMessage())),
                new LocalizedText(
                    "خذ حسابي الطرفين للشهر نفسه.", "Take both sides' accounts of one month.")));
      }
    }

    private static void print(Comparison both) {
      both.unequal().forEach(Compare::print);
      System.err.println(
          both.cells().size()
              + " lines, "
              + both.unequal().size()
              + " differ, "
              + both.questionable().size()
              + " over the tolerance");
    }

    private static Json.Obj json(Comparison both) {
      return Json.Obj.with()
          .put("lines", both.cells().size())
          .put("overTolerance", both.questionable().size())
          .put("differ", Json.Arr.of(both.unequal().stream().map(Compare::json).toList()))
          .end();
    }

    private static void print(Comparison.Cell cell) {
      System.out.println(
          cell.key()
              + " "
              + cell.verdict()
              + " "
              + cell.difference().quantities()
              + " "
              + cell.difference().exact());
    }

    private static Json.Obj json(Comparison.Cell cell) {
      return cell.key()
          .writeInto(Json.Obj.with())
          .put("verdict", cell.verdict().name())
          .put("x", cell.difference().exact().toString())
          .end();
    }
  }
}
