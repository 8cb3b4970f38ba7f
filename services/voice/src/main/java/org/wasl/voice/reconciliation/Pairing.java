package org.wasl.voice.reconciliation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Pairs calls of both sides one to one. First the skew of each of our trunks is estimated from
/// keys that occur once on both sides; then calls of the same two numbers are paired by time less
/// skew and by duration, the closest first.
public final class Pairing {
  private static final int SKEW_WINDOW = 600;
  private static final int NEAR = 5;
  private static final int DUPLICATE_WINDOW = 5;

  /// @param ours and `theirs` the same call on both sides
  public record Pair(Masked ours, Masked theirs) {}

  /// @param pairs calls that both have
  /// @param onlyOurs and `onlyTheirs` the rest
  /// @param duplicatesOurs of the rest, those that repeat a paired call; likewise theirs
  /// @param skew seconds that our trunk's clock is ahead, by trunk
  public record Result(
      List<Pair> pairs,
      List<Masked> onlyOurs,
      List<Masked> onlyTheirs,
      List<Masked> duplicatesOurs,
      List<Masked> duplicatesTheirs,
      Map<String, Long> skew) {}

  private record Numbers(long token, int other) {}

  private Pairing() {}

  public static Result of(List<Masked> ours, List<Masked> theirs) {
    Map<Numbers, List<Masked>> theirsByNumbers = byNumbers(theirs);
    Map<Numbers, List<Masked>> oursByNumbers = byNumbers(ours);
    Map<String, Long> skew = skew(oursByNumbers, theirsByNumbers);
    List<Pair> pairs = new ArrayList<>();
    Set<Masked> pairedOurs = identitySet();
    Set<Masked> pairedTheirs = identitySet();
    oursByNumbers.forEach((numbers, mine) ->
        pair(mine, theirsByNumbers.getOrDefault(numbers, List.of()), skew, pairs));
    for (Pair pair : pairs) {
      pairedOurs.add(pair.ours());
      pairedTheirs.add(pair.theirs());
    }
    List<Masked> restOurs = without(ours, pairedOurs);
    List<Masked> restTheirs = without(theirs, pairedTheirs);
    List<Masked> duplicatesOurs = repeats(restOurs, byNumbers(new ArrayList<>(pairedOurs)));
    List<Masked> duplicatesTheirs = repeats(restTheirs, byNumbers(new ArrayList<>(pairedTheirs)));
    return new Result(
        pairs,
        without(restOurs, identitySet(duplicatesOurs)),
        without(restTheirs, identitySet(duplicatesTheirs)),
        duplicatesOurs,
        duplicatesTheirs,
        skew);
  }

  private static Map<Numbers, List<Masked>> byNumbers(List<Masked> calls) {
    Map<Numbers, List<Masked>> map = new HashMap<>();
    for (Masked call : calls) {
      map.computeIfAbsent(new Numbers(call.token(), call.other()), _ -> new ArrayList<>())
          .add(call);
    }
    return map;
  }

  private static Map<String, Long> skew(
      Map<Numbers, List<Masked>> ours, Map<Numbers, List<Masked>> theirs) {
    Map<String, List<Long>> samples = new HashMap<>();
    ours.forEach((numbers, mine) -> {
      List<Masked> other = theirs.getOrDefault(numbers, List.of());
      if (mine.size() == 1 && other.size() == 1) {
        long apart = mine.getFirst().time() - other.getFirst().time();
        if (Math.abs(apart) <= SKEW_WINDOW) {
          samples.computeIfAbsent(mine.getFirst().trunk(), _ -> new ArrayList<>()).add(apart);
        }
      }
    });
    Map<String, Long> skew = new HashMap<>();
    samples.forEach((trunk, values) -> {
      long[] sorted = values.stream().mapToLong(Long::longValue).toArray();
      Arrays.sort(sorted);
      skew.put(trunk, sorted[sorted.length / 2]);
    });
    return skew;
  }

  private record Candidate(Masked ours, Masked theirs, long score) {}

  private static void pair(
      List<Masked> ours, List<Masked> theirs, Map<String, Long> skew, List<Pair> pairs) {
    List<Candidate> candidates = new ArrayList<>();
    for (Masked mine : ours) {
      long ahead = skew.getOrDefault(mine.trunk(), 0L);
      for (Masked other : theirs) {
        long apart = Math.abs(mine.time() - ahead - other.time());
        if (apart <= NEAR) {
          int length = Math.abs(mine.seconds() - other.seconds());
          candidates.add(new Candidate(mine, other, 4 * apart + length));
        }
      }
    }
    candidates.sort(Comparator.comparingLong(Candidate::score));
    Set<Masked> taken = identitySet();
    for (Candidate each : candidates) {
      if (!taken.contains(each.ours()) && !taken.contains(each.theirs())) {
        taken.add(each.ours());
        taken.add(each.theirs());
        pairs.add(new Pair(each.ours(), each.theirs()));
      }
    }
  }

  private static List<Masked> repeats(List<Masked> rest, Map<Numbers, List<Masked>> paired) {
    return rest.stream()
        .filter(call ->
            paired.getOrDefault(new Numbers(call.token(), call.other()), List.of()).stream()
                .anyMatch(other ->
                    Math.abs(other.time() - call.time()) <= DUPLICATE_WINDOW
                        && Math.abs(other.seconds() - call.seconds()) <= 2))
        .toList();
  }

  private static List<Masked> without(List<Masked> calls, Set<Masked> gone) {
    return calls.stream().filter(call -> !gone.contains(call)).toList();
  }

  private static Set<Masked> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  private static Set<Masked> identitySet(List<Masked> calls) {
    Set<Masked> set = identitySet();
    set.addAll(calls);
    return set;
  }
}
