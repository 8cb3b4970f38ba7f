package org.wasl.post;

/// What a carrier says happened to a consignment or to receptacles of it (RESDIT). Which code means
/// which is data of the profile; a code that nobody gave a meaning stays what it is.
public enum CarrierStatus {
  /// The carrier has it.
  POSSESSION,
  /// It is loaded.
  LOADED,
  DEPARTED,
  ARRIVED,
  /// The carrier gave it to the office of destination.
  DELIVERED,
  /// It did not go as planned.
  OFFLOADED,
  /// A code without a meaning here.
  OTHER;

  /// Whether the carrier has left with it, as far as this says.
  public boolean isUnderWay() {
    return switch (this) {
      case DEPARTED, ARRIVED, DELIVERED -> true;
      case POSSESSION, LOADED, OFFLOADED, OTHER -> false;
    };
  }
}
