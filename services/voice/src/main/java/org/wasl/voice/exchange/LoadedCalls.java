package org.wasl.voice.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.wasl.voice.Call;
import org.wasl.voice.mediation.CallSet;

/// The calls of this side that are in memory, file by file and day by day of UTC.
final class LoadedCalls implements Iterable<Call> {
  private static final int DAY = 86_400;

  private final CallSet known = new CallSet();
  private final Map<String, List<Call>> files = new LinkedHashMap<>();
  private final NavigableMap<Long, Map<String, List<Call>>> days = new TreeMap<>();

  CallSet known() {
    return known;
  }

  void restore(String sha256, List<Call> calls) {
    calls.forEach(known::add);
    loaded(sha256, calls);
  }

  void loaded(String sha256, List<Call> calls) {
    files.put(sha256, calls);
    Map<Long, List<Call>> byDay = new HashMap<>();
    for (Call call : calls) {
      byDay.computeIfAbsent(Math.floorDiv(call.time(), DAY), _ -> new ArrayList<>()).add(call);
    }
    byDay.forEach(
        (day, of) -> days.computeIfAbsent(day, _ -> new LinkedHashMap<>()).put(sha256, of));
  }

  Map<String, List<Call>> files() {
    return files;
  }

  /// About when the calls of a file were; nothing where it has none.
  Optional<Long> timeOf(String sha256) {
    List<Call> calls = files.getOrDefault(sha256, List.of());
    return calls.isEmpty() ? Optional.empty() : Optional.of(calls.get(calls.size() / 2).time());
  }

  /// Days, counted from 1970, of which there are calls.
  Set<Long> days() {
    return days.keySet();
  }

  /// Hears of calls and of the file in which they are.
  @FunctionalInterface
  interface Taking {
    void call(String sha256, Call call);
  }

  /// Calls between two moments, file by file within a day of UTC.
  ///
  /// @param from first second, `to` the first after it
  void between(long from, long to, Taking taking) {
    days.subMap(Math.floorDiv(from, DAY), true, Math.floorDiv(to, DAY), true)
        .values()
        .forEach(byFile ->
            byFile.forEach((sha, calls) -> {
              for (Call call : calls) {
                if (call.time() >= from && call.time() < to) {
                  taking.call(sha, call);
                }
              }
            }));
  }

  @Override
  public Iterator<Call> iterator() {
    return files.values().stream().flatMap(List::stream).iterator();
  }
}
