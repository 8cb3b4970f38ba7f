package org.wasl.numbering.filing;

import org.wasl.numbering.Resource;

/// What kind of numbering resource a row is about.
public enum FiledResource {
  /// a destination code or leading digits of the national (significant) number (ITU-T E.164)
  E164,
  /// a short code or emergency number
  SHORT,
  /// a mobile network code (ITU-T E.212)
  MNC,
  /// an international signalling point code (ITU-T Q.708)
  ISPC,
  /// an issuer identifier number (ITU-T E.118)
  IIN,
  /// a signalling area or network code: the eight point codes that it holds (ITU-T Q.708)
  SANC,
  /// a national signalling point code (ITU-T Q.704)
  NSPC,
  /// an ITU carrier code (ITU-T M.1400)
  ICC,
  /// a delegation of the telephone number domain (RFC 6116)
  ENUM;

  /// How a kind of the registry stands in filings and comparisons: destination codes and blocks are
  /// both numbers.
  public static FiledResource of(Resource resource) {
    return switch (resource) {
      case E164_NDC, E164_BLOCK -> E164;
      case SHORT -> SHORT;
      case MNC -> MNC;
      case ISPC -> ISPC;
      case SANC -> SANC;
      case NSPC -> NSPC;
      case IIN -> IIN;
      case ICC -> ICC;
      case ENUM -> ENUM;
    };
  }

  /// The kind of the registry under which its codes stand.
  public Resource resource() {
    return switch (this) {
      case E164 -> Resource.E164_NDC;
      case SHORT -> Resource.SHORT;
      case MNC -> Resource.MNC;
      case ISPC -> Resource.ISPC;
      case IIN -> Resource.IIN;
      case SANC -> Resource.SANC;
      case NSPC -> Resource.NSPC;
      case ICC -> Resource.ICC;
      case ENUM -> Resource.ENUM;
    };
  }
}
