package org.wasl.voice.detection;

import java.util.HashSet;
import java.util.Set;
import org.wasl.voice.Leg;

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

  /// Everything by which a sign may name a record; what the rules say of a subject follows from the
  /// records that have it here, and from no others.
  public static Set<String> subjects(Leg leg) {
    Set<String> subjects = new HashSet<>();
    switch (leg.point()) {
      case MOBILE_OUT -> subjects.add(Long.toString(leg.from()));
      case MOBILE_IN -> subjects.add(Long.toString(leg.to()));
      case GATEWAY_OUT -> {
        subjects.add(leg.element());
        subjects.add(Long.toString(leg.from()));
        subjects.add(Long.toString(leg.to()));
      }
      case GATEWAY_IN -> {
        subjects.add(Long.toString(leg.from()));
        subjects.add(Long.toString(leg.to() / 100));
        subjects.add(range(leg.to()));
      }
    }
    return subjects;
  }

  /// The first six digits of a number, or all of a shorter one.
  static String range(long number) {
    String digits = Long.toString(number);
    return digits.substring(0, Math.min(6, digits.length()));
  }

  /// Without the subject: a number must not reach a log by accident.
  @Override
  public String toString() {
    return "sign of " + rule.code();
  }
}
