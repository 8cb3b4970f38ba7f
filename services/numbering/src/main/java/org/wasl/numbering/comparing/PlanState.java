package org.wasl.numbering.comparing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wasl.numbering.comparing.PlanLine.Facts;
import org.wasl.numbering.filing.FiledResource;

/// What a source says on one day of every number: disjoint spans, as long as possible, so that two
/// sources that say the same of the same numbers are equal however they cut their ranges. Where
/// codes are nested, the narrowest says; of equal ones, the one stated last.
public record PlanState(SortedMap<NumberSpan, Facts> spans) {
  public static final int MAX_LINES = 1_000_000;

  public PlanState {
    spans = Collections.unmodifiableSortedMap(new TreeMap<>(spans));
  }

  public static PlanState on(LocalDate day, Collection<PlanLine> lines) {
    return of(lines.stream().filter(line -> line.holdsOn(day)).toList());
  }

  /// All lines, whatever their days.
  public static PlanState of(Collection<PlanLine> lines) {
    if (lines.size() > MAX_LINES) {
      throw new IllegalArgumentException("more than " + MAX_LINES + " lines");
    }
    TreeMap<NumberSpan, Facts> flat = new TreeMap<>();
    for (FiledResource resource : FiledResource.values()) {
      TreeMap<Long, Piece> pieces = new TreeMap<>();
      lines.stream()
          .filter(line -> line.resource() == resource)
          .sorted(
              Comparator.comparingLong((PlanLine line) -> line.range().low() - line.range().high()))
          .forEach(line ->
              lay(pieces, new Piece(line.range().low(), line.range().high(), line.facts())));
      pieces.values().forEach(p -> flat.put(new NumberSpan(resource, p.from(), p.to()), p.facts()));
    }
    return new PlanState(merged(flat));
  }

  private record Piece(long from, long to, Facts facts) {}

  /// Lays a piece over what lies there; what reaches out under it stays.
  private static void lay(TreeMap<Long, Piece> pieces, Piece piece) {
    Map.Entry<Long, Piece> before = pieces.lowerEntry(piece.from());
    if (before != null && before.getValue().to() > piece.from()) {
      Piece cut = before.getValue();
      pieces.put(cut.from(), new Piece(cut.from(), piece.from(), cut.facts()));
      pieces.put(piece.from(), new Piece(piece.from(), cut.to(), cut.facts()));
    }
    Map.Entry<Long, Piece> at = pieces.ceilingEntry(piece.from());
    while (at != null && at.getKey() < piece.to()) {
      Piece under = at.getValue();
      pieces.remove(at.getKey());
      if (under.to() > piece.to()) {
        pieces.put(piece.to(), new Piece(piece.to(), under.to(), under.facts()));
      }
      at = pieces.higherEntry(at.getKey());
    }
    pieces.put(piece.from(), piece);
  }

  static SortedMap<NumberSpan, Facts> merged(SortedMap<NumberSpan, Facts> spans) {
    TreeMap<NumberSpan, Facts> merged = new TreeMap<>();
    for (Map.Entry<NumberSpan, Facts> each : spans.entrySet()) {
      Map.Entry<NumberSpan, Facts> last = merged.lastEntry();
      if (last != null && continues(last, each)) {
        merged.remove(last.getKey());
        NumberSpan joined =
            new NumberSpan(each.getKey().resource(), last.getKey().from(), each.getKey().to());
        merged.put(joined, each.getValue());
      } else {
        merged.put(each.getKey(), each.getValue());
      }
    }
    return merged;
  }

  private static boolean continues(
      Map.Entry<NumberSpan, Facts> last, Map.Entry<NumberSpan, Facts> next) {
    return last.getKey().resource() == next.getKey().resource()
        && last.getKey().to() == next.getKey().from()
        && Objects.equals(last.getValue(), next.getValue());
  }

  /// Every place where this or the other state begins or ends a span, within one resource.
  List<Long> edges(FiledResource resource, PlanState other) {
    List<Long> edges = new ArrayList<>();
    for (PlanState state : List.of(this, other)) {
      for (NumberSpan span : state.spans.keySet()) {
        if (span.resource() == resource) {
          edges.add(span.from());
          edges.add(span.to());
        }
      }
    }
    return edges.stream().distinct().sorted().toList();
  }
}
