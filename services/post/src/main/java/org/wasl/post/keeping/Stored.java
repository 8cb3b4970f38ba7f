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
/// @param isBefore recorded by the system that was here before this one, which told of it what was
///   to be told: it is never told again, no account stands on it, and nobody waits for what it says
public record Stored(
    Fact fact,
    boolean isOurs,
    Optional<String> by,
    Instant kept,
    Optional<Instant> told,
    boolean isBefore) {

  /// Recorded by this system, here or at the other post.
  public Stored(
      Fact fact, boolean isOurs, Optional<String> by, Instant kept, Optional<Instant> told) {
    this(fact, isOurs, by, kept, told, false);
  }

  /// When it became known: here, or to the system before.
  public Instant known() {
    Instant captured = fact.at().captured();
    return isBefore && captured.isBefore(kept) ? captured : kept;
  }
}
