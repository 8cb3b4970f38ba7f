package org.wasl.settlement.netting;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;

/// The time limits of an agreement; ITR 2012 Appendix 1 gives the defaults, the agreement's data
/// the values.
///
/// @param accountDays days after the month until its account is sent (no. 2.2: 50)
/// @param questionMonths months after receipt in which it may be questioned (no. 2.4: 2)
/// @param statementMonths how many months a settlement period has: 1, 2, 3, 4, 6 or 12 (no. 2.5: 3)
/// @param paymentMonths months after the statement until payment (no. 3: 2)
/// @param interestPercent a year on what is paid late
/// @param interestYearDays days of the year in which interest is counted, 360 or 365
public record Clocks(
    int accountDays,
    int questionMonths,
    int statementMonths,
    int paymentMonths,
    BigDecimal interestPercent,
    int interestYearDays) {
  /// Days of the year where an agreement does not say.
  public static final int YEAR_DAYS = 365;

  public Clocks {
    if (accountDays < 1
        || accountDays > 366
        || questionMonths < 0
        || questionMonths > 24
        || statementMonths < 1
        || 12 % statementMonths != 0
        || paymentMonths < 0
        || paymentMonths > 24
        || interestPercent.signum() < 0
        || (interestYearDays != 360 && interestYearDays != 365)) {
      throw new IllegalArgumentException("not the clocks of an agreement");
    }
  }

  /// Clocks of an agreement that does not say how interest is counted.
  public Clocks(
      int accountDays,
      int questionMonths,
      int statementMonths,
      int paymentMonths,
      BigDecimal interestPercent) {
    this(accountDays, questionMonths, statementMonths, paymentMonths, interestPercent, YEAR_DAYS);
  }

  /// The last day on which the account of a month is in time.
  public LocalDate accountDue(YearMonth period) {
    return period.atEndOfMonth().plusDays(accountDays);
  }

  /// The last day on which an account received on that day may be questioned.
  public LocalDate questionsUntil(LocalDate received) {
    return received.plusMonths(questionMonths);
  }

  /// The day of the statement: the account's due day, the same on both nodes.
  public LocalDate statementDate(YearMonth period) {
    return accountDue(period);
  }

  /// The first month of the settlement period that holds a month; periods begin with January.
  public YearMonth firstOf(YearMonth month) {
    return month.minusMonths((month.getMonthValue() - 1) % statementMonths);
  }

  /// The last month of the settlement period that holds a month.
  public YearMonth lastOf(YearMonth month) {
    return firstOf(month).plusMonths(statementMonths - 1L);
  }

  /// The last day of payment.
  public LocalDate paymentDate(YearMonth period) {
    return statementDate(period).plusMonths(paymentMonths);
  }
}
