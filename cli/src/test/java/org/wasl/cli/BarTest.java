package org.wasl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BarTest {
  private static final Path SCRIPT = Path.of("/usr/bin/script");
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
  private final AtomicLong nanos = new AtomicLong(7);

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theBarIsFullWhenTheWorkIsDoneHalfWhenItIsHalfDoneAndGoneAfterwards() {
    try (Bar bar = new Bar(out, true, nanos::get)) {
      bar.report("voice.rate", 5, 10);
      String half = text();
      assertEquals(
          half.chars().filter(c -> c == '#').count(),
          half.chars().filter(c -> c == '.').count() - 1);
      written.reset();
      bar.report("voice.rate", 10, 10);
      assertTrue(text().contains("#]") && !text().contains(".]"), text());
      written.reset();
    }
    assertEquals("\r\033[K", text());
  }

  @Test
  void itIsDrawnAtMostTenTimesASecond() {
    try (Bar bar = new Bar(out, true, nanos::get)) {
      for (int i = 0; i < 1_000; i++) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
        bar.report("work", i, 100_000);
      }
    }
    long drawn = text().chars().filter(c -> c == '\r').count() - 1;
    assertTrue(drawn >= 9 && drawn <= 11, drawn + " times");
  }

  @Test
  void workWhoseEndIsNotKnownIsCounted() {
    try (Bar bar = new Bar(out, true, nanos::get)) {
      bar.report("work", 12, -1);
      assertTrue(text().endsWith("work 12"), text());
    }
  }

  @Test
  void nothingIsWrittenWhereThereIsNoTerminal() {
    try (Bar bar = new Bar(out, false, nanos::get)) {
      bar.report("work", 10, 10);
    }
    assertEquals("", text());
  }

  private static List<String> generate(Path folder) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Dwasl.countries=" + Ran.ROOT.resolve("countries"),
        "-cp",
        System.getProperty("java.class.path"),
        "org.wasl.cli.Wasl",
        "voice",
        "generate",
        folder.toString(),
        "--between",
        "sy",
        "iq",
        "--calls",
        "2000");
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("TERM", "xterm");
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(2, TimeUnit.MINUTES));
    return text;
  }

  @Test
  void aRealTerminalShowsTheBarAndAPipeDoesNot(@TempDir Path folder) throws Exception {
    assertFalse(run(generate(folder.resolve("piped"))).contains("\r"));
    Assumptions.assumeTrue(
        Files.isExecutable(SCRIPT), "no program that makes a terminal: install util-linux");
    String line = "'" + String.join("' '", generate(folder.resolve("terminal"))) + "'";
    String shown = run(List.of(SCRIPT.toString(), "-qec", line, "/dev/null"));
    assertTrue(shown.contains("\r\033[Kvoice.generate ["), shown);
  }
}
