package org.wasl.voice.mediation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// File numbers that are missing between files of one source. A counter that reached its greatest
/// number begins anew at 0 or 1: files are taken in the order of their time, and a number far below
/// the one before belongs to the next round. A number above it never does: what lies between is
/// missing, unless it is one of the last few of the round before, of the same minute as the first
/// of the next. Which number is the greatest is told by the numbers: a row of nines, or all bits of
/// one, two or four octets, whichever no number was above yet.
///
/// @param first and `last` missing number, of one round
/// @param closed when the file after them was loaded
public record SequenceGap(String source, long first, long last, Instant closed) {
  private static final List<Long> LIMITS =
      List.of(255L, 999L, 9_999L, 65_535L, 99_999L, 999_999L, 9_999_999L, 99_999_999L);

  private static final long OCTETS = 0xFFFF_FFFFL;

  /// So many files may lie in time behind one of the next round.
  private static final int OUT_OF_ORDER = 16;

  /// A file that bears a number.
  ///
  /// @param loadedAt when it came
  public record Numbered(long number, Instant loadedAt) {}

  /// The gaps between the first and the last file.
  ///
  /// @param files of one source in the order of their time
  public static List<SequenceGap> between(String source, List<Numbered> files) {
    Rounds rounds = Rounds.of(files);
    TreeMap<Long, Instant> places = new TreeMap<>();
    long head = -1;
    for (Numbered file : files) {
      long place = head < 0 ? file.number() : rounds.place(file.number(), head, places);
      head = Math.max(head, place);
      places.merge(place, file.loadedAt(), (one, other) -> one.isAfter(other) ? one : other);
    }
    List<SequenceGap> gaps = new ArrayList<>();
    long next = places.isEmpty() ? 0 : places.firstKey();
    for (Map.Entry<Long, Instant> each : places.entrySet()) {
      while (next < each.getKey()) {
        long last = Math.min(each.getKey() - 1, rounds.end(next));
        gaps.add(
            new SequenceGap(source, rounds.number(next), rounds.number(last), each.getValue()));
        next = last + 1;
      }
      next = each.getKey() + 1;
    }
    return gaps;
  }

  /// Numbers of a counter that goes round.
  ///
  /// @param first number of a round
  /// @param length of a round
  private record Rounds(long first, long length) {
    static Rounds of(List<Numbered> files) {
      long most = files.stream().mapToLong(Numbered::number).max().orElse(0);
      long first = files.stream().anyMatch(file -> file.number() == 0) ? 0 : 1;
      long limit = LIMITS.stream().filter(each -> each >= most).findFirst().orElse(OCTETS);
      return new Rounds(first, Math.max(limit, most) - first + 1);
    }

    /// Where a number stands when rounds are counted on.
    ///
    /// @param head the last place so far
    /// @param taken all places so far
    long place(long number, long head, TreeMap<Long, Instant> taken) {
      long inRound = number + Math.floorDiv(head - first, length) * length;
      long roundBefore = inRound - length;
      if (inRound >= head) {
        boolean isOutOfOrder =
            head - roundBefore <= OUT_OF_ORDER
                && roundBefore > taken.firstKey()
                && !taken.containsKey(roundBefore);
        return isOutOfOrder ? roundBefore : inRound;
      }
      return head - inRound <= length / 2 ? inRound : inRound + length;
    }

    long number(long place) {
      return first + Math.floorMod(place - first, length);
    }

    /// The last place of the round of a place.
    long end(long place) {
      return place + length - 1 - Math.floorMod(place - first, length);
    }
  }
}
