package org.wasl.voice.reconciliation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wasl.voice.reconciliation.Matched.Kind;

/// Pairs the calls of a dispute one to one, by the [Matcher].
public final class Pairing {
  /// @param ours and `theirs` the same call on both sides
  /// @param numberChanged whether the other number is recorded differently
  public record Pair(Masked ours, Masked theirs, boolean numberChanged) {}

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

  private Pairing() {}

  /// @param matcher with a narrow window where the clocks are agreed on
  public static Result of(List<Masked> ours, List<Masked> theirs, Matcher matcher) {
    Map<String, Integer> trunks = new HashMap<>();
    long start = ours.isEmpty() ? 0 : ours.getFirst().time();
    CallTable mine = table(ours, start, trunks);
    CallTable others = table(theirs, start, trunks);
    Matched matched = matcher.match(mine, others);
    List<Pair> pairs = new ArrayList<>();
    List<Masked> onlyOurs = new ArrayList<>();
    List<Masked> duplicatesOurs = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      switch (matched.ofOurs(i)) {
        case ONLY -> onlyOurs.add(ours.get(i));
        case DUPLICATE -> duplicatesOurs.add(ours.get(i));
        case EXACT, TOLERATED, OVER, NUMBER_CHANGED ->
            pairs.add(
                new Pair(
                    ours.get(i),
                    theirs.get(matched.partner()[i]),
                    matched.ofOurs(i) == Kind.NUMBER_CHANGED));
      }
    }
    List<Masked> onlyTheirs = new ArrayList<>();
    List<Masked> duplicatesTheirs = new ArrayList<>();
    for (int i = 0; i < theirs.size(); i++) {
      if (matched.ofTheirs(i) == Kind.ONLY) {
        onlyTheirs.add(theirs.get(i));
      } else if (matched.ofTheirs(i) == Kind.DUPLICATE) {
        duplicatesTheirs.add(theirs.get(i));
      }
    }
    return new Result(
        pairs,
        onlyOurs,
        onlyTheirs,
        duplicatesOurs,
        duplicatesTheirs,
        skew(ours, trunks, matched.skew()));
  }

  /// @throws IllegalArgumentException when there are more trunks than a table holds
  private static CallTable table(List<Masked> calls, long start, Map<String, Integer> trunks) {
    int size = calls.size();
    CallTable table =
        new CallTable(new long[size], new int[size], new int[size], new int[size], new short[size]);
    for (int i = 0; i < size; i++) {
      Masked call = calls.get(i);
      table.token()[i] = call.token();
      table.other()[i] = call.other();
      table.time()[i] = (int) Math.clamp(call.time() - start, -1 << 30, 1 << 30);
      table.seconds()[i] = call.seconds();
      int trunk = trunks.computeIfAbsent(call.trunk(), _ -> trunks.size());
      if (trunk >= CallTable.MAX_TRUNKS) {
        throw new IllegalArgumentException("more than " + CallTable.MAX_TRUNKS + " trunks");
      }
      table.trunk()[i] = (short) trunk;
    }
    return table;
  }

  private static Map<String, Long> skew(
      List<Masked> ours, Map<String, Integer> trunks, int[] found) {
    Map<String, Long> skew = new HashMap<>();
    for (Masked call : ours) {
      skew.put(call.trunk(), (long) found[trunks.getOrDefault(call.trunk(), 0)]);
    }
    return skew;
  }
}
