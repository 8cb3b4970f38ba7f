package org.wasl.post.tracking;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.wasl.post.tracking.TimeStore.Telling;
import org.wasl.post.tracking.TimeStore.Which;
import org.wasl.terms.country.WorkCalendar;

/// How well mail, such as express mail, of one way was carried and told, on some days: what should
/// follow an event and is known, what was delivered within the standard, and what was told in time.
///
/// @param standard working days after the day of posting within which an item is delivered (J+n)
/// @param delivered of which the days from posting to delivery are known
/// @param inTime of these, within the standard
/// @param telling of departure, arrival and delivery, by both posts, of both ways
public record ReportCard(
    List<Completeness.Share> completeness,
    int standard,
    long delivered,
    long inTime,
    List<Telling> telling) {
  public ReportCard {
    completeness = List.copyOf(completeness);
    telling = List.copyOf(telling);
  }

  /// In tenths of a percent, rounded down; nothing where nothing was delivered.
  public Optional<Integer> perMilleInTime() {
    return delivered == 0 ? Optional.empty() : Optional.of((int) (inTime * 1_000 / delivered));
  }

  /// @param which the days of a report; of a way, items that end it on these days, of completeness,
  ///   items with the first event on them
  /// @param destination days of rest where items are delivered
  public static ReportCard of(
      TimeStore store, Which which, int standard, WorkCalendar destination) {
    SortedMap<Integer, Long> days =
        new WorkingDays(destination).spread(store.days(TransitLeg.WHOLE, which));
    return new ReportCard(
        Stream.of(Completeness.values()).map(each -> store.completeness(each, which)).toList(),
        standard,
        days.values().stream().mapToLong(Long::longValue).sum(),
        days.headMap(standard + 1).values().stream().mapToLong(Long::longValue).sum(),
        store.telling(which.first(), which.last(), which.classes()).stream()
            .filter(each ->
                switch (each.code()) {
                  case EMC, EMD, EMI -> true;
                  default -> false;
                })
            .toList());
  }
}
