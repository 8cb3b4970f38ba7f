package org.wasl.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Real processes, killed with kill -9 while the month is on its way: nodes and their databases.
class KillTest {
  private static final int KILLS = 8;
  private static final int CALLS = 20_000;
  private final Path target = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
  private final String root =
      Path.of(System.getProperty("wasl.root", "..")).toAbsolutePath().toString();

  private Process demo(Path data) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Dwasl.countries=" + root + "/countries",
            "-cp",
            System.getProperty("java.class.path"),
            "org.wasl.cli.Wasl",
            "demo",
            "--once",
            "--calls",
            Integer.toString(CALLS),
            "--data",
            data.toString(),
            "--port",
            Integer.toString(freePort())));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(Files.createDirectories(data).resolve("demo.log").toFile())
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Math.min(socket.getLocalPort(), 60_000);
    }
  }

  private static void kill(ProcessHandle victim) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-9", Long.toString(victim.pid())).start().waitFor();
  }

  /// Node processes and postmasters below the demonstration.
  private static List<ProcessHandle> victims(Process demo) {
    return demo.descendants()
        .filter(each ->
            each.info()
                .commandLine()
                .map(line -> line.contains("node start") || line.contains("bin/postgres -D"))
                .orElse(false))
        .toList();
  }

  @Test
  void killedAgainAndAgainBothNodesEndWithTheSameStatementAsUndisturbed() throws Exception {
    Path calm = target.resolve("calm-" + ProcessHandle.current().pid());
    Path rough = target.resolve("rough-" + ProcessHandle.current().pid());
    Process undisturbed = demo(calm);
    assertTrue(undisturbed.waitFor(5, TimeUnit.MINUTES));
    assertEquals(0, undisturbed.exitValue(), () -> log(calm));
    Process disturbed = demo(rough);
    SplittableRandom random = new SplittableRandom(8);
    int killed = 0;
    for (int i = 0; i < 200 && killed < KILLS && disturbed.isAlive(); i++) {
      Thread.sleep(1_200 + random.nextInt(1_500));
      List<ProcessHandle> victims = victims(disturbed);
      if (!victims.isEmpty()) {
        kill(victims.get(random.nextInt(victims.size())));
        killed++;
      }
    }
    assertTrue(disturbed.waitFor(8, TimeUnit.MINUTES));
    assertEquals(0, disturbed.exitValue(), () -> log(rough));
    assertTrue(killed >= 3, "only " + killed + " kills before the end");
    assertArrayEquals(statement(calm, 0), statement(rough, 0));
    assertArrayEquals(statement(rough, 0), statement(rough, 1));
  }

  private static byte[] statement(Path data, int side) throws IOException {
    try (Stream<Path> files = Files.walk(data, 3)) {
      return Files.readAllBytes(
          files
              .filter(file -> file.getFileName().toString().startsWith("statement-"))
              .sorted()
              .toList()
              .get(side));
    }
  }

  private static String log(Path data) {
    try {
      return Files.readString(data.resolve("demo.log"));
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
