package org.wasl.border.keeping;

import java.util.List;
import java.util.Map;
import org.wasl.border.MessageId;

/// What waits for its place in a log.
public interface OutboxStore {
  void add(String origin, MessageId id, byte[] entry, byte[] salt, byte[] body);

  /// The next rows of a log, in the order in which they were added, and locked against others.
  List<Waiting> next(String origin, int most, long bytes);

  void remove(String origin, List<Long> rows);

  /// How many wait, by origin.
  Map<String, Long> counts();

  boolean contains(String origin, MessageId id);

  record Waiting(long row, MessageId id, byte[] entry, byte[] salt, byte[] body) {}
}
