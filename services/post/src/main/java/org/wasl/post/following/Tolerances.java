package org.wasl.post.following;

import java.time.Duration;
import java.time.Period;

/// What two posts agreed on differences and delays.
///
/// @param grams by which the weight found of a receptacle may differ from the one declared
/// @param itemGrams the same of an item
/// @param missing how long after its expected arrival, or after a later one of its series came, a
///   dispatch is missing
/// @param noteAnswer how long a verification note may stay unanswered before it counts as accepted
/// @param noteToldDays how many days after the last one an answer that is dated in time may be told
/// @param differNights for how many nights the posts may hold different numbers of facts of a
///   dispatch before that is a divergence: some are on their way
public record Tolerances(
    int grams,
    int itemGrams,
    Duration missing,
    Period noteAnswer,
    int noteToldDays,
    int differNights) {}
