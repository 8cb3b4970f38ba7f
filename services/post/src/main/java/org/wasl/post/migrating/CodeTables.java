package org.wasl.post.migrating;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What codes of the other systems mean, as tables that an administration may replace by its own
/// with the same columns: which event is which, what receptacle events are, and which attribute of
/// a declaration holds what. A meaning that was not verified makes no fact.
///
/// @param events EMSEVT codes by IPS event
/// @param receptacleEvents by IPS event
/// @param attributes of declarations of CDS, by our names
public record CodeTables(
    Map<String, String> events,
    Map<String, ReceptacleEvent> receptacleEvents,
    Map<String, String> attributes) {
  private static final int MOST_LINES = 10_000;

  public CodeTables {
    events = Map.copyOf(events);
    receptacleEvents = Map.copyOf(receptacleEvents);
    attributes = Map.copyOf(attributes);
  }

  /// @param meaning in words, perhaps a guess
  /// @param deed kind of the fact that it becomes, `-` for none
  /// @param isVerified whether the administration has confirmed it
  public record ReceptacleEvent(String meaning, String deed, boolean isVerified) {}

  /// Those that come with Wasl.
  public static CodeTables shipped() {
    return new CodeTables(
        pairs(shipped("events.csv"), "ips,event"),
        receptacleEvents(shipped("receptacle-events.csv")),
        pairs(shipped("cds.csv"), "field,attribute,verified"));
  }

  /// These with other meanings of receptacle events.
  ///
  /// @param table with the columns `ips,meaning,deed,verified`
  /// @throws IllegalArgumentException with the line that is wrong
  public CodeTables withReceptacleEvents(String table) {
    return new CodeTables(events, receptacleEvents(table), attributes);
  }

  private static String shipped(String name) {
    try (InputStream in = CodeTables.class.getResourceAsStream("/post/ips/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the table is not there: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> pairs(String table, String header) {
    Map<String, String> pairs = new LinkedHashMap<>();
    rows(table, header).forEach(each -> pairs.put(each[0], each[1]));
    return pairs;
  }

  private static Map<String, ReceptacleEvent> receptacleEvents(String table) {
    Map<String, ReceptacleEvent> all = new LinkedHashMap<>();
    for (String[] each : rows(table, "ips,meaning,deed,verified")) {
      if (!List.of("-", "receptacle-seen").contains(each[2])
          || !List.of("yes", "no").contains(each[3])) {
        throw new IllegalArgumentException("neither - nor receptacle-seen, yes or no: " + each[0]);
      }
      all.put(each[0], new ReceptacleEvent(each[1], each[2], each[3].equals("yes")));
    }
    return all;
  }

  private static List<String[]> rows(String table, String header) {
    List<String> lines = table.lines().toList();
    int columns = header.split(",", -1).length;
    if (lines.isEmpty() || !lines.getFirst().equals(header) || lines.size() > MOST_LINES) {
      throw new IllegalArgumentException("the first line is " + header);
    }
    return lines.stream()
        .skip(1)
        .map(each -> {
          String[] cells = each.split(",", -1);
          if (cells.length != columns) {
            throw new IllegalArgumentException(columns + " columns, not: " + each);
          }
          return cells;
        })
        .toList();
  }
}
