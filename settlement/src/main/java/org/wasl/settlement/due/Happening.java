package org.wasl.settlement.due;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import org.wasl.terms.PartyId;

/// What happened between two parties on a day, as both nodes recorded it: the day on which a
/// message was made durable by its receiver, so that both count from the same one.
public sealed interface Happening {
  LocalDate on();

  /// The month, or the first month of the settlement period, that it is about.
  default YearMonth month() {
    return switch (this) {
      case AccountReceived each -> each.period();
      case Questioned each -> each.period();
      case Accepted each -> each.period();
      case StatementReceived each -> each.first();
      case Endorsed each -> each.first();
      case Paid each -> each.first();
      case InterestPaid each -> each.first();
    };
  }

  /// A monthly account arrived.
  record AccountReceived(YearMonth period, PartyId by, LocalDate on) implements Happening {}

  /// The receiver of an account questioned it.
  record Questioned(YearMonth period, PartyId accountOf, LocalDate on) implements Happening {}

  /// Both agreed on an account, with or without questions before.
  record Accepted(YearMonth period, PartyId accountOf, LocalDate on) implements Happening {}

  /// The creditor's statement of a settlement period arrived.
  ///
  /// @param first month of the settlement period
  /// @param debtor absent when nothing is owed
  /// @param net the balance, zero or more
  /// @param payUntil the last day of payment that the statement itself names; where the clocks give
  ///   a later one, that one holds
  record StatementReceived(
      YearMonth first,
      Optional<PartyId> debtor,
      BigDecimal net,
      LocalDate on,
      Optional<LocalDate> payUntil)
      implements Happening {
    /// A statement that names no day of payment.
    public StatementReceived(
        YearMonth first, Optional<PartyId> debtor, BigDecimal net, LocalDate on) {
      this(first, debtor, net, on, Optional.empty());
    }
  }

  /// The debtor returned the statement endorsed.
  record Endorsed(YearMonth first, LocalDate on) implements Happening {}

  /// The debtor paid interest on what was late.
  record InterestPaid(YearMonth first, BigDecimal amount, LocalDate on) implements Happening {}

  /// The debtor paid something of a statement.
  record Paid(YearMonth first, BigDecimal amount, LocalDate on) implements Happening {}
}
