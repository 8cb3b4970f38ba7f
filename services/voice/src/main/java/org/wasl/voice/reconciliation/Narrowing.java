package org.wasl.voice.reconciliation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.wasl.settlement.LineKey;
import org.wasl.terms.PartyId;
import org.wasl.voice.reconciliation.BucketSum.Verdict;
import org.wasl.voice.reconciliation.Buckets.Closed;
import org.wasl.voice.reconciliation.Buckets.Place;
import org.wasl.voice.reconciliation.Elements.Group;
import org.wasl.voice.reconciliation.Sketch.Difference;

/// The side that asks: lays the answers so far to its own calls, and says what is settled, which
/// calls are still to be paired one by one, and what to ask next. What the other side tells is not
/// believed: symbols that decode to calls that we have (or to calls of ours that we do not have)
/// count as undecodable, and rows that do not add up to the sums told leave their bucket unopened.
///
/// @param closed buckets, or what is left of them, that need no single call
/// @param unopened buckets that differ and of which no calls came
/// @param ours and `theirs` the calls to be paired, by the common clock
/// @param movedOurs calls that our clock put into another line; likewise theirs
/// @param next what to ask, absent when all is settled or there were enough rounds
public record Narrowing(
    Set<LineKey> lines,
    List<Closed> closed,
    List<Closed> unopened,
    List<Masked> ours,
    List<Masked> theirs,
    List<Placed> movedOurs,
    List<Placed> movedTheirs,
    Optional<Further> next) {
  /// Answers after which nothing more is asked.
  public static final int MAX_ROUNDS = 8;

  private static final int MAX_GROWTH = 4;

  /// @param calls ours, of the lines asked for and of their neighbours
  /// @param answers all that came, in order; at least the first
  public static Narrowing of(
      List<Placed> calls,
      List<Details> answers,
      PartyId them,
      Clocks clocks,
      Placed.Windows windows) {
    return new Work(calls, answers, them, clocks, windows).done();
  }

  private static final class Work {
    private final List<Placed> calls;
    private final Details told;
    private final int rounds;
    private final Placed.Windows windows;
    private final Set<LineKey> lines;
    private final Buckets ours;
    private final List<Placed> theirs;
    private final Map<Place, List<Masked>> rows = new HashMap<>();
    private final List<Closed> closed = new ArrayList<>();
    private final List<Closed> unopened = new ArrayList<>();
    private final List<Masked> pairOurs = new ArrayList<>();
    private final List<Masked> pairTheirs = new ArrayList<>();
    private final Set<Place> sets = new TreeSet<>();
    private final Set<Place> wantOpen = new TreeSet<>();
    private final Set<Long> wantElements = new HashSet<>();
    private final List<Further.Near> near = new ArrayList<>();
    private int more;

    Work(
        List<Placed> calls,
        List<Details> answers,
        PartyId them,
        Clocks clocks,
        Placed.Windows windows) {
      this.calls = calls;
      this.told = Details.together(answers);
      this.rounds = answers.size();
      this.windows = windows;
      this.lines = told.sizes().keySet();
      this.ours = Buckets.sized(told.sizes(), common(calls));
      this.theirs = Placed.of(told.calls(), them, clocks, windows);
      for (Masked row : common(theirs)) {
        rows.computeIfAbsent(ours.placeOf(row), _ -> new ArrayList<>()).add(row);
      }
      this.movedTheirs = Placed.of(told.moved(), them, clocks, windows);
    }

    private final List<Placed> movedTheirs;

    private static List<Masked> common(List<Placed> calls) {
      return calls.stream().map(Placed::common).toList();
    }

    Narrowing done() {
      settleSums();
      if (!sets.isEmpty()) {
        settleSets();
      }
      neighbours();
      Further next =
          new Further(
              first(wantElements, Further.MAX_ELEMENTS),
              wantOpen.stream().limit(Further.MAX_PLACES).toList(),
              told.sketch().size(),
              more,
              near.stream().limit(Further.MAX_NEAR).toList());
      boolean nothing = wantElements.isEmpty() && wantOpen.isEmpty() && near.isEmpty() && more == 0;
      return new Narrowing(
          lines,
          closed,
          unopened,
          pairOurs,
          pairTheirs,
          moved(calls),
          moved(movedTheirs),
          nothing || rounds >= MAX_ROUNDS ? Optional.empty() : Optional.of(next));
    }

    private static Set<Long> first(Set<Long> elements, int most) {
      return elements.size() <= most
          ? elements
          : new HashSet<>(elements.stream().limit(most).toList());
    }

    private List<Placed> moved(List<Placed> all) {
      return all.stream()
          .filter(Placed::isMoved)
          .filter(each -> lines.contains(each.call().key()) || lines.contains(each.common().key()))
          .toList();
    }

    private void settleSums() {
      Map<Place, List<Masked>> opened = new HashMap<>();
      for (Placed call : calls) {
        Place place = ours.placeOf(call.common());
        if (told.open().contains(place)) {
          opened.computeIfAbsent(place, _ -> new ArrayList<>()).add(call.common());
        }
      }
      ours.sums()
          .forEach((key, of) -> {
            for (int i = 0; i < of.size(); i++) {
              Place place = new Place(key, i);
              settle(place, of.get(i), opened.getOrDefault(place, List.of()));
            }
          });
    }

    private void settle(Place place, BucketSum sum, List<Masked> opened) {
      BucketSum other = told.sums().getOrDefault(place, sum);
      Verdict verdict = sum.against(other);
      if (verdict == Verdict.EQUAL || verdict == Verdict.TOLERATED) {
        closed.add(new Closed(place, sum, other));
      } else if (told.open().contains(place)) {
        open(place, sum, other, opened);
      } else if (verdict == Verdict.CALLS) {
        sets.add(place);
      } else {
        leave(place, sum, other);
      }
      if (verdict == Verdict.CALLS) {
        allSets.add(place);
      }
    }

    private final Set<Place> allSets = new HashSet<>();

    private void open(Place place, BucketSum sum, BucketSum other, List<Masked> opened) {
      List<Masked> of = rows.getOrDefault(place, List.of());
      if (BucketSum.of(of).equals(other)) {
        pairOurs.addAll(opened);
        pairTheirs.addAll(of);
      } else {
        unopened.add(new Closed(place, sum, other));
      }
    }

    private void leave(Place place, BucketSum sum, BucketSum other) {
      wantOpen.add(place);
      unopened.add(new Closed(place, sum, other));
    }

    private void leaveSets() {
      for (Place place : sets) {
        unopened.add(new Closed(place, ours.sum(place), theirSum(place)));
      }
    }

    private BucketSum theirSum(Place place) {
      return told.sums().getOrDefault(place, BucketSum.NONE);
    }

    private void settleSets() {
      Elements elements = Elements.of(allSets, ours, common(calls));
      int size = told.sketch().size();
      Optional<Difference> found =
          size == 0
              ? Optional.empty()
              : elements
                  .sketch(size)
                  .difference(told.sketch())
                  .filter(each -> holds(each, elements));
      if (found.isEmpty()) {
        leaveSets();
        int most = Math.min(Sketch.MAX_SYMBOLS, 64 + 4 * elements.all().size());
        if (size > 0 && rounds <= MAX_GROWTH && size * 2L <= most) {
          more = size;
        } else {
          wantOpen.addAll(sets);
        }
        return;
      }
      settleSets(elements, found.get());
    }

    private static boolean holds(Difference found, Elements elements) {
      return elements.all().containsAll(found.onlyOurs())
          && found.onlyTheirs().stream().noneMatch(elements.all()::contains);
    }

    private void settleSets(Elements elements, Difference found) {
      Map<Group, List<Masked>> came = new HashMap<>();
      for (Place place : sets) {
        for (Masked row : rows.getOrDefault(place, List.of())) {
          came.computeIfAbsent(new Group(place, row.pair()), _ -> new ArrayList<>(1)).add(row);
        }
      }
      Set<Group> touched = new HashSet<>(came.keySet());
      Set<Long> wanted = new HashSet<>(found.onlyTheirs());
      for (long element : found.onlyOurs()) {
        Group group = elements.group(element).orElseThrow();
        if (sets.contains(group.place())) {
          touched.add(group);
          askNear(elements.calls(group));
        }
        if (!found.onlyOurs().contains(Elements.element(group, 1))) {
          wanted.add(Elements.element(group, 1));
        }
      }
      Map<Place, List<Masked>> mine = new HashMap<>();
      Map<Place, List<Masked>> others = new HashMap<>();
      for (Group group : touched) {
        List<Masked> of = came.getOrDefault(group, List.of());
        for (int nth = 1; nth <= of.size(); nth++) {
          wanted.remove(Elements.element(group, nth));
        }
        mine.computeIfAbsent(group.place(), _ -> new ArrayList<>()).addAll(elements.calls(group));
        others.computeIfAbsent(group.place(), _ -> new ArrayList<>()).addAll(of);
      }
      wanted.removeAll(openedElements());
      if (!wanted.isEmpty()) {
        wantElements.addAll(wanted);
        leaveSets();
        return;
      }
      for (Place place : sets) {
        settleSet(
            place, mine.getOrDefault(place, List.of()), others.getOrDefault(place, List.of()));
      }
    }

    /// Elements of buckets that were opened as a whole: they are told already.
    private Set<Long> openedElements() {
      Map<Group, Integer> counts = new HashMap<>();
      Set<Long> elements = new HashSet<>();
      for (Place place : told.open()) {
        for (Masked row : rows.getOrDefault(place, List.of())) {
          Group group = new Group(place, row.pair());
          elements.add(Elements.element(group, counts.merge(group, 1, Integer::sum)));
        }
      }
      return elements;
    }

    private void settleSet(Place place, List<Masked> mine, List<Masked> others) {
      BucketSum left = ours.sum(place).less(BucketSum.of(mine));
      BucketSum right = theirSum(place).less(BucketSum.of(others));
      Verdict verdict = left.against(right);
      if (verdict == Verdict.EQUAL || verdict == Verdict.TOLERATED) {
        closed.add(new Closed(place, left, right));
        pairOurs.addAll(mine);
        pairTheirs.addAll(others);
      } else {
        leave(place, ours.sum(place), theirSum(place));
      }
    }

    /// A call that only we have, so near the edge of its line that the other side may count it in
    /// the next one, which was not asked for.
    private void askNear(List<Masked> mine) {
      for (Masked call : told.near() ? List.<Masked>of() : mine) {
        if (neighbour(call).filter(line -> !lines.contains(line)).isPresent()) {
          near.add(new Further.Near(call.key(), call.pair(), call.time()));
        }
      }
    }

    private Optional<LineKey> neighbour(Masked call) {
      LineKey before = windows.at(call.key(), call.time() - Answering.OVERLAP);
      LineKey after = windows.at(call.key(), call.time() + Answering.OVERLAP);
      if (!before.equals(call.key())) {
        return Optional.of(before);
      }
      return after.equals(call.key()) ? Optional.empty() : Optional.of(after);
    }

    /// Our own calls just beyond the edges of the lines asked for: their partners may have come.
    private void neighbours() {
      Set<Integer> asked = new HashSet<>();
      pairTheirs.forEach(row -> asked.add(row.pair()));
      for (Placed call : asked.isEmpty() ? List.<Placed>of() : calls) {
        Masked common = call.common();
        if (!lines.contains(common.key())
            && asked.contains(common.pair())
            && neighbour(common).filter(lines::contains).isPresent()) {
          pairOurs.add(common);
        }
      }
      for (Placed row : told.near() ? theirs : List.<Placed>of()) {
        if (!lines.contains(row.common().key())) {
          pairTheirs.add(row.common());
        }
      }
    }
  }
}
