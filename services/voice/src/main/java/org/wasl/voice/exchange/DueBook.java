package org.wasl.voice.exchange;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.wasl.border.MessageId;
import org.wasl.border.Outbox;
import org.wasl.border.Posted;
import org.wasl.border.approval.Approvals;
import org.wasl.border.approval.Approvals.Decision;
import org.wasl.border.approval.Proposal;
import org.wasl.settlement.agreeing.Step;
import org.wasl.settlement.due.AccountDue;
import org.wasl.settlement.due.Happening;
import org.wasl.settlement.due.Interest;
import org.wasl.settlement.due.Relation;
import org.wasl.settlement.due.StatementDue;
import org.wasl.settlement.keeping.MonthSteps;
import org.wasl.settlement.netting.NetStatement;
import org.wasl.settlement.netting.SettlementStatement;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.voice.TrafficAgreement;

/// What is due between both parties, told from the steps of the months and from payments. Each step
/// counts from the day that its message's entry names, in the agreement's zone, so that both nodes
/// say the same. A payment is confirmed by the creditor, with two persons, and told to the debtor.
///
/// The first of two signatures is the sending of the statement, the second its endorsement. Payment
/// is in time until the later of two days: the one that the signed statement names, and the one
/// that the agreement's clock gives from its sending.
public final class DueBook {
  /// Kind of message, of proposal and of stored step.
  static final String PAYMENT = "payment";

  private final TrafficAgreement agreement;
  private final PartyId us;
  private final PartyId them;
  private final VoiceStore store;
  private final MonthSteps steps;
  private final Approvals approvals;
  private final Supplier<LocalDate> today;
  private final SheetBook.Sending sending;
  private final StatementDesk statements;
  private final Map<YearMonth, Known> known = new ConcurrentHashMap<>();

  /// What happened in a month whose steps were so many.
  private record Known(int steps, List<Happening> happenings, Optional<Sent> sent) {}

  /// A statement that one party signed, and both once it is endorsed.
  private record Sent(NetStatement statement, LocalDate on, Optional<LocalDate> endorsed) {}

  /// Something that came outside its time, and why it does not count.
  public record SetAside(Happening happening, Refusal refusal) {}

  private record Folded(Relation relation, List<SetAside> setAside) {}

  DueBook(
      TrafficAgreement agreement,
      MonthSteps steps,
      VoiceStore store,
      Approvals approvals,
      Supplier<LocalDate> today,
      SheetBook.Sending sending,
      StatementDesk statements) {
    this.agreement = agreement;
    this.us = steps.us();
    this.them = steps.them();
    this.store = store;
    this.steps = steps;
    this.approvals = approvals;
    this.today = today;
    this.sending = sending;
    this.statements = statements;
    approvals.effect("voice." + PAYMENT, this::carryOut);
  }

  // What is due

  public Relation relation() {
    return fold(Optional.empty()).relation();
  }

  /// What came too late, or too early, to count for the time limits.
  public List<SetAside> setAside() {
    return fold(Optional.empty()).setAside();
  }

  /// Where the statement of a month stands today.
  public StatementDue statement(YearMonth period) {
    return relation().statement(period, today.get());
  }

  /// All that is open today, the oldest month first.
  public List<Due> open() {
    Relation relation = relation();
    List<Due> open = new ArrayList<>();
    relation.openAccounts(today.get()).forEach(each -> open.add(due(each)));
    relation.openStatements(today.get()).forEach(each -> open.addAll(dues(each)));
    open.sort(Comparator.comparing(Due::first));
    return open;
  }

  private Due due(AccountDue account) {
    Due.What what =
        switch (account.standing()) {
          case TO_BE_SENT -> Due.What.ACCOUNT;
          case OPEN_TO_QUESTIONS -> Due.What.QUESTIONS;
          case QUESTIONED, ACCEPTED, TACITLY_ACCEPTED -> Due.What.AGREEMENT;
        };
    Optional<PartyId> from =
        switch (what) {
          case ACCOUNT -> Optional.of(account.by());
          case QUESTIONS -> Optional.of(other(account.by()));
          default -> Optional.empty();
        };
    return new Due(
        account.period(),
        what,
        from,
        account.until(),
        account.late(),
        BigDecimal.ZERO,
        BigDecimal.ZERO);
  }

  private List<Due> dues(StatementDue statement) {
    Due toSend = due(statement, Due.What.STATEMENT, Optional.empty());
    Due toPay =
        new Due(
            statement.first(),
            Due.What.PAYMENT,
            statement.debtor(),
            statement.until(),
            statement.late(),
            statement.open(),
            statement.interest());
    return switch (statement.standing()) {
      case WAITING_FOR_ACCOUNTS, PAID, NOTHING_OWED -> List.of();
      case TO_BE_SENT -> List.of(toSend);
      case TO_BE_ENDORSED ->
          List.of(due(statement, Due.What.ENDORSEMENT, unsigned(statement)), toPay);
      case TO_BE_PAID -> List.of(toPay);
    };
  }

  private static Due due(StatementDue statement, Due.What what, Optional<PartyId> from) {
    return new Due(
        statement.first(), what, from, Optional.empty(), false, BigDecimal.ZERO, BigDecimal.ZERO);
  }

  /// The party whose signature is missing in a month of the statement.
  private Optional<PartyId> unsigned(StatementDue statement) {
    YearMonth month = statement.first();
    while (!month.isAfter(statement.last())) {
      Map<PartyId, String> signed = steps.month(month).signed();
      if (signed.size() == 1) {
        return Optional.of(signed.containsKey(us) ? them : us);
      }
      month = month.plusMonths(1);
    }
    return Optional.empty();
  }

  private PartyId other(PartyId party) {
    return party.equals(us) ? them : us;
  }

  // From steps to happenings

  private Folded fold(Optional<Payment> one) {
    List<Happening> all = new ArrayList<>();
    Map<YearMonth, Sent> sent = new TreeMap<>();
    List<YearMonth> periods = store.periods();
    Relation relation = opened(periods);
    for (YearMonth period : periods) {
      Known month = known(period);
      all.addAll(month.happenings());
      month.sent().ifPresent(each -> sent.put(period, each));
    }
    all.addAll(sendings(relation, sent));
    periods.forEach(period -> payments(period).forEach(each -> all.add(paid(each))));
    one.ifPresent(each -> all.add(paid(each)));
    all.sort(Comparator.comparing(Happening::on));
    List<SetAside> setAside = new ArrayList<>();
    for (Happening each : all) {
      switch (relation.take(each)) {
        case Relation.Outcome.Taken taken -> relation = taken.relation();
        case Relation.Outcome.Refused(Refusal refusal) -> setAside.add(new SetAside(each, refusal));
      }
    }
    return new Folded(relation, setAside);
  }

  /// A relation begins with the oldest month of which anything crossed, or with the last month.
  private Relation opened(List<YearMonth> periods) {
    Interest interest =
        new Interest(
            agreement.clocks().interestPercent(),
            agreement.clocks().interestYearDays(),
            agreement.form().rounding().decimals(),
            agreement.form().rounding().mode());
    PartyId first = us.value().compareTo(them.value()) < 0 ? us : them;
    YearMonth begin =
        periods.isEmpty() ? YearMonth.from(today.get()).minusMonths(1) : periods.getFirst();
    return Relation.open(agreement.clocks(), interest, first, other(first), begin);
  }

  private Known known(YearMonth period) {
    int count = store.steps(period).size();
    Known before = known.get(period);
    if (before != null && before.steps() == count) {
      return before;
    }
    Known now = tell(period, count);
    known.put(period, now);
    return now;
  }

  private Known tell(YearMonth period, int count) {
    List<Happening> happenings = new ArrayList<>();
    Optional<LocalDate> first = Optional.empty();
    Optional<LocalDate> second = Optional.empty();
    for (MonthSteps.Taken taken : steps.taken(period)) {
      Optional<LocalDate> day = VoiceDesk.posted(taken).map(posted -> posted.day(agreement.zone()));
      day.ifPresent(on -> happenings.addAll(happenings(period, taken, on)));
      if (taken.step() instanceof Step.Signed) {
        second = first.isPresent() ? day : Optional.empty();
        first = first.isPresent() ? first : day;
      }
    }
    Optional<NetStatement> statement =
        first.isPresent() ? statements.month(period) : Optional.empty();
    Optional<LocalDate> sentOn = first;
    Optional<LocalDate> endorsedOn = second;
    return new Known(
        count, happenings, statement.map(each -> new Sent(each, sentOn.orElseThrow(), endorsedOn)));
  }

  private List<Happening> happenings(YearMonth period, MonthSteps.Taken taken, LocalDate on) {
    boolean agreed = taken.before().agreed().size() < 2 && taken.after().agreed().size() == 2;
    return switch (taken.step()) {
      case Step.Declared declared ->
          List.of(new Happening.AccountReceived(period, declared.by(), on));
      case Step.Contested contested ->
          List.of(new Happening.Questioned(period, other(contested.by()), on));
      case Step.Agreed _ ->
          agreed
              ? List.of(
                  new Happening.Accepted(period, us, on), new Happening.Accepted(period, them, on))
              : List.of();
      case Step.Answered _, Step.Signed _ -> List.of();
    };
  }

  /// The statements of settlement periods of which every month's statement was signed.
  private List<Happening> sendings(Relation relation, Map<YearMonth, Sent> sent) {
    Map<YearMonth, List<Sent>> grouped = new TreeMap<>();
    sent.forEach((period, each) ->
        grouped.computeIfAbsent(relation.firstOf(period), _ -> new ArrayList<>()).add(each));
    List<Happening> all = new ArrayList<>();
    grouped.forEach((first, months) -> {
      if (months.size() == statements.monthsOf(first).size()) {
        all.addAll(sendings(first, months));
      }
    });
    return all;
  }

  private static List<Happening> sendings(YearMonth first, List<Sent> months) {
    SettlementStatement statement =
        SettlementStatement.of(months.stream().map(Sent::statement).toList());
    LocalDate on = months.stream().map(Sent::on).max(Comparator.naturalOrder()).orElseThrow();
    List<Happening> all = new ArrayList<>();
    all.add(
        new Happening.StatementReceived(
            first, statement.debtor(), statement.net(), on, Optional.of(statement.dueOn())));
    if (statement.debtor().isPresent()
        && months.stream().allMatch(each -> each.endorsed().isPresent())) {
      months.stream()
          .flatMap(each -> each.endorsed().stream())
          .max(Comparator.naturalOrder())
          .ifPresent(last -> all.add(new Happening.Endorsed(first, last)));
    }
    return all;
  }

  private List<Payment> payments(YearMonth period) {
    List<Payment> payments = new ArrayList<>();
    for (Json.Obj row : store.steps(period)) {
      JsonObjectReader in = row.asObject("step");
      if (in.string("type").equals(PAYMENT)) {
        payments.add(Payment.read(MonthSteps.body(row)));
      }
    }
    return payments;
  }

  /// The payments of the settlement period that holds a month, in the order they were recorded.
  public List<Payment> paymentsOf(YearMonth period) {
    return payments(relation().firstOf(period));
  }

  private static Happening paid(Payment payment) {
    return new Happening.Paid(payment.first(), payment.amount(), payment.on());
  }

  // Payments

  /// A payment that arrived for the settlement period that holds a month, with the digest of its
  /// statement, where there is one.
  public Payment payment(YearMonth period, BigDecimal amount, LocalDate on) {
    return new Payment(
        us,
        agreement.clocks().firstOf(period),
        statements.settlement(period).map(SettlementStatement::digest),
        amount,
        on);
  }

  /// Confirms that money arrived; the other party hears of it once a second person approved.
  public Proposal proposePayment(Payment payment, Person by) {
    return approvals.propose("voice." + PAYMENT, payment.json(), by);
  }

  /// Why a payment cannot be recorded as things stand.
  public Optional<Refusal> refuses(Payment payment) {
    return refusal(payment, us, today.get());
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
    Optional<Refusal> refusal = refusal(payment, them, posted.day(agreement.zone()));
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
    Json.Builder row = Json.Obj.with().put("type", PAYMENT).put("body", payment.json());
    store.addStep(payment.first(), posted.writeInto(row).end());
  }

  private Optional<Refusal> refusal(Payment payment, PartyId sender, LocalDate day) {
    StatementDue due = relation().statement(payment.first(), day);
    boolean creditor =
        payment.by().equals(sender) && due.debtor().equals(Optional.of(other(sender)));
    if (!creditor || !due.first().equals(payment.first())) {
      return Optional.of(
          Refusal.of(
              "voice.payment.creditor",
              "يثبت الدفعةَ الدائنُ، عن كشف بينهما رصيده له",
              "a payment is confirmed by the creditor of a statement"));
    }
    if (payment.on().isAfter(day)
        || payment.amount().scale() > agreement.form().rounding().decimals()) {
      return Optional.of(
          Refusal.of(
              "voice.payment.day",
              "يوم وصول الدفعة في المستقبل، أو كسور أدق من العملة",
              "the day of the payment lies ahead, or its amount is finer than the currency"));
    }
    Optional<String> digest =
        statements.settlement(payment.first()).map(SettlementStatement::digest);
    if (payment.statement().isPresent() && !payment.statement().equals(digest)) {
      return Optional.of(
          Refusal.of(
              "voice.payment.statement",
              "الدفعة عن كشف آخر غير الكشف الذي لدينا عن هذه المدة",
              "the payment names another statement than the one we have of this period"));
    }
    Happening wish = paid(payment);
    return fold(Optional.of(payment)).setAside().stream()
        .filter(each -> each.happening() == wish || each.happening().equals(wish))
        .map(SetAside::refusal)
        .findFirst();
  }
}
