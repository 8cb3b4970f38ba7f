package org.wasl.post;

/// How identifiers come from scanners, keyboards and papers: in groups, in lower case, with digits
/// of Arabic keyboards and with invisible marks around them.
final class PostalText {
  private static final int LONGEST = 200;

  private PostalText() {}

  /// The letters and digits alone, capital and ASCII; anything else but separators stays, so that
  /// it is refused by whoever reads the result.
  ///
  /// @throws IllegalArgumentException when the text is longer than any label
  static String normalised(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("a text of " + text.length() + " characters");
    }
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          if (Character.isDigit(c)) {
            out.append((char) ('0' + Character.digit(c, 10)));
          } else if (c >= 'a' && c <= 'z') {
            out.append((char) (c - 'a' + 'A'));
          } else if (!isSeparator(c)) {
            out.appendCodePoint(c);
          }
        });
    return out.toString();
  }

  private static boolean isSeparator(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.getType(c) == Character.DASH_PUNCTUATION
        || Character.getType(c) == Character.FORMAT;
  }

  static boolean areLetters(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < 'A' || text.charAt(i) > 'Z') {
        return false;
      }
    }
    return true;
  }

  static boolean areDigits(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
