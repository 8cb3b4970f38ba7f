package org.wasl.border.exchange;

import java.util.List;
import java.util.Optional;
import org.wasl.border.keeping.StoredEntry;

/// What a sender brings its mirror in one request: the next entries with their bodies, and its
/// signed checkpoint at their end. It is an update process beside `add-entries` (C2SP `tlog-mirror`
/// allows others): the duties of the cosigner are the same.
///
/// @param origin the log
/// @param start index of the first entry
/// @param checkpoint the signed note of size `start + entries`
/// @param entries 1 to [#MAX_ENTRIES]
public record Update(String origin, long start, byte[] checkpoint, List<Part> entries) {
  public static final int MAX_ENTRIES = 1_000;

  /// The most bytes of entries and bodies that a batch is filled to; one larger body goes alone.
  public static final long MAX_BATCH_BYTES = 8L << 20;

  /// An entry and its body.
  ///
  /// @param body absent when the peer holds it already because it was brought before
  public record Part(byte[] entry, Optional<StoredEntry.Body> body) {
    public Part(byte[] entry, StoredEntry.Body body) {
      this(entry, Optional.of(body));
    }
  }

  public Update {
    entries = List.copyOf(entries);
    if (start < 0 || entries.size() > MAX_ENTRIES) {
      throw new IllegalArgumentException("not an update: " + start + " " + entries.size());
    }
  }

  public long end() {
    return start + entries.size();
  }
}
