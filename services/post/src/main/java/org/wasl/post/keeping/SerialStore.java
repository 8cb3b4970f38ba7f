package org.wasl.post.keeping;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.wasl.post.OfficeCode;
import org.wasl.post.allocating.SerialBlock;

/// Who holds which serial numbers, and which of them were given out.
public interface SerialStore {
  /// A range of a service indicator.
  ///
  /// @param isBefore it was in use before this node was: its numbers are known as issued, and none
  ///   of them is given out here
  record Range(String indicator, SerialBlock block, boolean isBefore, LocalDate since) {}

  /// A block at an office.
  ///
  /// @param isOffline its numbers are on labels or on a device, and none is drawn here
  /// @param next the next number to be drawn, one behind the block when it is used up
  /// @param handedBack absent while the office may still use it
  record Block(
      UUID id,
      String indicator,
      SerialBlock block,
      OfficeCode office,
      boolean isOffline,
      LocalDate taken,
      int next,
      Optional<LocalDate> handedBack) {}

  /// A block and how much of it is used; to count takes long.
  ///
  /// @param used how many of its numbers were drawn or taken with an item
  record Counted(Block block, int used) {
    /// How many numbers it has left, as far as is known here.
    public int left() {
      return block.isOffline()
          ? block.block().size() - used
          : block.block().last() + 1 - block.next();
    }
  }

  /// How many numbers of an indicator an office used.
  record Usage(String indicator, OfficeCode office, int many) {}

  /// Holds up who else changes ranges or blocks until the end of the transaction.
  void lock();

  void addRange(Range range);

  /// By indicator and number; at most `most`.
  List<Range> ranges(int most);

  void addBlock(Block block);

  Optional<Block> find(UUID id);

  /// The same, and holds up who draws from it until the end of the transaction.
  Optional<Block> hold(UUID id);

  /// The numbers of a block that were drawn or used since.
  ///
  /// @param within at most [org.wasl.post.allocating.SerialLedger#MOST_NUMBERS]
  Set<Integer> unrested(String indicator, SerialBlock within, Instant since);

  /// Blocks of an indicator that are out or were handed back after a day, in the order in which
  /// they were taken.
  List<Block> held(String indicator, LocalDate after);

  /// Blocks that are out, by indicator, office and day; at most `most`.
  List<Counted> out(int most);

  /// How many blocks are out.
  int countOut();

  /// The blocks taken last, newest first.
  List<Counted> newest(int most);

  /// The block that is out with a number, or that was handed back after a day with it.
  Optional<Block> holder(String indicator, int serial, LocalDate after);

  /// The greatest number of a block that was drawn or taken with an item.
  OptionalInt greatestUsed(Block block);

  /// Ends a block; the numbers behind `last` were never used and are free at once.
  ///
  /// @param last of the numbers that rest; absent when none was used: then the block is forgotten
  void handBack(UUID id, OptionalInt last, LocalDate day);

  /// Draws the next number of an office's blocks, each once, whoever draws at the same time.
  ///
  /// @param rested what was drawn or used before this moment may come again
  /// @return nothing when the office has no number left
  OptionalInt draw(String indicator, OfficeCode office, Instant at, LocalDate day, Instant rested);

  /// Marks a number as used by an item.
  ///
  /// @param rested what was used before this moment may come again
  /// @return false when an item has it already
  boolean use(String indicator, int serial, OfficeCode office, Instant at, Instant rested);

  /// Takes back that a number is used; it stays drawn, so that nobody else gets it.
  void release(String indicator, int serial);

  /// Whether an item has a number that was used since.
  boolean isUsed(String indicator, int serial, Instant since);

  /// What was drawn or used since.
  List<Usage> usage(Instant since);

  /// Forgets numbers that were drawn and used before; at most `most`.
  int forget(Instant before, int most);
}
