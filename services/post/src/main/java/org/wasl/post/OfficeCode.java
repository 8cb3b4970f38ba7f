package org.wasl.post;

/// The code of an international mail processing centre (IMPC; UPU S34, code list 108): country,
/// location and qualifier, for example `IQBGWA`. The country is where the code was registered; the
/// operator behind it stands in the list alone, never in the code. A code that the list does not
/// know is taken and flagged: lists are older than mail.
///
/// @param value 6 characters: two letters, three letters or digits, one letter or digit
public record OfficeCode(String value) {
  /// Characters of a code.
  public static final int LENGTH = 6;

  public OfficeCode {
    if (!hasForm(value)) {
      throw new IllegalArgumentException("not a code of list 108: " + value);
    }
  }

  private static boolean hasForm(String value) {
    if (value.length() != LENGTH || !PostalText.areLetters(value, 0, 2)) {
      return false;
    }
    for (int i = 2; i < LENGTH; i++) {
      if (!PostalText.areLetters(value, i, i + 1) && !PostalText.areDigits(value, i, i + 1)) {
        return false;
      }
    }
    return true;
  }

  public String country() {
    return value.substring(0, 2);
  }

  @Override
  public String toString() {
    return value;
  }
}
