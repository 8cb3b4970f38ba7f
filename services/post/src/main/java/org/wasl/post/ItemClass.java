package org.wasl.post;

/// What the service indicator of an item's identifier says about the item (UPU S10-12, service
/// indicators): the first letter decides, for some letters the second too.
public enum ItemClass {
  /// EA to EZ.
  EMS,
  /// CA to CZ.
  PARCEL,
  /// HA to HZ: parcels of electronic commerce (ECOMPRO).
  COMMERCE_PARCEL,
  /// RA to RZ.
  REGISTERED,
  /// VA to VZ.
  INSURED,
  /// LA to LZ: letter post with tracked delivery.
  TRACKED,
  /// UA to UZ: other letter post that is subject to customs and bears CN 22 or CN 23.
  CUSTOMS_LETTER,
  /// MA to MZ.
  M_BAG,
  /// QA to QM: international business reply service.
  BUSINESS_REPLY,
  /// AV to AZ, BA to BZ, DA to DZ, GA, GD, NA to NZ, PA to PZ, ZA to ZZ: domestic, or between
  /// members that agreed on it.
  BY_AGREEMENT,
  /// Not assigned by S10-12; kept as it is, and flagged.
  UNASSIGNED;

  /// @param first letter of the indicator, A to Z
  /// @param second letter of the indicator, A to Z
  public static ItemClass of(char first, char second) {
    return switch (first) {
      case 'E' -> EMS;
      case 'C' -> PARCEL;
      case 'H' -> COMMERCE_PARCEL;
      case 'R' -> REGISTERED;
      case 'V' -> INSURED;
      case 'L' -> TRACKED;
      case 'U' -> CUSTOMS_LETTER;
      case 'M' -> M_BAG;
      case 'Q' -> second <= 'M' ? BUSINESS_REPLY : UNASSIGNED;
      case 'B', 'D', 'N', 'P', 'Z' -> BY_AGREEMENT;
      case 'A' -> second >= 'V' ? BY_AGREEMENT : UNASSIGNED;
      case 'G' -> second == 'A' || second == 'D' ? BY_AGREEMENT : UNASSIGNED;
      default -> UNASSIGNED;
    };
  }

  /// Whether a receptacle with such an item is marked as holding registered or insured items.
  public boolean isRegisteredOrInsured() {
    return this == REGISTERED || this == INSURED;
  }
}
