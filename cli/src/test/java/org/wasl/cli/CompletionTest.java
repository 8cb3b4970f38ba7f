package org.wasl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bash itself reads the script and completes with it.
class CompletionTest {
  @TempDir private Path folder;
  private Path script = Path.of("");

  @BeforeEach
  void print() throws IOException {
    Ran ran = Ran.wasl("completion");
    assertEquals(0, ran.exit());
    script = Files.writeString(folder.resolve("wasl.bash"), ran.out());
  }

  private static String bash(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", "--norc"));
    command.addAll(List.of(words));
    Process bash = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(bash.waitFor(1, TimeUnit.MINUTES));
    assertEquals(0, bash.exitValue(), text);
    return text;
  }

  /// What bash offers after these words; the last is the one being typed.
  private List<String> offered(String... words) throws Exception {
    String line = String.join(" ", words);
    String quoted =
        List.of(words).stream().map(w -> "'" + w + "'").collect(Collectors.joining(" "));
    String program =
        "source "
            + script
            + "\nCOMP_WORDS=("
            + quoted
            + ")\nCOMP_CWORD="
            + (words.length - 1)
            + "\nCOMP_LINE='"
            + line
            + "'\nCOMP_POINT=${#COMP_LINE}\n"
            + "compopt() { :; } # answers inside an interactive shell only\n"
            + "complete -p wasl >/dev/null || exit 9\n"
            + "f=$(complete -p wasl | sed 's/.*-F \\([^ ]*\\) .*/\\1/')\n"
            + "$f wasl\nprintf '%s\\n' \"${COMPREPLY[@]}\"";
    return bash("-c", program).lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
  }

  @Test
  void bashFindsNoFaultInTheScript() throws Exception {
    assertEquals("", bash("-n", script.toString()));
  }

  @Test
  void everyCommandIsOffered() throws Exception {
    TreeSet<String> expected = new TreeSet<>(Wasl.commandLine().getSubcommands().keySet());
    List<String> offered = offered("wasl", "");
    assertTrue(offered.containsAll(expected), offered + " lacks some of " + expected);
  }

  @Test
  void aWordThatIsBegunIsEnded() throws Exception {
    assertEquals(List.of("doctor"), offered("wasl", "doc"));
    assertEquals(List.of("compare"), offered("wasl", "voice", "comp"));
    assertEquals(List.of("--threads"), offered("wasl", "voice", "rate", "--thr"));
  }
}
