package org.wasl.post;

/// The identifier of a postal item (UPU S10-12): service indicator of two letters, serial number of
/// eight digits, check digit, and the ISO 3166-1 code of the member that issued it; for example
/// `EE473124829IQ`. Its check digit is right. The check digit does not find every slip: remainders
/// 0 and 6 both give 5, so that one in fifty wrong digits passes; whether it was ever issued is
/// another question.
///
/// @param value 13 characters, capital letters and digits
public record ItemId(String value) {
  /// Characters of an identifier.
  public static final int LENGTH = 13;

  /// The greatest serial number.
  public static final int MAX_SERIAL = 99_999_999;

  private static final int SERIAL = 2;
  private static final int CHECK = 10;
  private static final int COUNTRY = 11;

  /// S10-12, check digit: what each digit of the serial number is multiplied with.
  private static final int[] WEIGHTS = {8, 6, 4, 2, 3, 5, 9, 7};

  /// The check digit of each remainder modulo 11: 11 less the remainder, where 10 stands for 0 and
  /// 11 for 5.
  private static final byte[] CHECKS = {5, 0, 9, 8, 7, 6, 5, 4, 3, 2, 1};

  public ItemId {
    if (!hasForm(value) || value.charAt(CHECK) - '0' != checkDigit(serial(value))) {
      throw new IllegalArgumentException("not an S10 identifier: " + value);
    }
  }

  /// @param indicator two capital letters
  /// @param country two capital letters
  public static ItemId of(String indicator, int serial, String country) {
    return new ItemId("%s%08d%d%s".formatted(indicator, serial, checkDigit(serial), country));
  }

  /// The check digit of a serial number.
  ///
  /// @param serial 0 to [#MAX_SERIAL]
  public static int checkDigit(int serial) {
    if (serial < 0 || serial > MAX_SERIAL) {
      throw new IllegalArgumentException("not a serial number of eight digits: " + serial);
    }
    int sum = 0;
    int rest = serial;
    for (int i = WEIGHTS.length - 1; i >= 0; i--) {
      sum += rest % 10 * WEIGHTS[i];
      rest /= 10;
    }
    return CHECKS[sum % 11];
  }

  /// Whether 13 bytes of a file or a scan are an identifier as printed in its bar code: for bulk
  /// checks, without making anything.
  ///
  /// @param from where they begin
  public static boolean isValid(byte[] ascii, int from) {
    if (from < 0 || ascii.length - from < LENGTH) {
      return false;
    }
    int wrong =
        notLetter(ascii[from])
            | notLetter(ascii[from + 1])
            | notLetter(ascii[from + COUNTRY])
            | notLetter(ascii[from + COUNTRY + 1]);
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      int digit = ascii[from + SERIAL + i] - '0';
      wrong |= digit | 9 - digit;
      sum += digit * WEIGHTS[i];
    }
    return wrong >= 0 && CHECKS[sum % 11] == ascii[from + CHECK] - '0';
  }

  /// Negative when it is no capital letter.
  private static int notLetter(byte c) {
    return c - 'A' | 'Z' - c;
  }

  static boolean hasForm(String text) {
    return text.length() == LENGTH
        && PostalText.areLetters(text, 0, SERIAL)
        && PostalText.areDigits(text, SERIAL, COUNTRY)
        && PostalText.areLetters(text, COUNTRY, LENGTH);
  }

  private static int serial(String text) {
    return Integer.parseInt(text, SERIAL, CHECK, 10);
  }

  public String indicator() {
    return value.substring(0, SERIAL);
  }

  public int serial() {
    return serial(value);
  }

  /// The member that issued it, not where the item is or comes from.
  public String country() {
    return value.substring(COUNTRY);
  }

  public ItemClass itemClass() {
    return ItemClass.of(value.charAt(0), value.charAt(1));
  }

  /// In the groups in which people read it: `EE 473 124 829 IQ`.
  public String printed() {
    return String.join(
        " ",
        value.substring(0, 2),
        value.substring(2, 5),
        value.substring(5, 8),
        value.substring(8, 11),
        value.substring(COUNTRY));
  }

  @Override
  public String toString() {
    return value;
  }
}
