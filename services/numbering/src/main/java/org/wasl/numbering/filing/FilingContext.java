package org.wasl.numbering.filing;

import java.util.Optional;

/// What is known of the country before its filing is read.
///
/// @param countryCode E.164 country code, empty where unknown
/// @param trunkPrefix empty text where the country has none; absent where unknown
public record FilingContext(String countryCode, Optional<String> trunkPrefix) {
  public static final FilingContext UNKNOWN = new FilingContext("", Optional.empty());

  public FilingContext {
    if (!countryCode.matches("[0-9]{0,4}")) {
      throw new IllegalArgumentException("not a country code: " + countryCode);
    }
  }
}
