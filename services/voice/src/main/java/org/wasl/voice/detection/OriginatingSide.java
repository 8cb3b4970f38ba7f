package org.wasl.voice.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wasl.voice.Leg;
import org.wasl.voice.reconciliation.ClockLine;
import org.wasl.voice.reconciliation.Tokens;

/// The originating side's part of the bypass search: finds from the sieve how far its trunks'
/// clocks are off, and which of its answered calls never reached the other gateway.
public final class OriginatingSide {
  private static final int MOST_SKEW = 700;
  private static final long SEGMENT = 6 * 3_600;
  private static final int SAMPLE = 500;
  private static final int LEAST_HITS = 25;
  private static final int NEAR = 3;

  /// What crosses, and, kept here, the record behind each row.
  ///
  /// @param lines of our records, in the order of the rows
  /// @param clocks how far each trunk's clock is ahead of the receiving side's
  public record Found(Leftovers leftovers, List<Integer> lines, Map<String, ClockLine> clocks) {}

  private OriginatingSide() {}

  /// @param outgoing our gateway's records of calls to the other side
  public static Found search(List<Leg> outgoing, Sieve sieve, Tokens tokens) {
    Map<String, List<Leg>> byTrunk = new TreeMap<>();
    for (Leg leg : outgoing) {
      if (leg.answered()) {
        byTrunk.computeIfAbsent(leg.element(), _ -> new ArrayList<>()).add(leg);
      }
    }
    Map<String, ClockLine> clocks = new HashMap<>();
    byTrunk.forEach((trunk, legs) -> clocks.put(trunk, clock(legs, sieve, tokens)));
    return leftovers(byTrunk, clocks, sieve.new Draining(), tokens);
  }

  private static ClockLine clock(List<Leg> legs, Sieve sieve, Tokens tokens) {
    Map<Long, List<Leg>> segments = new TreeMap<>();
    for (Leg leg : legs) {
      segments.computeIfAbsent(Math.floorDiv(leg.time(), SEGMENT), _ -> new ArrayList<>()).add(leg);
    }
    List<ClockLine.Sample> samples = new ArrayList<>();
    for (List<Leg> segment : segments.values()) {
      sample(spread(segment), sieve, tokens, samples);
    }
    return samples.isEmpty() ? ClockLine.EQUAL : ClockLine.fit(samples);
  }

  private static List<Leg> spread(List<Leg> legs) {
    int step = Math.max(1, legs.size() / SAMPLE);
    List<Leg> some = new ArrayList<>();
    for (int i = 0; i < legs.size(); i += step) {
      some.add(legs.get(i));
    }
    return some;
  }

  /// The shift at which most calls fall into the sieve: around the true one the hits form a
  /// triangle as wide as two windows, whose centre of gravity is exact to a part of a second.
  private static void sample(
      List<Leg> legs, Sieve sieve, Tokens tokens, List<ClockLine.Sample> samples) {
    int[] hits = new int[2 * MOST_SKEW + 1];
    long middle = 0;
    for (Leg leg : legs) {
      long token = tokens.token(leg.to());
      middle += leg.time() - legs.getFirst().time();
      // shifts of one window are looked up once
      for (int shift = -MOST_SKEW; shift <= MOST_SKEW; ) {
        long time = leg.time() - shift;
        int next = shift + (int) Math.floorMod(time, (long) Sieve.WINDOW) + 1;
        int last = Math.min(next, MOST_SKEW + 1);
        if (sieve.holds(token, time)) {
          for (int each = shift; each < last; each++) {
            hits[each + MOST_SKEW]++;
          }
        }
        shift = next;
      }
    }
    int peak = 0;
    for (int i = 1; i < hits.length; i++) {
      peak = hits[i] > hits[peak] ? i : peak;
    }
    if (hits[peak] < LEAST_HITS) {
      return;
    }
    long weight = 0;
    long moment = 0;
    int floor = background(hits, peak);
    for (int i = Math.max(0, peak - Sieve.WINDOW - 4);
        i < Math.min(hits.length, peak + Sieve.WINDOW + 5);
        i++) {
      int above = Math.max(0, hits[i] - floor);
      weight += above;
      moment += (long) above * i;
    }
    double ahead = (double) moment / weight - MOST_SKEW;
    samples.add(new ClockLine.Sample(legs.getFirst().time() + middle / legs.size(), ahead));
  }

  private static int background(int[] hits, int peak) {
    long sum = 0;
    int count = 0;
    for (int i = 0; i < hits.length; i++) {
      if (Math.abs(i - peak) > 2 * Sieve.WINDOW) {
        sum += hits[i];
        count++;
      }
    }
    return (int) (sum / Math.max(1, count));
  }

  private static Found leftovers(
      Map<String, List<Leg>> byTrunk,
      Map<String, ClockLine> clocks,
      Sieve.Draining sieve,
      Tokens tokens) {
    List<Leftovers.Row> rows = new ArrayList<>();
    List<Integer> lines = new ArrayList<>();
    int trunk = 0;
    for (Map.Entry<String, List<Leg>> each : byTrunk.entrySet()) {
      trunk++;
      ClockLine clock = clocks.getOrDefault(each.getKey(), ClockLine.EQUAL);
      for (Leg leg : each.getValue().stream().sorted(Comparator.comparing(Leg::time)).toList()) {
        long token = tokens.token(leg.to());
        long time = clock.corrected(leg.time());
        boolean arrived = sieve.take(token, time - NEAR, time + NEAR);
        if (!arrived && rows.size() < Leftovers.MAX_ROWS) {
          rows.add(
              new Leftovers.Row(token, tokens.value16(leg.from()), time, leg.seconds(), trunk));
          lines.add(leg.line());
        }
      }
    }
    return new Found(new Leftovers(rows), lines, clocks);
  }
}
