package org.wasl.post.web;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/// Numbers as people write them into forms: digits of any script, decimals after a point, a comma
/// or the Arabic decimal separator. Bounded, so that no number costs more than its letters.
final class Decimals {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}([.][0-9]{1,6})?");

  private Decimals() {}

  /// @throws IllegalArgumentException for what is no number of up to 9 digits and 6 decimals
  static BigDecimal read(String text) {
    StringBuilder plain = new StringBuilder();
    text.strip().codePoints().limit(20).forEach(each -> plain.appendCodePoint(latin(each)));
    if (!NUMBER.matcher(plain).matches()) {
      throw new IllegalArgumentException("not a number: " + plain);
    }
    return new BigDecimal(plain.toString());
  }

  private static int latin(int letter) {
    if (letter == ',' || letter == '\u066B') {
      return '.';
    }
    return Character.isDigit(letter) ? '0' + Character.digit(letter, 10) : letter;
  }

  /// The number times a power of ten.
  ///
  /// @throws ArithmeticException for more decimals than that
  static long scaled(String text, int decimals) {
    return read(text).movePointRight(decimals).longValueExact();
  }

  /// @throws ArithmeticException for a part of a gram
  static int grams(String kilograms) {
    return Math.toIntExact(scaled(kilograms, 3));
  }
}
