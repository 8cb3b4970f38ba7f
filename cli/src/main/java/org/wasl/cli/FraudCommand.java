package org.wasl.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.wasl.numbering.NationalPlan;
import org.wasl.terms.PartyId;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.json.Json;
import org.wasl.voice.Leg;
import org.wasl.voice.detection.Arrival;
import org.wasl.voice.detection.Confirmation;
import org.wasl.voice.detection.Examination;
import org.wasl.voice.detection.Leftovers;
import org.wasl.voice.detection.LegRecords;
import org.wasl.voice.detection.NumberKinds;
import org.wasl.voice.detection.OriginatingSide;
import org.wasl.voice.detection.Profile;
import org.wasl.voice.detection.ReceivingSide;
import org.wasl.voice.detection.Sieve;
import org.wasl.voice.detection.Suspects;
import org.wasl.voice.generation.BoxStrategy;
import org.wasl.voice.generation.BypassScore;
import org.wasl.voice.generation.Misuse;
import org.wasl.voice.generation.MisuseScore;
import org.wasl.voice.generation.TrafficSetting;
import org.wasl.voice.generation.TrafficSetting.Imperfections;
import org.wasl.voice.generation.TrafficWithTruth;
import org.wasl.voice.reconciliation.Tokens;
import org.wasl.voice.setup.VoiceSetup;
import org.wasl.voice.store.DetectionProfiles;
import org.wasl.voice.wire.LegCsv;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Traffic with planted misuse: writing it, and measuring the detectors against its truth.
final class FraudCommand {
  private FraudCommand() {}

  /// What traffic to make.
  static final class Traffic {
    @Option(
        names = "--between",
        arity = "2",
        required = true,
        paramLabel = "PARTY",
        description = "the originating party, then the receiving one / الطرف المُصدِر ثم المستقبِل")
    private List<String> parties = List.of();

    @Option(
        names = "--first",
        defaultValue = "2026-09-07",
        description = "the first day / اليوم الأول")
    private LocalDate first = LocalDate.of(2026, 9, 7);

    @Option(names = "--days", defaultValue = "3", description = "how many days / عدد الأيام")
    private int days;

    @Option(
        names = "--subscribers",
        defaultValue = "20000",
        description = "how many subscribers on each side / عدد المشتركين لدى كل طرف")
    private int subscribers;

    @Option(
        names = "--across",
        defaultValue = "20000",
        description = "calls across a day / مكالمات عبر الحدود في اليوم")
    private int across;

    @Option(
        names = "--bypassed",
        defaultValue = "100",
        description =
            "of ten thousand calls across, how many each box strategy carries / من كل عشرة آلاف مكالمة، كم تحمل كل طريقة")
    private int bypassed;

    @Option(
        names = "--hard",
        description =
            "records lost, clocks far off, a network missing / سجلات ضائعة وساعات بعيدة وشبكة غائبة")
    private boolean hard;

    @Option(
        names = "--seed",
        defaultValue = "1",
        description = "the same seed makes the same calls / البذرة نفسها تصنع المكالمات نفسها")
    private long seed;

    /// Opened when it is used: every `wasl` makes all commands, also where there is no such folder.
    private static CountriesFolder countries() {
      return new CountriesFolder(Layout.countries());
    }

    PartyId caller() {
      return Layout.party(countries(), parties.get(0));
    }

    PartyId called() {
      return Layout.party(countries(), parties.get(1));
    }

    Profile profile() {
      return DetectionProfiles.read(countries().root().resolve(called().value()));
    }

    NationalPlan plan() {
      return VoiceSetup.plan(countries(), called());
    }

    long seed() {
      return seed;
    }

    LocalDate first() {
      return first;
    }

    LocalDate last() {
      return first.plusDays(days);
    }

    ZoneId zone() {
      return VoiceSetup.agreement(countries(), caller(), called()).zone();
    }

    TrafficWithTruth.Generated make() {
      TrafficSetting setting =
          Problem.fromOptions(() ->
              new TrafficSetting(
                  first,
                  days,
                  zone(),
                  subscribers,
                  Math.max(10, subscribers / 3),
                  across,
                  EnumSet.allOf(BoxStrategy.class),
                  bypassed,
                  bypassed,
                  EnumSet.allOf(Misuse.class),
                  new TreeSet<>(profile().premium()),
                  hard ? Imperfections.HARD : Imperfections.USUAL,
                  seed));
      Set<Integer> rest =
          countries().calendar(called()).weekend(first).stream()
              .map(DayOfWeek::getValue)
              .collect(Collectors.toSet());
      TrafficWithTruth traffic =
          new TrafficWithTruth(setting, VoiceSetup.plan(countries(), caller()), plan(), rest);
      try (Bar bar = Bar.open()) {
        return traffic.generate(bar);
      }
    }
  }

  /// Writes both countries' records and the truth.
  @Command(
      name = "generate-fraud",
      mixinStandardHelpOptions = true,
      description = {
        "Makes both countries' records of made-up traffic with misuse planted in it, and the truth.",
        "يولّد سجلات الطرفين لحركة مصطنعة زُرع فيها الاستخدام غير القانوني، والحقيقة بجانبها."
      })
  static final class Generate implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "where to write / أين يُكتب الناتج")
    private Path folder = Path.of("");

    @Mixin private Traffic traffic = new Traffic();

    @Mixin private Answer answer = new Answer();

    @Override
    public Integer call() throws Exception {
      TrafficWithTruth.Generated made = traffic.make();
      Path one = Files.createDirectories(folder.resolve(traffic.caller().value()));
      Path other = Files.createDirectories(folder.resolve(traffic.called().value()));
      Files.write(one.resolve("gateway.csv"), LegCsv.write(made.originGateway()));
      Files.write(other.resolve("gateway.csv"), LegCsv.write(made.receivingGateway()));
      Files.write(other.resolve("mobile.csv"), LegCsv.write(made.mobile()));
      Files.write(folder.resolve("truth.json"), made.truth().json().canonicalBytes());
      answer.give(
          () ->
              Json.Obj.with()
                  .put("folder", folder.toString())
                  .put("originGateway", made.originGateway().size())
                  .put("receivingGateway", made.receivingGateway().size())
                  .put("mobile", made.mobile().size())
                  .end(),
          () -> System.out.println(folder));
      return ExitCode.DONE.code();
    }
  }

  /// Runs the detectors over generated traffic and prints how they did.
  @Command(
      name = "measure-fraud",
      mixinStandardHelpOptions = true,
      description = {
        "Runs the detectors over generated traffic and prints recall, precision and time to detect.",
        "يشغّل الكواشف على الحركة المولّدة ويطبع نسبة الكشف ودقته وزمنه."
      })
  static final class Measure implements Callable<Integer> {
    @Mixin private Traffic traffic = new Traffic();

    @Mixin private Answer answer = new Answer();

    private final Json.Builder figures = Json.Obj.with();

    @Override
    public Integer call() {
      TrafficWithTruth.Generated made = traffic.make();
      Profile profile = traffic.profile();
      Set<Long> raised = twoSides(made, profile);
      oneSide(made, profile, raised.size());
      answer.give(figures::end, () -> {});
      return ExitCode.DONE.code();
    }

    private void tell(String format, Object... values) {
      if (!answer.isJson()) {
        System.out.printf(format, values);
      }
    }

    private Set<Long> twoSides(TrafficWithTruth.Generated made, Profile profile) {
      byte[] share = new byte[32];
      new SplittableRandom(traffic.seed()).nextBytes(share);
      Tokens tokens = new Tokens(share, new byte[32]);
      NumberKinds kinds = new NumberKinds(traffic.plan(), traffic.first(), profile.premium());
      long start = System.nanoTime();
      ReceivingSide receiving =
          new ReceivingSide(
              profile.bypass(),
              tokens,
              profile::isIncoming,
              number -> number > 0 && kinds.kind(number) == NumberKinds.HOME,
              made.receivingGateway(),
              made.mobile());
      byte[] sieve = receiving.sieve().bytes();
      OriginatingSide.Found found =
          OriginatingSide.search(made.originGateway(), Sieve.read(sieve), tokens);
      byte[] rows = found.leftovers().bytes();
      List<Arrival> arrivals = receiving.find(Leftovers.read(rows));
      Suspects suspects = Suspects.of(arrivals, profile.bypass().raisedAt());
      long millis = (System.nanoTime() - start) / 1_000_000;
      tell("both sides' search together took %d.%d s%n", millis / 1000, millis % 1000 / 100);
      BypassScore score = BypassScore.of(made.truth(), found.lines(), arrivals, suspects);
      long answered = made.originGateway().stream().filter(Leg::answered).count();
      tell(
          "calls across %d, answered %d; left over %d; bytes that crossed: sieve %d, rows %d%n",
          made.originGateway().size(), answered, found.lines().size(), sieve.length, rows.length);
      tell(
          "bypass: planted %d, national leg in the records %d, found %d (recall %s of these, %s of"
              + " all)%n",
          score.planted(),
          score.findable(),
          score.found(),
          percent(score.found(), score.findable()),
          percent(score.found(), score.planted()));
      tell(
          "hits %d, wrong %d; of numbers in alarm: hits %d, wrong %d%n",
          score.right() + score.wrong(),
          score.wrong(),
          score.rightInAlarms() + score.wrongInAlarms(),
          score.wrongInAlarms());
      tell(
          "SIMs with two findable calls %d, raised %d; honest numbers raised %d; refiled %d of %d%n",
          score.sims(),
          score.simsRaised(),
          score.honestRaised(),
          score.refiledFound(),
          score.refiled());
      score
          .byStrategy()
          .forEach((strategy, of) -> tell("  %-10s found %d of %d%n", strategy, of[1], of[0]));
      tell("time from a SIM's first bypassed call to its alarm: %s%n", times(seconds(suspects)));
      figures.put("bypass", json(score));
      long[] seconds = seconds(suspects);
      if (seconds.length > 0) {
        figures.put("medianSecondsToAlarm", seconds[seconds.length / 2]);
      }
      return new TreeSet<>(suspects.alarms());
    }

    private static Json.Obj json(BypassScore score) {
      Json.Builder strategies = Json.Obj.with();
      score
          .byStrategy()
          .forEach((strategy, of) ->
              strategies.put(
                  strategy.name(),
                  Json.Obj.with().put("planted", of[0]).put("found", of[1]).end()));
      return Json.Obj.with()
          .put("planted", score.planted())
          .put("findable", score.findable())
          .put("found", score.found())
          .put("right", score.right())
          .put("wrong", score.wrong())
          .put("rightInAlarms", score.rightInAlarms())
          .put("wrongInAlarms", score.wrongInAlarms())
          .put("sims", score.sims())
          .put("simsRaised", score.simsRaised())
          .put("honestRaised", score.honestRaised())
          .put("refiled", score.refiled())
          .put("refiledFound", score.refiledFound())
          .put("strategies", strategies.end())
          .end();
    }

    private static long[] seconds(Suspects suspects) {
      return suspects.byNumber().entrySet().stream()
          .map(each -> {
            OptionalLong raised = suspects.raised(each.getKey());
            return raised.isEmpty()
                ? -1L
                : raised.getAsLong() - each.getValue().getFirst().seenAt();
          })
          .mapToLong(Long::longValue)
          .filter(each -> each >= 0)
          .sorted()
          .toArray();
    }

    private static String times(long[] seconds) {
      return seconds.length == 0
          ? "none"
          : "median %d min, nine of ten within %d min, and the interval of the exchange"
              .formatted(
                  seconds[seconds.length / 2] / 60,
                  seconds[Math.min(seconds.length - 1, seconds.length * 9 / 10)] / 60);
    }

    private void oneSide(TrafficWithTruth.Generated made, Profile profile, int bypassAlarms) {
      List<Leg> legs = new ArrayList<>(made.receivingGateway());
      legs.addAll(made.mobile());
      legs.sort(Comparator.comparingLong(Leg::seizure));
      List<Confirmation> found = new ArrayList<>();
      Examination examination = new Examination(profile, traffic.plan(), traffic.zone(), 5_000_000);
      LegRecords records = LegRecords.of(legs);
      for (LocalDate day = traffic.first(); !day.isAfter(traffic.last()); day = day.plusDays(1)) {
        found.addAll(examination.of(records, day).found());
      }
      Json.Builder misuse = Json.Obj.with();
      MisuseScore.of(made.truth(), found, legs)
          .forEach((rule, score) -> {
            misuse.put(rule.code(), json(score));
            tell(
                "%-12s planted %d, found %d, wrong %d (look-alikes %d), median %d min to the sign%n",
                rule.code(),
                score.planted(),
                score.found(),
                score.wrong(),
                score.honest(),
                score.secondsToFind() / 60);
          });
      figures.put("misuse", misuse.end());
      budget(found, profile, bypassAlarms);
    }

    private static Json.Obj json(MisuseScore score) {
      return Json.Obj.with()
          .put("planted", score.planted())
          .put("found", score.found())
          .put("wrong", score.wrong())
          .put("lookAlikes", score.honest())
          .put("secondsToFind", score.secondsToFind())
          .end();
    }

    private void budget(List<Confirmation> found, Profile profile, int bypassAlarms) {
      Map<Long, Integer> byDay = new TreeMap<>();
      Set<String> known = new HashSet<>();
      found.stream()
          .filter(Confirmation::holds)
          .map(Confirmation::sign)
          .filter(sign -> known.add(sign.rule() + " " + sign.subject()))
          .forEach(sign -> byDay.merge(sign.at() / 86_400, 1, Integer::sum));
      figures
          .put("bypassAlarms", bypassAlarms)
          .put(
              "alarmsByDay",
              Json.Arr.of(byDay.values().stream().map(each -> new Json.Int(each)).toList()))
          .put("alarmsADay", profile.alertsADay());
      int[] days = byDay.values().stream().mapToInt(Integer::intValue).toArray();
      tell(
          "new alarms a day of one side's rules %s, of bypass %d in all; people can look at %d a day%n",
          Arrays.toString(days), bypassAlarms, profile.alertsADay());
    }

    private static String percent(long part, long of) {
      return of == 0 ? "-" : "%d.%02d %%".formatted(part * 100 / of, part * 10_000 / of % 100);
    }
  }
}
