package org.wasl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The package as packaging/package.sh makes it, from what this test runs with, in an environment
/// that has nothing else of Java.
class PackageTest {
  private static final List<String> ALONE = List.of("env", "-i", "PATH=/usr/bin:/bin");
  private static final List<String> OFFLINE = List.of("unshare", "-n");

  @TempDir private static Path folder;
  private static Path home = Path.of("");

  @BeforeAll
  static void make() throws Exception {
    Path root = Files.createDirectories(folder.resolve("root"));
    Path lib = Files.createDirectories(root.resolve("cli/target/lib"));
    Path bench = Files.createDirectories(root.resolve("bench/target/lib"));
    int module = 0;
    for (String each : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path entry = Path.of(each);
      if (Files.isDirectory(entry)) {
        jar(lib.resolve("module-" + module++ + ".jar"), entry);
      } else if (Files.exists(entry)) {
        Files.createSymbolicLink(lib.resolve(entry.getFileName()), entry);
      }
    }
    Path empty = Files.createDirectories(folder.resolve("empty"));
    jar(bench.resolveSibling("wasl-bench-0.jar"), empty);
    for (String each : List.of("countries", "packaging", "LICENSE", "README.md", "README.ar.md")) {
      Files.createSymbolicLink(root.resolve(each), Ran.ROOT.resolve(each));
    }
    Path out = folder.resolve("out");
    Done made =
        run(
            List.of(
                "env",
                "JAVA_HOME=" + System.getProperty("java.home"),
                "bash",
                Ran.ROOT.resolve("packaging/package.sh").toString(),
                root.toString(),
                out.toString()));
    assertEquals(0, made.exit(), made.text());
    home = out.resolve("wasl");
  }

  private static void jar(Path file, Path classes) {
    ToolProvider tool = ToolProvider.findFirst("jar").orElseThrow();
    int exit =
        tool.run(
            System.out,
            System.err,
            "--create",
            "--file",
            file.toString(),
            "-C",
            classes.toString(),
            ".");
    assertEquals(0, exit);
  }

  private record Done(int exit, String text) {}

  private static Done run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(3, TimeUnit.MINUTES));
    return new Done(process.exitValue(), text);
  }

  private static Done wasl(List<String> before, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(before);
    command.addAll(ALONE);
    command.add(home.resolve("bin/wasl").toString());
    command.addAll(List.of(words));
    return run(command);
  }

  private static void saysItsVersionAndItsHelp(List<String> before) throws Exception {
    Done version = wasl(before, "--version");
    assertEquals(0, version.exit(), version.text());
    assertTrue(version.text().startsWith("Wasl "), version.text());
    Done help = wasl(before, "--help");
    assertEquals(0, help.exit(), help.text());
    for (String command : Wasl.commandLine().getSubcommands().keySet()) {
      assertTrue(help.text().contains("  " + command), command + " in " + help.text());
    }
  }

  @Test
  void itRunsWithoutAnyOtherJava() throws Exception {
    saysItsVersionAndItsHelp(List.of());
  }

  @Test
  void itRunsWithTheNetworkOffAndFindsItsFacts() throws Exception {
    List<String> may = new ArrayList<>(OFFLINE);
    may.add("true");
    boolean able;
    try {
      able = run(may).exit() == 0;
    } catch (IOException e) {
      able = false;
    }
    Assumptions.assumeTrue(
        able, "no network namespace can be made here: run as root with util-linux");
    saysItsVersionAndItsHelp(OFFLINE);
    Path out = folder.resolve("routing.csv");
    Done routing = wasl(OFFLINE, "numbering", "routing", "iq", out.toString());
    assertEquals(0, routing.exit(), routing.text());
    assertTrue(Files.size(out) > 0);
  }

  @Test
  void aLinkToTheProgramRunsIt() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("wasl-link"), home.resolve("bin/wasl"));
    List<String> command = new ArrayList<>(ALONE);
    command.addAll(List.of(link.toString(), "--version"));
    assertEquals(0, run(command).exit());
  }

  @Test
  void itBringsWhatANodeNeeds() throws Exception {
    for (String each : List.of("lib", "runtime", "countries", "bench", "systemd", "LICENSE")) {
      assertTrue(Files.exists(home.resolve(each)), each);
    }
    assertEquals(
        -1L,
        Files.mismatch(
            home.resolve("conf/wasl.properties.example"),
            Ran.ROOT.resolve("packaging/wasl.properties")));
    Done read = run(List.of("bash", "-n", home.resolve("completion/wasl.bash").toString()));
    assertEquals(new Done(0, ""), read);
  }
}
