package org.wasl.voice.generation;

/// How the operator of a SIM box (a gateway that turns international calls into national ones)
/// tries not to be seen.
public enum BoxStrategy {
  /// Few SIMs, one cell, calls back to back.
  NAIVE,
  /// Many SIMs in few devices; each rests after a few calls a day.
  ROTATING,
  /// Keeps a person's hours, moves between cells, takes and makes calls among its own SIMs.
  HUMAN_LIKE,
  /// Answers before the called party does and releases the far end late.
  PADDING,
  /// Carries one call as two or three, over different SIMs.
  SPLITTING
}
