package org.wasl.border.keeping;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wasl.border.Delivery.AbsenceReason;
import org.wasl.border.MessageId;
import org.wasl.border.log.Frontier;
import org.wasl.border.log.Hash;

/// The node's logs and mirrors. Every change happens inside a transaction of the node.
public interface LogStore {

  /// Makes the log if it is not there.
  void open(String origin, LogRole role);

  List<LogState> states();

  Optional<LogState> find(String origin);

  /// Appends at exactly `expected`; the fence against a second writer.
  ///
  /// @param entries in order; what waited in the outbox leaves it, whole packets at a time
  /// @param subtrees the complete subtrees of heights 8, 16, 24 … that the append completed
  /// @return false when the log is not of the expected size; nothing is then changed
  boolean append(
      String origin,
      long expected,
      List<? extends Addition> entries,
      List<Subtree> subtrees,
      Frontier frontier);

  /// Keeps the signed checkpoint of a size; there is one a size for ever.
  ///
  /// @throws IllegalStateException when the size has another one
  void checkpoint(String origin, long size, byte[] note);

  /// The checkpoint with the smallest size above.
  Optional<Signed> nextCheckpoint(String origin, long above);

  record Signed(long size, byte[] note) {}

  /// What is appended: an entry at hand, or a message as it stands in the outbox.
  sealed interface Addition {
    Hash leaf();

    Instant at();
  }

  /// @param id absent for entries of the audit log, which are no messages
  record NewEntry(
      byte[] entry, Hash leaf, Optional<MessageId> id, StoredEntry.Body body, Instant at)
      implements Addition {}

  /// @param row of the outbox
  record Queued(long row, Hash leaf, Instant at) implements Addition {}

  record Subtree(int height, long index, Hash root) {}

  /// Remembers the cosigned checkpoint; a smaller size than the known one changes nothing.
  void cosigned(String origin, long size, byte[] note);

  /// Moves the hand-over cursor.
  ///
  /// @return false when it does not stand at `from`
  boolean handOver(String origin, long from, long to);

  void freeze(String origin, String reason);

  void pause(String origin, boolean paused);

  /// Entries from an index on, at most so many and about so many bytes; at least one if there is
  /// any.
  List<StoredEntry> entries(String origin, long from, int most, long bytes);

  /// The hashes of leaves of one tile (256 wide) that exist.
  List<Hash> leaves(String origin, long from, int most);

  /// A complete subtree of height 8, 16, 24 …; null where it is not complete.
  @Nullable Hash subtree(String origin, int height, long index);

  /// Remembers what the receiver answered to messages: `accepted`, or the code of its refusal. The
  /// first answer to a message counts.
  void answered(Map<MessageId, String> outcomes);

  /// What the receiver answered to a message.
  Optional<String> outcome(MessageId id);

  /// Where a message stands.
  Optional<Place> findMessage(MessageId id);

  record Place(String origin, long index) {}

  /// Those of some messages that stand in a log.
  Set<MessageId> known(String origin, Set<MessageId> ids);

  default boolean contains(String origin, MessageId id) {
    return !known(origin, Set.of(id)).isEmpty();
  }

  /// Remembers which `ctl` message committed to a size of a log; the first one counts.
  void anchored(String origin, long size, MessageId by);

  /// The commitment to the smallest size that holds an index.
  Optional<Anchored> anchoring(String origin, long index);

  record Anchored(long size, MessageId by) {}

  /// Destroys key, salt and body of an entry; the entry stays.
  void erase(String origin, long index, AbsenceReason reason, Instant at);

  /// The erasures so far, oldest first: replayed before a restored node opens.
  List<Erasure> erasures();

  record Erasure(String origin, long index, AbsenceReason reason, Instant at) {}
}
