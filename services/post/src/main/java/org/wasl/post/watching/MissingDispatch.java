package org.wasl.post.watching;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wasl.post.keeping.DispatchRow;

/// A dispatch that should be known and is not: its serial number is passed over in its series, or
/// it was declared and nothing of it ever came.
///
/// @param series with its year
/// @param since when it began to be missed
/// @param isDeclared declared, and not seen
public record MissingDispatch(String series, int serial, Instant since, boolean isDeclared) {

  /// The number from which the gaps of a series count. A series begins at 1, but another system may
  /// have given and received numbers before this one: then it is what somebody wrote down, else the
  /// number after the highest that was taken over from that system, else the first number that was
  /// heard here.
  ///
  /// @param rows of that series, at least one
  /// @param written the first number of this system, where it is written down
  /// @param wasBefore whether this series is known here from the year before
  public static int first(List<DispatchRow> rows, OptionalInt written, boolean wasBefore) {
    if (written.isPresent()) {
      return written.getAsInt();
    }
    OptionalInt takenOver =
        rows.stream()
            .filter(DispatchRow::isBefore)
            .mapToInt(each -> each.dispatch().id().serial())
            .max();
    if (takenOver.isPresent()) {
      return takenOver.getAsInt() + 1;
    }
    return wasBefore
        ? 1
        : rows.stream()
            .min(
                Comparator.comparing(DispatchRow::first)
                    .thenComparing(each -> each.dispatch().id().serial()))
            .orElseThrow()
            .dispatch()
            .id()
            .serial();
  }

  /// Looks through one series of a year. It has no gaps, so that each number from the first to one
  /// that is known must be there; it is missed once the later one has been known for the agreed
  /// time. What the system before this one handled is awaited by nobody here.
  ///
  /// @param rows of that series
  /// @param first the number from which gaps count
  /// @param zone of the office of destination, whose wall the expected arrival is told by
  public static List<MissingDispatch> in(
      String series, List<DispatchRow> rows, int first, Instant now, Duration after, ZoneId zone) {
    SortedMap<Integer, DispatchRow> bySerial = new TreeMap<>();
    rows.stream()
        .filter(each -> !each.isBefore())
        .forEach(each -> bySerial.put(each.dispatch().id().serial(), each));
    List<MissingDispatch> missing = new ArrayList<>();
    int next = first;
    for (DispatchRow row : bySerial.values()) {
      int serial = row.dispatch().id().serial();
      Instant known = firstKnownFrom(bySerial, serial);
      for (; next < serial; next++) {
        if (isOver(known, now, after)) {
          missing.add(new MissingDispatch(series, next, known, false));
        }
      }
      next = Math.max(next, serial + 1);
      awaited(row, zone)
          .filter(since -> isOver(since, now, after))
          .ifPresent(since -> missing.add(new MissingDispatch(series, serial, since, true)));
    }
    return missing;
  }

  private static Instant firstKnownFrom(SortedMap<Integer, DispatchRow> rows, int serial) {
    return rows.tailMap(serial).values().stream()
        .map(DispatchRow::first)
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static Optional<Instant> awaited(DispatchRow row, ZoneId zone) {
    return row.seen() > 0
        ? Optional.empty()
        : row.expected()
            .map(wall -> wall.atZone(zone).toInstant())
            .or(() -> row.closed().map(_ -> row.first()));
  }

  private static boolean isOver(Instant since, Instant now, Duration after) {
    return now.isAfter(since.plus(after));
  }
}
