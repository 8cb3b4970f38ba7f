package org.wasl.voice.reconciliation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wasl.settlement.LineKey;
import org.wasl.voice.reconciliation.Buckets.Place;

/// What one side tells the other of the calls behind unequal lines.
///
/// @param clocks digest of the clocks that both agreed on, by which calls lie in buckets
/// @param calls rows of opened buckets and of calls that were asked for
/// @param moved rows of all calls that the sender's clock put into another line than the common
/// @param totals how many calls the sender has by day and trunk, for the days asked
/// @param sizes how many buckets each line has
/// @param open buckets of which all calls are there
/// @param sums the sender's sums of all buckets that are not equal
/// @param first place of the first symbol
/// @param sketch symbols of the calls of buckets with other calls
/// @param near whether this answers the question for calls beyond the edges of lines
public record Details(
    String clocks,
    List<Masked> calls,
    List<Masked> moved,
    Map<String, Long> totals,
    Map<LineKey, Integer> sizes,
    Set<Place> open,
    Map<Place, BucketSum> sums,
    int first,
    Sketch sketch,
    boolean near) {
  /// No symbols.
  public static final Sketch NO_SKETCH = new Sketch(new long[0], new int[0], new int[0]);

  public Details {
    calls = List.copyOf(calls);
    moved = List.copyOf(moved);
    totals = Map.copyOf(totals);
    sizes = Map.copyOf(sizes);
    open = Set.copyOf(open);
    sums = Map.copyOf(sums);
  }

  /// Rows of whole lines.
  public Details(List<Masked> calls, Map<String, Long> totals) {
    this("", calls, List.of(), totals, Map.of(), Set.of(), Map.of(), 0, NO_SKETCH, false);
  }

  /// All answers to one question and its further ones together; what came twice counts once.
  public static Details together(List<Details> answers) {
    Set<Masked> calls = new LinkedHashSet<>();
    Set<Masked> moved = new LinkedHashSet<>();
    Map<String, Long> totals = new HashMap<>();
    Map<LineKey, Integer> sizes = new HashMap<>();
    Set<Place> open = new HashSet<>();
    Map<Place, BucketSum> sums = new HashMap<>();
    Sketch sketch = NO_SKETCH;
    boolean near = false;
    for (Details each : answers) {
      calls.addAll(each.calls);
      moved.addAll(each.moved);
      totals.putAll(each.totals);
      sizes.putAll(each.sizes);
      open.addAll(each.open);
      sums.putAll(each.sums);
      near |= each.near;
      boolean next =
          each.first == sketch.size() && sketch.size() + each.sketch.size() <= Sketch.MAX_SYMBOLS;
      sketch = next ? sketch.and(each.sketch) : sketch;
    }
    String clocks = answers.isEmpty() ? "" : answers.getFirst().clocks;
    return new Details(
        clocks,
        new ArrayList<>(calls),
        new ArrayList<>(moved),
        totals,
        sizes,
        open,
        sums,
        0,
        sketch,
        near);
  }
}
