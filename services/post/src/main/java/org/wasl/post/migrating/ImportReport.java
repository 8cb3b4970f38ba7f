package org.wasl.post.migrating;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What came of an import: how many rows, how many of them became facts, and every anomaly with its
/// rows. Rows = facts + rows that were not taken; a row may have several anomalies.
public final class ImportReport {
  /// The most rows that are named for one anomaly; the rest is counted.
  public static final int NAMED = 1_000;

  private final Map<Anomaly, List<String>> rows = new EnumMap<>(Anomaly.class);
  private final Map<Anomaly, Long> counts = new EnumMap<>(Anomaly.class);
  private long items;
  private long events;
  private long taken;
  private long fresh;

  void countItem() {
    items++;
  }

  void countEvent() {
    events++;
  }

  void countTaken() {
    taken++;
  }

  void countFresh(long many) {
    fresh += many;
  }

  void found(Anomaly anomaly, TableRow row) {
    counts.merge(anomaly, 1L, Long::sum);
    List<String> named = rows.computeIfAbsent(anomaly, _ -> new ArrayList<>());
    if (named.size() < NAMED) {
      named.add(row.table() + ":" + row.number());
    }
  }

  /// Rows of items that were read.
  public long items() {
    return items;
  }

  /// Rows of events that were read.
  public long events() {
    return events;
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

  /// The rows of an anomaly, as `table:line`.
  public List<String> rows(Anomaly anomaly) {
    return List.copyOf(rows.getOrDefault(anomaly, List.of()));
  }

  /// For people, a line each: what was read, what was taken, and every anomaly with its first rows.
  public String text() {
    StringBuilder out = new StringBuilder();
    out.append("items ").append(items).append('\n');
    out.append("events ").append(events).append('\n');
    out.append("events taken ").append(taken).append('\n');
    out.append("new facts ").append(fresh).append('\n');
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
}
