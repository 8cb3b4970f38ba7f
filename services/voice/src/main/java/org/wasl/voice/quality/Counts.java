package org.wasl.voice.quality;

import org.wasl.voice.Leg;

/// What is counted of calls; every ratio of ITU-T E.425 is two of these whole numbers.
///
/// @param effective answered, or carried to the called user who did not answer
/// @param causeless unanswered calls whose cause was not recorded; never counted as effective
/// @param conversation seconds
/// @param holding seconds from seizure to release
/// @param delayed calls whose post-dial delay was recorded, `delay` their sum in milliseconds
public record Counts(
    long seizures,
    long answered,
    long effective,
    long causeless,
    long conversation,
    long holding,
    long delayed,
    long delay) {
  public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0);

  public Counts {
    if (answered < 0 || answered > effective || effective + causeless > seizures) {
      throw new IllegalArgumentException("answered, effective and seized calls contain each other");
    }
    if (conversation < 0 || conversation > holding || delayed > seizures || delay < 0) {
      throw new IllegalArgumentException("conversation is part of holding");
    }
  }

  static Counts of(Leg leg, CauseMap causes) {
    boolean effective = leg.answered() || causes.isEffective(leg.cause());
    boolean causeless = !leg.answered() && leg.cause() == 0;
    return new Counts(
        1,
        leg.answered() ? 1 : 0,
        effective ? 1 : 0,
        causeless ? 1 : 0,
        leg.seconds(),
        (long) Math.max(0, leg.ringing()) + leg.seconds(),
        leg.delay() < 0 ? 0 : 1,
        Math.max(0, leg.delay()));
  }

  public Counts plus(Counts more) {
    return new Counts(
        seizures + more.seizures,
        answered + more.answered,
        effective + more.effective,
        causeless + more.causeless,
        conversation + more.conversation,
        holding + more.holding,
        delayed + more.delayed,
        delay + more.delay);
  }

  /// Answer-seizure ratio.
  public Ratio asr() {
    return new Ratio(answered, seizures);
  }

  /// Network effectiveness ratio; never below [#asr].
  public Ratio ner() {
    return new Ratio(effective, seizures);
  }

  /// Average call duration, seconds.
  public Ratio acd() {
    return new Ratio(conversation, answered);
  }

  /// Mean holding time, seconds.
  public Ratio mht() {
    return new Ratio(holding, seizures);
  }

  /// Mean post-dial delay, milliseconds.
  public Ratio pdd() {
    return new Ratio(delay, delayed);
  }
}
