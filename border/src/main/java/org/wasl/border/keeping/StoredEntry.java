package org.wasl.border.keeping;

import java.time.Instant;
import org.wasl.border.Delivery.AbsenceReason;

/// An entry with its body, as it stands in a log.
///
/// @param index its place
/// @param entry the bytes that are hashed
/// @param storedAt when this node made it durable
public record StoredEntry(long index, byte[] entry, Body body, Instant storedAt) {

  /// The body and its salt, or why they are not there.
  public sealed interface Body {
    record Held(byte[] salt, byte[] bytes) implements Body {}

    record Absent(AbsenceReason reason) implements Body {}
  }
}
