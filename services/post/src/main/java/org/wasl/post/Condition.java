package org.wasl.post;

/// In which condition a receptacle or an item was found, in words of our own.
public enum Condition {
  GOOD,
  TORN,
  WET,
  CRUSHED,
  SEAL_BROKEN,
  OPENED,
  TAMPERED;

  public boolean isGood() {
    return this == GOOD;
  }
}
