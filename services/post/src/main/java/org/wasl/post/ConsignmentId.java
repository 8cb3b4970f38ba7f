package org.wasl.post;

/// The number of a consignment: what a carrier takes over at once. Ours have 12 characters: the
/// office that forms it, the last two digits of the year, and a number of that office and year, for
/// example `SYDAMA260001`. What others give is kept as it came.
///
/// @param value 1 to [#LONGEST] capital letters and digits
public record ConsignmentId(String value) implements Comparable<ConsignmentId> {
  public static final int LONGEST = 35;

  /// The highest number of an office in a year.
  public static final int MOST = 9_999;

  public ConsignmentId {
    if (!value.matches("[A-Z0-9]{1," + LONGEST + "}")) {
      throw new IllegalArgumentException("not a number of a consignment: " + value);
    }
  }

  /// A number of an office.
  ///
  /// @param series as [#series] makes it
  public static ConsignmentId of(String series, int number) {
    if (number < 1 || number > MOST) {
      throw new IllegalArgumentException("not a number of a series of consignments: " + number);
    }
    return new ConsignmentId(series + "%04d".formatted(number));
  }

  /// What all numbers of an office in a year begin with.
  public static String series(OfficeCode office, int year) {
    return office.value() + "%02d".formatted(year % 100);
  }

  /// Reads it as it comes from scanners, keyboards and messages.
  ///
  /// @throws IllegalArgumentException with what is wrong
  public static ConsignmentId parse(String text) {
    return new ConsignmentId(PostalText.normalised(text));
  }

  @Override
  public String toString() {
    return value;
  }

  @Override
  public int compareTo(ConsignmentId other) {
    return value.compareTo(other.value);
  }
}
