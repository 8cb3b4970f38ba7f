package org.wasl.numbering.comparing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/// What happened in a plan day by day. Between two filings a change is known only to lie between
/// their dates; the step says both.
public record Timeline(List<Step> steps) {

  /// @param after the last day on which the old state is known to hold
  /// @param until the first day on which the new state is known to hold
  public record Step(LocalDate after, LocalDate until, PlanDiff diff) {}

  public Timeline {
    steps = List.copyOf(steps);
  }

  /// From the days of validity of one source, between two days: a step on each day that changes
  /// something.
  public static Timeline of(Collection<PlanLine> lines, LocalDate first, LocalDate last) {
    TreeSet<LocalDate> days = new TreeSet<>();
    for (PlanLine line : lines) {
      line.from().ifPresent(days::add);
      line.to().ifPresent(to -> days.add(to.plusDays(1)));
    }
    List<Step> steps = new ArrayList<>();
    PlanState before = PlanState.on(first, lines);
    for (LocalDate day :
        days.subSet(
            first,
            false,
            last.isBefore(first) ? first : last,
            !last.isBefore(first) && !last.equals(first))) {
      PlanState after = PlanState.on(day, lines);
      if (!after.equals(before)) {
        steps.add(new Step(day.minusDays(1), day, PlanDiff.between(before, after)));
      }
      before = after;
    }
    return new Timeline(steps);
  }

  /// From complete filings of known dates.
  public static Timeline ofFilings(SortedMap<LocalDate, PlanState> filings) {
    List<Step> steps = new ArrayList<>();
    LocalDate earlier = null;
    for (LocalDate date : filings.keySet()) {
      if (earlier != null) {
        PlanState before = java.util.Objects.requireNonNull(filings.get(earlier));
        PlanState after = java.util.Objects.requireNonNull(filings.get(date));
        steps.add(new Step(earlier, date, PlanDiff.between(before, after)));
      }
      earlier = date;
    }
    return new Timeline(steps);
  }
}
