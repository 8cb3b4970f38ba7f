package org.wasl.voice.accounting;

import java.math.BigInteger;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;
import org.wasl.voice.TrunkGroups;

/// The trunk groups of both sides beside each other, line by line (level 2 of the reconciliation).
/// Which group of theirs is which of ours, the party's own file says; without a word the one of the
/// same name; where there is none, the one whose lines lie far nearer than those of any other, and
/// then it is said that this was taken from the figures.
///
/// @param pairs those with the greatest difference first
public record BothTrunks(List<Pair> pairs) {
  /// The next nearest group must be so many times as far.
  private static final double FAR = 2;

  /// Pairs of groups without a name that are compared by their figures.
  private static final int MOST_COMPARED = 1_024;

  public BothTrunks {
    pairs = List.copyOf(pairs);
  }

  /// A trunk group as both sides name it; several of ours may be one of theirs.
  ///
  /// @param ours none where only they recorded it
  /// @param theirs absent where only we did
  /// @param alike whether the figures say that these are one group, and neither file nor name
  public record Pair(
      List<String> ours,
      Optional<String> theirs,
      boolean alike,
      SortedMap<LineKey, Line> ourLines,
      SortedMap<LineKey, Line> theirLines) {
    public Pair {
      ours = List.copyOf(ours);
      ourLines = new TreeMap<>(ourLines);
      theirLines = new TreeMap<>(theirLines);
    }

    public boolean isOnBothSides() {
      return !ours.isEmpty() && theirs.isPresent();
    }

    /// Lines that are not equal on both sides, the greatest difference of money first, then of
    /// calls.
    public List<Unequal> unequal() {
      List<Unequal> unequal = new ArrayList<>();
      Map<LineKey, Line> all = new TreeMap<>(ourLines);
      all.putAll(theirLines);
      all.forEach((key, any) -> {
        Line nothing = any.minus(any);
        Line our = ourLines.getOrDefault(key, nothing);
        Line their = theirLines.getOrDefault(key, nothing);
        if (!our.equals(their)) {
          unequal.add(new Unequal(key, our, their));
        }
      });
      unequal.sort(
          Comparator.comparing((Unequal each) -> each.difference().exact().abs())
              .thenComparing(each -> Math.abs(each.difference().quantities().getFirst()))
              .reversed());
      return unequal;
    }

    public long ourCalls() {
      return sum(ourLines, 0);
    }

    public long theirCalls() {
      return sum(theirLines, 0);
    }

    public long ourSeconds() {
      return sum(ourLines, 2);
    }

    public long theirSeconds() {
      return sum(theirLines, 2);
    }

    /// Ours less theirs, in exact units.
    public BigInteger difference() {
      return exact(ourLines).subtract(exact(theirLines));
    }

    private static long sum(Map<LineKey, Line> lines, int quantity) {
      return lines.values().stream().mapToLong(each -> each.quantities().get(quantity)).sum();
    }

    private static BigInteger exact(Map<LineKey, Line> lines) {
      return lines.values().stream().map(Line::exact).reduce(BigInteger.ZERO, BigInteger::add);
    }
  }

  /// A line that a trunk group recorded otherwise on each side.
  public record Unequal(LineKey key, Line ours, Line theirs) {
    public Line difference() {
      return ours.minus(theirs);
    }
  }

  /// @param named how the other party calls our trunk groups
  public static BothTrunks of(Coverage ours, Coverage theirs, TrunkGroups named) {
    YearMonth month = ours.period();
    SortedMap<String, SortedMap<LineKey, Line>> their = theirs.linesByTrunk();
    Map<String, List<String>> names = new TreeMap<>();
    Map<String, SortedMap<LineKey, Line>> sums = new TreeMap<>();
    ours.linesByTrunk()
        .forEach((name, lines) -> {
          String there = named.theirs(name, month);
          names.computeIfAbsent(there, _ -> new ArrayList<>()).add(name);
          SortedMap<LineKey, Line> sum = sums.computeIfAbsent(there, _ -> new TreeMap<>());
          lines.forEach((key, line) -> sum.merge(key, line, Line::plus));
        });
    List<Pair> pairs = new ArrayList<>();
    names.forEach((there, here) -> {
      SortedMap<LineKey, Line> lines = sums.getOrDefault(there, new TreeMap<>());
      SortedMap<LineKey, Line> beside = their.getOrDefault(there, new TreeMap<>());
      pairs.add(
          new Pair(here, Optional.of(there).filter(their::containsKey), false, lines, beside));
    });
    their.forEach((there, lines) -> {
      if (!names.containsKey(there)) {
        pairs.add(new Pair(List.of(), Optional.of(there), false, new TreeMap<>(), lines));
      }
    });
    List<Pair> all = alike(pairs);
    all.sort(Comparator.comparing((Pair each) -> each.difference().abs()).reversed());
    return new BothTrunks(all);
  }

  /// Puts groups that stand alone together where each is to the other the nearest by far.
  private static List<Pair> alike(List<Pair> pairs) {
    List<Pair> all = new ArrayList<>(pairs);
    List<Pair> ours = pairs.stream().filter(each -> each.theirs().isEmpty()).toList();
    List<Pair> theirs = pairs.stream().filter(each -> each.ours().isEmpty()).toList();
    if ((long) ours.size() * theirs.size() > MOST_COMPARED) {
      return all;
    }
    Nearness near = Nearness.of(ours, theirs);
    for (int i = 0; i < ours.size(); i++) {
      int j = near.nearest(i);
      if (j >= 0) {
        Pair one = ours.get(i);
        Pair other = theirs.get(j);
        all.remove(one);
        all.remove(other);
        all.add(new Pair(one.ours(), other.theirs(), true, one.ourLines(), other.theirLines()));
      }
    }
    return all;
  }

  /// How far groups of ours are from groups of theirs: of all calls of both, the part that is not
  /// on both sides, line by line.
  private record Nearness(double[][] apart) {
    static Nearness of(List<Pair> ours, List<Pair> theirs) {
      List<Map<LineKey, Long>> our = ours.stream().map(each -> calls(each.ourLines())).toList();
      List<Map<LineKey, Long>> their =
          theirs.stream().map(each -> calls(each.theirLines())).toList();
      double[][] apart = new double[ours.size()][theirs.size()];
      for (int i = 0; i < ours.size(); i++) {
        for (int j = 0; j < theirs.size(); j++) {
          apart[i][j] = apart(our.get(i), their.get(j));
        }
      }
      return new Nearness(apart);
    }

    private static double apart(Map<LineKey, Long> ours, Map<LineKey, Long> theirs) {
      long all = sum(ours) + sum(theirs);
      long shared = 0;
      for (Map.Entry<LineKey, Long> each : ours.entrySet()) {
        shared += Math.min(each.getValue(), theirs.getOrDefault(each.getKey(), 0L));
      }
      return all == 0 ? 1 : (double) (all - 2 * shared) / all;
    }

    private static long sum(Map<LineKey, Long> calls) {
      return calls.values().stream().mapToLong(each -> each).sum();
    }

    private static Map<LineKey, Long> calls(Map<LineKey, Line> lines) {
      Map<LineKey, Long> calls = new HashMap<>();
      lines.forEach((key, line) -> calls.put(key, line.quantities().getFirst()));
      return calls;
    }

    /// @return -1 where none is nearer than half as far as the next one, seen from both
    int nearest(int ours) {
      for (int theirs = 0; theirs < apart[ours].length; theirs++) {
        double far = apart[ours][theirs] * FAR;
        boolean isNearest = far < FAR / 2;
        for (int other = 0; other < apart[ours].length; other++) {
          isNearest &= other == theirs || apart[ours][other] >= far;
        }
        for (int other = 0; other < apart.length; other++) {
          isNearest &= other == ours || apart[other][theirs] >= far;
        }
        if (isNearest) {
          return theirs;
        }
      }
      return -1;
    }
  }

  /// What the trunk groups recorded of one line.
  public BothTrunks of(LineKey key) {
    return new BothTrunks(
        pairs.stream()
            .filter(each -> each.ourLines().containsKey(key) || each.theirLines().containsKey(key))
            .map(each ->
                new Pair(
                    each.ours(),
                    each.theirs(),
                    each.alike(),
                    only(key, each.ourLines()),
                    only(key, each.theirLines())))
            .toList());
  }

  private static SortedMap<LineKey, Line> only(LineKey key, SortedMap<LineKey, Line> lines) {
    SortedMap<LineKey, Line> only = new TreeMap<>(lines);
    only.keySet().retainAll(Set.of(key));
    return only;
  }
}
