package org.wasl.numbering.filing;

/// The text of a cell with its typographic variety taken out: every kind of space, dash and digit
/// in one form, invisible marks and footnote signs removed. Line ends stay.
final class PlainText {
  private PlainText() {}

  static String of(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029') {
        plain.append('\n');
      } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        plain.append(' ');
      } else if (Character.getType(c) != Character.FORMAT && c != '\u00AD') {
        plain.append(one(c));
      }
    }
    return plain.toString().replaceAll(" +", " ").replaceAll(" ?\n ?", "\n").strip();
  }

  /// As [#of], on one line.
  static String line(String text) {
    return of(text).replace('\n', ' ');
  }

  /// Words as written, on one line, with single spaces; what no document carries is left out
  /// (control characters, halves of pairs).
  static String words(String text) {
    StringBuilder words = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) ? ' ' : c)
        .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
        .filter(c -> c != 0xFEFF && (c & 0xFFFE) != 0xFFFE)
        .forEach(words::appendCodePoint);
    return words.toString().replaceAll(" +", " ").strip();
  }

  private static String one(char c) {
    if (Character.isDigit(c)) {
      return String.valueOf(Character.digit(c, 10));
    }
    return switch (c) {
      case '\u2010', '\u2011', '\uFE63', '\uFF0D' -> "-";
      case '\u2012', '\u2013', '\u2014', '\u2015', '\u2212', '\u2500' -> "–";
      case '\u060C', '\uFF0C' -> ",";
      case '\u061B' -> ";";
      case '\uFF0B' -> "+";
      case '\u0425', '\u0445', '\u00D7' -> "x";
      case '¹', '²', '³', '†', '‡' -> "";
      default -> String.valueOf(c);
    };
  }
}
