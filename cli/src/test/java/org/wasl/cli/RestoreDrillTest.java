package org.wasl.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The drill: a node's folder is lost, its backup is brought back, and it goes on with its peer.
class RestoreDrillTest {
  private final Path target = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
  private final String root =
      Path.of(System.getProperty("wasl.root", "..")).toAbsolutePath().toString();
  private final Path data = target.resolve("drill-" + ProcessHandle.current().pid());

  private int wasl(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Dwasl.countries=" + root + "/countries",
            "-cp",
            System.getProperty("java.class.path")));
    command.add("org.wasl.cli.Wasl");
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectError(
                ProcessBuilder.Redirect.appendTo(
                    Files.createDirectories(data).resolve("drill.log").toFile()))
            .redirectOutput(data.resolve("answer").toFile())
            .start();
    assertTrue(process.waitFor(5, TimeUnit.MINUTES));
    return process.exitValue();
  }

  /// What the last command wrote on standard output, read as one JSON object.
  private JsonNode answer() throws IOException {
    JsonNode answer =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readTree(Files.readString(data.resolve("answer")));
    assertTrue(answer.isObject());
    return answer;
  }

  private static String freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Integer.toString(Math.min(socket.getLocalPort(), 60_000));
    }
  }

  private Path node(int which) throws IOException {
    try (Stream<Path> folders = Files.list(data)) {
      return folders
          .filter(each -> Files.exists(each.resolve("anchor.json")))
          .sorted()
          .toList()
          .get(which);
    }
  }

  private static Map<String, Long> tree(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      Map<String, Long> sizes = new TreeMap<>();
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        sizes.put(folder.relativize(each).toString(), Files.size(each));
      }
      return sizes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aLostNodeComesBackFromItsBackupAndNothingIsDoneAgain() throws Exception {
    String port = freePort();
    String[] demo = {
      "demo", "--once", "--calls", "5000", "--data", data.toString(), "--port", port
    };
    assertEquals(0, wasl(demo));
    Path node = node(0);
    Path out = node.resolve("out");
    byte[] before;
    try (Stream<Path> files = Files.list(out)) {
      before =
          Files.readAllBytes(
              files
                  .filter(f -> f.getFileName().toString().startsWith("statement-"))
                  .findFirst()
                  .orElseThrow());
    }
    String program = data.resolve("program").toString();
    Path backup = data.resolve("backup");
    Path keys = data.resolve("backup-keys");
    assertEquals(
        0,
        wasl(
            "backup",
            node.toString(),
            backup.toString(),
            "--keys",
            keys.toString(),
            "--program",
            program,
            "--json"));
    JsonNode written = answer();
    assertEquals(
        Files.readAllLines(backup.resolve("MANIFEST")).size(), written.get("files").asInt());
    assertTrue(written.get("keys").asBoolean());
    Files.move(node, data.resolve("lost"));
    Files.delete(data.resolve("lost").resolve("anchor.json"));
    assertEquals(
        0,
        wasl(
            "restore",
            backup.toString(),
            node.toString(),
            "--keys",
            keys.toString(),
            "--program",
            program,
            "--json"));
    assertEquals(node.toString(), answer().get("home").asString());
    assertEquals(0, wasl("doctor", node.toString(), "--json"));
    assertTrue(answer().get("well").asBoolean());
    assertEquals(0, wasl("upgrade", "--check", node.toString(), "--json"));
    JsonNode upgrade = answer();
    assertFalse(upgrade.get("newer").asBoolean());
    for (JsonNode schema : upgrade.get("schemas")) {
      assertEquals(0, schema.get("waiting").size(), schema.toString());
    }
    assertEquals(tree(data.resolve("lost").resolve("segments")), tree(node.resolve("segments")));
    assertEquals(0, wasl(demo));
    byte[] after;
    try (Stream<Path> files = Files.list(out)) {
      after =
          Files.readAllBytes(
              files
                  .filter(f -> f.getFileName().toString().startsWith("statement-"))
                  .findFirst()
                  .orElseThrow());
    }
    assertArrayEquals(before, after);
  }

  @Test
  void aDamagedBackupIsRefusedBeforeAnythingIsWritten() throws Exception {
    Path backup = Files.createDirectories(data.resolve("damaged"));
    Files.writeString(backup.resolve("file"), "changed");
    Files.writeString(backup.resolve("MANIFEST"), "0".repeat(64) + "  file\n");
    Path home = data.resolve("never");
    assertEquals(1, wasl("restore", backup.toString(), home.toString()));
    assertEquals(false, Files.exists(home));
  }
}
