package org.wasl.settlement.due;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wasl.settlement.due.Happening.Accepted;
import org.wasl.settlement.due.Happening.AccountReceived;
import org.wasl.settlement.due.Happening.Endorsed;
import org.wasl.settlement.due.Happening.InterestPaid;
import org.wasl.settlement.due.Happening.Paid;
import org.wasl.settlement.due.Happening.Questioned;
import org.wasl.settlement.due.Happening.StatementReceived;
import org.wasl.terms.PartyId;
import org.wasl.terms.Refusal;

/// The settlement relation of two parties through time: what happened, and from it what is due on
/// any day. A pure fold, so that both nodes say the same; time limits come from the agreement's
/// clocks.
///
/// Immutable.
public final class Relation {
  /// How many months a relation looks back at the most: a hundred years.
  private static final int MOST_MONTHS = 1_200;

  private final DueRules rules;
  private final PartyId one;
  private final PartyId other;
  private final YearMonth first;
  private final List<Happening> happenings;
  private final Map<YearMonth, List<Happening>> bySettlementPeriod = new HashMap<>();

  private Relation(
      DueRules rules, PartyId one, PartyId other, YearMonth first, List<Happening> happenings) {
    this.rules = rules;
    this.one = one;
    this.other = other;
    this.first = first;
    this.happenings = List.copyOf(happenings);
    for (Happening each : happenings) {
      bySettlementPeriod.computeIfAbsent(firstOf(each.month()), _ -> new ArrayList<>()).add(each);
    }
  }

  /// What happened, in the order in which it was taken; days never go back.
  public List<Happening> happenings() {
    return happenings;
  }

  /// A relation in which nothing happened yet.
  ///
  /// @param first month that is settled
  public static Relation open(DueRules rules, PartyId one, PartyId other, YearMonth first) {
    return new Relation(rules, one, other, first, List.of());
  }

  /// What became of a happening.
  public sealed interface Outcome {
    record Taken(Relation relation) implements Outcome {}

    record Refused(Refusal refusal) implements Outcome {}
  }

  /// Takes a happening, if the rules allow it on its day.
  public Outcome take(Happening happening) {
    if (!happenings.isEmpty() && happening.on().isBefore(happenings.getLast().on())) {
      return refused("due.order", "تاريخ أقدم مما سُجّل", "an earlier day than what was recorded");
    }
    Optional<Refusal> refusal =
        switch (happening) {
          case AccountReceived each -> refuses(each);
          case Questioned each -> refuses(each);
          case Accepted each -> refuses(each);
          case StatementReceived each -> refuses(each);
          case Endorsed each ->
              requireStanding(each.first(), each.on(), StatementDue.Standing.TO_BE_ENDORSED);
          case Paid each -> refuses(each);
          case InterestPaid each -> refuses(each);
        };
    if (refusal.isPresent()) {
      return new Outcome.Refused(refusal.get());
    }
    List<Happening> more = new ArrayList<>(happenings);
    more.add(happening);
    return new Outcome.Taken(new Relation(rules, one, other, first, more));
  }

  private Optional<Refusal> refuses(AccountReceived each) {
    boolean stranger = !each.by().equals(one) && !each.by().equals(other);
    if (stranger || each.period().isBefore(first)) {
      return Optional.of(
          refusal("due.stranger", "ليس حساباً بين الطرفين", "not an account of these parties"));
    }
    if (!each.on().isAfter(each.period().atEndOfMonth())) {
      return Optional.of(refusal("due.early", "لم ينته الشهر بعد", "the month has not ended yet"));
    }
    return closed(each.period(), each.by(), each.on());
  }

  /// Why a party may not send an account of a month on a day any more: its own was accepted, or it
  /// sent none in time and let the time for questions about the other one's go.
  public Optional<Refusal> closed(YearMonth period, PartyId by, LocalDate on) {
    return settledSince(period, by, on).isPresent()
        ? Optional.of(
            refusal(
                "due.closed",
                "قُبل حساب هذا الشهر؛ تُدرج السجلات المتأخرة في حساب لاحق",
                "this month's account was accepted; late records go into a later account"))
        : Optional.empty();
  }

  /// Why nobody may question an account on a day any more.
  public Optional<Refusal> unquestionable(YearMonth period, PartyId accountOf, LocalDate on) {
    AccountDue due = account(period, accountOf, on);
    return due.standing().isAccepted() ? Optional.of(tooLate(due)) : Optional.empty();
  }

  private static Refusal tooLate(AccountDue due) {
    return refusal(
        "due.question-late",
        "يُسأل عن الحساب خلال مدته بعد استلامه: " + due.standing(),
        "an account is questioned within its time after it arrived: " + due.standing());
  }

  private Optional<Refusal> refuses(Questioned each) {
    AccountDue due = account(each.period(), each.accountOf(), each.on());
    return due.standing() == AccountDue.Standing.OPEN_TO_QUESTIONS
        ? Optional.empty()
        : Optional.of(tooLate(due));
  }

  private Optional<Refusal> refuses(Accepted each) {
    AccountDue.Standing standing = account(each.period(), each.accountOf(), each.on()).standing();
    boolean open =
        standing == AccountDue.Standing.OPEN_TO_QUESTIONS
            || standing == AccountDue.Standing.QUESTIONED;
    return open
        ? Optional.empty()
        : Optional.of(
            refusal(
                "due.acceptance",
                "لا حساب مفتوحاً للقبول: " + standing,
                "there is no account to accept: " + standing));
  }

  private Optional<Refusal> refuses(StatementReceived each) {
    if (each.net().signum() < 0 || each.debtor().isPresent() != (each.net().signum() > 0)) {
      return Optional.of(
          refusal("due.balance", "رصيد بلا مدين أو مدين بلا رصيد", "a debtor owes a balance"));
    }
    return requireStanding(each.first(), each.on(), StatementDue.Standing.TO_BE_SENT);
  }

  private Optional<Refusal> refuses(Paid each) {
    StatementDue due = statement(each.first(), each.on());
    boolean owed =
        due.standing() == StatementDue.Standing.TO_BE_ENDORSED
            || due.standing() == StatementDue.Standing.TO_BE_PAID;
    if (!owed) {
      return Optional.of(
          refusal(
              "due.payment",
              "لا دفعة مستحقة: " + due.standing(),
              "nothing is to be paid: " + due.standing()));
    }
    return each.amount().signum() <= 0 || each.amount().compareTo(due.open()) > 0
        ? Optional.of(
            refusal(
                "due.amount",
                "المبلغ بين صفر والمتبقي " + due.open(),
                "an amount above zero and up to what is open, " + due.open()))
        : Optional.empty();
  }

  private Optional<Refusal> refuses(InterestPaid each) {
    BigDecimal due = statement(each.first(), each.on()).interest();
    return each.amount().signum() <= 0 || each.amount().compareTo(due) > 0
        ? Optional.of(
            refusal(
                "due.interest",
                "المبلغ بين صفر والفائدة حتى ذلك اليوم " + due,
                "an amount above zero and up to the interest until that day, " + due))
        : Optional.empty();
  }

  private Optional<Refusal> requireStanding(
      YearMonth month, LocalDate on, StatementDue.Standing wanted) {
    StatementDue.Standing standing = statement(month, on).standing();
    return standing == wanted
        ? Optional.empty()
        : Optional.of(
            refusal(
                "due.statement",
                "الكشف في مرحلة أخرى: " + standing,
                "the statement stands elsewhere: " + standing));
  }

  private static Outcome refused(String code, String ar, String en) {
    return new Outcome.Refused(Refusal.of(code, ar, en));
  }

  private static Refusal refusal(String code, String ar, String en) {
    return Refusal.of(code, ar, en);
  }

  // What is due

  /// Where one party's account of a month stands on a day; a newer account of the same month begins
  /// its time for questions anew.
  public AccountDue account(YearMonth period, PartyId by, LocalDate today) {
    LocalDate due = rules.clocks(period).accountDue(period);
    AccountDue standing =
        new AccountDue(
            period,
            by,
            AccountDue.Standing.TO_BE_SENT,
            period.atEndOfMonth().plusDays(1),
            Optional.of(due),
            today.isAfter(due));
    for (Happening each : until(period, today)) {
      standing = tacitly(standing, each.on());
      standing =
          switch (each) {
            case AccountReceived(YearMonth p, PartyId from, LocalDate on)
                when p.equals(period) && from.equals(by) ->
                standing(
                    standing,
                    AccountDue.Standing.OPEN_TO_QUESTIONS,
                    on,
                    Optional.of(rules.clocks(period).questionsUntil(on)));
            case Questioned(YearMonth p, PartyId of, LocalDate on)
                when p.equals(period) && of.equals(by) ->
                standing(standing, AccountDue.Standing.QUESTIONED, on, Optional.empty());
            case Accepted(YearMonth p, PartyId of, LocalDate on)
                when p.equals(period) && of.equals(by) ->
                standing(standing, AccountDue.Standing.ACCEPTED, on, Optional.empty());
            default -> standing;
          };
    }
    return tacitly(standing, today);
  }

  private static AccountDue standing(
      AccountDue before, AccountDue.Standing standing, LocalDate on, Optional<LocalDate> until) {
    return new AccountDue(before.period(), before.by(), standing, on, until, false);
  }

  /// The day after the last day for questions, an account that nobody questioned is accepted.
  private static AccountDue tacitly(AccountDue due, LocalDate today) {
    boolean silent =
        due.standing() == AccountDue.Standing.OPEN_TO_QUESTIONS
            && due.until().filter(today::isAfter).isPresent();
    return silent
        ? standing(
            due,
            AccountDue.Standing.TACITLY_ACCEPTED,
            due.until().orElseThrow().plusDays(1),
            Optional.empty())
        : due;
  }

  /// The first month of the settlement period that holds a month.
  public YearMonth firstOf(YearMonth month) {
    return rules.clocks(month).firstOf(month);
  }

  /// Where the statement of the settlement period that holds a month stands on a day.
  public StatementDue statement(YearMonth month, LocalDate today) {
    YearMonth from = firstOf(month);
    YearMonth last = rules.clocks(month).lastOf(month);
    Optional<LocalDate> accepted = acceptedSince(from, last, today);
    Optional<StatementReceived> statement =
        until(from, today).stream()
            .filter(StatementReceived.class::isInstance)
            .map(StatementReceived.class::cast)
            .filter(each -> firstOf(each.first()).equals(from))
            .findFirst();
    if (statement.isPresent()) {
      return sent(from, last, statement.get(), today);
    }
    return new StatementDue(
        from,
        last,
        accepted.isPresent()
            ? StatementDue.Standing.TO_BE_SENT
            : StatementDue.Standing.WAITING_FOR_ACCOUNTS,
        accepted.orElse(last.atEndOfMonth().plusDays(1)),
        Optional.empty(),
        false,
        Optional.empty(),
        BigDecimal.ZERO,
        BigDecimal.ZERO);
  }

  /// The day since which every account of a settlement period is accepted.
  private Optional<LocalDate> acceptedSince(YearMonth from, YearMonth last, LocalDate today) {
    LocalDate since = last.atEndOfMonth().plusDays(1);
    for (YearMonth each = from; !each.isAfter(last); each = each.plusMonths(1)) {
      Optional<LocalDate> month = acceptedSince(each, today);
      if (month.isEmpty() && !each.isBefore(first)) {
        return Optional.empty();
      }
      since = month.filter(since::isBefore).orElse(since);
    }
    return Optional.of(since);
  }

  /// The day since which both accounts of a month are accepted, or the only one, where the other
  /// party sent none in time and was silent about this one.
  public Optional<LocalDate> acceptedSince(YearMonth period, LocalDate today) {
    Optional<LocalDate> ofOne = settledSince(period, one, today);
    Optional<LocalDate> ofOther = settledSince(period, other, today);
    return ofOne.flatMap(a -> ofOther.map(b -> a.isAfter(b) ? a : b));
  }

  private Optional<LocalDate> settledSince(YearMonth period, PartyId by, LocalDate today) {
    AccountDue due = account(period, by, today);
    return due.standing().isAccepted() ? Optional.of(due.since()) : waivedSince(period, by, today);
  }

  /// The day since which a party may not send its account any more: it is overdue, and the party
  /// let the time go in which it could question the other one's.
  private Optional<LocalDate> waivedSince(YearMonth period, PartyId by, LocalDate today) {
    AccountDue theirs = account(period, by.equals(one) ? other : one, today);
    AccountDue own = account(period, by, today);
    boolean isSilent =
        own.standing() == AccountDue.Standing.TO_BE_SENT
            && own.late()
            && theirs.standing() == AccountDue.Standing.TACITLY_ACCEPTED;
    return isSilent
        ? own.until()
            .map(until -> until.plusDays(1))
            .map(d -> d.isAfter(theirs.since()) ? d : theirs.since())
        : Optional.empty();
  }

  private StatementDue sent(
      YearMonth from, YearMonth last, StatementReceived statement, LocalDate today) {
    LocalDate clock = statement.on().plusMonths(rules.clocks(last).paymentMonths());
    LocalDate payUntil = statement.payUntil().filter(clock::isBefore).orElse(clock);
    BigDecimal open = statement.net();
    BigDecimal amountDays = BigDecimal.ZERO;
    BigDecimal interestPaid = BigDecimal.ZERO;
    LocalDate since = statement.on();
    boolean endorsed = false;
    for (Happening each : until(from, today)) {
      switch (each) {
        case Endorsed(YearMonth month, LocalDate on) when firstOf(month).equals(from) -> {
          endorsed = true;
          since = on;
        }
        case Paid(YearMonth month, BigDecimal amount, LocalDate on)
            when firstOf(month).equals(from) -> {
          amountDays = amountDays.add(Interest.amountDays(amount, payUntil, on));
          open = open.subtract(amount);
          since = on;
        }
        case InterestPaid(YearMonth month, BigDecimal amount, LocalDate _)
            when firstOf(month).equals(from) ->
            interestPaid = interestPaid.add(amount);
        default -> {}
      }
    }
    amountDays = amountDays.add(Interest.amountDays(open, payUntil, today));
    StatementDue.Standing standing = standing(statement, open, endorsed);
    boolean owed = open.signum() > 0;
    return new StatementDue(
        from,
        last,
        standing,
        since,
        owed ? Optional.of(payUntil) : Optional.empty(),
        owed && today.isAfter(payUntil),
        statement.debtor(),
        open,
        rules.interest(last).of(amountDays).subtract(interestPaid));
  }

  private static StatementDue.Standing standing(
      StatementReceived statement, BigDecimal open, boolean endorsed) {
    if (statement.net().signum() == 0) {
      return StatementDue.Standing.NOTHING_OWED;
    }
    if (open.signum() == 0) {
      return StatementDue.Standing.PAID;
    }
    return endorsed ? StatementDue.Standing.TO_BE_PAID : StatementDue.Standing.TO_BE_ENDORSED;
  }

  private List<Happening> until(YearMonth month, LocalDate today) {
    return bySettlementPeriod.getOrDefault(firstOf(month), List.of()).stream()
        .filter(each -> !each.on().isAfter(today))
        .toList();
  }

  /// What is open on a day: accounts that are not accepted, oldest first.
  public List<AccountDue> openAccounts(LocalDate today) {
    List<AccountDue> open = new ArrayList<>();
    YearMonth last = YearMonth.from(today).minusMonths(1);
    YearMonth month = first;
    for (int i = 0; i < MOST_MONTHS && !month.isAfter(last); i++) {
      for (PartyId party : List.of(one, other)) {
        AccountDue due = account(month, party, today);
        if (!due.standing().isAccepted()) {
          open.add(due);
        }
      }
      month = month.plusMonths(1);
    }
    return open;
  }

  /// Statements that are neither paid, with interest, nor empty on a day, oldest first.
  public List<StatementDue> openStatements(LocalDate today) {
    List<StatementDue> open = new ArrayList<>();
    YearMonth month = firstOf(first);
    YearMonth last = YearMonth.from(today).minusMonths(1);
    for (int i = 0; i < MOST_MONTHS; i++) {
      if (rules.clocks(month).lastOf(month).isAfter(last)) {
        break;
      }
      StatementDue due = statement(month, today);
      boolean isOver =
          due.standing() == StatementDue.Standing.PAID
              || due.standing() == StatementDue.Standing.NOTHING_OWED;
      if (!isOver || due.interest().signum() > 0) {
        open.add(due);
      }
      month = rules.clocks(month).lastOf(month).plusMonths(1);
    }
    open.sort(Comparator.comparing(StatementDue::first));
    return open;
  }
}
