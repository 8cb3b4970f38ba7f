package org.wasl.voice.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.wasl.voice.Leg;

/// The national numbers behind bypassed calls, each with its hits in order. One hit is a lead, as
/// many as the setting says make an alarm. Nothing is done to a number: people look at it.
public record Suspects(Map<Long, List<Hit>> byNumber, int raisedAt) {

  /// A bypassed call.
  ///
  /// @param row of the leftovers
  /// @param seenAt when the last of its records was complete: the later release
  public record Hit(int row, Arrival.Bypassed how, long seenAt) {}

  public static Suspects of(List<Arrival> arrivals, int raisedAt) {
    Map<Long, List<Hit>> byNumber = new TreeMap<>();
    for (int row = 0; row < arrivals.size(); row++) {
      if (arrivals.get(row) instanceof Arrival.Bypassed how) {
        Hit hit = new Hit(row, how, how.legs().getLast().end());
        how.legs().stream()
            .map(Leg::from)
            .distinct()
            .forEach(number -> byNumber.computeIfAbsent(number, _ -> new ArrayList<>()).add(hit));
      }
    }
    byNumber.values().forEach(each -> each.sort(Comparator.comparingLong(Hit::seenAt)));
    return new Suspects(byNumber, raisedAt);
  }

  public Suspects {
    Map<Long, List<Hit>> copy = new TreeMap<>();
    byNumber.forEach((number, hits) -> copy.put(number, List.copyOf(hits)));
    byNumber = copy;
  }

  /// When a number's lead became an alarm.
  public OptionalLong raised(long number) {
    List<Hit> hits = byNumber.getOrDefault(number, List.of());
    return hits.size() < raisedAt
        ? OptionalLong.empty()
        : OptionalLong.of(hits.get(raisedAt - 1).seenAt());
  }

  public List<Long> alarms() {
    return byNumber.keySet().stream().filter(number -> raised(number).isPresent()).toList();
  }
}
