package org.wasl.post;

/// The code of a designated operator (UPU code list 206): the issuing agency `J1C` and three
/// letters, for example `J1CIQA`.
///
/// @param value 6 characters
public record OperatorCode(String value) {
  private static final String AGENCY = "J1C";

  public OperatorCode {
    if (value.length() != 6
        || !value.startsWith(AGENCY)
        || !PostalText.areLetters(value, AGENCY.length(), 6)) {
      throw new IllegalArgumentException("not a code of list 206: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
