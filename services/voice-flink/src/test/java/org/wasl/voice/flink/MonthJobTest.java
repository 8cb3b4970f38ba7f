package org.wasl.voice.flink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.apache.flink.util.CloseableIterator;
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
  private static final AtomicInteger STARTS = new AtomicInteger();
  private static final AtomicLong FILES_SEEN = new AtomicLong();

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

  private static Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 10);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(200));
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
    return configuration;
  }

  /// Slows the files down, so that there is a middle in which to stop a machine.
  private static final class Slowly extends RichMapFunction<String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void open(OpenContext context) {
      STARTS.incrementAndGet();
    }

    @Override
    public String map(String file) throws InterruptedException {
      Thread.sleep(40);
      FILES_SEEN.incrementAndGet();
      return file;
    }
  }

  private Account onTheCluster(int kills) throws Exception {
    STARTS.set(0);
    FILES_SEEN.set(0);
    MiniClusterConfiguration size =
        new MiniClusterConfiguration.Builder()
            .setNumTaskManagers(2)
            .setNumSlotsPerTaskManager(2)
            .setRpcServiceSharing(RpcServiceSharing.SHARED)
            .setConfiguration(configuration())
            .build();
    try (MiniCluster cluster = new MiniCluster(size)) {
      cluster.start();
      StreamExecutionEnvironment environment = new TestStreamEnvironment(cluster, 2);
      environment.enableCheckpointing(100);
      Thread killer = Thread.ofPlatform().start(() -> kill(cluster, kills));
      List<Tuple2<String, long[]>> lines = new ArrayList<>();
      try (CloseableIterator<Tuple2<String, long[]>> out =
          MonthJob.lines(environment.fromData(files).map(new Slowly()).name("slowly"), setting)
              .executeAndCollect()) {
        out.forEachRemaining(lines::add);
      }
      killer.join();
      return MonthJob.account(setting, lines, List.of());
    }
  }

  private static void kill(MiniCluster cluster, int kills) {
    try {
      for (int i = 1; i <= kills; i++) {
        long after = 8L * i;
        for (int wait = 0; FILES_SEEN.get() < after && wait < 1_000; wait++) {
          Thread.sleep(20);
        }
        cluster.terminateTaskManager(i - 1).get();
        cluster.startTaskManager();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
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
    assertTrue(STARTS.get() >= 4, "the job was started again: " + STARTS.get());
  }
}
