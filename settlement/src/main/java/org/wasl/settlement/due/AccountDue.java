package org.wasl.settlement.due;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import org.wasl.terms.PartyId;

/// Where one party's account of one month stands on a day.
///
/// @param since when this standing began
/// @param until the last day of what is open, where there is one
/// @param late whether that day has passed
public record AccountDue(
    YearMonth period,
    PartyId by,
    Standing standing,
    LocalDate since,
    Optional<LocalDate> until,
    boolean late) {

  /// The standings of an account.
  public enum Standing {
    /// The account is to be sent (no. 2.2).
    TO_BE_SENT,
    /// It may be questioned (no. 2.4).
    OPEN_TO_QUESTIONS,
    /// It was questioned; both look for agreement.
    QUESTIONED,
    /// Both agreed.
    ACCEPTED,
    /// Nobody questioned it in time: accepted without notification (no. 2.3).
    TACITLY_ACCEPTED;

    public boolean isAccepted() {
      return this == ACCEPTED || this == TACITLY_ACCEPTED;
    }
  }
}
