package org.wasl.border.keeping;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wasl.border.MessageId;
import org.wasl.border.log.Hash;

/// What waits for its place in a log.
public interface OutboxStore {
  void add(String origin, MessageId id, byte[] entry, byte[] salt, byte[] body);

  /// A body above this many bytes is brought to the peer before its entry is sequenced.
  int LARGE = 1 << 20;

  /// The first large row whose body the peer does not hold yet.
  Optional<Large> nextLarge(String origin);

  record Large(long row, byte[] entry, byte[] salt, byte[] body) {}

  /// The peer holds the body of a large row; the row may be sequenced.
  void carried(String origin, long row);

  /// The next rows of a log that may be sequenced, in the order in which they were added, and
  /// locked against others. They leave the outbox when they are appended to the log as
  /// [LogStore.Queued].
  ///
  /// @param bytes of entries and bodies together; passed only by the first
  List<Waiting> next(String origin, int most, long bytes);

  /// Moves everything that waits for one log behind what waits for another.
  ///
  /// @return how many
  int move(String from, String to);

  /// Removes messages that turn out to stand in the log already.
  void forget(String origin, Set<MessageId> ids);

  /// How many wait, by origin.
  Map<String, Long> counts();

  /// Those of some messages that wait for a log.
  Set<MessageId> known(String origin, Set<MessageId> ids);

  default boolean contains(String origin, MessageId id) {
    return !known(origin, Set.of(id)).isEmpty();
  }

  record Waiting(long row, Hash leaf) {}
}
