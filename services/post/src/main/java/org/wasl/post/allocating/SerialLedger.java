package org.wasl.post.allocating;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.wasl.post.ItemId;
import org.wasl.post.OfficeCode;

/// Who holds which serial numbers of one service indicator, of the range that the country gave to
/// it. An office takes a block, uses it with or without a line, and hands it back when it is used
/// up or no longer wanted; then the whole block rests as long as the post decided. What is out is
/// never given again, however long it is out.
///
/// @param indicator two capital letters
/// @param country two capital letters, the ISO 3166-1 code of the issuing member
/// @param range what may be given out
/// @param rest how long the numbers of a block rest after it was handed back
/// @param holdings in the order in which they were taken; at most [#MOST_HOLDINGS]
public record SerialLedger(
    String indicator, String country, SerialBlock range, Period rest, List<Holding> holdings) {
  /// The most numbers of one block.
  public static final int MOST_NUMBERS = 100_000;

  /// The most blocks that are out or rest.
  public static final int MOST_HOLDINGS = 100_000;

  public SerialLedger {
    holdings = List.copyOf(holdings);
    ItemId.of(indicator, range.first(), country);
    if (holdings.size() > MOST_HOLDINGS) {
      throw new IllegalArgumentException("more than " + MOST_HOLDINGS + " blocks");
    }
  }

  /// A block at an office.
  ///
  /// @param handedBack absent while the office may still use it
  public record Holding(
      SerialBlock block, OfficeCode office, LocalDate taken, Optional<LocalDate> handedBack) {
    private boolean isFreeOn(LocalDate day, Period rest) {
      return handedBack.isPresent() && !day.isBefore(handedBack.get().plus(rest));
    }
  }

  /// What asking for a block came to.
  public sealed interface Taking {
    /// @param ledger as it stands now
    record Taken(SerialLedger ledger, SerialBlock block) implements Taking {}

    /// There is no block of this size now.
    ///
    /// @param greatest how many numbers stand free one behind the other, perhaps none
    record NoRoom(int greatest) implements Taking {}
  }

  public static SerialLedger of(String indicator, String country, SerialBlock range, Period rest) {
    return new SerialLedger(indicator, country, range, rest, List.of());
  }

  /// Takes the next free block for an office, going through the range from where the latest block
  /// ended, so that a number rests as long as the range allows.
  ///
  /// @param size 1 to [#MOST_NUMBERS]
  public Taking take(OfficeCode office, int size, LocalDate day) {
    if (size < 1 || size > MOST_NUMBERS) {
      throw new IllegalArgumentException("a block has 1 to " + MOST_NUMBERS + " numbers");
    }
    List<Holding> kept = holdings.stream().filter(each -> !each.isFreeOn(day, rest)).toList();
    List<SerialBlock> gaps = gaps(kept);
    int from = holdings.isEmpty() ? range.first() : holdings.getLast().block().last() + 1;
    return gaps.stream()
        .flatMap(gap -> start(gap, from, size).stream())
        .min(Comparator.comparing((Integer start) -> start < from).thenComparing(start -> start))
        .map(start -> taken(kept, new SerialBlock(start, start + size - 1), office, day))
        .orElseGet(
            () -> new Taking.NoRoom(gaps.stream().mapToInt(SerialBlock::size).max().orElse(0)));
  }

  /// Where a block begins in a gap: behind `from` if there is room, else where the gap begins.
  private static Optional<Integer> start(SerialBlock gap, int from, int size) {
    boolean behind = gap.contains(from) && gap.last() - from + 1 >= size;
    return gap.size() < size
        ? Optional.empty()
        : Optional.of(behind ? Integer.valueOf(from) : Integer.valueOf(gap.first()));
  }

  private Taking taken(List<Holding> kept, SerialBlock block, OfficeCode office, LocalDate day) {
    List<Holding> longer = new ArrayList<>(kept);
    longer.add(new Holding(block, office, day, Optional.empty()));
    return new Taking.Taken(new SerialLedger(indicator, country, range, rest, longer), block);
  }

  private List<SerialBlock> gaps(List<Holding> kept) {
    List<SerialBlock> gaps = new ArrayList<>();
    int next = range.first();
    List<SerialBlock> busy =
        kept.stream()
            .map(Holding::block)
            .sorted(Comparator.comparingInt(SerialBlock::first))
            .toList();
    for (SerialBlock each : busy) {
      if (each.first() > next) {
        gaps.add(new SerialBlock(next, each.first() - 1));
      }
      next = Math.max(next, each.last() + 1);
    }
    if (next <= range.last()) {
      gaps.add(new SerialBlock(next, range.last()));
    }
    return gaps;
  }
}
