package org.wasl.terms;

import java.util.regex.Pattern;

/// A currency at one vintage: after a redenomination the code may stay while the unit changes, so
/// an amount always names both.
///
/// @param code ISO 4217 code
/// @param vintage the year in which this unit began, 0 where it never changed
/// @param decimals fraction digits used in accounts (0 to 9)
public record CurrencyVintage(String code, int vintage, int decimals) {
  private static final Pattern FORM = Pattern.compile("[A-Z]{3}");

  public CurrencyVintage {
    if (!FORM.matcher(code).matches() || vintage < 0 || decimals < 0 || decimals > 9) {
      throw new IllegalArgumentException(
          "not a currency: " + code + "/" + vintage + "/" + decimals);
    }
  }
}
