package org.wasl.post.keeping;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wasl.border.MessageId;
import org.wasl.post.ItemId;

/// That items were declared for customs, and in which messages. What was declared, names and
/// addresses, stands at the border alone, enciphered, so that an erasure there leaves nothing.
public interface DeclarationStore {
  /// A declaration.
  ///
  /// @param isOurs taken at an office of ours; else told by the other post
  /// @param message in which it crossed
  /// @param isAssessed whether we answered one of theirs
  record Kept(ItemId item, boolean isOurs, Instant at, MessageId message, boolean isAssessed) {}

  /// Adds a declaration, or replaces the one of the same item.
  ///
  /// @return another message in which the replaced one had crossed
  Optional<MessageId> put(Kept declaration);

  Optional<Kept> find(ItemId item);

  void markAssessed(ItemId item);

  /// Theirs that wait for our answer, oldest first.
  List<Kept> waiting(int most);

  /// Ours, newest first.
  List<Kept> ours(int most);

  /// Takes away what is older, and says in which messages it had crossed.
  List<MessageId> forget(Instant before, int most);
}
