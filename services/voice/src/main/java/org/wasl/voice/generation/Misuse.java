package org.wasl.voice.generation;

/// What else is planted beside SIM boxes, and the honest look-alikes that a detector must leave
/// alone.
public enum Misuse {
  /// One ring from abroad to thousands, to be called back at a price.
  WANGIRI,
  /// A hacked exchange calls premium ranges at night (international revenue share fraud).
  PREMIUM_RANGES,
  /// A carrier answers calls that nobody answered.
  FALSE_ANSWER,
  /// A machine calls thousands for a few seconds each.
  ROBOCALLS,
  /// Long calls brought to a block of numbers for the termination charge.
  PUMPING,
  /// Calls to ranges that the national plan has not allocated.
  UNALLOCATED,
  /// Honest: an enquiry desk that calls and is called much.
  CALL_CENTRE,
  /// Honest: a courier who calls many people from many cells.
  COURIER,
  /// Honest: a test probe of the operator in one cell.
  PROBE,
  /// Honest: offices that call satellite telephones a few times a day.
  SATELLITE_OFFICE;

  public boolean isHonest() {
    return compareTo(CALL_CENTRE) >= 0;
  }
}
