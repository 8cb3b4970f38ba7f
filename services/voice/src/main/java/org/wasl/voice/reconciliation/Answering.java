package org.wasl.voice.reconciliation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wasl.settlement.LineKey;
import org.wasl.voice.reconciliation.BucketSum.Verdict;
import org.wasl.voice.reconciliation.Buckets.Place;

/// The side that is asked: compares the other's sums with its own calls, and tells of its calls no
/// more than the differences need. Nothing of a bucket that is equal, or differs by a second a call
/// at most, is ever told.
public final class Answering {
  /// Seconds on either side of an edge within which clocks may put one call into two lines.
  public static final int OVERLAP = 10;

  private final String clocks;
  private final List<Placed> calls;
  private final Map<String, Long> totals;
  private final Buckets theirs;
  private final Buckets ours;
  private final Map<Place, Verdict> verdicts;
  private final Set<Place> sets = new HashSet<>();

  /// @param clocks digest of what both agreed on
  /// @param calls ours, of the lines asked for and of their neighbours
  /// @param theirs the sums of the side that asks
  public Answering(String clocks, List<Placed> calls, Map<String, Long> totals, Buckets theirs) {
    this.clocks = clocks;
    this.calls = calls;
    this.totals = totals;
    this.theirs = theirs;
    this.ours = Buckets.like(theirs, calls.stream().map(Placed::common).toList());
    this.verdicts = ours.against(theirs);
    verdicts.forEach((place, verdict) -> {
      if (verdict == Verdict.CALLS) {
        sets.add(place);
      }
    });
  }

  /// The first answer: our sums of unequal buckets; the calls of those whose sums alone differ; a
  /// sketch of the calls of the others; and the calls that our clock put into another line.
  public Details first() {
    Map<Place, BucketSum> sums = new HashMap<>();
    Set<Place> open = new HashSet<>();
    verdicts.forEach((place, verdict) -> {
      sums.put(place, ours.sum(place));
      if (verdict == Verdict.SUMS) {
        open.add(place);
      }
    });
    Set<LineKey> asked = theirs.sums().keySet();
    List<Masked> moved =
        calls.stream()
            .filter(Placed::isMoved)
            .filter(
                each -> asked.contains(each.call().key()) || asked.contains(each.common().key()))
            .map(Placed::call)
            .toList();
    Sketch sketch = sets.isEmpty() ? Details.NO_SKETCH : elements().sketch(symbols());
    return new Details(
        clocks, rowsOf(open), moved, totals, ours.sizes(), open, sums, 0, sketch, false);
  }

  private Elements elements() {
    return Elements.of(sets, ours, calls.stream().map(Placed::common).toList());
  }

  /// One and a half a call that differs at the least, and some.
  private int symbols() {
    long least = 0;
    for (Place place : sets) {
      long apart = Math.abs(ours.sum(place).calls() - theirs.sum(place).calls());
      least += apart == 0 ? 2 : apart;
    }
    return (int) Math.min(least + least / 2 + 16, Sketch.MAX_SYMBOLS);
  }

  private List<Masked> rowsOf(Set<Place> open) {
    List<Masked> rows = new ArrayList<>();
    for (Placed call : open.isEmpty() ? List.<Placed>of() : calls) {
      if (open.contains(ours.placeOf(call.common()))) {
        rows.add(call.call());
      }
    }
    return rows;
  }

  /// The answer to a further question; what lies outside unequal buckets is passed over.
  public Details further(Further asked) {
    Set<Place> open = new HashSet<>(asked.open());
    open.retainAll(verdicts.keySet());
    open.removeIf(place -> verdicts.get(place) == Verdict.TOLERATED);
    Set<Masked> rows = new LinkedHashSet<>(rowsOf(open));
    Elements elements = elements();
    Set<Elements.Group> groups = new HashSet<>();
    asked.elements().forEach(each -> elements.group(each).ifPresent(groups::add));
    Map<Long, List<Further.Near>> near = new HashMap<>();
    for (Further.Near each : asked.near()) {
      near.computeIfAbsent(each.pair() & 0xFFFF_FFFFL, _ -> new ArrayList<>()).add(each);
    }
    for (Placed call : calls) {
      Masked common = call.common();
      if (groups.contains(new Elements.Group(ours.placeOf(common), common.pair()))
          || near.getOrDefault(common.pair() & 0xFFFF_FFFFL, List.of()).stream()
              .anyMatch(each -> isNear(each, common))) {
        rows.add(call.call());
      }
    }
    int symbols = Math.min(asked.symbols() + asked.more(), Sketch.MAX_SYMBOLS);
    Sketch more =
        asked.more() == 0 || sets.isEmpty()
            ? Details.NO_SKETCH
            : elements.sketch(symbols).from(asked.symbols());
    return new Details(
        clocks,
        new ArrayList<>(rows),
        List.of(),
        Map.of(),
        Map.of(),
        open,
        Map.of(),
        asked.symbols(),
        more,
        !asked.near().isEmpty());
  }

  private boolean isNear(Further.Near asked, Masked call) {
    return !theirs.sums().containsKey(call.key())
        && theirs.sums().containsKey(asked.key())
        && asked.key().stream().equals(call.key().stream())
        && asked.key().item().equals(call.key().item())
        && Math.abs(asked.time() - call.time()) <= OVERLAP;
  }
}
