package org.wasl.numbering.changing;

/// How numbers of the country are written.
///
/// @param leastDigits the shortest national number; a bare number that begins with the country code
///   is taken as international only when at least this many digits follow
public record NumberForm(
    String countryCode, String internationalPrefix, String trunkPrefix, int leastDigits) {
  public NumberForm {
    if (!countryCode.matches("[1-9][0-9]{0,2}")
        || !internationalPrefix.matches("[0-9]{1,5}")
        || !trunkPrefix.matches("[0-9]{0,3}")
        || leastDigits < 1) {
      throw new IllegalArgumentException("not the form of a country: " + countryCode);
    }
  }
}
