package org.wasl.voice.detection;

/// What people may write on a case: short, and without a number of a subscriber in it.
public final class FreeText {
  public static final int MAX_CHARACTERS = 500;

  private static final int DIGITS = 8;

  private FreeText() {}

  /// Whether eight digits follow each other, in any script's digits, whatever separates them but
  /// letters and line ends.
  public static boolean holdsNumber(String text) {
    int run = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (Character.isDigit(point)) {
        run++;
      } else if (Character.isLetter(point) || point == '\n') {
        run = 0;
      }
      if (run >= DIGITS) {
        return true;
      }
    }
    return false;
  }

  /// @throws IllegalArgumentException when it is too long or holds a number
  static String require(String text) {
    if (text.length() > MAX_CHARACTERS) {
      throw new IllegalArgumentException("a note has at most " + MAX_CHARACTERS + " characters");
    }
    if (holdsNumber(text)) {
      throw new IllegalArgumentException("a note holds no number");
    }
    return text;
  }
}
