package org.wasl.post.rating;

import java.util.Arrays;
import java.util.List;
import org.wasl.post.MailFormat;

/// What the post of origin pays the post of destination for (Universal Postal Convention: terminal
/// dues for letter post by format with supplements, inward land rates for parcels; EMS by agreement
/// of both posts).
public enum Charge {
  LETTERS_P("letters-p", 'U', false),
  LETTERS_G("letters-g", 'U', false),
  LETTERS_E("letters-e", 'U', false),
  PARCELS("parcels", 'C', false),
  EMS("ems", 'E', false),
  REGISTERED("registered", 'U', true),
  INSURED("insured", 'U', true),
  TRACKED("tracked", 'U', true),
  /// For each small packet, registered, insured or tracked item whose identifier is no S10 one.
  NO_S10("no-s10", 'U', true);

  private final String code;
  private final char mailClass;
  private final boolean isSupplement;

  Charge(String code, char mailClass, boolean isSupplement) {
    this.code = code;
    this.mailClass = mailClass;
    this.isSupplement = isSupplement;
  }

  /// The word in rate tables and accounts.
  public String code() {
    return code;
  }

  /// U letters, C parcels, E EMS.
  public char mailClass() {
    return mailClass;
  }

  /// Whether it is paid besides the rate of the format; where no row says how much, it is nothing.
  public boolean isSupplement() {
    return isSupplement;
  }

  /// @throws IllegalArgumentException for another word
  public static Charge of(String code) {
    return Arrays.stream(values())
        .filter(each -> each.code.equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not a charge: " + code));
  }

  public static Charge ofLetters(MailFormat format) {
    return switch (format) {
      case P -> LETTERS_P;
      case G -> LETTERS_G;
      case E -> LETTERS_E;
    };
  }

  /// The charges of the mail itself, without supplements, of a mail class; none for a class that
  /// nobody pays for, as empty receptacles.
  public static List<Charge> ofClass(char mailClass) {
    return Arrays.stream(values())
        .filter(each -> each.mailClass == mailClass && !each.isSupplement)
        .toList();
  }
}
