package org.wasl.post;

import java.time.LocalDate;
import java.time.Year;

/// A dispatch for ever: its S8 identifier, whose year digit comes again every ten years, and the
/// year in which it was closed.
public record DispatchKey(DispatchId id, int year) implements Comparable<DispatchKey> {
  public DispatchKey {
    if (year < 1_990 || year > 9_999 || year % 10 != id.series().yearDigit()) {
      throw new IllegalArgumentException(id + " was not closed in " + year);
    }
  }

  /// The dispatch as somebody knows it who sees its identifier on that day.
  public static DispatchKey seen(DispatchId id, LocalDate day) {
    return new DispatchKey(id, id.yearOfClosure(day));
  }

  /// @param text as [#toString()] writes it
  public static DispatchKey parse(String text) {
    if (!text.matches("[0-9]{4}-[A-Z0-9]{20}")) {
      throw new IllegalArgumentException("not a dispatch with its year: " + text);
    }
    return new DispatchKey(
        DispatchId.parse(text.substring(5)), Year.parse(text.substring(0, 4)).getValue());
  }

  /// The series in that year.
  public String seriesOfYear() {
    return year + "-" + id.series();
  }

  /// `2026-IQBGWASYDAMAAEN60042`: by year, then by series and serial number.
  @Override
  public String toString() {
    return year + "-" + id;
  }

  @Override
  public int compareTo(DispatchKey other) {
    return toString().compareTo(other.toString());
  }
}
