package org.wasl.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wasl.border.linking.Alarms;

/// Whoever sees an alarm finds its name in both languages and its page.
class RunbookTest {
  private static final Path ROOT = Path.of(System.getProperty("wasl.root", ".."));
  private static final Path PAGES = ROOT.resolve("docs/runbook");
  private static final String KEY = "alarm.";

  /// What happens to an operator without an alarm.
  private static final Set<String> EVENTS = Set.of("restored");

  private static Set<String> named(String texts) throws IOException {
    Properties properties = new Properties();
    try (Reader in =
        Files.newBufferedReader(ROOT.resolve("console/src/main/resources").resolve(texts))) {
      properties.load(in);
    }
    return properties.stringPropertyNames().stream()
        .filter(key -> key.startsWith(KEY))
        .map(key -> key.substring(KEY.length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> pages() throws IOException {
    try (Stream<Path> all = Files.list(PAGES)) {
      return all.map(file -> file.getFileName().toString().replace(".md", ""))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void everyAlarmIsNamedInBothLanguagesAndHasItsPage() throws IOException {
    Set<String> named = named("messages_en.properties");
    assertEquals(named, named("messages.properties"));
    assertTrue(named.containsAll(Alarms.CODES), () -> named + " lacks one of " + Alarms.CODES);
    Set<String> pages = pages();
    pages.removeAll(EVENTS);
    assertEquals(named, pages);
  }

  @Test
  void everyPageSaysInBothLanguagesWhatItMeansAndWhatToDo() throws IOException {
    for (String page : pages()) {
      String text = Files.readString(PAGES.resolve(page + ".md"));
      assertTrue(text.startsWith("# " + page + ": "), page);
      for (String part :
          List.of("**What it means.**", "**What to do.**", "**ما معناه.**", "**ما العمل.**")) {
        assertTrue(text.contains(part), page + " lacks " + part);
      }
    }
  }
}
