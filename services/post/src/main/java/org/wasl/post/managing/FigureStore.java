package org.wasl.post.managing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.wasl.post.DispatchKey;
import org.wasl.post.tracking.Completeness;
import org.wasl.post.tracking.TimeStore;

/// What the board sums: a row a dispatch, hours of offices, items that customs have. It is kept
/// with the facts, in the same transactions, so that no report reads them all.
public interface FigureStore {
  /// A dispatch whose figures are older than its facts.
  ///
  /// @param change of which they are to be made
  record Stale(DispatchKey dispatch, long change) {}

  /// Those of the newest year first.
  List<Stale> staleFigures(int most);

  /// Keeps the figures of a dispatch; where its facts changed meanwhile it stays stale.
  void put(DispatchFigures figures, long change);

  /// Makes dispatches stale that were closed since a day, or that were not rated, where they were
  /// rated by something else before.
  ///
  /// @param basis by what dispatches are rated now
  void ratedBy(String basis, LocalDate since);

  /// By stream and day on which mail was closed.
  List<RatedDay> rated(LocalDate first, LocalDate last);

  /// The dispatches of a stream that were closed on these days, the last first; without their
  /// receptacles by type.
  List<DispatchFigures> ratedDispatches(String stream, LocalDate first, LocalDate last, int most);

  /// The first day on which mail that is rated was closed.
  Optional<LocalDate> firstRated();

  /// Of dispatches that arrived on these days.
  ///
  /// @param isOut those that left our offices
  Arrivals arrivals(boolean isOut, LocalDate first, LocalDate last);

  /// Receptacles of dispatches that arrived, by type.
  ///
  /// @param isOut of those that left our offices
  List<Bags> bags(boolean isOut);

  /// Dispatches that arrived on these days, the last first; without their receptacles by type.
  List<DispatchFigures> arrived(
      boolean isOut, Arrival.Which which, LocalDate first, LocalDate last, int most);

  /// An item with an event, without the one that should follow.
  ///
  /// @param day of the event, by the clock where it happened
  record Unfollowed(String item, LocalDate day) {}

  /// Items that completeness lacks, the oldest first.
  List<Unfollowed> unfollowed(Completeness of, TimeStore.Which which, int most);

  /// Items that customs have since that moment or longer, the longest first.
  List<CustomsStay> atCustoms(Instant since, int most);

  /// By office and hour.
  List<ScannedHour> scanned(LocalDate first, LocalDate last);
}
