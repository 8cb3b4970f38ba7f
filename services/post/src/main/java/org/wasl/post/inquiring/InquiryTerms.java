package org.wasl.post.inquiring;

import java.time.Period;
import java.util.Optional;
import org.wasl.post.following.InquiryClocks;
import org.wasl.terms.LegalGround;

/// What two posts agreed on inquiries.
///
/// @param toldDays how many days after the last one an answer that is dated in time may be told
/// @param ground on which names and addresses cross the border
/// @param peopleDays how long they are kept
/// @param reminding when the clock asks again; absent where clerks do
public record InquiryTerms(
    InquiryClocks clocks,
    IndemnityBook indemnities,
    int toldDays,
    LegalGround ground,
    int peopleDays,
    Optional<Reminding> reminding) {

  /// @param after the last word of the post that asked, while its inquiry is due or late
  /// @param most how often at most, clerks included
  public record Reminding(Period after, int most) {
    public Reminding {
      if (after.isNegative() || after.isZero() || most < 1 || most > 100) {
        throw new IllegalArgumentException("not a time of reminders: " + after + ", " + most);
      }
    }
  }
}
