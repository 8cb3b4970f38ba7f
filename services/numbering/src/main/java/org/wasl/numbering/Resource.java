package org.wasl.numbering;

/// What a numbering plan hands out: number ranges of the telephone network and the codes of
/// networks, signalling points and issuers.
public enum Resource {
  /// National destination code or other leading digits of national (significant) numbers (ITU-T
  /// E.164, E.129).
  E164_NDC(1, 9, "ITU-T E.164"),
  /// Block of numbers inside a destination code; decides before the code around it.
  E164_BLOCK(2, 14, "ITU-T E.164"),
  /// Short code, dialled as it stands: services, emergency, private numbering.
  SHORT(2, 8, "ITU-T E.164"),
  /// Mobile country code and network code, written as one (ITU-T E.212).
  MNC(5, 6, "ITU-T E.212"),
  /// International signalling point code as its decimal value, five digits (ITU-T Q.708).
  ISPC(5, 5, "ITU-T Q.708"),
  /// Signalling area or network code: the eight point codes that it holds, five digits each.
  SANC(5, 5, "ITU-T Q.708"),
  /// National signalling point code as its decimal value, five digits.
  NSPC(5, 5, "ITU-T Q.704"),
  /// Issuer identifier number of charge cards: 89, country code, issuer (ITU-T E.118).
  IIN(5, 7, "ITU-T E.118"),
  /// ITU carrier code, numbered by the plan (ITU-T M.1400).
  ICC(1, 6, "ITU-T M.1400"),
  /// Delegation of the telephone number domain: the digits of the country code (RFC 6116).
  ENUM(1, 3, "RFC 6116");

  private final int fewest;
  private final int most;
  private final String standard;

  Resource(int fewest, int most, String standard) {
    this.fewest = fewest;
    this.most = most;
    this.standard = standard;
  }

  /// The standard that defines it.
  public String standard() {
    return standard;
  }

  /// Whether its codes are leading digits of national (significant) numbers.
  public boolean isNumbers() {
    return this == E164_NDC || this == E164_BLOCK;
  }

  /// The fewest digits that a code of this kind has.
  public int fewestDigits() {
    return fewest;
  }

  boolean fits(int digits) {
    return digits >= fewest && digits <= most;
  }

  /// A code of this kind as people write it; what is no such code stays as it is.
  public String written(String code) {
    return switch (this) {
      case ISPC -> SignallingPointCode.find(code).map(SignallingPointCode::toString).orElse(code);
      case SANC -> SignallingPointCode.find(code).map(SignallingPointCode::areaCode).orElse(code);
      case MNC -> code.substring(0, 3) + " " + code.substring(3);
      case E164_NDC, E164_BLOCK, SHORT, NSPC, IIN, ICC, ENUM -> code;
    };
  }
}
