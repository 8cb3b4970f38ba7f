package org.wasl.voice.flink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.java.tuple.Tuple2;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.numbering.NationalPlan;
import org.wasl.settlement.Account;
import org.wasl.terms.PartyId;
import org.wasl.terms.Progress;
import org.wasl.terms.Validity;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.voice.TariffRow;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.accounting.AccountMaker;
import org.wasl.voice.generation.BerCalls;
import org.wasl.voice.generation.SampleMonth;
import org.wasl.voice.mediation.CallSet;
import org.wasl.voice.mediation.Mediation;
import org.wasl.voice.mediation.PartBook;
import org.wasl.voice.setup.VoiceSetup;
import org.wasl.voice.sheets.RateSheet;
import org.wasl.voice.sheets.SheetRow;

/// The job on a cluster inside the test, against the node's own code on the same files.
class MonthJobTest {
  private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);

  private final CountriesFolder countries =
      new CountriesFolder(
          Path.of(System.getProperty("wasl.root", "../..")).toAbsolutePath().resolve("countries"));
  private final PartyId us = countries.listParties().get(0);
  private final PartyId them = countries.listParties().get(1);

  @TempDir Path folder = Path.of(".");

  private MonthJob.Setting setting =
      new MonthJob.Setting("", us.value(), them.value(), SEPTEMBER.toString());
  private List<String> files = List.of();

  @BeforeEach
  void makeTheMonth() throws IOException {
    setting =
        new MonthJob.Setting(
            countries.root().toString(), us.value(), them.value(), SEPTEMBER.toString());
    TrafficAgreement agreement = VoiceSetup.agreement(countries, us, them);
    Map<PartyId, NationalPlan> plans = new TreeMap<>();
    plans.put(us, VoiceSetup.plan(countries, us));
    plans.put(them, VoiceSetup.plan(countries, them));
    new SampleMonth(agreement, plans, SEPTEMBER, 20_000, 5).write(folder, Progress.NONE);
    try (Stream<Path> all = Files.list(folder.resolve(us.value()))) {
      files = all.sorted().map(Path::toString).toList();
    }
  }

  private Account onOneMachine() throws IOException {
    Mediation mediation = setting.mediation();
    CallSet calls = new CallSet();
    PartBook parts = new PartBook();
    for (String file : files) {
      Mediation.Outcome outcome =
          mediation.read(
              file,
              file,
              Files.readAllBytes(Path.of(file)),
              calls,
              parts,
              Instant.parse("2026-10-05T09:00:00Z"),
              Progress.NONE);
      parts.take(assertInstanceOf(Mediation.Outcome.Read.class, outcome).parts());
    }
    return new AccountMaker(setting.agreement(), us)
        .make(SEPTEMBER, calls.calls(), List.of(), Progress.NONE)
        .account();
  }

  private Account onTheCluster(int kills) throws Exception {
    return MonthJob.account(
        setting, TestCluster.run(files, kills, slow -> MonthJob.lines(slow, setting)), List.of());
  }

  @Test
  void theJobsAccountIsTheNodesToTheByte() throws Exception {
    assertArrayEquals(
        onOneMachine().json().canonicalBytes(), onTheCluster(0).json().canonicalBytes());
  }

  @Test
  void machinesThatStopInTheMiddleChangeNothing() throws Exception {
    Account account = onTheCluster(2);
    assertArrayEquals(onOneMachine().json().canonicalBytes(), account.json().canonicalBytes());
    assertTrue(TestCluster.starts() >= 4, "the job was started again: " + TestCluster.starts());
  }

  private String part(String name, int number, int cause, long at, int seconds) throws IOException {
    BerCalls.Plain part =
        new BerCalls.Plain(
            BerCalls.Kind.OUTGOING_GATEWAY,
            "963933123456",
            "9647901234567",
            Instant.parse("2026-09-20T09:00:00Z").plusSeconds(at),
            seconds,
            true,
            "gw-1",
            cause,
            "long",
            number);
    byte[] record = BerCalls.record(part, ZoneOffset.ofHours(3), BerCalls.Habits.PLAIN);
    Path file = folder.resolve(name);
    Files.write(file, BerCalls.chargingFile(List.of(record), number));
    return file.toString();
  }

  private static long seconds(Account account) {
    return account.lines().stream().mapToLong(line -> line.quantities().get(2)).sum();
  }

  /// Three records of one call in three files, its last part read first (3GPP TS 32.250 5).
  @Test
  void aLongCallWhosePartsAreInSeveralFilesIsOneCall() throws Exception {
    long before = seconds(onOneMachine());
    List<String> all = new ArrayList<>(files);
    all.add(0, part("three", 3, 0, 3_600, 77));
    all.add(part("one", 1, 1, 0, 1_800));
    files = all;
    assertEquals(1 + 1, MonthJob.waiting(lines(0)), "the second part is not there");
    assertEquals(before, seconds(onTheCluster(0)));
    all.add(part("two", 2, 1, 1_800, 1_800));
    assertEquals(0, MonthJob.waiting(lines(0)));
    Account account = onTheCluster(0);
    assertEquals(before + 3_677, seconds(account));
    assertArrayEquals(onOneMachine().json().canonicalBytes(), account.json().canonicalBytes());
  }

  private List<Tuple2<String, long[]>> lines(int kills) throws Exception {
    return TestCluster.run(files, kills, slow -> MonthJob.lines(slow, setting));
  }

  /// Half the rate from the middle of the month, accepted, and then a quarter of it.
  @Test
  void acceptedRateSheetsCountInTheOrderInWhichTheyBuildOnOneAnother() throws Exception {
    TariffRow row = setting.agreement().tariff().getFirst();
    RateSheet first = sheet(row, "", 15, 2);
    RateSheet second = sheet(row, first.digest(), 22, 4);
    Path sheets = Files.createDirectories(folder.resolve("sheets"));
    Files.write(sheets.resolve("b.json"), first.json().canonicalBytes());
    Files.write(sheets.resolve("a.json"), second.json().canonicalBytes());
    Account plain = onOneMachine();
    setting =
        new MonthJob.Setting(
            countries.root().toString(),
            us.value(),
            them.value(),
            SEPTEMBER.toString(),
            sheets.toString());
    Account account = onTheCluster(0);
    assertArrayEquals(onOneMachine().json().canonicalBytes(), account.json().canonicalBytes());
    assertTrue(account.basis().containsAll(List.of(first.digest(), second.digest())));
    assertNotEquals(plain.lines(), account.lines());
    Files.delete(sheets.resolve("b.json"));
    assertThrows(IllegalArgumentException.class, () -> setting.agreement(), "one is missing");
  }

  private static RateSheet sheet(TariffRow row, String basis, int day, long part) {
    return new RateSheet(
        row.stream(),
        false,
        basis,
        List.of(
            new SheetRow(
                new TariffRow(
                    row.stream(),
                    row.prefix(),
                    row.destination(),
                    new Validity(Optional.of(SEPTEMBER.atDay(day)), Optional.empty()),
                    row.peakMicros() / part,
                    row.offPeakMicros() / part,
                    row.initial(),
                    row.step(),
                    row.minimum(),
                    row.grace(),
                    row.connectMicros(),
                    row.attemptMicros(),
                    row.origin(),
                    row.profile()),
                false)));
  }
}
