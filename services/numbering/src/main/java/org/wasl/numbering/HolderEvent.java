package org.wasl.numbering;

import java.time.Instant;
import java.util.Optional;

/// A holder was renamed, or its resources went to another; an event beside the entries, never an
/// edit of them.
///
/// @param after where the source does not give the day: the last moment before which it cannot have
///   happened
/// @param at when it happened, or the latest moment by which it had
public record HolderEvent(
    Kind kind,
    Resource resource,
    CodeRange codes,
    Holder before,
    Holder now,
    Optional<Instant> after,
    Instant at,
    Citation citation) {

  public enum Kind {
    /// The same holder under another name.
    RENAMED,
    /// Another holder.
    TRANSFERRED,
    /// The name changed in the filings; whether the holder did is not known.
    NAME_CHANGED
  }
}
