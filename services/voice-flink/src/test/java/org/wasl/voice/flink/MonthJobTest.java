package org.wasl.voice.flink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.numbering.NationalPlan;
import org.wasl.settlement.Account;
import org.wasl.terms.PartyId;
import org.wasl.terms.Progress;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.accounting.AccountMaker;
import org.wasl.voice.generation.SampleMonth;
import org.wasl.voice.mediation.CallSet;
import org.wasl.voice.mediation.Mediation;
import org.wasl.voice.setup.VoiceSetup;

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
    for (String file : files) {
      mediation.read(
          file, file, Files.readAllBytes(Path.of(file)), calls, Instant.EPOCH, Progress.NONE);
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
}
