package org.wasl.post.migrating;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wasl.terms.LocalizedText;

/// What came of an import: how many rows, how many of them became facts, and every anomaly with its
/// rows. Rows = facts + rows that were not taken; a row may have several anomalies.
public final class ImportReport {
  /// The most rows that are named for one anomaly; the rest is counted.
  public static final int NAMED = 1_000;

  private static final int LONGEST_CODE = 100;

  private final Map<Anomaly, List<String>> rows = new EnumMap<>(Anomaly.class);
  private final Map<Anomaly, Long> counts = new EnumMap<>(Anomaly.class);
  private final Map<String, Long> codes = new TreeMap<>();
  private final List<String> missing = new ArrayList<>();
  private long items;
  private long events;
  private long receptacleEvents;
  private Optional<LocalizedText> about = Optional.empty();
  private long otherPostsEvents;
  private long containerEvents;
  private long dispatches;
  private long receptacles;
  private long declared;
  private long taken;
  private long fresh;

  void countItem() {
    items++;
  }

  void countEvent() {
    events++;
  }

  void countReceptacleEvent() {
    receptacleEvents++;
  }

  /// What offices were compared with.
  void about(LocalizedText text) {
    about = Optional.of(text);
  }

  void countOtherPostsEvent() {
    otherPostsEvents++;
  }

  void countContainerEvent() {
    containerEvents++;
  }

  void countDispatch() {
    dispatches++;
  }

  void countReceptacle() {
    receptacles++;
  }

  void countDeclared() {
    declared++;
  }

  void countTaken() {
    taken++;
  }

  void countFresh(long many) {
    fresh += many;
  }

  void found(Anomaly anomaly, TableRow row) {
    found(anomaly, row, "");
  }

  /// @param what is there and what should be, in a few characters; nothing of people
  void found(Anomaly anomaly, TableRow row, String what) {
    counts.merge(anomaly, 1L, Long::sum);
    List<String> named = rows.computeIfAbsent(anomaly, _ -> new ArrayList<>());
    if (named.size() < NAMED) {
      named.add(what.isEmpty() ? row.place() : row.place() + "(" + what + ")");
    }
  }

  /// @param code with what it is of
  void count(String code) {
    String known = code.length() <= LONGEST_CODE ? code : code.substring(0, LONGEST_CODE);
    boolean isRoom = codes.containsKey(known) || codes.size() < NAMED;
    codes.merge(isRoom ? known : "other codes", 1L, Long::sum);
  }

  void missing(String table) {
    missing.add(table);
  }

  /// Rows by what stands in them, for codes whose meaning is not verified.
  public Map<String, Long> codes() {
    return Collections.unmodifiableMap(codes);
  }

  /// Tables that were not there.
  public List<String> missing() {
    return List.copyOf(missing);
  }

  /// Rows of items that were read.
  public long items() {
    return items;
  }

  /// Rows of events that were read.
  public long events() {
    return events;
  }

  /// Rows of events of receptacles that were read.
  public long receptacleEvents() {
    return receptacleEvents;
  }

  /// Rows of events of items that the other post told.
  public long otherPostsEvents() {
    return otherPostsEvents;
  }

  /// Rows of events of inland receptacles and dispatches.
  public long containerEvents() {
    return containerEvents;
  }

  /// Rows of dispatches that were read.
  public long dispatches() {
    return dispatches;
  }

  /// Rows of receptacles that were read.
  public long receptacles() {
    return receptacles;
  }

  /// Dispatches that became facts.
  public long declared() {
    return declared;
  }

  /// Rows of events that became facts.
  public long taken() {
    return taken;
  }

  /// Facts that were not there before.
  public long fresh() {
    return fresh;
  }

  public Map<Anomaly, Long> counts() {
    return Collections.unmodifiableMap(counts);
  }

  /// The rows of an anomaly: `table:line` of a dump, `table[keys]` of a database.
  public List<String> rows(Anomaly anomaly) {
    return List.copyOf(rows.getOrDefault(anomaly, List.of()));
  }

  /// For people, a line each: what was read, what was taken, and every anomaly with its first rows.
  public String text() {
    StringBuilder out = new StringBuilder();
    about.ifPresent(each -> out.append(each.ar()).append('\n').append(each.en()).append('\n'));
    line(out, "dispatches", dispatches);
    line(out, "receptacles", receptacles);
    line(out, "dispatches taken", declared);
    line(out, "items", items);
    line(out, "events", events);
    line(out, "receptacle events", receptacleEvents);
    line(out, "events told by the other post", otherPostsEvents);
    line(out, "inland container events", containerEvents);
    line(out, "events taken", taken);
    line(out, "new facts", fresh);
    missing.forEach(each -> out.append("no table ").append(each).append('\n'));
    codes.forEach(
        (code, count) -> out.append(code).append(": ").append(count).append(" (not taken)\n"));
    counts.forEach((anomaly, count) ->
        out.append(anomaly)
            .append(' ')
            .append(count)
            .append(anomaly.isTaken() ? " (taken)" : " (not taken)")
            .append(": ")
            .append(String.join(" ", rows(anomaly)))
            .append('\n'));
    return out.toString();
  }

  private static void line(StringBuilder out, String what, long many) {
    out.append(what).append(' ').append(many).append('\n');
  }
}
