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
import org.wasl.numbering.normalising.NumberNormaliser;
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
import org.wasl.voice.rating.Rated;
import org.wasl.voice.rating.Rater;
import org.wasl.voice.setup.VoiceSetup;
import picocli.CommandLine.Command;
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

    @Parameters(paramLabel = "FILE", arity = "1..*")
    private List<Path> files = List.of();

    @Option(names = "--home", required = true, description = "the node's home")
    private Path home = Path.of("");

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
      int exit = ExitCode.DONE.code();
      for (int i = 0; i < files.size(); i++) {
        System.err.print("\r" + (i + 1) + " / " + files.size() + "  ");
        Optional<DropFolder.Fate> fate = load(drop, files.get(i));
        if (fate.isEmpty()) {
          throw new ProblemException(
              new Problem(
                  ExitCode.MISSING,
                  drop.toString(),
                  new LocalizedText(
                      "لم تأخذ العقدة الملف: " + files.get(i),
                      "the node did not take the file: " + files.get(i)),
                  new LocalizedText(
                      "هل هي عاملة؟ wasl doctor HOME.", "Does it run? wasl doctor HOME.")));
        }
        System.out.print(fate.get().text());
        exit = fate.get().taken() ? exit : ExitCode.NO.code();
      }
      System.err.println();
      return exit;
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
    @Parameters(paramLabel = "FILE", arity = "1..*")
    private List<Path> files = List.of();

    @Option(names = "--as", required = true, paramLabel = "PARTY")
    private String us = "";

    @Option(names = "--with", required = true, paramLabel = "PARTY")
    private String them = "";

    @Override
    public Integer call() throws IOException {
      CountriesFolder countries = new CountriesFolder(Layout.countries());
      PartyId party = Layout.party(countries, us);
      TrafficAgreement agreement =
          VoiceSetup.agreement(countries, party, Layout.party(countries, them));
      Mediation mediation =
          new Mediation(new NumberNormaliser(VoiceSetup.plan(countries, party)), agreement.zone());
      Rater rater = new Rater(agreement);
      CallSet known = new CallSet();
      System.out.println("file,line,stream,destination,day,band,billed,exact");
      for (Path file : files) {
        String name = file.getFileName().toString();
        switch (mediation.read(
            name, name, Files.readAllBytes(file), known, Instant.now(), Progress.NONE)) {
          case Mediation.Outcome.Read(var report, List<Call> calls) -> {
            System.err.print(report.lines());
            calls.forEach(call -> print(name, call, rater.rate(call)));
          }
          case Mediation.Outcome.Refused refused -> {
            System.err.println(
                refused.refusal().text().en() + "\n" + refused.refusal().text().ar());
            return ExitCode.NO.code();
          }
        }
      }
      return ExitCode.DONE.code();
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
    @Parameters(index = "0", paramLabel = "OURS")
    private Path ours = Path.of("");

    @Parameters(index = "1", paramLabel = "THEIRS")
    private Path theirs = Path.of("");

    @Option(names = "--json", description = "answer as JSON")
    private boolean json;

    @Override
    public Integer call() throws IOException {
      Account one = Account.read(ours.toString(), Files.readAllBytes(ours));
      Account other = Account.read(theirs.toString(), Files.readAllBytes(theirs));
      TrafficAgreement agreement =
          VoiceSetup.agreement(
              new CountriesFolder(Layout.countries()), one.declaredBy(), other.declaredBy());
      Comparison both = Comparison.of(agreement.form(), agreement.tolerance(), one, other);
      if (json) {
        System.out.println(
            Json.Arr.of(both.unequal().stream().map(Compare::json).toList()).canonical());
      } else {
        both.unequal().forEach(Compare::print);
        System.err.println(
            both.cells().size()
                + " lines, "
                + both.unequal().size()
                + " differ, "
                + both.questionable().size()
                + " over the tolerance");
      }
      return both.questionable().isEmpty() ? ExitCode.DONE.code() : ExitCode.NO.code();
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
