package org.wasl.post;

/// A series of dispatches (the first 16 characters of UPU S8): from office to office, category and
/// sub-class of mail, in one year, numbered from 1 without gaps.
///
/// @param category of code list 115: A, B, C or D
/// @param subClass of code list 117, two letters; the first alone is the mail class
/// @param yearDigit the last digit of the year in which its dispatches are closed
public record DispatchSeries(
    OfficeCode origin, OfficeCode destination, char category, String subClass, int yearDigit) {
  /// Characters of a series.
  public static final int LENGTH = 16;

  public DispatchSeries {
    if (category < 'A' || category > 'D') {
      throw new IllegalArgumentException("not a mail category of list 115: " + category);
    }
    if (subClass.length() != 2 || !PostalText.areLetters(subClass, 0, 2)) {
      throw new IllegalArgumentException("not a mail sub-class of list 117: " + subClass);
    }
    if (yearDigit < 0 || yearDigit > 9) {
      throw new IllegalArgumentException("not the last digit of a year: " + yearDigit);
    }
  }

  /// @param text 16 characters, normalised
  static DispatchSeries read(String text) {
    if (!PostalText.areDigits(text, 15, LENGTH)) {
      throw new IllegalArgumentException("not the last digit of a year: " + text.charAt(15));
    }
    return new DispatchSeries(
        new OfficeCode(text.substring(0, 6)),
        new OfficeCode(text.substring(6, 12)),
        text.charAt(12),
        text.substring(13, 15),
        text.charAt(15) - '0');
  }

  /// The same way and mail, closed in another year.
  public DispatchSeries inYear(int year) {
    return new DispatchSeries(origin, destination, category, subClass, Math.floorMod(year, 10));
  }

  /// U letters, C parcels, E EMS, T empty receptacles.
  public char mailClass() {
    return subClass.charAt(0);
  }

  @Override
  public String toString() {
    return origin.value() + destination.value() + category + subClass + yearDigit;
  }
}
