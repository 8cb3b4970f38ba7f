package org.wasl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.wasl.numbering.NationalPlan;
import org.wasl.numbering.normalising.NumberNormaliser;
import org.wasl.settlement.Stream;
import org.wasl.terms.PartyId;
import org.wasl.terms.Progress;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.json.Json;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.accounting.AccountMaker;
import org.wasl.voice.bulk.BulkRating;
import org.wasl.voice.bulk.BulkReport;
import org.wasl.voice.bulk.CallColumns;
import org.wasl.voice.bulk.PlanTable;
import org.wasl.voice.generation.SampleMonth;
import org.wasl.voice.mediation.CallSet;
import org.wasl.voice.mediation.Mediation;
import org.wasl.voice.mediation.PartBook;
import org.wasl.voice.rating.RateTable;
import org.wasl.voice.setup.VoiceSetup;
import org.wasl.voice.wire.RecordFormats;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Voice by file, without a node.
@Command(
    name = "voice",
    mixinStandardHelpOptions = true,
    description = {"Telephone traffic by file.", "الحركة الهاتفية من الملفات."},
    subcommands = {
      VoiceCommand.Generate.class,
      VoiceCommand.MakeAccount.class,
      FraudCommand.Generate.class,
      FraudCommand.Measure.class,
      VoiceFiles.Load.class,
      VoiceCommand.Rate.class,
      VoiceFiles.Price.class,
      VoiceFiles.Compare.class
    })
final class VoiceCommand {
  private VoiceCommand() {}

  /// Makes a sample month.
  @Command(
      name = "generate",
      mixinStandardHelpOptions = true,
      description = {
        "Makes a sample month of both sides with planted differences; the truth stands beside it.",
        "يولّد شهراً نموذجياً للطرفين بفروق مزروعة، والحقيقة مكتوبة بجانبه."
      })
  static final class Generate implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "where to write / أين يُكتب الناتج")
    private Path folder = Path.of("");

    @Option(
        names = "--between",
        arity = "2",
        required = true,
        paramLabel = "PARTY",
        description = "two parties / طرفان")
    private List<String> parties = List.of();

    @Option(
        names = "--month",
        defaultValue = "2026-09",
        description = "year and month, as 2026-09 / السنة والشهر مثل 2026-09")
    private YearMonth month = YearMonth.of(2026, 9);

    @Option(
        names = "--calls",
        defaultValue = "1000000",
        description = "how many calls / عدد المكالمات")
    private int calls;

    @Option(
        names = "--seed",
        defaultValue = "1",
        description = "the same seed makes the same calls / البذرة نفسها تصنع المكالمات نفسها")
    private long seed;

    @Mixin private Answer answer = new Answer();

    @Override
    public Integer call() throws Exception {
      CountriesFolder countries = new CountriesFolder(Layout.countries());
      PartyId one = Layout.party(countries, parties.get(0));
      PartyId other = Layout.party(countries, parties.get(1));
      try (Bar bar = Bar.open()) {
        make(folder, one, other, month, calls, seed, bar);
      }
      answer.give(
          () ->
              Json.Obj.with()
                  .put("folder", folder.toString())
                  .put("month", month.toString())
                  .put("calls", calls)
                  .put("seed", seed)
                  .end(),
          () -> System.out.println(folder));
      return ExitCode.DONE.code();
    }

    static void make(
        Path folder,
        PartyId one,
        PartyId other,
        YearMonth month,
        int calls,
        long seed,
        Progress progress)
        throws IOException {
      CountriesFolder countries = new CountriesFolder(Layout.countries());
      Map<PartyId, NationalPlan> plans = new TreeMap<>();
      for (PartyId each : List.of(one, other)) {
        plans.put(each, VoiceSetup.plan(countries, each));
      }
      TrafficAgreement agreement = VoiceSetup.agreement(countries, one, other);
      new SampleMonth(agreement, plans, month, calls, seed).write(folder, progress);
      Files.writeString(folder.resolve("month"), month.toString());
    }
  }

  /// Prices large files in one pass.
  @Command(
      name = "rate",
      mixinStandardHelpOptions = true,
      description = {
        "Prices large files of Wasl CSV in one pass; the same account as `account`, without its memory.",
        "يسعّر ملفات كبيرة بصيغة Wasl CSV في مرور واحد؛ الحساب نفسه بلا ذاكرته."
      })
  static final class Rate implements Callable<Integer> {
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

    @Option(
        names = "--month",
        required = true,
        description = "year and month, as 2026-09 / السنة والشهر مثل 2026-09")
    private YearMonth month = YearMonth.of(2026, 9);

    @Option(
        names = "--threads",
        defaultValue = "2",
        description = "how many threads work / عدد خيوط العمل")
    private int threads;

    @Mixin private Answer answer = new Answer();

    @Override
    public Integer call() {
      CountriesFolder countries = new CountriesFolder(Layout.countries());
      PartyId party = Layout.party(countries, us);
      PartyId other = Layout.party(countries, them);
      TrafficAgreement agreement = VoiceSetup.agreement(countries, party, other);
      NationalPlan plan = VoiceSetup.plan(countries, party);
      BulkRating rating =
          Problem.fromOptions(() ->
              new BulkRating(
                  CallColumns.WASL,
                  RecordFormats.recognise(RecordFormats.WASL_HEADER).orElseThrow(),
                  new NumberNormaliser(plan),
                  agreement.zone(),
                  agreement.zone(),
                  RateTable.of(agreement),
                  Optional.of(new PlanTable(List.of(plan, VoiceSetup.plan(countries, other)))),
                  agreement.form(month).rounding(),
                  month,
                  true,
                  threads));
      BulkReport report;
      try (Bar bar = Bar.open()) {
        report = rating.rate(files, bar);
      }
      String digest =
          new AccountMaker(agreement, party)
              .account(month, report.lines().values(), List.of())
              .digest()
              .toString();
      answer.give(() -> json(report, digest), () -> print(report, digest));
      return ExitCode.DONE.code();
    }

    private void print(BulkReport report, String digest) {
      System.out.printf(
          "read %d, rated %d, suspended %d, other months %d, duplicates %d, quarantined %d,"
              + " passed over %d; to unallocated numbers %d%n",
          report.read(),
          report.rated(),
          report.suspended(),
          report.outside(),
          report.duplicates(),
          report.quarantined(),
          report.ignored(),
          report.unallocated());
      report
          .flaws()
          .forEach(flaw ->
              System.err.println(
                  files.get(flaw.file()).getFileName()
                      + " line "
                      + flaw.line()
                      + " column "
                      + flaw.column()
                      + ": "
                      + flaw.reason()));
      System.out.println("digest " + digest);
    }

    private Json.Obj json(BulkReport report, String digest) {
      return Json.Obj.with()
          .put("read", report.read())
          .put("rated", report.rated())
          .put("suspended", report.suspended())
          .put("otherMonths", report.outside())
          .put("duplicates", report.duplicates())
          .put("quarantined", report.quarantined())
          .put("passedOver", report.ignored())
          .put("toUnallocated", report.unallocated())
          .put("digest", digest)
          .put("flaws", Json.Arr.of(report.flaws().stream().map(this::json).toList()))
          .end();
    }

    private Json.Obj json(BulkReport.Flaw flaw) {
      return Json.Obj.with()
          .put("file", String.valueOf(files.get(flaw.file()).getFileName()))
          .put("line", flaw.line())
          .put("column", flaw.column())
          .put("reason", flaw.reason())
          .end();
    }
  }

  /// Prices files and prints the month's account.
  @Command(
      name = "account",
      mixinStandardHelpOptions = true,
      exitCodeList = "1:a file was refused / رُفض ملف",
      description = {
        "Loads and prices files and prints the account.",
        "يقرأ الملفات ويسعّرها ويطبع الحساب."
      })
  static final class MakeAccount implements Callable<Integer> {
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

    @Option(
        names = "--month",
        required = true,
        description = "year and month, as 2026-09 / السنة والشهر مثل 2026-09")
    private YearMonth month = YearMonth.of(2026, 9);

    @Mixin private Answer answer = new Answer();

    @Override
    public Integer call() throws Exception {
      CountriesFolder countries = new CountriesFolder(Layout.countries());
      PartyId party = Layout.party(countries, us);
      TrafficAgreement agreement =
          VoiceSetup.agreement(countries, party, Layout.party(countries, them));
      Mediation mediation = VoiceSetup.mediation(countries, party, agreement);
      PartBook parts = new PartBook();
      CallSet calls = new CallSet();
      for (Path file : files) {
        String name = file.getFileName().toString();
        Mediation.Outcome outcome =
            mediation.read(
                name, name, Files.readAllBytes(file), calls, parts, Instant.now(), Progress.NONE);
        switch (outcome) {
          case Mediation.Outcome.Read read -> {
            System.err.print(read.report().lines());
            parts.take(read.parts());
          }
          case Mediation.Outcome.Refused refused -> {
            throw VoiceFiles.refused(file, refused);
          }
        }
      }
      AccountMaker.Made made;
      try (Bar bar = Bar.open()) {
        made = new AccountMaker(agreement, party).make(month, calls.calls(), List.of(), bar);
      }
      answer.give(() -> made.account().json(), () -> print(agreement, made));
      return ExitCode.DONE.code();
    }

    private static void print(TrafficAgreement agreement, AccountMaker.Made made) {
      for (Stream stream : agreement.form().streams()) {
        long lines =
            made.account().lines().stream()
                .filter(l -> l.key().stream().equals(stream.id()))
                .count();
        System.out.println(stream.id() + " " + lines + " lines");
      }
      System.out.println(
          "suspended " + made.suspended().size() + ", other months " + made.outside());
      System.out.println("digest " + made.account().digest());
    }
  }
}
