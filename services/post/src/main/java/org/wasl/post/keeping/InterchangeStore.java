package org.wasl.post.keeping;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.wasl.post.ItemId;
import org.wasl.terms.Sha256;

/// The interchanges that came from other systems and went to them, with their bytes.
public interface InterchangeStore {

  /// An interchange.
  ///
  /// @param system the other system, by the name it has here
  /// @param isIn whether it came
  /// @param sender as in UNB
  /// @param reference of the interchange: one that came is unique with its sender, one that goes
  ///   with its system
  /// @param bytes as they came or go; none of one with names of people
  /// @param report what became of it, for people; empty for what goes
  /// @param isTaken whether it was taken; what goes always is
  /// @param written when the file of one that goes was put into its folder
  /// @param names what stands for the bytes of one with names of people
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
      Optional<Instant> written,
      Optional<Names> names) {
    /// Whether it is the same interchange that these bytes are.
    public boolean isOf(byte[] came) {
      return names
          .map(each -> each.digest().equals(Sha256.hex(came)))
          .orElseGet(() -> Arrays.equals(bytes, came));
    }
  }

  /// What is kept of an interchange in place of its bytes, so that names of people stand at the
  /// border alone.
  ///
  /// @param digest SHA-256 of the bytes that came; empty for what goes
  /// @param items whose declarations it is made of when it is written; none for what came
  record Names(String digest, List<ItemId> items) {
    public Names {
      items = List.copyOf(items);
    }
  }

  void add(Kept interchange);

  /// One that came from this sender under this reference and was taken.
  Optional<Kept> findTaken(String sender, String reference);

  /// One that goes to this system under this reference.
  Optional<Kept> findSent(String system, String reference);

  Optional<Kept> find(UUID id);

  /// A reference for one that goes, 14 digits: the second and a number that no other transaction
  /// gets in it, so that none was given before, not even by a node whose backup is restored. It
  /// waits for nobody; one that is given and not used is lost.
  String nextReference(Instant now);

  /// @param number of a row of numbers without an end, from 0
  static String reference(Instant now, long number) {
    return "%010d%04d".formatted(now.getEpochSecond(), number % 10_000);
  }

  /// Those whose files are not in their folders yet, oldest first; those with names of people last,
  /// since they may have to wait.
  List<Kept> unwritten(int most);

  void markWritten(UUID id, Instant at);

  /// Newest first, without their bytes.
  List<Kept> newest(int most);
}
