package org.wasl.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

  /// Four ports that nobody uses, below those that systems give to outgoing connections: a node
  /// that comes back must not find its own port at the other end of somebody's connection.
  private static int freePort() {
    return IntStream.iterate(
            18_500 + (int) (ProcessHandle.current().pid() % 4_000), port -> port + 7)
        .limit(500)
        .filter(port -> Stream.of(0, 1, 363, 364).allMatch(each -> isFree(port + each)))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
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
    assertEnded(undisturbed, calm);
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
    assertEnded(disturbed, rough);
    assertTrue(killed >= 3, "only " + killed + " kills before the end");
    assertArrayEquals(statement(calm, 0), statement(rough, 0));
    assertArrayEquals(statement(rough, 0), statement(rough, 1));
  }

  /// Says what both nodes said and what they were doing, should they not end.
  private static void assertEnded(Process demo, Path data)
      throws IOException, InterruptedException {
    boolean ended = demo.waitFor(4, TimeUnit.MINUTES);
    StringBuilder told = new StringBuilder(ended ? "" : "did not end");
    if (!ended) {
      for (ProcessHandle each :
          Stream.concat(Stream.of(demo.toHandle()), demo.descendants()).toList()) {
        if (each.info().command().orElse("").endsWith("java")) {
          told.append(threads(each));
        }
      }
      demo.descendants().forEach(ProcessHandle::destroyForcibly);
      demo.destroyForcibly().waitFor();
    }
    String tail = told + log(data);
    assertTrue(ended, tail);
    assertEquals(0, demo.exitValue(), tail);
  }

  private static String threads(ProcessHandle process) throws IOException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process asked =
        new ProcessBuilder(jcmd, Long.toString(process.pid()), "Thread.print")
            .redirectErrorStream(true)
            .start();
    return process.info().commandLine()
        + "\n"
        + new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
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
      StringBuilder all = new StringBuilder(Files.readString(data.resolve("demo.log")));
      try (Stream<Path> logs = Files.walk(data, 2)) {
        for (Path each : logs.filter(file -> file.endsWith("node.log")).toList()) {
          all.append("\n== ").append(each).append('\n').append(Files.readString(each));
        }
      }
      return all.toString();
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
