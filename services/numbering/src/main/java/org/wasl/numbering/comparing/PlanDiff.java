package org.wasl.numbering.comparing;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wasl.numbering.comparing.PlanLine.Facts;
import org.wasl.numbering.filing.FiledResource;

/// Everything by which one state of a plan differs from another, and what stays. Exact: applied to
/// the first state it gives the second; complete: every number of either is in one difference.
public record PlanDiff(List<Difference> differences) {

  /// What happened to a span.
  public enum Kind {
    ADDED,
    REMOVED,
    HOLDER_CHANGED,
    LENGTH_CHANGED,
    STATUS_CHANGED,
    /// usage or area under other words
    DESCRIPTION_CHANGED,
    UNCHANGED
  }

  /// One span and what both states say of it; at least one of them says something.
  public record Difference(NumberSpan span, Optional<Facts> before, Optional<Facts> after) {
    public Difference {
      if (before.isEmpty() && after.isEmpty()) {
        throw new IllegalArgumentException("a difference of nothing");
      }
    }

    /// The weightiest change; the facts show the others.
    public Kind kind() {
      if (before.isEmpty()) {
        return Kind.ADDED;
      }
      if (after.isEmpty()) {
        return Kind.REMOVED;
      }
      Facts old = before.get();
      Facts now = after.get();
      if (!old.holder().equals(now.holder())) {
        return Kind.HOLDER_CHANGED;
      }
      if (!old.lengths().equals(now.lengths())) {
        return Kind.LENGTH_CHANGED;
      }
      if (old.status() != now.status()) {
        return Kind.STATUS_CHANGED;
      }
      return old.equals(now) ? Kind.UNCHANGED : Kind.DESCRIPTION_CHANGED;
    }
  }

  public PlanDiff {
    differences = List.copyOf(differences);
  }

  public static PlanDiff between(PlanState before, PlanState after) {
    List<Difference> differences = new ArrayList<>();
    for (FiledResource resource : FiledResource.values()) {
      List<Long> edges = before.edges(resource, after);
      Cursor old = new Cursor(before, resource);
      Cursor now = new Cursor(after, resource);
      for (int i = 0; i + 1 < edges.size(); i++) {
        NumberSpan span = new NumberSpan(resource, edges.get(i), edges.get(i + 1));
        Optional<Facts> was = old.at(span);
        Optional<Facts> is = now.at(span);
        if (was.isPresent() || is.isPresent()) {
          append(differences, new Difference(span, was, is));
        }
      }
    }
    return new PlanDiff(differences);
  }

  /// Joins what continues the difference before.
  private static void append(List<Difference> differences, Difference next) {
    Difference last = differences.isEmpty() ? null : differences.getLast();
    if (last != null
        && last.span().resource() == next.span().resource()
        && last.span().to() == next.span().from()
        && last.before().equals(next.before())
        && last.after().equals(next.after())) {
      NumberSpan joined =
          new NumberSpan(next.span().resource(), last.span().from(), next.span().to());
      differences.set(differences.size() - 1, new Difference(joined, next.before(), next.after()));
    } else {
      differences.add(next);
    }
  }

  /// Walks the spans of a state in step with rising edges.
  private static final class Cursor {
    private final Iterator<Map.Entry<NumberSpan, Facts>> rest;
    private Optional<Map.Entry<NumberSpan, Facts>> current;

    private Cursor(PlanState state, FiledResource resource) {
      this.rest =
          state.spans().entrySet().stream()
              .filter(each -> each.getKey().resource() == resource)
              .iterator();
      this.current = next();
    }

    private Optional<Map.Entry<NumberSpan, Facts>> next() {
      return rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
    }

    private Optional<Facts> at(NumberSpan span) {
      while (current.isPresent() && current.get().getKey().to() <= span.from()) {
        current = next();
      }
      return current.filter(each -> each.getKey().from() <= span.from()).map(Map.Entry::getValue);
    }
  }

  /// The state that comes of the changes.
  ///
  /// @throws IllegalArgumentException when the state is not the one that was compared
  public PlanState applyTo(PlanState state) {
    SortedMap<NumberSpan, Facts> before = new TreeMap<>();
    SortedMap<NumberSpan, Facts> after = new TreeMap<>();
    for (Difference each : differences) {
      each.before().ifPresent(facts -> before.put(each.span(), facts));
      each.after().ifPresent(facts -> after.put(each.span(), facts));
    }
    if (!PlanState.merged(before).equals(state.spans())) {
      throw new IllegalArgumentException("not the state that was compared");
    }
    return new PlanState(PlanState.merged(after));
  }

  public List<Difference> of(Kind kind) {
    return differences.stream().filter(each -> each.kind() == kind).toList();
  }
}
