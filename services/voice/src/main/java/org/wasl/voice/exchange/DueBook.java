package org.wasl.voice.exchange;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.wasl.border.MessageId;
import org.wasl.border.Outbox;
import org.wasl.border.Posted;
import org.wasl.border.approval.Approvals;
import org.wasl.border.approval.Approvals.Decision;
import org.wasl.border.approval.Proposal;
import org.wasl.settlement.AccountForm;
import org.wasl.settlement.agreeing.Step;
import org.wasl.settlement.due.Due;
import org.wasl.settlement.due.DueLedger;
import org.wasl.settlement.due.DueRules;
import org.wasl.settlement.due.Payment;
import org.wasl.settlement.due.Relation;
import org.wasl.settlement.due.StatementDue;
import org.wasl.settlement.keeping.MonthSteps;
import org.wasl.settlement.netting.Clocks;
import org.wasl.settlement.netting.SettlementStatement;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;
import org.wasl.voice.TrafficAgreement;

/// What is due between both parties today. Each step counts from the day that its message's entry
/// names, in the agreement's zone. A payment is confirmed by the creditor, with two persons, and
/// told to the debtor.
public final class DueBook {
  /// Kind of message and of proposal.
  static final String PAYMENT = DueLedger.PAYMENT;

  private final DueLedger ledger;
  private final PartyId us;
  private final PartyId them;
  private final VoiceStore store;
  private final Approvals approvals;
  private final Supplier<LocalDate> today;
  private final ZoneId zone;
  private final SheetBook.Sending sending;

  DueBook(
      TrafficAgreement agreement,
      MonthSteps steps,
      VoiceStore store,
      Approvals approvals,
      Supplier<LocalDate> today,
      SheetBook.Sending sending,
      StatementDesk statements) {
    this.us = steps.us();
    this.them = steps.them();
    this.store = store;
    this.approvals = approvals;
    this.today = today;
    this.zone = agreement.zone();
    this.sending = sending;
    this.ledger =
        new DueLedger(
            new OfMonths(agreement),
            steps,
            store,
            row -> Posted.of(row.asObject("step")).map(posted -> posted.day(zone)),
            new OfPeriods(statements));
    approvals.effect("voice." + PAYMENT, this::carryOut);
  }

  private record OfMonths(TrafficAgreement agreement) implements DueRules {
    @Override
    public AccountForm form(YearMonth month) {
      return agreement.form(month);
    }

    @Override
    public Clocks clocks(YearMonth month) {
      return agreement.clocks(month);
    }
  }

  private record OfPeriods(StatementDesk desk) implements DueLedger.Statements {
    @Override
    public List<YearMonth> monthsOf(YearMonth month) {
      return desk.monthsOf(month);
    }

    @Override
    public Optional<DueLedger.Statement> of(YearMonth month) {
      return desk.settlement(month).map(OfPeriods::said);
    }

    private static DueLedger.Statement said(SettlementStatement statement) {
      return new DueLedger.Statement(
          statement.debtor(), statement.net(), statement.dueOn(), statement.digest());
    }
  }

  /// Since when the account of a month stands because nobody questioned it in time.
  Optional<LocalDate> silentSince(YearMonth period, LocalDate day) {
    return ledger.silentSince(period, day);
  }

  /// Why a step comes too late, by its day.
  Optional<Refusal> late(Step step, YearMonth period, LocalDate day) {
    return ledger.late(step, period, day);
  }

  LocalDate dayOf(Posted posted) {
    return posted.day(zone);
  }

  public Relation relation() {
    return ledger.relation(today.get());
  }

  /// What came too late, or too early, to count for the time limits.
  public List<DueLedger.SetAside> setAside() {
    return ledger.setAside(today.get());
  }

  /// Where the statement of a month stands today.
  public StatementDue statement(YearMonth period) {
    return ledger.statement(period, today.get());
  }

  /// All that is open today, the oldest month first.
  public List<Due> open() {
    return ledger.open(today.get());
  }

  /// The payments of the settlement period that holds a month, in the order they were recorded.
  public List<Payment> paymentsOf(YearMonth period) {
    return ledger.payments(period);
  }

  /// A payment that arrived for the settlement period that holds a month.
  ///
  /// @param isInterest whether it pays interest, not the balance
  public Payment payment(YearMonth period, BigDecimal amount, LocalDate on, boolean isInterest) {
    return ledger.payment(period, amount, on, isInterest);
  }

  /// Confirms that money arrived; the other party hears of it once a second person approved.
  public Proposal proposePayment(Payment payment, Person by) {
    return approvals.propose("voice." + PAYMENT, payment.json(), by);
  }

  /// Why a payment cannot be recorded as things stand.
  public Optional<Refusal> refuses(Payment payment) {
    return ledger.refusal(payment, us, today.get());
  }

  private Decision carryOut(Proposal proposal, Person approver) {
    Payment payment = Payment.read(proposal.subject().canonicalBytes());
    Optional<Refusal> refusal = refuses(payment);
    if (refusal.isPresent()) {
      return new Decision.Refused(refusal.get());
    }
    return switch (sending.send(PAYMENT, payment.json().canonicalBytes())) {
      case Outbox.Submission.Refused(Refusal no) -> new Decision.Refused(no);
      case Outbox.Submission.AlreadyAnswered _ -> new Decision.Done();
      case Outbox.Submission.Queued(MessageId id, Instant created) -> {
        remember(payment, new Posted(id, created));
        yield new Decision.Done();
      }
    };
  }

  /// Takes a payment that the other party confirms.
  Optional<Refusal> take(byte[] body, Posted posted) {
    Payment payment = Payment.read(body);
    Optional<Refusal> refusal = ledger.refusal(payment, them, posted.day(zone));
    if (refusal.isEmpty()) {
      remember(payment, posted);
    }
    return refusal;
  }

  /// Puts back what this side had sent and a restored store forgot.
  void recall(byte[] body, Posted posted) {
    remember(Payment.read(body), posted);
  }

  private void remember(Payment payment, Posted posted) {
    store.addStep(ledger.monthOf(payment), posted.writeInto(DueLedger.row(payment)).end());
  }
}
