package org.wasl.post;

/// The code of a designated operator (UPU code list 206): the issuing agency `J1C` and three
/// letters, for example `J1CIQA`.
///
/// @param value 6 characters
public record OperatorCode(String value) {
  private static final String AGENCY = "J1C";
  private static final int LENGTH = 6;

  public OperatorCode {
    if (value.length() != LENGTH
        || !value.startsWith(AGENCY)
        || !PostalText.areLetters(value, AGENCY.length(), LENGTH)) {
      throw new IllegalArgumentException("not a code of list 206: " + value);
    }
  }

  /// Reads it in groups or without, in any case.
  ///
  /// @throws IllegalArgumentException when it is none
  public static OperatorCode parse(String text) {
    return new OperatorCode(PostalText.normalised(text));
  }

  /// In the groups in which people read it: `J1C IQA`.
  public String printed() {
    return AGENCY + " " + value.substring(AGENCY.length());
  }

  @Override
  public String toString() {
    return value;
  }
}
