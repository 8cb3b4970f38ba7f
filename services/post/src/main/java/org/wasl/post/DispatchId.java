package org.wasl.post;

import java.time.LocalDate;

/// The identifier of a dispatch (UPU S8-6): its series and its serial number in it, 20 characters,
/// for example `IQBGWASYDAMAAEN60042`. Its year is one digit and comes again after ten years; what
/// is kept for longer is kept under the identifier and the year of closure.
///
/// @param serial 1 to 9999
public record DispatchId(DispatchSeries series, int serial) {
  /// Characters of an identifier.
  public static final int LENGTH = 20;

  /// The greatest serial number of a dispatch.
  public static final int MAX_SERIAL = 9_999;

  public DispatchId {
    if (serial < 1 || serial > MAX_SERIAL) {
      throw new IllegalArgumentException("not a serial number of a dispatch: " + serial);
    }
  }

  /// Reads it in groups or without, in any case.
  ///
  /// @throws IllegalArgumentException with what is wrong
  public static DispatchId parse(String text) {
    String plain = PostalText.normalised(text);
    if (plain.length() != LENGTH || !PostalText.areDigits(plain, DispatchSeries.LENGTH, LENGTH)) {
      throw new IllegalArgumentException("not an S8 identifier of 20 characters: " + plain);
    }
    return new DispatchId(
        DispatchSeries.read(plain.substring(0, DispatchSeries.LENGTH)),
        Integer.parseInt(plain, DispatchSeries.LENGTH, LENGTH, 10));
  }

  /// The year in which it was closed, as known to somebody who sees it: the latest year with its
  /// digit that had begun anywhere on earth.
  ///
  /// @param seen the local day of who sees it
  public int yearOfClosure(LocalDate seen) {
    int latest = seen.plusDays(1).getYear();
    return latest - Math.floorMod(latest - series.yearDigit(), 10);
  }

  /// In the groups in which people read it: `IQBGWA SYDAMA AEN6 0042`.
  public String printed() {
    String text = toString();
    return String.join(
        " ",
        text.substring(0, 6),
        text.substring(6, 12),
        text.substring(12, DispatchSeries.LENGTH),
        text.substring(DispatchSeries.LENGTH));
  }

  @Override
  public String toString() {
    return series + "%04d".formatted(serial);
  }
}
