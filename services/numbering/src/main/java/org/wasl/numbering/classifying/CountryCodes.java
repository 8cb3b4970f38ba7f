package org.wasl.numbering.classifying;

import java.util.Set;

/// Where a country code ends: one and two digit codes are listed, all others have three digits
/// (ITU-T E.164 §6.1).
public record CountryCodes(Set<String> oneDigit, Set<String> twoDigits) {
  public CountryCodes {
    oneDigit = Set.copyOf(oneDigit);
    twoDigits = Set.copyOf(twoDigits);
  }

  /// The country code of an international number; the whole where it is shorter than a code.
  public String of(String e164) {
    for (int length = 1; length <= 2 && length <= e164.length(); length++) {
      String code = e164.substring(0, length);
      if ((length == 1 ? oneDigit : twoDigits).contains(code)) {
        return code;
      }
    }
    return e164.substring(0, Math.min(3, e164.length()));
  }
}
