package org.wasl.post.allocating;

import java.util.Optional;
import org.wasl.post.ItemId;

/// A block in use at one counter or device, with or without a line: it gives its numbers out in
/// order, each once.
///
/// @param next the next serial number, one behind the block when it is used up
public record OpenBlock(String indicator, String country, SerialBlock block, int next) {
  public OpenBlock {
    ItemId.of(indicator, block.first(), country);
    if (next < block.first() || next > block.last() + 1) {
      throw new IllegalArgumentException(next + " does not stand in " + block);
    }
  }

  /// A number given out, and the block without it.
  public record Issue(ItemId id, OpenBlock rest) {}

  /// Gives out the next identifier.
  ///
  /// @return nothing when the block is used up
  public Optional<Issue> issue() {
    return next > block.last()
        ? Optional.empty()
        : Optional.of(
            new Issue(
                ItemId.of(indicator, next, country),
                new OpenBlock(indicator, country, block, next + 1)));
  }

  public int left() {
    return block.last() + 1 - next;
  }
}
