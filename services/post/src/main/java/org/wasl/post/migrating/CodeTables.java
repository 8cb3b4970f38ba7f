package org.wasl.post.migrating;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.wasl.post.EventCode;
import org.wasl.post.NonDelivery;

/// What codes of the other systems mean, as tables that an administration may replace by its own
/// with the same columns. A meaning that was not verified makes no fact; a unit that was not is
/// taken, and the report counts the weights that contradict their labels.
public final class CodeTables {
  private static final int MOST_LINES = 10_000;
  private static final String VERIFIED = "yes";
  private static final String NONE = "-";

  /// The tables by name, each with its columns, and whether an administration may replace it.
  private enum Table {
    EVENTS("events", "ips,event"),
    RECEPTACLE_EVENTS("receptacle-events", "ips,meaning,deed,verified"),
    INHERITED_EVENTS("inherited-events", "of,ips,event,verified"),
    NON_DELIVERY("non-delivery", "of,ips,ours,verified"),
    UNITS("units", "column,grams,verified"),
    CDS("cds", "field,attribute,verified");

    private final String name;
    private final String columns;

    Table(String name, String columns) {
      this.name = name;
      this.columns = columns;
    }
  }

  /// The names of those that an administration may replace, by a file `ips-NAME.csv`.
  public static final List<String> REPLACEABLE =
      List.of(
          Table.EVENTS.name,
          Table.RECEPTACLE_EVENTS.name,
          Table.INHERITED_EVENTS.name,
          Table.NON_DELIVERY.name,
          Table.UNITS.name);

  /// Of which container an item inherits an event.
  public enum Container {
    RECEPTACLE("receptacle"),
    DOMESTIC_RECEPTACLE("domestic-receptacle"),
    DOMESTIC_DISPATCH("domestic-dispatch");

    private final String word;

    Container(String word) {
      this.word = word;
    }

    /// As it stands in the table and in reports.
    public String word() {
      return word;
    }
  }

  /// @param meaning in words, perhaps a guess
  /// @param deed kind of the fact that it becomes, `-` for none
  /// @param isVerified whether the administration has confirmed it
  public record ReceptacleEvent(String meaning, String deed, boolean isVerified) {}

  private final Map<Table, List<Map<String, String>>> rows;
  private final Map<String, EventCode> events = new HashMap<>();
  private final Map<String, ReceptacleEvent> receptacleEvents = new LinkedHashMap<>();
  private final Map<String, EventCode> inherited = new HashMap<>();
  private final Map<String, NonDelivery.Reason> reasons = new HashMap<>();
  private final Map<String, NonDelivery.Measure> measures = new HashMap<>();
  private final Map<String, BigDecimal> units = new HashMap<>();
  private final Map<String, String> attributes = new LinkedHashMap<>();

  private CodeTables(Map<Table, List<Map<String, String>>> rows) {
    this.rows = Map.copyOf(rows);
    of(Table.EVENTS).forEach(each -> events.put(cell(each, "ips"), event(each)));
    of(Table.RECEPTACLE_EVENTS)
        .forEach(each -> receptacleEvents.put(cell(each, "ips"), receptacleEvent(each)));
    of(Table.INHERITED_EVENTS).forEach(this::inherit);
    of(Table.NON_DELIVERY).forEach(this::nonDelivery);
    of(Table.UNITS).forEach(each -> units.put(cell(each, "column"), unit(each)));
    of(Table.CDS).forEach(each -> attributes.put(cell(each, "field"), cell(each, "attribute")));
  }

  private List<Map<String, String>> of(Table table) {
    return rows.getOrDefault(table, List.of());
  }

  private static String cell(Map<String, String> row, String column) {
    return row.getOrDefault(column, "");
  }

  private static EventCode event(Map<String, String> row) {
    return one(row, "event", () -> EventCode.valueOf(cell(row, "event")));
  }

  private static ReceptacleEvent receptacleEvent(Map<String, String> row) {
    String deed = cell(row, "deed");
    if (!Set.of(NONE, "receptacle-seen").contains(deed)) {
      throw wrong(row, "deed");
    }
    return new ReceptacleEvent(cell(row, "meaning"), deed, isVerified(row));
  }

  private static boolean isVerified(Map<String, String> row) {
    String verified = cell(row, "verified");
    if (!Set.of(VERIFIED, "no").contains(verified)) {
      throw wrong(row, "verified");
    }
    return verified.equals(VERIFIED);
  }

  private void inherit(Map<String, String> row) {
    String of = cell(row, "of");
    if (List.of(Container.values()).stream().noneMatch(each -> each.word.equals(of))) {
      throw wrong(row, "of");
    }
    EventCode code = event(row);
    if (isVerified(row)) {
      inherited.put(of + " " + cell(row, "ips"), code);
    }
  }

  private void nonDelivery(Map<String, String> row) {
    String ours = cell(row, "ours");
    boolean isVerified = isVerified(row);
    switch (cell(row, "of")) {
      case "reason" -> {
        NonDelivery.Reason reason = one(row, "ours", () -> NonDelivery.Reason.valueOf(ours));
        if (isVerified) {
          reasons.put(cell(row, "ips"), reason);
        }
      }
      case "measure" -> {
        NonDelivery.Measure measure = one(row, "ours", () -> NonDelivery.Measure.valueOf(ours));
        if (isVerified) {
          measures.put(cell(row, "ips"), measure);
        }
      }
      default -> throw wrong(row, "of");
    }
  }

  private static BigDecimal unit(Map<String, String> row) {
    isVerified(row);
    String grams = cell(row, "grams");
    if (!grams.matches("[0-9]{1,6}([.][0-9]{1,6})?") || new BigDecimal(grams).signum() == 0) {
      throw wrong(row, "grams");
    }
    return new BigDecimal(grams);
  }

  private static <T> T one(Map<String, String> row, String column, Supplier<T> reader) {
    try {
      return reader.get();
    } catch (IllegalArgumentException _) {
      throw wrong(row, column);
    }
  }

  private static IllegalArgumentException wrong(Map<String, String> row, String column) {
    return new IllegalArgumentException(
        "line " + cell(row, "") + ", " + column + ": " + cell(row, column));
  }

  /// Those that come with Wasl.
  public static CodeTables shipped() {
    Map<Table, List<Map<String, String>>> all = new HashMap<>();
    for (Table each : Table.values()) {
      all.put(each, read(each, shipped(each.name + ".csv")));
    }
    return new CodeTables(all);
  }

  /// These with another table in the place of one.
  ///
  /// @param name one of [#REPLACEABLE]
  /// @throws IllegalArgumentException with the file, the line and the column that are wrong
  public CodeTables with(String name, String table) {
    Table replaced =
        List.of(Table.values()).stream()
            .filter(each -> each.name.equals(name) && REPLACEABLE.contains(name))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no table " + name));
    Map<Table, List<Map<String, String>>> all = new HashMap<>(rows);
    try {
      all.put(replaced, read(replaced, table));
      return new CodeTables(all);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("ips-" + name + ".csv, " + e.getMessage(), e);
    }
  }

  /// The event of EMSEVT that an event of an item is.
  public Optional<EventCode> event(String ips) {
    return Optional.ofNullable(events.get(ips));
  }

  /// What an event of a receptacle is, also where that is not verified.
  public Optional<ReceptacleEvent> receptacleEvent(String ips) {
    return Optional.ofNullable(receptacleEvents.get(ips));
  }

  /// The event that an item inherits from what it is in; none where that is not verified.
  public Optional<EventCode> inherited(Container of, String ips) {
    return Optional.ofNullable(inherited.get(of.word + " " + ips));
  }

  /// Whether items inherit any event of such a container.
  public boolean inheritsOf(Container of) {
    return inherited.keySet().stream().anyMatch(each -> each.startsWith(of.word + " "));
  }

  /// Why an item was not delivered; none where that is not verified.
  public Optional<NonDelivery.Reason> reason(String ips) {
    return Optional.ofNullable(reasons.get(ips));
  }

  /// What was done about it; none where that is not verified.
  public Optional<NonDelivery.Measure> measure(String ips) {
    return Optional.ofNullable(measures.get(ips));
  }

  /// How many grams a one in a column is.
  ///
  /// @throws IllegalArgumentException when the table does not say it
  public BigDecimal unit(String column) {
    return Optional.ofNullable(units.get(column))
        .orElseThrow(() -> new IllegalArgumentException("no unit of " + column));
  }

  /// Which attribute of a declaration of CDS holds what, by our names.
  public Map<String, String> attributes() {
    return Collections.unmodifiableMap(attributes);
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

  /// Each row by its columns, with the number of its line under an empty name.
  private static List<Map<String, String>> read(Table table, String text) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.getFirst().equals(table.columns) || lines.size() > MOST_LINES) {
      throw new IllegalArgumentException("the first line is " + table.columns);
    }
    String[] columns = table.columns.split(",");
    List<Map<String, String>> all = new ArrayList<>();
    for (int line = 1; line < lines.size(); line++) {
      String[] cells = lines.get(line).split(",", -1);
      if (cells.length != columns.length) {
        throw new IllegalArgumentException(
            "line " + (line + 1) + ": " + columns.length + " columns, not: " + lines.get(line));
      }
      Map<String, String> row = new HashMap<>(Map.of("", String.valueOf(line + 1)));
      for (int i = 0; i < columns.length; i++) {
        row.put(columns[i], cells[i]);
      }
      all.add(row);
    }
    return all;
  }
}
