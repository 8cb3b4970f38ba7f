package org.wasl.post.following;

import java.time.Duration;
import java.time.Period;
import java.util.OptionalInt;

/// What two posts agreed on differences and delays.
///
/// @param grams by which the weight found of a receptacle may differ from the one declared
/// @param itemGrams the same of an item; where the posts agreed on nothing, weights of items are
///   not compared
/// @param missing how long after its expected arrival, or after a later one of its series came, a
///   dispatch is missing
/// @param noteAnswer how long a verification note may stay unanswered before it counts as accepted
/// @param noteToldDays how many days after the last one an answer that is dated in time may be told
/// @param differNights for how many nights the posts may hold different numbers of facts of a
///   dispatch before that is a divergence: some are on their way
public record Tolerances(
    int grams,
    OptionalInt itemGrams,
    Duration missing,
    Period noteAnswer,
    int noteToldDays,
    int differNights) {

  /// Whether an item was found of another weight than declared, as far as both are known.
  public boolean isOtherItemWeight(OptionalInt declared, OptionalInt found) {
    return itemGrams.isPresent()
        && declared.isPresent()
        && found.isPresent()
        && Math.abs((long) found.getAsInt() - declared.getAsInt()) > itemGrams.getAsInt();
  }
}
