package org.wasl.settlement.due;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/// Simple interest on what is paid late, counted by days, rounded once.
///
/// @param percent a year
/// @param yearDays days of the year in which it is counted, 360 or 365
/// @param decimals of the result
public record Interest(BigDecimal percent, int yearDays, int decimals, RoundingMode mode) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  public Interest {
    if (percent.signum() < 0 || (yearDays != 360 && yearDays != 365) || decimals < 0) {
      throw new IllegalArgumentException("not a rule of interest: " + percent + "/" + yearDays);
    }
  }

  /// Amount times days, exact: what is summed before anything is rounded.
  ///
  /// @param dueOn the last day in time; interest runs from the day after
  /// @param until the day of payment, included
  static BigDecimal amountDays(BigDecimal amount, LocalDate dueOn, LocalDate until) {
    long days = Math.max(0, ChronoUnit.DAYS.between(dueOn, until));
    return amount.multiply(BigDecimal.valueOf(days));
  }

  BigDecimal of(BigDecimal amountDays) {
    return amountDays
        .multiply(percent)
        .divide(HUNDRED.multiply(BigDecimal.valueOf(yearDays)), decimals, mode);
  }
}
