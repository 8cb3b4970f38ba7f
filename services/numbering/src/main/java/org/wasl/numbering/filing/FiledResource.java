package org.wasl.numbering.filing;

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
  IIN
}
