package org.wasl.numbering.comparing;

import java.util.ArrayList;
import java.util.List;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.filing.FiledResource;

/// A run of numbers of one resource, on the scale where every number is written with 15 digits:
/// from the first number up to, not including, `to`.
public record NumberSpan(FiledResource resource, long from, long to)
    implements Comparable<NumberSpan> {
  private static final long END = 1_000_000_000_000_000L;

  public NumberSpan {
    if (from < 0 || to <= from || to > END) {
      throw new IllegalArgumentException("not a span: " + from + " to " + to);
    }
  }

  public static NumberSpan of(FiledResource resource, CodeRange range) {
    return new NumberSpan(resource, range.low(), range.high());
  }

  /// The fewest prefixes that stand for exactly these numbers.
  public List<String> prefixes() {
    List<String> prefixes = new ArrayList<>();
    long next = from;
    while (next < to) {
      long step = 1;
      int digits = CodeRange.MAX_DIGITS;
      while (digits > 1 && next % (step * 10) == 0 && next + step * 10 <= to) {
        step *= 10;
        digits--;
      }
      String all = Long.toString(next);
      prefixes.add(("0".repeat(CodeRange.MAX_DIGITS - all.length()) + all).substring(0, digits));
      next += step;
    }
    return prefixes;
  }

  @Override
  public int compareTo(NumberSpan other) {
    int byResource = resource.compareTo(other.resource);
    int byFrom = byResource != 0 ? byResource : Long.compare(from, other.from);
    return byFrom != 0 ? byFrom : Long.compare(to, other.to);
  }
}
