package org.wasl.numbering.normalising;

/// A number as it is written, dialled or recorded: its digits, and whether a plus or an
/// international prefix says that a country code begins them. Accepts the digits of every script
/// that Unicode knows (Arabic-Indic and Extended Arabic-Indic among them), separators, and marks
/// that nobody sees.
public sealed interface Dialled {
  /// Longer input is refused unread.
  int MAX_RAW = 64;

  /// @param digits ASCII, behind a plus or as they stand
  /// @param plus whether a plus stood before them
  record Digits(String digits, boolean plus) implements Dialled {}

  /// Withheld: empty, or a word such as `anonymous` in place of digits.
  record Withheld() implements Dialled {}

  /// @param reason stable code: `letters`, `oversize`
  record NotDigits(String reason) implements Dialled {}

  /// @param raw at most [#MAX_RAW] characters
  static Dialled read(String raw) {
    if (raw.length() > MAX_RAW) {
      return new NotDigits("oversize");
    }
    String text = raw.strip();
    if (text.isEmpty() || isWord(text)) {
      return new Withheld();
    }
    StringBuilder digits = new StringBuilder(text.length());
    boolean plus = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int digit = Character.digit(c, 10);
      if (digit >= 0) {
        digits.append((char) ('0' + digit));
      } else if (isPlus(c) && digits.isEmpty() && !plus) {
        plus = true;
      } else if (!isSeparator(c)) {
        return new NotDigits("letters");
      }
    }
    return digits.isEmpty() ? new NotDigits("letters") : new Digits(digits.toString(), plus);
  }

  private static boolean isWord(String text) {
    return text.chars().allMatch(c -> Character.isLetter(c) || c == '_' || c == '-');
  }

  private static boolean isPlus(char c) {
    return c == '+' || c == '\uFF0B';
  }

  /// Spaces of every width, dashes, points, strokes, brackets, and characters without a shape.
  private static boolean isSeparator(char c) {
    int type = Character.getType(c);
    return c == '.'
        || c == '/'
        || c == '('
        || c == ')'
        || c == '\u2212'
        || type == Character.SPACE_SEPARATOR
        || type == Character.DASH_PUNCTUATION
        || type == Character.FORMAT
        || c == '\t';
  }
}
