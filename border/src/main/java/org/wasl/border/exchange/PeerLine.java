package org.wasl.border.exchange;

import java.util.List;
import java.util.Optional;
import org.wasl.border.keeping.StoredEntry;
import org.wasl.border.linking.Anchor;

/// The line to a peer: HTTP over mutual TLS between nodes, a simulated network in the twin.
public interface PeerLine {

  /// @throws UnreachableException when no answer came; the peer may or may not have taken it
  Reply send(Anchor peer, Update update);

  /// Where the peer's copy of a log between us stands.
  Standing standing(Anchor peer, String origin);

  /// Entries of the peer's copy, for a node that lost its own.
  List<StoredEntry> fetch(Anchor peer, String origin, long from);

  /// How many bytes of a staged body (salt ‖ body) the peer holds.
  long staged(Anchor peer, String commitment);

  /// Brings the next part of a body before its entry.
  ///
  /// @return how many bytes the peer holds now; less than `offset + part` when it refused
  long stage(Anchor peer, String commitment, long offset, byte[] part);

  /// @param size entries that the peer holds
  /// @param note its newest signed note of the log: our checkpoint with its cosignatures for a log
  ///   of ours, its own checkpoint with our cosignatures for a mirror of ours
  record Standing(long size, Optional<byte[]> note) {}

  /// No answer came.
  final class UnreachableException extends RuntimeException {
    public UnreachableException(String reason) {
      super(reason);
    }
  }
}
