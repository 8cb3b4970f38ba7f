package org.wasl.post.tracking;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import org.wasl.post.EventCode;

/// Times of items and of their messages, summed for reports. It is kept with the facts, in the same
/// transactions.
public interface TimeStore {
  /// Which items a report is about.
  ///
  /// @param country whose letters stand at the end of the identifiers of items that its post issued
  /// @param isOut items of that country; else all others
  /// @param first first day of the event with which the way ends, by the clock there
  /// @param last last such day
  /// @param classes first letters of the identifiers, for example `E` for EMS; empty for all
  record Which(String country, boolean isOut, LocalDate first, LocalDate last, String classes) {}

  /// How often each number of whole hours came.
  SortedMap<Integer, Long> hours(TransitLeg leg, Which which);

  /// How often items began and ended a part of their way on each pair of days.
  List<WorkingDays.DayPair> days(TransitLeg leg, Which which);

  /// Of items with an event on the days of a report, those with the event that should follow.
  Completeness.Share completeness(Completeness completeness, Which which);

  /// How events of one kind were told.
  ///
  /// @param isOurs told by us, not by the other post
  /// @param events how many of them are known
  /// @param inTime told within a day of the moment at which they happened
  record Telling(EventCode code, boolean isOurs, long events, long inTime) {}

  /// By code, of events that happened on these days.
  ///
  /// @param classes first letters of the identifiers; empty for all
  List<Telling> telling(LocalDate first, LocalDate last, String classes);
}
