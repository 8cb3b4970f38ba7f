package org.wasl.post.following;

import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import org.wasl.post.Moment;
import org.wasl.post.recording.Deed.NoteAnswered;
import org.wasl.post.recording.VerificationNote;

/// Where a verification note stands.
///
/// @param since the day from which the time for an answer counts: that of the note, or the day of
///   its message where that is later
/// @param answer the one that holds: an acceptance, else the first that came in time
public record NotePicture(
    VerificationNote note,
    Moment written,
    LocalDate since,
    State state,
    Optional<NoteAnswered> answer) {
  public enum State {
    /// The office of origin has not answered in time.
    OPEN,
    ACCEPTED,
    /// Contested in time, and not accepted since.
    CONTESTED,
    /// The office that wrote it no longer claims what it says.
    WITHDRAWN
  }

  /// Whether it counts: accepted, or the time for an answer has passed.
  public boolean counts(LocalDate day, Period answerWithin) {
    return switch (state) {
      case ACCEPTED -> true;
      case CONTESTED, WITHDRAWN -> false;
      case OPEN -> day.isAfter(lastDay(answerWithin));
    };
  }

  /// The last day for an answer.
  public LocalDate lastDay(Period answerWithin) {
    return since.plus(answerWithin);
  }

  /// Whether the office of origin may still contest it on a day.
  public boolean mayBeContested(LocalDate day, Period answerWithin) {
    return state == State.OPEN && !day.isAfter(lastDay(answerWithin));
  }

  /// Whether the office of origin may accept it on a day: while it may contest it, and after it
  /// has.
  public boolean mayBeAccepted(LocalDate day, Period answerWithin) {
    return state == State.CONTESTED || mayBeContested(day, answerWithin);
  }

  /// Whether the office that wrote it may withdraw it.
  public boolean mayBeWithdrawn() {
    return state == State.OPEN || state == State.CONTESTED;
  }
}
