package org.wasl.numbering;

/// An international public telecommunication number (ITU-T E.164 §6): country code and national
/// (significant) number, 7 to 15 ASCII digits, without `+`.
public record E164Number(String digits) implements Comparable<E164Number> {
  public static final int MIN_DIGITS = 7;
  public static final int MAX_DIGITS = 15;

  public E164Number {
    if (!isE164(digits)) {
      throw new IllegalArgumentException(
          "an E.164 number has 7 to 15 digits and does not begin with 0");
    }
  }

  static boolean isE164(String digits) {
    return digits.length() >= MIN_DIGITS
        && digits.length() <= MAX_DIGITS
        && digits.charAt(0) != '0'
        && digits.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  public boolean startsWith(String prefix) {
    return digits.startsWith(prefix);
  }

  @Override
  public int compareTo(E164Number other) {
    return digits.compareTo(other.digits);
  }

  /// Masked: the last four digits are never shown where a number is printed by accident.
  @Override
  public String toString() {
    return digits.substring(0, digits.length() - 4) + "xxxx";
  }
}
