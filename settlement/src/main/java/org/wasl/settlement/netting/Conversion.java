package org.wasl.settlement.netting;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.wasl.terms.CurrencyVintage;
import org.wasl.terms.json.Json;

/// The dated rate at which the net amount is also stated in another unit.
///
/// @param to the other unit, for example SDR
/// @param rate how many units of the account's currency one unit of `to` is worth
/// @param on the day of the rate
/// @param source who published it
/// @param mode how the result is rounded to the decimals of `to`
public record Conversion(
    CurrencyVintage to, BigDecimal rate, LocalDate on, String source, RoundingMode mode) {
  public Conversion {
    if (rate.signum() <= 0) {
      throw new IllegalArgumentException("a rate is positive: " + rate);
    }
  }

  public BigDecimal convert(BigDecimal amount) {
    return amount.divide(rate, to.decimals(), mode);
  }

  public Json.Obj json() {
    return Json.Obj.with()
        .put("to", to.code())
        .put("vintage", to.vintage())
        .put("decimals", to.decimals())
        .put("rate", rate.toPlainString())
        .put("on", on.toString())
        .put("source", source)
        .put("mode", mode.name())
        .end();
  }
}
