package org.wasl.voice.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.terms.PartyId;
import org.wasl.terms.Progress;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.voice.Call;
import org.wasl.voice.Leg;
import org.wasl.voice.detection.CallRecords;
import org.wasl.voice.detection.Confirmation;
import org.wasl.voice.detection.Examination;
import org.wasl.voice.detection.LegRecords;
import org.wasl.voice.detection.LoadedLegs;
import org.wasl.voice.detection.Profile;
import org.wasl.voice.generation.BoxStrategy;
import org.wasl.voice.generation.Misuse;
import org.wasl.voice.generation.TrafficSetting;
import org.wasl.voice.generation.TrafficWithTruth;
import org.wasl.voice.mediation.CallSet;
import org.wasl.voice.mediation.Mediation;
import org.wasl.voice.setup.VoiceSetup;
import org.wasl.voice.store.DetectionProfiles;
import org.wasl.voice.wire.LegCsv;

/// The detectors on a cluster inside the test, against the node's own on the same files.
class ExaminationJobTest {
  private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
  private static final LocalDate FIRST = SEPTEMBER.atDay(8);
  private static final int PIECE = 1_000;

  private final CountriesFolder countries =
      new CountriesFolder(
          Path.of(System.getProperty("wasl.root", "../..")).toAbsolutePath().resolve("countries"));
  private final PartyId us = countries.listParties().get(0);
  private final PartyId them = countries.listParties().get(1);
  private final Profile profile = DetectionProfiles.read(countries.root().resolve(us.value()));
  private final MonthJob.Setting setting =
      new MonthJob.Setting(
          countries.root().toString(), us.value(), them.value(), SEPTEMBER.toString());

  @TempDir Path folder = Path.of(".");

  private final List<String> files = new ArrayList<>();
  private final List<String> legFiles = new ArrayList<>();
  private List<Long> subscribers = List.of();

  @BeforeEach
  void makeTraffic() throws IOException {
    TrafficSetting traffic =
        new TrafficSetting(
            FIRST,
            2,
            VoiceSetup.agreement(countries, us, them).zone(),
            1_000,
            400,
            1_500,
            EnumSet.allOf(BoxStrategy.class),
            100,
            100,
            EnumSet.allOf(Misuse.class),
            new TreeSet<>(profile.premium()),
            TrafficSetting.Imperfections.USUAL,
            3);
    TrafficWithTruth.Generated made =
        new TrafficWithTruth(
                traffic,
                VoiceSetup.plan(countries, them),
                VoiceSetup.plan(countries, us),
                Set.of(5))
            .generate(Progress.NONE);
    write("mobile", made.mobile());
    write("gateway", made.receivingGateway());
    // a switch's file that came twice, under two names and in another order
    List<Leg> again = new ArrayList<>(made.mobile().subList(0, PIECE));
    write("again", again.reversed());
    subscribers =
        made.mobile().stream()
            .filter(leg -> leg.point() == Leg.Point.MOBILE_OUT)
            .map(Leg::from)
            .distinct()
            .limit(2)
            .toList();
    String trunk = profile.outgoing().getFirst();
    // 20 calls of a day to a premium range, where 15 are a sign
    files.add(calls("told.csv", trunk + "told", subscribers.get(0)));
    files.add(calls("delivered.csv", trunk + "delivered", subscribers.get(1)));
    files.add(calls("told-again.csv", trunk + "told", subscribers.get(0)));
    long noon = FIRST.atTime(9, 30).toEpochSecond(ZoneOffset.UTC);
    write(
        "trunk",
        List.of(
            new Leg(
                Leg.Point.GATEWAY_OUT,
                trunk + "delivered",
                0,
                882_990_000_099L,
                noon,
                5,
                60,
                true,
                16,
                -1,
                0,
                0,
                1)));
  }

  private void write(String name, List<Leg> legs) throws IOException {
    for (int from = 0; from < legs.size(); from += PIECE) {
      Path file = folder.resolve(name + "-" + from + ".legs.csv");
      Files.write(file, LegCsv.write(legs.subList(from, Math.min(legs.size(), from + PIECE))));
      legFiles.add(file.toString());
    }
  }

  private String calls(String name, String trunk, long from) throws IOException {
    StringBuilder text = new StringBuilder("id,a,b,seizure,answer,seconds,trunk,cause\n");
    for (int i = 0; i < 20; i++) {
      text.append(
          "%d,+%d,+8829900000%02d,%sT12:%02d:00+03:00,%sT12:%02d:05+03:00,60,%s,16\n"
              .formatted(i, from, i, FIRST, i, FIRST, i, trunk));
    }
    Path file = folder.resolve(name);
    Files.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    return file.toString();
  }

  /// What the node's detectors find with all records in their hands.
  private SortedSet<String> onOneMachine() throws IOException {
    Mediation mediation = setting.mediation();
    CallSet calls = new CallSet();
    for (String file : files) {
      mediation.read(
          file, file, Files.readAllBytes(Path.of(file)), calls, Instant.EPOCH, Progress.NONE);
    }
    List<Leg> delivered = new ArrayList<>();
    for (String file : legFiles) {
      delivered.addAll(LegCsv.read(Files.readAllBytes(Path.of(file))).legs());
    }
    CallRecords loaded =
        (from, to) -> {
          List<Call> between = new ArrayList<>();
          calls
              .calls()
              .forEach(call -> {
                if (call.time() >= from && call.time() < to) {
                  between.add(call);
                }
              });
          return between;
        };
    LoadedLegs records = VoiceSetup.records(countries, us, them, loaded, LegRecords.of(delivered));
    Examination examination =
        VoiceSetup.examination(countries, us, VoiceSetup.agreement(countries, us, them), 1_000_000);
    SortedSet<String> found = new TreeSet<>();
    for (int day = 1; day <= SEPTEMBER.lengthOfMonth(); day++) {
      Examination.Result result = examination.of(records, SEPTEMBER.atDay(day));
      assertEquals(0, result.unwatched());
      for (Confirmation each : result.found()) {
        found.add(ExaminationJob.finding(SEPTEMBER.atDay(day), each));
      }
    }
    return found;
  }

  private SortedSet<String> onTheCluster(int kills) throws Exception {
    List<String> all = new ArrayList<>(legFiles);
    all.addAll(files);
    List<String> found =
        TestCluster.run(
            all,
            kills,
            slow ->
                ExaminationJob.findings(
                    slow.filter(each -> !each.endsWith(".legs.csv")),
                    slow.filter(each -> each.endsWith(".legs.csv")),
                    setting));
    assertEquals(found.size(), new HashSet<>(found).size(), "each once");
    return new TreeSet<>(found);
  }

  @Test
  void theJobFindsWhatTheNodeFinds() throws Exception {
    SortedSet<String> found = onTheCluster(0);
    assertEquals(onOneMachine(), found);
    Set<String> rules =
        Stream.of(
                "sim-box",
                "wangiri",
                "premium",
                "robocalls",
                "false-answer",
                "pumping",
                "unallocated")
            .filter(rule -> found.stream().anyMatch(each -> each.contains("\"rule\":\"" + rule)))
            .collect(Collectors.toSet());
    assertEquals(7, rules.size(), rules::toString);
    assertTrue(premium(found, subscribers.get(0)), "twenty loaded calls, each once");
    assertTrue(!premium(found, subscribers.get(1)), "the trunk group's own records stand instead");
  }

  private static boolean premium(SortedSet<String> found, long subject) {
    return found.stream()
        .anyMatch(each ->
            each.contains("\"rule\":\"premium\",\"subject\":\"" + subject)
                && each.contains("\"made\":20,"));
  }

  @Test
  void machinesThatStopInTheMiddleChangeNothing() throws Exception {
    SortedSet<String> found = onTheCluster(2);
    assertEquals(onOneMachine(), found);
    assertTrue(TestCluster.starts() >= 4, "the job was started again: " + TestCluster.starts());
  }
}
