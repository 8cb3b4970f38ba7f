package org.wasl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example file against the code that reads settings.
class NodeSettingsTest {
  private static final Path ROOT = Path.of(System.getProperty("wasl.root", "..")).toAbsolutePath();
  private static final Path EXAMPLE = ROOT.resolve("packaging/wasl.properties");
  private static final Pattern KEY = Pattern.compile("^#?(wasl\\.[a-z.-]+)=(.*)$");

  @TempDir private Path home;

  private static List<String> keys() throws IOException {
    return Files.readAllLines(EXAMPLE).stream()
        .map(KEY::matcher)
        .filter(Matcher::matches)
        .map(each -> each.group(1))
        .toList();
  }

  /// The keys that the method names, not the list of those that are accepted.
  private static Set<String> read() throws IOException {
    String source =
        Files.readString(ROOT.resolve("node/src/main/java/org/wasl/node/NodeSettings.java"));
    Matcher literal =
        Pattern.compile("\"(wasl\\.[a-z.-]+)\"")
            .matcher(source.substring(source.indexOf("NodeSettings read(Path home)")));
    Set<String> found = new TreeSet<>();
    while (literal.find()) {
      found.add(literal.group(1));
    }
    return found;
  }

  @Test
  void theExampleHasEveryKeyThatIsReadOnceAndNoOther() throws IOException {
    List<String> keys = keys();
    assertEquals(read(), new TreeSet<>(keys));
    assertEquals(keys.size(), new HashSet<>(keys).size(), "a key stands twice");
  }

  @Test
  void everyKeyHasItsOwnCommentInBothLanguages() throws IOException {
    List<String> comment = new ArrayList<>();
    for (String line : Files.readAllLines(EXAMPLE)) {
      if (line.isBlank()) {
        comment.clear();
      } else if (KEY.matcher(line).matches()) {
        String above = String.join("\n", comment);
        assertTrue(
            Pattern.compile("(?m)^# [A-Z].*[a-z]{3}").matcher(above).find(),
            line + " has no English comment");
        assertTrue(
            Pattern.compile("(?m)^# \\p{IsArabic}{2}").matcher(above).find(),
            line + " has no Arabic comment");
        comment.clear();
      } else {
        comment.add(line);
      }
    }
  }

  private NodeSettings read(String text) throws IOException {
    Files.writeString(home.resolve(NodeSettings.FILE), text);
    return NodeSettings.read(home);
  }

  @Test
  void theExampleReadsAsItStandsAndWithEveryKeySet() throws IOException {
    String text = Files.readString(EXAMPLE);
    assertTrue(read(text).databaseUrl().isEmpty());
    NodeSettings all = read(Pattern.compile("(?m)^#(?=wasl\\.)").matcher(text).replaceAll(""));
    assertTrue(all.databaseUrl().isPresent());
    assertTrue(all.token().isPresent());
    assertTrue(all.oidc().isPresent());
    assertTrue(all.erasureLedger().isPresent());
    assertTrue(all.clientHeader().isPresent());
    assertEquals("https://wasl.example.org", all.origin());
  }

  /// What the comments say of keys that are left out.
  @Test
  void whatIsLeftOutHasTheValueThatTheExampleNames() throws IOException {
    NodeSettings least =
        read(
            "wasl.party=aa\nwasl.peer=bb\nwasl.countries=.\nwasl.console.port=8080\n"
                + "wasl.peer.port=8443\n");
    assertEquals("127.0.0.1", least.consoleAddress());
    assertEquals("127.0.0.1", least.peerAddress());
    assertEquals("wasl", least.databaseUser());
    assertEquals("", least.databasePassword());
    assertEquals("PT0.2S", least.looking().toString());
    assertEquals("http://localhost:8080", least.origin());
    assertTrue(least.erasureLedger().isEmpty());
  }

  @Test
  void aSlipOfThePenIsToldWithItsKeyInBothLanguages() {
    for (String[] slip :
        new String[][] {
          {"wasl.partty=aa\n", "wasl.partty"},
          {"wasl.party=Not A Party\n", "wasl.party"},
          {
            "wasl.party=aa\nwasl.peer=bb\nwasl.countries=.\nwasl.console.port=99999\n",
            "wasl.console.port"
          },
          {"wasl.party=aa\nwasl.peer=bb\n", "wasl.countries"}
        }) {
      MalformedSettingsException told =
          assertThrows(MalformedSettingsException.class, () -> read(slip[0]));
      assertTrue(told.text().en().contains(slip[1] + ": "), told.text().en());
      assertTrue(told.text().ar().matches("(?s).*" + slip[1] + ": \\p{IsArabic}.*"));
    }
  }
}
