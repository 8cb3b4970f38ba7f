package org.wasl.post.keeping;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.wasl.border.MessageId;

/// In which messages the people of inquiries crossed. Names and addresses stand at the border
/// alone, enciphered, so that an erasure there leaves nothing.
public interface InquiryPeopleStore {
  /// The people of an inquiry.
  ///
  /// @param isOurs whether we ask; else the other post told us
  record Kept(UUID inquiry, boolean isOurs, Instant at, MessageId message) {}

  /// Adds the people of an inquiry, or replaces them.
  ///
  /// @return another message in which those that are replaced had crossed
  Optional<MessageId> put(Kept people);

  Optional<Kept> find(UUID inquiry);

  /// Takes away what is older, and says in which messages it had crossed.
  List<MessageId> forget(Instant before, int most);
}
