package org.wasl.post;

/// Why an item was not delivered and what was done about it, in words of our own: which code of the
/// official lists stands for each is loaded as data.
public final class NonDelivery {
  private NonDelivery() {}

  public enum Reason {
    ADDRESS_INCORRECT,
    ADDRESSEE_UNKNOWN,
    ADDRESSEE_MOVED,
    ABSENT,
    REFUSED,
    UNCLAIMED,
    CHARGES_UNPAID,
    DAMAGED,
    PROHIBITED,
    MISSORTED,
    FORCE_MAJEURE,
    CUSTOMS_PAPERS_MISSING,
    OTHER
  }

  public enum Measure {
    RETRY,
    HELD_FOR_COLLECTION,
    RETURNED,
    FORWARDED,
    DESTROYED,
    TO_CUSTOMS,
    OTHER
  }
}
