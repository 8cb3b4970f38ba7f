package org.wasl.settlement.due;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import org.wasl.terms.PartyId;

/// Where the statement of one settlement period stands on a day.
///
/// @param first month of the period
/// @param last month of the period
/// @param debtor who owes, once a statement says so
/// @param open what is still to be paid, without interest
/// @param interest on what was paid late or is late, up to the day
public record StatementDue(
    YearMonth first,
    YearMonth last,
    Standing standing,
    LocalDate since,
    Optional<LocalDate> until,
    boolean late,
    Optional<PartyId> debtor,
    BigDecimal open,
    BigDecimal interest) {

  /// The standings of a statement.
  public enum Standing {
    /// Accounts of the period are not all accepted.
    WAITING_FOR_ACCOUNTS,
    /// The creditor is to send the statement (no. 2.5).
    TO_BE_SENT,
    /// The debtor is to return it endorsed.
    TO_BE_ENDORSED,
    /// The debtor is to pay (no. 3).
    TO_BE_PAID,
    PAID,
    NOTHING_OWED
  }
}
