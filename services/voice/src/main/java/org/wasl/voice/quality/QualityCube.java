package org.wasl.voice.quality;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.wasl.voice.Leg;

/// Counts of every route and quarter-hour. Made of records in any order and in any parts: parts
/// merged are equal to the whole, so that it can be made again from the records at any time.
public final class QualityCube {
  /// Below so many calls a cell is not shown to others.
  public static final int LEAST_SHOWN = 5;

  private static final int MAX_CELLS = 5_000_000;

  private final CauseMap causes;
  private final Function<Leg, String> destination;
  private final SortedMap<QualityKey, Counts> cells = new TreeMap<>();

  public QualityCube(CauseMap causes, Function<Leg, String> destination) {
    this.causes = causes;
    this.destination = destination;
  }

  /// Adds one record of a gateway; a mobile network's records are legs of the same calls.
  public void add(Leg leg) {
    if (leg.point() == Leg.Point.GATEWAY_IN || leg.point() == Leg.Point.GATEWAY_OUT) {
      add(
          new QualityKey(
              leg.element(),
              destination.apply(leg),
              Math.floorDiv(leg.seizure(), (long) QualityKey.QUARTER)),
          Counts.of(leg, causes));
    }
  }

  public void merge(QualityCube part) {
    part.cells.forEach(this::add);
  }

  public void add(QualityKey key, Counts counts) {
    cells.merge(key, counts, Counts::plus);
    if (cells.size() > MAX_CELLS) {
      throw new IllegalStateException("more than " + MAX_CELLS + " cells: make it by days");
    }
  }

  public SortedMap<QualityKey, Counts> cells() {
    return new TreeMap<>(cells);
  }

  /// The sum over some cells.
  public Counts sum(java.util.function.Predicate<QualityKey> which) {
    Counts sum = Counts.NONE;
    for (Map.Entry<QualityKey, Counts> cell : cells.entrySet()) {
      sum = which.test(cell.getKey()) ? sum.plus(cell.getValue()) : sum;
    }
    return sum;
  }
}
