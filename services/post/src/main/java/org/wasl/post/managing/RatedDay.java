package org.wasl.post.managing;

import java.time.LocalDate;

/// Mail of one stream that was closed on one day, as the accounts rate it now.
///
/// @param stream of the accounts, by its id
/// @param closed by the clocks of the offices of origin
/// @param unpriced dispatches that wait for a rate, and are counted by weight alone
/// @param microSdr millionths of an SDR, each dispatch rounded as the agreement says
public record RatedDay(
    String stream, LocalDate closed, long dispatches, long unpriced, long grams, long microSdr) {

  /// Of the same stream; the day is that of this one.
  public RatedDay plus(RatedDay other) {
    return new RatedDay(
        stream,
        closed,
        dispatches + other.dispatches,
        unpriced + other.unpriced,
        Math.addExact(grams, other.grams),
        Math.addExact(microSdr, other.microSdr));
  }
}
