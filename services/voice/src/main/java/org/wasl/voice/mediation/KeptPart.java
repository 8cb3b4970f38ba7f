package org.wasl.voice.mediation;

import java.util.Optional;
import java.util.Set;

/// A part of a long call and what became of it.
///
/// @param reason why the call is not whole, a stable code; empty once it is
/// @param whole the record that stands for the whole call
public record KeptPart(CallPart part, String reason, Optional<Whole> whole) {
  /// No record ends the call.
  public static final String OPEN = "partial-open";

  /// A number between is missing, or time is that no part covers.
  public static final String GAP = "partial-gap";

  /// The first number is missing.
  public static final String NO_BEGINNING = "partial-beginning";

  /// A number is there twice, with different records.
  public static final String REPEATED = "partial-repeated";

  /// All parts together last longer than a call can.
  public static final String TOO_LONG = "partial-too-long";

  /// The beginning of a call of two halves without its end, and the end without its beginning.
  public static final String NO_BYE = "no-bye";

  public static final String NO_INVITE = "no-invite";

  private static final Set<String> WAITING = Set.of(OPEN, GAP, NO_BEGINNING, NO_BYE, NO_INVITE);

  /// The record that stands for a whole call.
  public record Whole(String file, int record) {}

  public KeptPart {
    if (reason.isEmpty() != whole.isPresent()) {
      throw new IllegalArgumentException("a part is of a whole call or says why not");
    }
  }

  static KeptPart unfinished(CallPart part, String reason) {
    return new KeptPart(
        WAITING.contains(reason) ? part : part.withoutNumbers(), reason, Optional.empty());
  }

  static KeptPart of(CallPart part, Whole whole) {
    return new KeptPart(part.withoutNumbers(), "", Optional.of(whole));
  }

  /// Whether a later file can still complete it.
  public boolean waits() {
    return isWaiting(reason);
  }

  /// Whether what was put down with this reason can still be completed.
  public static boolean isWaiting(String reason) {
    return WAITING.contains(reason);
  }

  /// Whether the record of this part is the one that stands for the whole call.
  public boolean stands() {
    return whole
        .filter(each -> each.file().equals(part.place().file()))
        .filter(each -> each.record() == part.place().record())
        .isPresent();
  }
}
