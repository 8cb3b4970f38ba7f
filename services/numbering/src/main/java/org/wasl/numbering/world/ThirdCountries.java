package org.wasl.numbering.world;

import com.google.i18n.phonenumbers.AsYouTypeFormatter;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;

/// libphonenumber, for what it is good at: spacing, and numbers of third countries. What it says is
/// a belief of lower trust and never decides about a number of a plan that this node holds.
public final class ThirdCountries {
  private static final int MAX_DIGITS = 15;
  private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();

  /// @param plausible whether the library takes it for valid
  /// @param region ISO 3166 code of the country, or `001` of international services
  public record Belief(boolean plausible, String region) {}

  /// @param e164 digits without plus
  public Optional<Belief> of(String e164) {
    return parsed(e164)
        .map(number ->
            new Belief(
                library.isValidNumber(number),
                library.getRegionCodeForCountryCode(number.getCountryCode())));
  }

  /// The number as people space it, or with a plus alone.
  public String spaced(String e164) {
    return parsed(e164)
        .map(number -> library.format(number, PhoneNumberFormat.INTERNATIONAL))
        .orElse("+" + e164);
  }

  /// What was typed so far, spaced.
  ///
  /// @param region ISO 3166 code of the country where it is typed
  public String asTyped(String digits, String region) {
    AsYouTypeFormatter formatter = library.getAsYouTypeFormatter(region);
    String text = "";
    for (int i = 0; i < Math.min(digits.length(), MAX_DIGITS + 1); i++) {
      text = formatter.inputDigit(digits.charAt(i));
    }
    return text;
  }

  private Optional<PhoneNumber> parsed(String e164) {
    try {
      return Optional.of(library.parse("+" + e164, "ZZ"));
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }
}
