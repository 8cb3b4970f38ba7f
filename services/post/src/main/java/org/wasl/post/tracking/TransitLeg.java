package org.wasl.post.tracking;

import org.wasl.post.EventCode;

/// A part of an item's way, from the first event of one kind to the first of another.
public enum TransitLeg {
  /// From posting to leaving the country.
  OUTWARD(EventCode.EMA, EventCode.EMC),
  /// Across the border.
  TRANSPORT(EventCode.EMC, EventCode.EMD),
  /// From arrival to delivery, without the time at customs.
  INWARD(EventCode.EMD, EventCode.EMI),
  /// From posting to delivery, without the time at customs.
  WHOLE(EventCode.EMA, EventCode.EMI);

  private final EventCode from;
  private final EventCode to;

  TransitLeg(EventCode from, EventCode to) {
    this.from = from;
    this.to = to;
  }

  public EventCode from() {
    return from;
  }

  public EventCode to() {
    return to;
  }

  /// Whether the time at customs lies in it and is taken out.
  public boolean holdsCustoms() {
    return to == EventCode.EMI;
  }
}
