package org.wasl.post.keeping;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import org.wasl.post.DispatchKey;
import org.wasl.post.following.DispatchPicture;

/// A dispatch in a list, as last folded.
///
/// @param isOut it leaves one of our offices
/// @param closed by the clock on the wall of its origin, absent before its advice came
/// @param expected by the clock on the wall of its destination
/// @param receptacles declared
/// @param seen receptacles scanned at the destination
/// @param items declared one by one
/// @param grams declared
/// @param irregularities how many
/// @param first when its first fact became known
/// @param changed when its newest fact became known
/// @param isBefore the system before this one handled it, and this one did not declare it
public record DispatchRow(
    DispatchKey dispatch,
    boolean isOut,
    DispatchPicture.Status status,
    Optional<LocalDateTime> closed,
    Optional<LocalDateTime> expected,
    int receptacles,
    int seen,
    int items,
    long grams,
    int irregularities,
    Instant first,
    Instant changed,
    boolean isBefore) {

  public static DispatchRow of(
      DispatchPicture picture, boolean isOut, Instant first, Instant changed, boolean isBefore) {
    return new DispatchRow(
        picture.dispatch(),
        isOut,
        picture.status(),
        picture.advice().map(each -> each.closed()),
        picture.advice().flatMap(each -> each.expected()),
        picture.advice().map(each -> each.receptacles().size()).orElse(0),
        (int) picture.seen(),
        picture.advice().map(each -> each.listed()).orElse(0),
        picture.advice().map(each -> each.grams()).orElse(0L),
        picture.irregularities().size(),
        first,
        changed,
        isBefore);
  }
}
