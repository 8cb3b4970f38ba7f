package org.wasl.voice.generation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.wasl.terms.json.Json;

/// What really happened in generated traffic.
///
/// @param passages how each answered call across the border arrived, by the line of its record at
///   the originating gateway; calls that arrived properly are left out
/// @param subjects the numbers, trunks or ranges behind each planted misuse
public record Truth(Map<Integer, Passage> passages, Map<Misuse, List<String>> subjects) {

  /// How a call came in otherwise than through the gateway's own trunks.
  public sealed interface Passage {
    /// Through a SIM box.
    ///
    /// @param sims the national numbers shown to the called party, in order
    /// @param recorded whether the records given contain the national leg
    record Bypassed(BoxStrategy strategy, List<Long> sims, boolean recorded) implements Passage {
      public Bypassed {
        sims = List.copyOf(sims);
      }
    }

    /// Through a third country, with another calling number.
    record Refiled() implements Passage {}
  }

  public Truth {
    passages = Map.copyOf(passages);
    Map<Misuse, List<String>> copy = new TreeMap<>();
    subjects.forEach((misuse, numbers) -> copy.put(misuse, List.copyOf(numbers)));
    subjects = Map.copyOf(copy);
  }

  /// Every SIM of every box that carried a call.
  public Set<Long> sims() {
    Set<Long> sims = new HashSet<>();
    for (Passage passage : passages.values()) {
      if (passage instanceof Passage.Bypassed bypassed) {
        sims.addAll(bypassed.sims());
      }
    }
    return sims;
  }

  /// Numbers in full: the truth of made-up subscribers, for scoring.
  public Json.Obj json() {
    List<Json> calls = new ArrayList<>();
    new TreeMap<>(passages).forEach((line, passage) -> calls.add(row(line, passage)));
    Map<String, Json> planted = new HashMap<>();
    subjects.forEach((misuse, all) ->
        planted.put(misuse.name(), Json.Obj.with().putStrings("subjects", all).end()));
    Json.Obj.Builder kinds = Json.Obj.with();
    new TreeMap<>(planted).forEach(kinds::put);
    return Json.Obj.with().put("calls", new Json.Arr(calls)).put("misuse", kinds.end()).end();
  }

  private static Json row(int line, Passage passage) {
    Json.Obj.Builder row = Json.Obj.with().put("line", line);
    return switch (passage) {
      case Passage.Refiled() -> row.put("passage", "refiled").end();
      case Passage.Bypassed(BoxStrategy strategy, List<Long> sims, boolean recorded) ->
          row.put("passage", "bypassed")
              .put("strategy", strategy.name())
              .put("recorded", recorded)
              .putStrings("sims", sims.stream().map(String::valueOf).toList())
              .end();
    };
  }
}
