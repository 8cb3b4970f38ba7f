package org.wasl.voice.reconciliation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wasl.terms.PartyId;
import org.wasl.voice.reconciliation.Clocks.Ahead;
import org.wasl.voice.reconciliation.Clocks.Trunk;

/// Finds from the other side's sample and all of our own calls how far the clocks of our trunk
/// groups are ahead of theirs: calls of one pair of numbers within the window, a line through the
/// medians of quarters of days. A pair value of 16 bits is met by chance once in a hundred calls of
/// the sample at most; medians do not mind.
public final class ClockEstimate {
  private static final int WINDOW = 660;
  private static final int LEAST_CALLS = 8;
  private static final int MOST_SAMPLES = 400_000;

  /// What was seen between a trunk group of ours and one of theirs.
  ///
  /// @param ahead ours of theirs
  /// @param first and `last` moment of a call seen
  public record Edge(Trunk ours, Trunk theirs, ClockLine ahead, int calls, long first, long last) {

    Ahead at(long from) {
      double millis =
          (ahead.offsetSeconds() + ahead.driftPerSecond() * (from - ahead.at())) * 1_000;
      return new Ahead(Math.round(millis), Math.round(ahead.driftPerSecond() * 1e9));
    }
  }

  private record Pair(String ours, String theirs) {}

  private record Place(String trunk, long at) {}

  private ClockEstimate() {}

  /// @param ours all our calls of the month
  /// @param theirs the other side's sample
  public static List<Edge> of(PartyId us, List<Masked> ours, PartyId them, ClockSample theirs) {
    Map<Integer, List<Place>> byPair = new HashMap<>();
    theirs
        .byTrunk()
        .forEach((trunk, calls) ->
            calls.forEach(call ->
                byPair
                    .computeIfAbsent(call.pair(), _ -> new ArrayList<>(1))
                    .add(new Place(trunk, call.at()))));
    Map<Pair, List<ClockLine.Sample>> samples = new HashMap<>();
    int count = 0;
    for (Masked call : ours) {
      List<Place> same =
          call.seconds() > 0
              ? byPair.getOrDefault(ClockSample.pair(call), List.of())
              : List.<Place>of();
      for (Place place : same) {
        if (Math.abs(call.time() - place.at()) <= WINDOW && count++ < MOST_SAMPLES) {
          samples
              .computeIfAbsent(new Pair(call.trunk(), place.trunk()), _ -> new ArrayList<>())
              .add(new ClockLine.Sample(place.at(), call.time() - place.at()));
        }
      }
    }
    List<Edge> edges = new ArrayList<>();
    samples.forEach((pair, seen) -> {
      if (seen.size() >= LEAST_CALLS && !pair.ours().equals(Masked.UNNAMED)) {
        edges.add(edge(new Trunk(us, pair.ours()), new Trunk(them, pair.theirs()), seen));
      }
    });
    edges.sort(Comparator.comparing(Edge::ours).thenComparing(Edge::theirs));
    return edges.subList(0, Math.min(edges.size(), Clocks.MAX_TRUNKS * 8));
  }

  private static Edge edge(Trunk ours, Trunk theirs, List<ClockLine.Sample> seen) {
    long first = seen.stream().mapToLong(ClockLine.Sample::at).min().orElseThrow();
    long last = seen.stream().mapToLong(ClockLine.Sample::at).max().orElseThrow();
    return new Edge(ours, theirs, ClockLine.fit(seen), seen.size(), first, last);
  }
}
