package org.wasl.post.edi.checking;

import java.util.List;
import java.util.Optional;
import org.wasl.post.edi.Place;
import org.wasl.post.edi.Segment;
import org.wasl.post.edi.Severity;
import org.wasl.post.edi.table.MessageTable;

/// A message as it was read: its segments and where each stands in its definition.
///
/// @param table its definition, where it is known
/// @param segments UNH and UNT with all between
public record ReadMessage(
    int number, Optional<MessageTable> table, List<Placed> segments, Severity worst) {
  /// A segment in its place.
  ///
  /// @param node of the definition; -1 when it has no place there
  public record Placed(int node, Segment segment, Place place) {}

  public ReadMessage {
    segments = List.copyOf(segments);
  }
}
