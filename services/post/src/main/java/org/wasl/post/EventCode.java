package org.wasl.post;

/// An event of an item (UPU EMSEVT V3).
public enum EventCode {
  EMA(Side.ORIGIN),
  EMB(Side.ORIGIN),
  EXA(Side.ORIGIN),
  EXB(Side.ORIGIN),
  EXC(Side.ORIGIN),
  EXD(Side.ORIGIN),
  EXX(Side.ORIGIN),
  EMC(Side.ORIGIN),
  EMJ(Side.TRANSIT),
  EMK(Side.TRANSIT),
  EMD(Side.DESTINATION),
  EDA(Side.DESTINATION),
  EDB(Side.DESTINATION),
  EME(Side.DESTINATION),
  EDC(Side.DESTINATION),
  EMF(Side.DESTINATION),
  EDD(Side.DESTINATION),
  EDE(Side.DESTINATION),
  EMG(Side.DESTINATION),
  EDF(Side.DESTINATION),
  EDG(Side.DESTINATION),
  EDH(Side.DESTINATION),
  EMH(Side.DESTINATION),
  EMI(Side.DESTINATION),
  EDX(Side.DESTINATION);

  /// Which post it happens at.
  public enum Side {
    ORIGIN,
    TRANSIT,
    DESTINATION
  }

  private final Side side;

  EventCode(Side side) {
    this.side = side;
  }

  public Side side() {
    return side;
  }

  /// Nothing is expected to follow.
  public boolean isFinal() {
    return switch (this) {
      case EMI, EDX, EXX -> true;
      default -> false;
    };
  }

  /// The item is held: by customs, by security or at an office.
  public boolean isHeld() {
    return switch (this) {
      case EXB, EXD, EDA, EME, EDF -> true;
      default -> false;
    };
  }

  /// Whether people who follow an item are shown it: sorting and screening are the post's own.
  public boolean isPublic() {
    return switch (this) {
      case EXA, EXC, EDD, EDE -> false;
      default -> true;
    };
  }
}
