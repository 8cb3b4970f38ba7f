package org.wasl.post.keeping;

import java.time.Instant;
import java.util.Optional;
import org.wasl.post.recording.Fact;

/// A fact as it is kept.
///
/// @param isOurs recorded at an office of ours, not told by the other post
/// @param by the user who recorded it; never crosses the border
/// @param kept when this node kept it
/// @param told when it was told across the border, by its message: ours to the other post, or its
///   to us; absent while it was not or need not be
public record Stored(
    Fact fact, boolean isOurs, Optional<String> by, Instant kept, Optional<Instant> told) {}
