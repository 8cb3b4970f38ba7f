package org.wasl.voice.flink;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.apache.flink.util.CloseableIterator;

/// A cluster of two machines inside the test, which may stop in the middle of a job.
final class TestCluster {
  private static final AtomicInteger STARTS = new AtomicInteger();
  private static final AtomicLong FILES_SEEN = new AtomicLong();

  private TestCluster() {}

  /// How often tasks were started in the last run.
  static int starts() {
    return STARTS.get();
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

  /// @param kills how many machines stop before all files are seen
  /// @param job what comes of the files, slowed down
  static <T> List<T> run(
      List<String> files, int kills, Function<DataStream<String>, DataStream<T>> job)
      throws Exception {
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
      List<T> all = new ArrayList<>();
      try (CloseableIterator<T> out =
          job.apply(environment.fromData(files).map(new Slowly()).name("slowly"))
              .executeAndCollect()) {
        out.forEachRemaining(all::add);
      }
      killer.join();
      return all;
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
}
