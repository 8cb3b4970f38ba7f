package org.wasl.voice.detection;

/// The first moment in a window at which a rule's thresholds were reached: what a stream can tell.
/// [Confirmation] looks at the records themselves.
///
/// @param subject a number in digits, the first digits of a block or range, or the name of a trunk
/// @param at seizure of the call that reached the threshold
public record Sign(Rule rule, String subject, long at) {

  /// Hears of signs.
  @FunctionalInterface
  public interface Sink {
    void seen(Sign sign);
  }

  /// Without the subject: a number must not reach a log by accident.
  @Override
  public String toString() {
    return "sign of " + rule.code();
  }
}
