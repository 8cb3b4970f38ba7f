package org.wasl.voice.reconciliation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.wasl.terms.PartyId;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.voice.reconciliation.ClockEstimate.Edge;

/// How far the clock of each trunk group of both sides is ahead of a common one. Whole numbers, so
/// that both nodes correct alike; a trunk group that is not named is taken as it is. Each connected
/// set of trunk groups has as common clock that of the one with most calls seen.
///
/// @param from the moment at which `aheadMillis` holds, seconds since 1970
/// @param lines at most [#MAX_TRUNKS]
public record Clocks(long from, SortedMap<Trunk, Ahead> lines) {
  public static final int MAX_TRUNKS = 2 * ClockSample.MAX_TRUNKS;

  /// Estimates of both sides that lie so near each other agree.
  public static final long TOLERANCE_MILLIS = 1_500;

  private static final long MOST_MILLIS = 1_400_000;
  private static final long MOST_PPB = 1_400_000;

  /// Nothing is known: every time stands.
  public static final Clocks UNKNOWN = new Clocks(0, new TreeMap<>());

  /// A trunk group of a side.
  public record Trunk(PartyId party, String name) implements Comparable<Trunk> {
    public Trunk {
      if (!Masked.isTrunkName(name)) {
        throw new IllegalArgumentException("not the name of a trunk group");
      }
    }

    @Override
    public int compareTo(Trunk other) {
      int byParty = party.value().compareTo(other.party.value());
      return byParty != 0 ? byParty : name.compareTo(other.name);
    }
  }

  /// A clock that is ahead.
  ///
  /// @param aheadMillis at the first moment
  /// @param driftPpb nanoseconds that it gains in a second
  public record Ahead(long aheadMillis, long driftPpb) {
    static final Ahead NONE = new Ahead(0, 0);

    public Ahead {
      if (Math.abs(aheadMillis) > MOST_MILLIS || Math.abs(driftPpb) > MOST_PPB) {
        throw new IllegalArgumentException("no clock is that far off");
      }
    }

    /// Milliseconds ahead, so many seconds after the first moment.
    long after(long seconds) {
      return aheadMillis + Math.floorDiv(driftPpb * seconds + 500_000, 1_000_000);
    }
  }

  public Clocks {
    lines = new TreeMap<>(lines);
    if (lines.size() > MAX_TRUNKS) {
      throw new IllegalArgumentException("at most " + MAX_TRUNKS + " trunk groups");
    }
  }

  /// What the common clock shows when that of a trunk group shows `time`.
  public long corrected(PartyId party, String trunk, long time) {
    Ahead ahead = lines.get(new Trunk(party, trunk));
    return ahead == null ? time : time - Math.floorDiv(ahead.after(time - from) + 500, 1_000);
  }

  /// Brings all trunk groups that calls connect to one clock.
  ///
  /// @param edges what was seen between trunk groups of both sides
  public static Clocks of(long from, List<Edge> edges) {
    Map<Trunk, Integer> weights = new TreeMap<>();
    for (Edge edge : edges) {
      weights.merge(edge.ours(), edge.calls(), Integer::sum);
      weights.merge(edge.theirs(), edge.calls(), Integer::sum);
    }
    List<Edge> heaviestFirst = new ArrayList<>(edges);
    heaviestFirst.sort((one, other) -> Integer.compare(other.calls(), one.calls()));
    Map<Trunk, Ahead> known = new HashMap<>();
    while (known.size() < weights.size()) {
      Trunk base = heaviest(weights, known.keySet());
      known.put(base, Ahead.NONE);
      while (grow(heaviestFirst, known, from)) {
        // one trunk group more
      }
    }
    return new Clocks(from, new TreeMap<>(known));
  }

  private static Trunk heaviest(Map<Trunk, Integer> weights, Set<Trunk> known) {
    return weights.entrySet().stream()
        .filter(each -> !known.contains(each.getKey()))
        .max(
            Map.Entry.<Trunk, Integer>comparingByValue()
                .thenComparing((one, other) -> other.getKey().compareTo(one.getKey())))
        .orElseThrow()
        .getKey();
  }

  private static boolean grow(List<Edge> edges, Map<Trunk, Ahead> known, long from) {
    for (Edge edge : edges) {
      Ahead ours = known.get(edge.ours());
      Ahead theirs = known.get(edge.theirs());
      Ahead apart = edge.at(from);
      if (ours == null && theirs != null) {
        known.put(
            edge.ours(),
            clamped(
                theirs.aheadMillis() + apart.aheadMillis(), theirs.driftPpb() + apart.driftPpb()));
        return true;
      }
      if (theirs == null && ours != null) {
        known.put(
            edge.theirs(),
            clamped(ours.aheadMillis() - apart.aheadMillis(), ours.driftPpb() - apart.driftPpb()));
        return true;
      }
    }
    return false;
  }

  private static Ahead clamped(long millis, long ppb) {
    return new Ahead(
        Math.clamp(millis, -MOST_MILLIS, MOST_MILLIS), Math.clamp(ppb, -MOST_PPB, MOST_PPB));
  }

  /// What of these clocks our own estimate confirms: trunk groups between which both estimates lie
  /// within the tolerance, at the first and the last call that we saw. The rest is left out, so
  /// that both sides take its times as they are.
  public Clocks confirmedBy(List<Edge> seen) {
    Set<Trunk> unsure = new HashSet<>();
    Set<Trunk> sure = new HashSet<>();
    for (Edge edge : seen) {
      boolean near = isNear(edge, edge.first()) && isNear(edge, edge.last());
      Set<Trunk> into = near ? sure : unsure;
      into.add(edge.ours());
      into.add(edge.theirs());
    }
    TreeMap<Trunk, Ahead> confirmed = new TreeMap<>(lines);
    confirmed.keySet().retainAll(sure);
    confirmed.keySet().removeAll(unsure);
    return new Clocks(from, confirmed);
  }

  private boolean isNear(Edge edge, long moment) {
    Ahead ours = lines.get(edge.ours());
    Ahead theirs = lines.get(edge.theirs());
    if (ours == null || theirs == null) {
      return false;
    }
    long said = ours.after(moment - from) - theirs.after(moment - from);
    return Math.abs(said - edge.at(from).after(moment - from)) <= TOLERANCE_MILLIS;
  }

  /// The most seconds that any of these clocks is off within so many seconds.
  public long most(long seconds) {
    return lines.values().stream()
        .mapToLong(each -> Math.max(Math.abs(each.aheadMillis()), Math.abs(each.after(seconds))))
        .map(millis -> millis / 1_000 + 1)
        .max()
        .orElse(0);
  }

  public Json.Obj json() {
    List<Json> rows = new ArrayList<>();
    lines.forEach((trunk, ahead) ->
        rows.add(
            Json.Obj.with()
                .put("party", trunk.party().value())
                .put("trunk", trunk.name())
                .put("aheadMillis", ahead.aheadMillis())
                .put("driftPpb", ahead.driftPpb())
                .end()));
    return Json.Obj.with().put("from", from).put("trunks", new Json.Arr(rows)).end();
  }

  /// Reads what [#json()] writes.
  ///
  /// @throws org.wasl.terms.json.MalformedJsonException with the place of what is wrong
  /// @throws IllegalArgumentException when a clock is further off than any is
  public static Clocks read(JsonObjectReader in) {
    long from = in.integer("from");
    Map<Trunk, Ahead> lines =
        in.objects("trunks").stream()
            .limit(MAX_TRUNKS + 1L)
            .map(Clocks::line)
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    in.end();
    return new Clocks(from, new TreeMap<>(lines));
  }

  private static Map.Entry<Trunk, Ahead> line(JsonObjectReader in) {
    Trunk trunk = new Trunk(new PartyId(in.string("party")), in.string("trunk"));
    Ahead ahead = new Ahead(in.integer("aheadMillis"), in.integer("driftPpb"));
    in.end();
    return Map.entry(trunk, ahead);
  }
}
