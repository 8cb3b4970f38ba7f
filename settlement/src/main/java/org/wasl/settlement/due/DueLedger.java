package org.wasl.settlement.due;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.wasl.settlement.agreeing.Step;
import org.wasl.settlement.keeping.MonthSteps;
import org.wasl.settlement.keeping.StepStore;
import org.wasl.terms.PartyId;
import org.wasl.terms.Refusal;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;

/// What is due between both parties, told from the steps of the months and from payments. Each step
/// counts from the day on which it crossed, so that both nodes say the same.
///
/// The earlier of two signatures is the sending of the statement, the later its endorsement, also
/// where they cross on the line: which one a node saw first does not matter. Payment is in time
/// until the later of two days: the one that the signed statement names, and the one that the
/// agreement's clock gives from its sending.
public final class DueLedger {
  /// Type of message and of stored step.
  public static final String PAYMENT = "payment";

  private final DueRules rules;
  private final PartyId us;
  private final PartyId them;
  private final StepStore store;
  private final MonthSteps steps;
  private final Function<Json.Obj, Optional<LocalDate>> crossed;
  private final Statements statements;
  private final Map<YearMonth, Known> known = new ConcurrentHashMap<>();
  private final Map<YearMonth, Made> made = new ConcurrentHashMap<>();

  /// The statements of a service.
  public interface Statements {
    /// The months of the settlement period that holds a month.
    List<YearMonth> monthsOf(YearMonth month);

    /// The statement of that period, once both agreed on every month of it.
    Optional<Statement> of(YearMonth month);
  }

  /// What a statement says of the balance.
  ///
  /// @param debtor absent when nothing is owed
  /// @param net zero or more
  /// @param dueOn the last day of payment that it names
  /// @param digest of its canonical data
  public record Statement(
      Optional<PartyId> debtor, BigDecimal net, LocalDate dueOn, String digest) {}

  /// What happened in a month whose steps were so many.
  ///
  /// @param sent the earlier day of the signatures
  /// @param endorsed the later one, once there are two
  private record Known(
      int steps,
      List<Happening> happenings,
      List<Payment> payments,
      Optional<LocalDate> sent,
      Optional<LocalDate> endorsed) {}

  /// The statement of a settlement period when there were so many steps in all.
  private record Made(long steps, Optional<Statement> statement) {}

  /// When the statement of a month was sent and endorsed: signed, or by silence.
  private record Settled(LocalDate sent, Optional<LocalDate> endorsed) {
    static Settled of(Known month) {
      return new Settled(month.sent().orElseThrow(), month.endorsed());
    }

    static Settled bySilence(LocalDate since) {
      return new Settled(since, Optional.of(since));
    }
  }

  /// Something that came outside its time, and why it does not count.
  public record SetAside(Happening happening, Refusal refusal) {}

  private record Folded(Relation relation, List<SetAside> setAside) {}

  /// @param crossed the day on which the step of a kept row crossed, in the agreement's zone
  public DueLedger(
      DueRules rules,
      MonthSteps steps,
      StepStore store,
      Function<Json.Obj, Optional<LocalDate>> crossed,
      Statements statements) {
    this.rules = rules;
    this.us = steps.us();
    this.them = steps.them();
    this.store = store;
    this.steps = steps;
    this.crossed = crossed;
    this.statements = statements;
  }

  // What is due

  public Relation relation(LocalDate today) {
    return fold(Optional.empty(), today).relation();
  }

  /// What came too late, or too early, to count for the time limits.
  public List<SetAside> setAside(LocalDate today) {
    return fold(Optional.empty(), today).setAside();
  }

  /// Where the statement of the settlement period that holds a month stands.
  public StatementDue statement(YearMonth period, LocalDate today) {
    return relation(today).statement(period, today);
  }

  /// All that is open, the oldest month first.
  public List<Due> open(LocalDate today) {
    Relation relation = relation(today);
    List<Due> open = new ArrayList<>();
    relation.openAccounts(today).forEach(each -> open.add(due(each)));
    relation.openStatements(today).forEach(each -> open.addAll(dues(each)));
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
            statement.last(),
            Due.What.PAYMENT,
            statement.debtor(),
            statement.until(),
            statement.late(),
            statement.open(),
            statement.interest());
    return switch (statement.standing()) {
      case WAITING_FOR_ACCOUNTS, NOTHING_OWED -> List.of();
      case PAID -> statement.interest().signum() > 0 ? List.of(interest(statement)) : List.of();
      case TO_BE_SENT -> List.of(toSend);
      case TO_BE_ENDORSED ->
          List.of(due(statement, Due.What.ENDORSEMENT, unsigned(statement)), toPay);
      case TO_BE_PAID -> List.of(toPay);
    };
  }

  /// What was paid is paid, and came late.
  private static Due interest(StatementDue statement) {
    return new Due(
        statement.first(),
        statement.last(),
        Due.What.INTEREST,
        statement.debtor(),
        Optional.empty(),
        false,
        BigDecimal.ZERO,
        statement.interest());
  }

  private static Due due(StatementDue statement, Due.What what, Optional<PartyId> from) {
    return new Due(
        statement.first(),
        statement.last(),
        what,
        from,
        Optional.empty(),
        false,
        BigDecimal.ZERO,
        BigDecimal.ZERO);
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

  private Folded fold(Optional<Payment> one, LocalDate today) {
    List<Happening> all = new ArrayList<>();
    List<Happening> paid = new ArrayList<>();
    Map<YearMonth, Known> signed = new TreeMap<>();
    SequencedMap<YearMonth, Integer> counts = store.counts();
    Relation relation = opened(List.copyOf(counts.sequencedKeySet()), today);
    for (Map.Entry<YearMonth, Integer> each : counts.entrySet()) {
      YearMonth period = each.getKey();
      Known month = known(period, each.getValue());
      all.addAll(month.happenings());
      month.payments().forEach(payment -> paid.add(paid(payment)));
      if (month.sent().isPresent()) {
        signed.put(period, month);
      }
    }
    Map<YearMonth, Settled> settled = new TreeMap<>();
    signed.forEach((period, month) -> settled.put(period, Settled.of(month)));
    Relation accounts = accounts(today);
    for (YearMonth period : counts.keySet()) {
      if (!signed.containsKey(period)) {
        accounts
            .acceptedSince(period, today)
            .filter(_ -> !isAgreed(period))
            .ifPresent(since -> settled.put(period, Settled.bySilence(since)));
      }
    }
    List<Happening> sent = sendings(relation, settled);
    one.ifPresent(each -> paid.add(paid(each)));
    all.addAll(sent);
    paid.forEach(each -> all.add(notBefore(sent, each)));
    List<SetAside> setAside = new ArrayList<>();
    return new Folded(taken(relation, all, setAside), setAside);
  }

  /// A payment that came before its statement, which a step on its way opened again, counts from
  /// the day of the statement.
  private static Happening notBefore(List<Happening> sent, Happening payment) {
    return sent.stream()
        .filter(each ->
            each instanceof Happening.StatementReceived
                && each.month().equals(payment.month())
                && each.on().isAfter(payment.on()))
        .findFirst()
        .<Happening>flatMap(each ->
            payment instanceof Happening.Paid(YearMonth month, BigDecimal amount, LocalDate _)
                ? Optional.of(new Happening.Paid(month, amount, each.on()))
                : Optional.empty())
        .orElse(payment);
  }

  private static Relation taken(
      Relation opened, List<Happening> happenings, List<SetAside> setAside) {
    Relation relation = opened;
    List<Happening> all = new ArrayList<>(happenings);
    all.sort(Comparator.comparing(Happening::on));
    for (Happening each : all) {
      switch (relation.take(each)) {
        case Relation.Outcome.Taken taken -> relation = taken.relation();
        case Relation.Outcome.Refused(Refusal refusal) -> setAside.add(new SetAside(each, refusal));
      }
    }
    return relation;
  }

  /// Since when the account of a month stands because both parties, or the one that sent none, let
  /// the time for questions go: nobody changes it any more, and its statement is due.
  public Optional<LocalDate> silentSince(YearMonth period, LocalDate today) {
    return isAgreed(period) ? Optional.empty() : accounts(today).acceptedSince(period, today);
  }

  private boolean isAgreed(YearMonth period) {
    return steps.month(period).agreed().size() == 2;
  }

  /// Where the accounts stand, whatever statements and payments there are.
  private Relation accounts(LocalDate today) {
    List<Happening> all = new ArrayList<>();
    SequencedMap<YearMonth, Integer> counts = store.counts();
    counts.forEach((month, count) -> all.addAll(known(month, count).happenings()));
    return taken(opened(List.copyOf(counts.sequencedKeySet()), today), all, new ArrayList<>());
  }

  /// Why a step comes too late: by its day, so that both nodes say the same of it. A month that
  /// stands by silence takes none; before, no account is replaced or questioned that was accepted.
  public Optional<Refusal> late(Step step, YearMonth period, LocalDate day) {
    if (isAgreed(period)) {
      return Optional.empty();
    }
    Relation relation = accounts(day);
    Optional<LocalDate> silent = relation.acceptedSince(period, day);
    if (silent.isPresent()) {
      return silent.map(DueLedger::silent);
    }
    return switch (step) {
      case Step.Declared declared -> relation.closed(period, declared.by(), day);
      case Step.Contested contest -> relation.unquestionable(period, other(contest.by()), day);
      case Step.Answered _, Step.Agreed _, Step.Signed _ -> Optional.empty();
    };
  }

  private static Refusal silent(LocalDate since) {
    return Refusal.of(
        "due.silent",
        "قُبل حساب هذا الشهر بانقضاء مدة الأسئلة منذ "
            + since
            + "؛ تُدرج السجلات المتأخرة في حساب لاحق",
        "this month's account was accepted when the time for questions ended, on "
            + since
            + "; late records go into a later account");
  }

  /// A relation begins with the oldest month of which anything crossed, or with the last month.
  private Relation opened(List<YearMonth> periods, LocalDate today) {
    PartyId first = us.value().compareTo(them.value()) < 0 ? us : them;
    YearMonth begin = periods.isEmpty() ? YearMonth.from(today).minusMonths(1) : periods.getFirst();
    return Relation.open(rules, first, other(first), begin);
  }

  private Known known(YearMonth period, int count) {
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
    List<LocalDate> signed = new ArrayList<>();
    List<LocalDate> agreed = new ArrayList<>();
    for (MonthSteps.Taken taken : steps.taken(period)) {
      Optional<LocalDate> day = crossed.apply(taken.row());
      day.ifPresent(on -> happenings.addAll(happenings(period, taken, on)));
      switch (taken.step()) {
        case Step.Signed _ -> day.ifPresent(signed::add);
        case Step.Agreed _ -> day.ifPresent(agreed::add);
        default -> {}
      }
    }
    if (steps.month(period).agreed().size() == 2 && !agreed.isEmpty()) {
      LocalDate on = Collections.max(agreed);
      happenings.add(new Happening.Accepted(period, us, on));
      happenings.add(new Happening.Accepted(period, them, on));
    }
    return new Known(
        count,
        happenings,
        paid(period),
        signed.stream().min(Comparator.naturalOrder()),
        signed.size() == 2 ? Optional.of(Collections.max(signed)) : Optional.empty());
  }

  private List<Happening> happenings(YearMonth period, MonthSteps.Taken taken, LocalDate on) {
    return switch (taken.step()) {
      case Step.Declared declared ->
          List.of(new Happening.AccountReceived(period, declared.by(), on));
      case Step.Contested contested ->
          List.of(new Happening.Questioned(period, other(contested.by()), on));
      case Step.Agreed _, Step.Answered _, Step.Signed _ -> List.of();
    };
  }

  /// The statements of settlement periods of which every month was signed, or stands by silence.
  private List<Happening> sendings(Relation relation, Map<YearMonth, Settled> settled) {
    Map<YearMonth, List<Settled>> grouped = new TreeMap<>();
    settled.forEach((period, each) ->
        grouped.computeIfAbsent(relation.firstOf(period), _ -> new ArrayList<>()).add(each));
    List<Happening> all = new ArrayList<>();
    grouped.forEach((first, months) -> {
      if (months.size() == statements.monthsOf(first).size()) {
        made(first).ifPresent(each -> all.addAll(sendings(first, each, months)));
      }
    });
    return all;
  }

  private Optional<Statement> made(YearMonth first) {
    long count = known.values().stream().mapToLong(Known::steps).sum();
    Made before = made.get(first);
    if (before != null && before.steps() == count && before.statement().isPresent()) {
      return before.statement();
    }
    Optional<Statement> now = statements.of(first);
    made.put(first, new Made(count, now));
    return now;
  }

  private static List<Happening> sendings(
      YearMonth first, Statement statement, List<Settled> months) {
    LocalDate on = months.stream().map(Settled::sent).max(Comparator.naturalOrder()).orElseThrow();
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

  // Payments

  private List<Payment> paid(YearMonth period) {
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
  public List<Payment> payments(YearMonth period) {
    List<Payment> all = new ArrayList<>();
    YearMonth last = lastOf(period);
    for (YearMonth each = firstOf(period); !each.isAfter(last); each = each.plusMonths(1)) {
      all.addAll(paid(each));
    }
    return all;
  }

  private YearMonth firstOf(YearMonth month) {
    return rules.clocks(month).firstOf(month);
  }

  private YearMonth lastOf(YearMonth month) {
    return rules.clocks(month).lastOf(month);
  }

  private static Happening paid(Payment payment) {
    return payment.isInterest()
        ? new Happening.InterestPaid(payment.first(), payment.amount(), payment.on())
        : new Happening.Paid(payment.first(), payment.amount(), payment.on());
  }

  /// A payment that arrived for the settlement period that holds a month, with the digest of its
  /// statement, where there is one.
  ///
  /// @param isInterest whether it pays interest, not the balance
  public Payment payment(YearMonth period, BigDecimal amount, LocalDate on, boolean isInterest) {
    return new Payment(
        us, firstOf(period), made(firstOf(period)).map(Statement::digest), amount, on, isInterest);
  }

  /// The month among whose steps a payment is kept: the last of its period, which has steps before
  /// anything can be paid, so that no month seems begun by a payment.
  public YearMonth monthOf(Payment payment) {
    return lastOf(payment.first());
  }

  /// A payment as a row to be kept; who keeps it adds as which message it crossed.
  public static Json.Builder row(Payment payment) {
    return Json.Obj.with().put("type", PAYMENT).put("body", payment.json());
  }

  /// Why a payment does not count, or makes one that was recorded not count.
  ///
  /// @param sender who confirms it
  /// @param day on which that is said
  public Optional<Refusal> refusal(Payment payment, PartyId sender, LocalDate day) {
    StatementDue due = statement(payment.first(), day);
    boolean creditor =
        payment.by().equals(sender) && due.debtor().equals(Optional.of(other(sender)));
    if (!creditor || !due.first().equals(payment.first())) {
      return Optional.of(
          Refusal.of(
              "due.creditor",
              "يثبت الدفعةَ الدائنُ، عن كشف بينهما رصيده له",
              "a payment is confirmed by the creditor of a statement"));
    }
    if (payment.on().isAfter(day)
        || payment.amount().scale() > rules.form(payment.first()).rounding().decimals()) {
      return Optional.of(
          Refusal.of(
              "due.day",
              "يوم وصول الدفعة في المستقبل، أو كسور أدق من العملة",
              "the day of the payment lies ahead, or its amount is finer than the currency"));
    }
    Optional<String> digest = made(payment.first()).map(Statement::digest);
    if (payment.statement().isPresent() && !payment.statement().equals(digest)) {
      return Optional.of(
          Refusal.of(
              "due.other-statement",
              "الدفعة عن كشف آخر غير الكشف الذي لدينا عن هذه المدة",
              "the payment names another statement than the one we have of this period"));
    }
    List<SetAside> aside = new ArrayList<>(fold(Optional.of(payment), day).setAside());
    fold(Optional.empty(), day).setAside().forEach(aside::remove);
    return aside.stream().map(SetAside::refusal).findFirst();
  }
}
