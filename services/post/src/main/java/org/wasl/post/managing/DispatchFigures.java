package org.wasl.post.managing;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.wasl.post.DispatchKey;

/// What the board sums of one dispatch, as it was last made of its facts.
///
/// @param isOut it leaves one of our offices
/// @param arrival absent before it arrived
/// @param rated absent before it was declared, or where nobody pays for such mail
/// @param bags receptacles by type that came to its office of destination
public record DispatchFigures(
    DispatchKey dispatch,
    boolean isOut,
    Optional<Arrival> arrival,
    Optional<Rated> rated,
    List<Bags> bags) {
  public DispatchFigures {
    bags = List.copyOf(bags);
  }

  /// @param stream of the accounts, by its id
  /// @param isPriced false where it waits for a rate
  public record Rated(
      String stream, LocalDate closed, boolean isPriced, long grams, long microSdr) {}
}
