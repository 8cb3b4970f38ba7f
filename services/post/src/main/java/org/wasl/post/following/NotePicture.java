package org.wasl.post.following;

import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import org.wasl.post.Moment;
import org.wasl.post.recording.Deed.NoteAnswered;
import org.wasl.post.recording.VerificationNote;

/// Where a verification note stands.
///
/// @param answer the first one
public record NotePicture(
    VerificationNote note, Moment written, State state, Optional<NoteAnswered> answer) {
  public enum State {
    /// The office of origin has not answered.
    OPEN,
    ACCEPTED,
    CONTESTED
  }

  /// Whether it counts: accepted, or the time for an answer has passed.
  public boolean counts(LocalDate day, Period answerWithin) {
    return switch (state) {
      case ACCEPTED -> true;
      case CONTESTED -> false;
      case OPEN -> day.isAfter(lastDay(answerWithin));
    };
  }

  /// The last day for an answer.
  public LocalDate lastDay(Period answerWithin) {
    return written.wall().toLocalDate().plus(answerWithin);
  }
}
