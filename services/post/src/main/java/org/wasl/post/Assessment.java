package org.wasl.post;

/// What customs or security of the country of destination answer to the data of an item before it
/// is loaded.
public enum Assessment {
  /// Nothing hinders it.
  COMPLETE,
  /// More is asked about it.
  INFORMATION_WANTED,
  /// It has to be screened.
  SCREENING_WANTED,
  /// It may not be loaded.
  DO_NOT_LOAD;

  /// Whether the item may not depart while this stands.
  public boolean holds() {
    return this != COMPLETE;
  }
}
