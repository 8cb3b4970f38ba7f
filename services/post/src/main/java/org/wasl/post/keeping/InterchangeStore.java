package org.wasl.post.keeping;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The interchanges that came from other systems and went to them, with their bytes.
public interface InterchangeStore {

  /// An interchange.
  ///
  /// @param system the other system, by the name it has here
  /// @param isIn whether it came
  /// @param sender as in UNB
  /// @param reference of the interchange, unique with its sender and direction
  /// @param bytes as they came or go
  /// @param report what became of it, for people; empty for what goes
  /// @param isTaken whether it was taken; what goes always is
  /// @param written when the file of one that goes was put into its folder
  record Kept(
      UUID id,
      String system,
      boolean isIn,
      String sender,
      String reference,
      String name,
      Instant at,
      byte[] bytes,
      String report,
      boolean isTaken,
      Optional<Instant> written) {}

  void add(Kept interchange);

  /// One that came from this sender under this reference and was taken.
  Optional<Kept> findTaken(String sender, String reference);

  Optional<Kept> find(UUID id);

  /// How many went to a system, for the next reference.
  long sentTo(String system);

  /// Those whose files are not in their folders yet, oldest first.
  List<Kept> unwritten(int most);

  void markWritten(UUID id, Instant at);

  /// Newest first, without their bytes.
  List<Kept> newest(int most);
}
