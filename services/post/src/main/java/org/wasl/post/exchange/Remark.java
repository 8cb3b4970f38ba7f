package org.wasl.post.exchange;

/// What a clerk is told at once about what was just scanned. Nothing of it keeps the scan from
/// being recorded.
public enum Remark {
  /// It was recorded before.
  KNOWN(Tone.CALM),
  /// No dispatch was declared that it could belong to.
  ADVICE_MISSING(Tone.ATTENTION),
  /// Its dispatch was declared without it.
  NOT_DECLARED(Tone.ATTENTION),
  /// It is declared in another receptacle.
  DECLARED_ELSEWHERE(Tone.ATTENTION),
  /// It is for another office.
  OTHER_OFFICE(Tone.ATTENTION),
  WRONG_CHECK_DIGIT(Tone.ATTENTION),
  NOT_S10(Tone.ATTENTION),
  DAMAGED(Tone.ATTENTION),
  WEIGHT_DIFFERENT(Tone.ATTENTION),
  /// The receptacle being filled was closed, or nobody opened it.
  BAG_NOT_OPEN(Tone.ATTENTION),
  /// The receptacle has left in a dispatch whose declaration does not say so.
  BAG_DISPATCHED(Tone.ATTENTION),
  /// It was scanned into another receptacle that is being filled.
  IN_ANOTHER_BAG(Tone.ATTENTION),
  /// It may not depart before the country of destination has answered.
  HELD(Tone.ATTENTION),
  /// The clock of the device is ahead.
  FROM_THE_FUTURE(Tone.ATTENTION);

  /// How loud it is.
  public enum Tone {
    CALM,
    ATTENTION
  }

  private final Tone tone;

  Remark(Tone tone) {
    this.tone = tone;
  }

  public Tone tone() {
    return tone;
  }
}
