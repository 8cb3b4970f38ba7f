package org.wasl.border.keeping;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a node remembers of its links: named values, alarms and how often a message failed.
public interface LinkStore {
  Optional<String> value(String key);

  void setValue(String key, String value);

  /// All values whose key begins with the prefix.
  Map<String, String> values(String prefix);

  /// Raises an alarm, or counts it once more.
  void raise(String code, String subject, String detail, Instant at);

  /// Ends an alarm.
  void clear(String code, String subject, Instant at);

  /// Alarms that stand, and the latest ended ones, newest first, at most so many.
  List<Alarm> alarms(int most);

  /// @param code names a page of the runbook
  /// @param subject the peer and lane
  record Alarm(
      String code,
      String subject,
      String detail,
      Instant since,
      Instant last,
      long count,
      Optional<Instant> ended) {}
}
