package org.wasl.voice.sheets;

import java.time.LocalDate;

/// How a partner writes its rate sheets; what is not written in the table.
///
/// @param stream whose rates the sheet holds
/// @param unit what a rate is for
/// @param dates how dates are written
/// @param from the first day of rates without a date of their own
/// @param initial and `step`: seconds where the table has no such columns
public record SheetProfile(
    String stream, Unit unit, Dates dates, LocalDate from, int initial, int step) {

  /// What a rate is for; said explicitly, because sheets differ and do not say.
  public enum Unit {
    MINUTE,
    SECOND,
    /// Each further step.
    INCREMENT
  }

  /// How dates are written; a spreadsheet's own dates are read in any case.
  public enum Dates {
    YEAR_MONTH_DAY,
    DAY_MONTH_YEAR,
    MONTH_DAY_YEAR
  }
}
