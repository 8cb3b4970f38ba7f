package org.wasl.settlement.due;

import java.time.YearMonth;
import org.wasl.settlement.AccountForm;
import org.wasl.settlement.RoundingRule;
import org.wasl.settlement.netting.Clocks;

/// What the agreement says of a month. How many months are settled at once is the same in all.
public interface DueRules {
  AccountForm form(YearMonth month);

  Clocks clocks(YearMonth month);

  /// On what of a month is paid late.
  default Interest interest(YearMonth month) {
    RoundingRule rounding = form(month).rounding();
    return new Interest(
        clocks(month).interestPercent(),
        clocks(month).interestYearDays(),
        rounding.decimals(),
        rounding.mode());
  }

  /// The same of all months.
  static DueRules of(AccountForm form, Clocks clocks) {
    return new DueRules() {
      @Override
      public AccountForm form(YearMonth month) {
        return form;
      }

      @Override
      public Clocks clocks(YearMonth month) {
        return clocks;
      }
    };
  }
}
