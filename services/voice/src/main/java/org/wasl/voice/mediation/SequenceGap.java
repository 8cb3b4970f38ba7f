package org.wasl.voice.mediation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// File numbers that are missing between files of one source.
///
/// @param first and `last` missing number
public record SequenceGap(String source, long first, long last) {
  /// The gaps between the least and the greatest number.
  public static List<SequenceGap> between(String source, Collection<Long> numbers) {
    List<SequenceGap> gaps = new ArrayList<>();
    long before = Long.MIN_VALUE;
    for (long number : new TreeSet<>(numbers)) {
      if (before != Long.MIN_VALUE && number > before + 1) {
        gaps.add(new SequenceGap(source, before + 1, number - 1));
      }
      before = number;
    }
    return gaps;
  }
}
