package org.wasl.numbering.normalising;

import org.wasl.numbering.E164Number;
import org.wasl.numbering.NationalPlan;

/// Turns a number as it is dialled or recorded in one country into E.164: international prefix or
/// `+`, trunk prefix, bare national number with the country code known, separators, and the
/// Arabic-Indic and Extended Arabic-Indic digits. It never guesses: what fits no rule is refused.
///
/// @param home the plan of the country where the record was made
public record NumberNormaliser(NationalPlan home) {
  /// The number, or why there is none.
  public sealed interface Normalised {
    record Number(E164Number number) implements Normalised {}

    /// Withheld: empty, or a word such as `anonymous` in place of digits.
    record Withheld() implements Normalised {}

    /// @param reason stable code: `letters`, `too-short`, `too-long`, `oversize`
    record NotANumber(String reason) implements Normalised {}
  }

  /// @param raw as written in the record; at most [Dialled#MAX_RAW] characters
  public Normalised normalise(String raw) {
    return switch (Dialled.read(raw)) {
      case Dialled.Withheld _ -> new Normalised.Withheld();
      case Dialled.NotDigits(String reason) -> new Normalised.NotANumber(reason);
      case Dialled.Digits(String digits, boolean plus) -> toE164(digits, plus);
    };
  }

  private Normalised toE164(String digits, boolean plus) {
    if (plus) {
      return checked(digits);
    }
    if (digits.startsWith(home.internationalPrefix())) {
      return checked(digits.substring(home.internationalPrefix().length()));
    }
    String trunk = home.trunkPrefix();
    if (!trunk.isEmpty() && digits.startsWith(trunk)) {
      return checked(home.countryCode() + digits.substring(trunk.length()));
    }
    boolean hasCountryCode = digits.length() >= 10 && digits.startsWith(home.countryCode());
    return checked(hasCountryCode || digits.length() > 10 ? digits : home.countryCode() + digits);
  }

  private static Normalised checked(String digits) {
    if (digits.length() < E164Number.MIN_DIGITS) {
      return new Normalised.NotANumber("too-short");
    }
    if (digits.length() > E164Number.MAX_DIGITS) {
      return new Normalised.NotANumber("too-long");
    }
    return digits.charAt(0) == '0'
        ? new Normalised.NotANumber("too-short")
        : new Normalised.Number(new E164Number(digits));
  }
}
