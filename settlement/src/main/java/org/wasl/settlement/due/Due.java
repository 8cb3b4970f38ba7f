package org.wasl.settlement.due;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import org.wasl.terms.PartyId;

/// What is open between both parties on a day.
///
/// @param first month it is about
/// @param last month it is about, whose page tells more
/// @param from who does it; both where absent
/// @param until the last day, where there is one
/// @param past whether that day has passed
/// @param open the amount, zero where no money is meant
/// @param interest on it, up to the day
public record Due(
    YearMonth first,
    YearMonth last,
    What what,
    Optional<PartyId> from,
    Optional<LocalDate> until,
    boolean past,
    BigDecimal open,
    BigDecimal interest) {

  /// What is to be done, or may be.
  public enum What {
    ACCOUNT,
    /// The receiver of an account may question it.
    QUESTIONS,
    AGREEMENT,
    STATEMENT,
    ENDORSEMENT,
    PAYMENT,
    /// Of a balance that was paid late.
    INTEREST
  }
}
