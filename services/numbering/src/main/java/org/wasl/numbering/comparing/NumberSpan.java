package org.wasl.numbering.comparing;

import org.wasl.numbering.CodeRange;
import org.wasl.numbering.Resource;
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

  /// As people write codes of this kind: the first, and the last where there are more.
  public String written() {
    Resource kind = resource.resource();
    boolean isFixed = kind == Resource.ISPC || kind == Resource.SANC || kind == Resource.MNC;
    CodeRange codes = CodeRange.leading(from, to, isFixed ? kind.fewestDigits() : 1);
    String first = kind.written(codes.first());
    String last = kind.written(codes.last());
    return first.equals(last) ? first : first + "–" + last;
  }

  @Override
  public int compareTo(NumberSpan other) {
    int byResource = resource.compareTo(other.resource);
    int byFrom = byResource != 0 ? byResource : Long.compare(from, other.from);
    return byFrom != 0 ? byFrom : Long.compare(to, other.to);
  }
}
