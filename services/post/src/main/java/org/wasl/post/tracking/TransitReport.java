package org.wasl.post.tracking;

import java.util.ArrayList;
import java.util.List;
import org.wasl.post.tracking.TimeStore.Which;
import org.wasl.terms.country.WorkCalendar;

/// How long items took, by part of their way.
public record TransitReport(List<Row> rows) {
  public TransitReport {
    rows = List.copyOf(rows);
  }

  /// One part of the way.
  ///
  /// @param hours without the time at customs where it lies in the way
  /// @param days of work, by the calendar of the country where it ends
  public record Row(TransitLeg leg, Quantiles hours, Quantiles days) {}

  /// @param origin days of rest where items are posted
  /// @param destination days of rest where they are delivered
  public static TransitReport of(
      TimeStore store, Which which, WorkCalendar origin, WorkCalendar destination) {
    List<Row> rows = new ArrayList<>();
    for (TransitLeg leg : TransitLeg.values()) {
      WorkingDays days = new WorkingDays(leg == TransitLeg.OUTWARD ? origin : destination);
      rows.add(
          new Row(
              leg,
              Quantiles.of(store.hours(leg, which)),
              Quantiles.of(days.spread(store.days(leg, which)))));
    }
    return new TransitReport(rows);
  }
}
