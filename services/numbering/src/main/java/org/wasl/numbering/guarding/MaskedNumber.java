package org.wasl.numbering.guarding;

import org.wasl.numbering.CodeRange;

/// A number of which only the leading digits and the length cross the border.
///
/// @param prefix country code and range, at most eight digits
/// @param length digits of the whole number
public record MaskedNumber(String prefix, int length) {
  private static final int SHOWN = 8;

  public MaskedNumber {
    CodeRange.of(prefix);
    if (prefix.length() > SHOWN || length > 15 || length - prefix.length() < 4) {
      throw new IllegalArgumentException("a masked number hides at least four digits");
    }
  }

  /// Masks a number: its last digits, at least four, are dropped.
  public static MaskedNumber of(String e164) {
    int shown = Math.clamp(e164.length() - 4L, 1, SHOWN);
    return new MaskedNumber(e164.substring(0, shown), e164.length());
  }

  @Override
  public String toString() {
    return "+" + prefix + "x".repeat(length - prefix.length());
  }
}
