package org.wasl.numbering.filing;

import org.wasl.numbering.CodeRange;

/// The shortest and the longest national (significant) number of a range, in digits.
public record Lengths(int least, int most) {
  public Lengths {
    if (least < 1 || most < least || most > CodeRange.MAX_DIGITS) {
      throw new IllegalArgumentException("not lengths: " + least + " to " + most);
    }
  }

  public static Lengths of(int digits) {
    return new Lengths(digits, digits);
  }
}
