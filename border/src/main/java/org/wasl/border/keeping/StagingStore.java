package org.wasl.border.keeping;

import java.time.Instant;
import java.util.Optional;

/// Bodies that a peer brings before their entries, part by part: large ones, which a broken line
/// must not begin again, and those of peers that bring entries alone. Each is addressed by its
/// commitment; what is staged is salt ‖ body.
public interface StagingStore {
  /// The most that one peer may have staged, in bytes.
  long QUOTA = 2L << 30;

  /// The most bodies that one peer may have staged.
  int MOST = 10_000;

  /// How many bytes of a body are here.
  long received(String peer, String commitment);

  /// How many bytes a peer has staged.
  long bytes(String peer);

  /// How many bodies a peer has staged.
  int bodies(String peer);

  /// Adds a part at exactly `offset`.
  ///
  /// @return false when the body stands elsewhere; nothing is then changed
  boolean add(String peer, String commitment, long offset, byte[] part, Instant at);

  /// Salt ‖ body as far as it came.
  Optional<byte[]> find(String peer, String commitment);

  void remove(String peer, String commitment);

  /// Removes what was begun before a time and never used.
  int removeBefore(Instant time);
}
