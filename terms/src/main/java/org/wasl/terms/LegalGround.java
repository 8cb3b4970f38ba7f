package org.wasl.terms;

import java.util.Optional;
import java.util.regex.Pattern;

/// Why personal or sensitive data may cross the border: codes from closed, dated lists of the
/// node's policy pack, never free text.
///
/// @param basis code of the legal basis
/// @param instrument id of the instrument in force
/// @param purpose code of the purpose; use for another purpose is refused
/// @param consent opaque random reference of the data subject's consent, where the law asks for it
public record LegalGround(
    String basis, String instrument, String purpose, Optional<String> consent) {
  private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  public LegalGround {
    requireCode(basis);
    requireCode(instrument);
    requireCode(purpose);
    consent.ifPresent(LegalGround::requireCode);
  }

  private static void requireCode(String code) {
    if (!CODE.matcher(code).matches()) {
      throw new IllegalArgumentException("not a code of the closed lists: " + code);
    }
  }
}
