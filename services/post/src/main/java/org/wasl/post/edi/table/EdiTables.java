package org.wasl.post.edi.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wasl.post.edi.SegmentReader;
import org.wasl.terms.LocalizedText;

/// A set of message definitions ("profile"): those that come with Wasl, or those of a folder with
/// the same tables, which is how the official ones take their place.
///
/// A set has `segments.csv`, `composites.csv`, `elements.csv`, `codes.csv`, `checks.csv`,
/// `messages.csv` and for each message `messages/<name>.csv`; no value holds a comma.
public final class EdiTables {
  private static final int LARGEST = 4 * 1024 * 1024;
  private static final int MOST_LINES = 100_000;

  private final Map<String, SegmentTable> segments = new LinkedHashMap<>();
  private final Map<String, MessageTable> messages = new LinkedHashMap<>();
  private final Map<String, Element> elements = new HashMap<>();
  private final Map<String, CodeList> codes = new HashMap<>();
  private final Map<String, List<SegmentTable.Part>> composites = new HashMap<>();

  private record Element(Format format, @Nullable CodeList codes, LocalizedText name) {}

  /// Where the tables of a set come from.
  @FunctionalInterface
  public interface Source {
    /// The text of a table, or nothing when the set does not have it.
    Optional<String> find(String table);
  }

  private EdiTables() {}

  /// The interim profile between two nodes, until official tables are loaded.
  public static EdiTables wasl1() {
    return of(List.of(resources("service"), resources("wasl-1")));
  }

  /// The service segments of ISO 9735 and the tables of a folder.
  public static EdiTables inFolder(Path folder) {
    return of(List.of(resources("service"), folder(folder)));
  }

  /// The tables, layouts and words of a folder.
  public static Source folder(Path folder) {
    return table -> {
      Path file = folder.resolve(table);
      try {
        if (!Files.exists(file)) {
          return Optional.empty();
        }
        if (Files.size(file) > LARGEST) {
          throw new MalformedTableException(table, 0, "larger than " + LARGEST);
        }
        return Optional.of(Files.readString(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  /// The tables that come with Wasl.
  public static Source resources(String set) {
    return table -> {
      try (InputStream in = EdiTables.class.getResourceAsStream("/post/edi/" + set + "/" + table)) {
        return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  /// @param sources one after the other; what a later one says about a segment or message holds
  /// @throws MalformedTableException when a table is missing or wrong
  public static EdiTables of(List<Source> sources) {
    EdiTables tables = new EdiTables();
    for (Source source : sources) {
      tables.read(source);
    }
    return tables;
  }

  private void read(Source source) {
    Map<String, Map<String, LocalizedText>> lists = new LinkedHashMap<>();
    each(
        source,
        "codes.csv",
        5,
        row ->
            lists
                .computeIfAbsent(row[0], _ -> new LinkedHashMap<>())
                .put(row[1], new LocalizedText(row[4], row[3])));
    lists.forEach((id, all) -> codes.put(id, new CodeList(id, all)));
    each(
        source,
        "elements.csv",
        5,
        row ->
            elements.put(
                row[0],
                new Element(
                    Format.of(row[1]),
                    row[2].isEmpty() ? null : known(codes.get(row[2]), "list " + row[2]),
                    new LocalizedText(row[4], row[3]))));
    Map<String, List<SegmentTable.Part>> parts = new LinkedHashMap<>();
    each(
        source,
        "composites.csv",
        4,
        row ->
            inOrder(parts.computeIfAbsent(row[0], _ -> new ArrayList<>()), row[1])
                .add(part(row[2], isMandatory(row[3]))));
    composites.putAll(parts);
    Map<String, List<SegmentTable.Item>> items = new LinkedHashMap<>();
    each(
        source,
        "segments.csv",
        5,
        row ->
            inOrder(items.computeIfAbsent(row[0], _ -> new ArrayList<>()), row[1])
                .add(item(row[2], isMandatory(row[3]), Integer.parseInt(row[4]))));
    items.forEach((tag, all) -> segments.put(tag, new SegmentTable(tag, all)));
    readMessages(source);
  }

  private SegmentTable.Part part(String element, boolean isMandatory) {
    Element known = known(elements.get(element), "element " + element);
    return new SegmentTable.Part(element, known.format(), isMandatory, known.codes(), known.name());
  }

  private SegmentTable.Item item(String id, boolean isMandatory, int repeat) {
    List<SegmentTable.Part> parts = composites.get(id);
    return new SegmentTable.Item(
        id, isMandatory, repeat, parts == null ? List.of(part(id, true)) : parts);
  }

  private void readMessages(Source source) {
    Map<String, Map<Integer, List<Check>>> checks = new HashMap<>();
    each(
        source,
        "checks.csv",
        6,
        row ->
            checks
                .computeIfAbsent(row[0], _ -> new HashMap<>())
                .computeIfAbsent(SegmentReader.packed(row[1]), _ -> new ArrayList<>())
                .add(Check.of(row[2], row[3], row[4], row[5])));
    each(
        source,
        "messages.csv",
        5,
        row -> {
          Map<Integer, List<Check>> own = new HashMap<>();
          for (String name : List.of("*", row[4])) {
            checks
                .getOrDefault(name, Map.of())
                .forEach(
                    (tag, all) -> own.computeIfAbsent(tag, _ -> new ArrayList<>()).addAll(all));
          }
          messages.put(
              String.join(":", row[0], row[1], row[2], row[3]),
              new MessageTable(row[4], nodes(source, row[4]), own));
        });
  }

  private List<MessageTable.Node> nodes(Source source, String name) {
    record Row(int level, String item, boolean isMandatory, int repeat) {}
    List<Row> rows = new ArrayList<>();
    String table = "messages/" + name + ".csv";
    each(
        source,
        table,
        4,
        row -> {
          int level = Integer.parseInt(row[0]);
          int most =
              rows.isEmpty()
                  ? 0
                  : rows.getLast().level() + (rows.getLast().item().startsWith("SG") ? 1 : 0);
          if (level < 0 || level > most) {
            throw new IllegalArgumentException("level " + level + " is too deep");
          }
          if (!row[1].startsWith("SG")) {
            known(segments.get(row[1]), "segment " + row[1]);
          }
          rows.add(new Row(level, row[1], isMandatory(row[2]), Integer.parseInt(row[3])));
        });
    List<MessageTable.Node> nodes = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      int parent = i - 1;
      while (parent >= 0 && rows.get(parent).level() >= row.level()) {
        parent--;
      }
      int end = i + 1;
      while (end < rows.size() && rows.get(end).level() > row.level()) {
        end++;
      }
      nodes.add(
          new MessageTable.Node(
              row.item(),
              row.item().startsWith("SG"),
              row.isMandatory(),
              row.repeat(),
              parent,
              end));
    }
    return nodes;
  }

  private static <T> List<T> inOrder(List<T> list, String position) {
    if (Integer.parseInt(position) != list.size() + 1) {
      throw new IllegalArgumentException("position " + position + " is not the next one");
    }
    return list;
  }

  private static boolean isMandatory(String status) {
    return switch (status) {
      case "M" -> true;
      case "C" -> false;
      default -> throw new IllegalArgumentException("a status is M or C, not " + status);
    };
  }

  private static <T> T known(@Nullable T found, String what) {
    if (found == null) {
      throw new IllegalArgumentException(what + " is not defined");
    }
    return Objects.requireNonNull(found);
  }

  private interface RowReader {
    void read(String[] row);
  }

  private static void each(Source source, String table, int columns, RowReader reader) {
    String[] lines =
        source
            .find(table)
            .orElseThrow(() -> new MalformedTableException(table, 0, "is missing"))
            .split("\r?\n");
    if (lines.length > MOST_LINES) {
      throw new MalformedTableException(table, MOST_LINES, "too many lines");
    }
    for (int i = 1; i < lines.length; i++) {
      String[] row = lines[i].split(",", -1);
      if (row.length != columns) {
        throw new MalformedTableException(
            table, i + 1, columns + " values expected, " + row.length + " found");
      }
      try {
        reader.read(Arrays.stream(row).map(String::strip).toArray(String[]::new));
      } catch (IllegalArgumentException e) {
        throw new MalformedTableException(table, i + 1, String.valueOf(e.getMessage()));
      }
    }
  }

  /// The definition of a message, where the set has it.
  public Optional<MessageTable> findMessage(
      String type, String version, String release, String agency) {
    return Optional.ofNullable(messages.get(String.join(":", type, version, release, agency)));
  }

  /// What UNH says of a message, for example `PREDES:2:1:UN`, and its definition.
  public Map<String, MessageTable> messages() {
    return java.util.Collections.unmodifiableMap(messages);
  }

  /// The definitions of all segments.
  public Map<String, SegmentTable> segments() {
    return java.util.Collections.unmodifiableMap(segments);
  }
}
