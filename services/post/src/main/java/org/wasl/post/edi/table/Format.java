package org.wasl.post.edi.table;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a value looks like, as the standards write it: `an..35`, `a3`, `n..18`; also `n6..8`.
///
/// @param kind letters, digits, or anything
/// @param least characters
/// @param most characters; of a number, digits without sign and decimal mark
public record Format(Kind kind, int least, int most) {
  private static final Pattern WRITTEN = Pattern.compile("(an|a|n)(?:([0-9]*)\\.\\.)?([0-9]{1,5})");

  /// Which characters.
  public enum Kind {
    ALPHABETIC("a"),
    NUMERIC("n"),
    ALPHANUMERIC("an");

    private final String letters;

    Kind(String letters) {
      this.letters = letters;
    }
  }

  public Format {
    if (least < 0 || most < 1 || least > most) {
      throw new IllegalArgumentException("not a length: " + least + " to " + most);
    }
  }

  /// @throws IllegalArgumentException when the text is no format
  public static Format of(String text) {
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a format: " + text);
    }
    String letters = matcher.group(1);
    Kind kind =
        letters.equals("a")
            ? Kind.ALPHABETIC
            : letters.equals("n") ? Kind.NUMERIC : Kind.ALPHANUMERIC;
    int most = Integer.parseInt(matcher.group(3));
    String least = matcher.group(2);
    boolean fixed = !text.contains("..");
    return new Format(
        kind, fixed ? most : least == null || least.isEmpty() ? 1 : Integer.parseInt(least), most);
  }

  @Override
  public String toString() {
    return least == most
        ? kind.letters + most
        : kind.letters + (least == 1 ? "" : Integer.toString(least)) + ".." + most;
  }
}
