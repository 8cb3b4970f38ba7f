package org.wasl.post.exchange;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.wasl.border.Delivery;
import org.wasl.border.Delivery.Content;
import org.wasl.border.Draft;
import org.wasl.border.Lane;
import org.wasl.border.MessageHandler;
import org.wasl.border.MessageId;
import org.wasl.border.MessageKind;
import org.wasl.border.NodeId;
import org.wasl.border.Outbox;
import org.wasl.border.Posted;
import org.wasl.border.approval.Approvals;
import org.wasl.border.approval.Approvals.Decision;
import org.wasl.border.approval.Proposal;
import org.wasl.post.DispatchKey;
import org.wasl.post.OfficeCode;
import org.wasl.post.accounting.AccountItem;
import org.wasl.post.accounting.AccountMaker;
import org.wasl.post.accounting.AccountTerms;
import org.wasl.post.accounting.Booked;
import org.wasl.post.accounting.GeneralAccount;
import org.wasl.post.accounting.MonthPapers;
import org.wasl.post.accounting.RatedDispatch;
import org.wasl.post.inquiring.Indemnity;
import org.wasl.post.keeping.PostStore;
import org.wasl.post.keeping.Stored;
import org.wasl.post.rating.RatedMail;
import org.wasl.post.recording.Fact;
import org.wasl.post.wire.FactJson;
import org.wasl.settlement.Account;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;
import org.wasl.settlement.Terms;
import org.wasl.settlement.agreeing.AgreedAccount;
import org.wasl.settlement.agreeing.MonthCase;
import org.wasl.settlement.agreeing.Step;
import org.wasl.settlement.comparing.Comparison;
import org.wasl.settlement.contesting.Contest;
import org.wasl.settlement.contesting.ContestAnswer;
import org.wasl.settlement.contesting.ContestAnswer.Kind;
import org.wasl.settlement.due.DueLedger;
import org.wasl.settlement.due.DueRules;
import org.wasl.settlement.due.Payment;
import org.wasl.settlement.keeping.MonthSteps;
import org.wasl.settlement.keeping.StepStore;
import org.wasl.settlement.wire.StepJson;
import org.wasl.terms.DataClass;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.Progress;
import org.wasl.terms.Refusal;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.MalformedJsonException;

/// The desk of a post's accounts: makes and declares the account of a month from the dispatches,
/// compares it with the other post's, contests and answers lines, agrees and signs. Everything that
/// binds the post is a proposal that a second person approves; its effect, the message and the kept
/// step are one transaction.
///
/// Months are accounted one after the other: what was not known when a month was agreed stands in
/// the next account as a difference, and no agreed account is changed.
public final class AccountDesk implements MessageHandler {
  private static final String ACCOUNT = "account";
  private static final String SIGN = "sign";
  private static final String PAYMENT = "post." + type(DueLedger.PAYMENT);

  private final Parts parts;
  private final MonthSteps steps;
  private final DueLedger dues;

  /// Months on which both agreed; that is never undone.
  private final Set<YearMonth> agreedMonths = ConcurrentHashMap.newKeySet();

  /// What general accounts come to; they never change.
  private final Map<YearMonth, Balance> balances = new ConcurrentHashMap<>();

  /// Signed months whose papers come out as they were signed.
  private final Set<YearMonth> sound = ConcurrentHashMap.newKeySet();

  /// What a desk is made of.
  ///
  /// @param indemnities that became due or were taken back until the end of a month
  public record Parts(
      PostAgreement agreement,
      AccountTerms terms,
      PartyId us,
      PartyId them,
      NodeId peer,
      PostStore facts,
      Function<YearMonth, List<Indemnity>> indemnities,
      StepStore steps,
      Outbox outbox,
      Approvals approvals,
      InstantSource clock,
      Supplier<UUID> ids) {}

  public AccountDesk(Parts parts) {
    this.parts = parts;
    this.steps =
        new MonthSteps(
            _ -> new Terms(parts.terms().form(), parts.terms().tolerance()),
            parts.us(),
            parts.them(),
            parts.steps());
    for (String step : MonthSteps.TYPES) {
      parts.approvals().effect("post." + type(step), (proposal, _) -> carryOut(step, proposal));
    }
    this.dues =
        new DueLedger(
            DueRules.of(parts.terms().form(), parts.terms().clocks()),
            steps,
            parts.steps(),
            row -> Posted.of(row.asObject("step")).map(posted -> posted.day(parts.terms().zone())),
            new GeneralAccounts());
    parts.approvals().effect(PAYMENT, (proposal, _) -> carryOutPayment(proposal));
  }

  /// The message type of a step: `account`, `account-contest`, …
  private static String type(String step) {
    return step.equals(ACCOUNT) ? ACCOUNT : ACCOUNT + "-" + step;
  }

  private static MessageKind kind(String step) {
    return new MessageKind("post", type(step), 1);
  }

  public PartyId us() {
    return parts.us();
  }

  public PartyId them() {
    return parts.them();
  }

  public AccountTerms terms() {
    return parts.terms();
  }

  // Making accounts

  private AccountMaker maker() {
    return new AccountMaker(
        parts.terms(), parts.agreement().tolerances(), this::postOf, parts.us());
  }

  private Optional<PartyId> postOf(OfficeCode office) {
    return List.of(parts.us(), parts.them()).stream()
        .filter(each -> parts.agreement().isOffice(each, office))
        .findFirst();
  }

  /// From the first month with steps or declared dispatches to the last one that is over, newest
  /// first: months without mail are accounted too.
  public List<YearMonth> months() {
    TreeSet<YearMonth> told = new TreeSet<>(steps.periods());
    told.addAll(parts.facts().declaredMonths());
    if (told.isEmpty()) {
      return List.of();
    }
    YearMonth over = YearMonth.from(today()).minusMonths(1);
    YearMonth last = told.last().isAfter(over) ? told.last() : over;
    List<YearMonth> months = new ArrayList<>();
    for (YearMonth each = last; !each.isBefore(told.first()); each = each.minusMonths(1)) {
      months.add(each);
    }
    return months;
  }

  /// The account of a month as it comes out now.
  public AccountMaker.Made account(YearMonth period, Progress progress) {
    AccountMaker.Making making = maker().making(period, booked(period), progress);
    parts
        .facts()
        .declared(
            period.minusMonths(parts.terms().lookBackMonths()).atDay(1),
            period.atEndOfMonth(),
            (dispatch, facts) -> making.take(told(dispatch, facts)));
    making.take(parts.indemnities().apply(period));
    return making.made();
  }

  /// What the accounts before a month say.
  public Booked booked(YearMonth period) {
    return Booked.of(agreedBefore(period, period.minusYears(100)));
  }

  /// The agreed accounts of months from the first to before the second, in order.
  private List<AgreedAccount> agreedBefore(YearMonth end, YearMonth first) {
    return steps.periods().stream()
        .filter(each -> each.isBefore(end) && !each.isBefore(first))
        .sorted()
        .flatMap(each -> agreed(each).stream())
        .toList();
  }

  private Optional<AgreedAccount> agreed(YearMonth period) {
    return isAgreed(period) ? month(period).agreedAccount() : Optional.empty();
  }

  private boolean isAgreed(YearMonth period) {
    if (agreedMonths.contains(period)) {
      return true;
    }
    boolean isAgreed = month(period).agreed().size() == 2;
    if (isAgreed) {
      agreedMonths.add(period);
    }
    return isAgreed;
  }

  /// The first month that is accounted: the oldest on which both agreed, or of which anything
  /// crossed.
  private Optional<YearMonth> first() {
    List<YearMonth> all = steps.periods();
    return all.stream().filter(this::isAgreed).findFirst().or(() -> all.stream().findFirst());
  }

  private Optional<YearMonth> newestAgreed() {
    return steps.periods().reversed().stream().filter(this::isAgreed).findFirst();
  }

  /// How a dispatch is counted and priced in the account of a month.
  public Optional<RatedDispatch> rated(YearMonth period, DispatchKey dispatch) {
    return maker().rate(told(dispatch, accounted(dispatch)), period);
  }

  private static AccountMaker.Told told(DispatchKey dispatch, List<Stored> facts) {
    return new AccountMaker.Told(dispatch, PostStore.facts(facts), PostStore.told(facts));
  }

  private List<Stored> accounted(DispatchKey dispatch) {
    return parts.facts().ofDispatch(dispatch).stream()
        .filter(each -> !each.isBefore() && PostStore.isForAccounts(each.fact().deed()))
        .toList();
  }

  // The month

  /// The month as the kept steps tell it.
  public MonthCase month(YearMonth period) {
    return steps.month(period);
  }

  /// CN 55, CN 61 and CN 52 of a month, once both agreed.
  public Optional<MonthPapers> papers(YearMonth period) {
    return agreed(period)
        .map(account ->
            MonthPapers.of(
                parts.terms(),
                account,
                agreedBefore(period, parts.terms().firstOfSummary(period)),
                parts.terms().endsSummary(period) ? carriedInto(period) : Optional.empty()));
  }

  /// What the general account before carries into that of a period.
  private Optional<GeneralAccount.Carried> carriedInto(YearMonth period) {
    YearMonth last = parts.terms().firstOfSummary(period).minusMonths(1);
    return first().filter(each -> !last.isBefore(each)).isPresent()
        ? balance(last)
            .filter(Balance::isCarried)
            .map(each -> new GeneralAccount.Carried(each.debtor().orElseThrow(), each.net(), last))
        : Optional.empty();
  }

  /// What a general account comes to.
  ///
  /// @param isCarried whether it goes into the next one
  public record Balance(
      Optional<PartyId> debtor, BigDecimal net, boolean isCarried, LocalDate dueOn, String digest) {
    private static Balance of(GeneralAccount account) {
      return new Balance(
          account.debtor(), account.net(), account.isCarried(), account.dueOn(), account.digest());
    }
  }

  /// What the general account comes to that a month ends; nothing where it ends none, or before
  /// both agreed.
  public Optional<Balance> balance(YearMonth period) {
    if (!parts.terms().endsSummary(period) || !isAgreed(period)) {
      return Optional.empty();
    }
    Balance known = balances.get(period);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Balance> made = papers(period).flatMap(MonthPapers::general).map(Balance::of);
    made.ifPresent(each -> balances.put(period, each));
    return made;
  }

  /// Months whose signed papers no longer come out of the kept steps: the terms were changed under
  /// them. Nothing is accounted before they are put back.
  public List<YearMonth> changed() {
    List<YearMonth> changed = new ArrayList<>();
    for (YearMonth each : parts.steps().periods()) {
      List<String> signed = sound.contains(each) ? List.of() : signedDigests(each);
      if (!signed.isEmpty()) {
        Optional<String> now = papers(each).map(MonthPapers::digest);
        boolean isSound = signed.stream().allMatch(one -> now.equals(Optional.of(one)));
        (isSound ? sound : changed).add(each);
      }
    }
    return changed;
  }

  private List<String> signedDigests(YearMonth period) {
    List<String> digests = new ArrayList<>();
    for (Json.Obj row : parts.steps().steps(period)) {
      String type = row.asObject("step").string("type");
      if (type.equals(SIGN)
          && StepJson.read(type, MonthSteps.body(row)) instanceof Step.Signed signed) {
        digests.add(signed.statementDigest());
      }
    }
    return digests;
  }

  // Proposals

  /// What a wish to propose came to.
  public sealed interface Wish {
    record Proposed(Proposal proposal) implements Wish {}

    record Refused(Refusal refusal) implements Wish {}
  }

  private static Wish refusedWish(String code, String ar, String en) {
    return new Wish.Refused(Refusal.of(code, ar, en));
  }

  /// Proposes our account of a month that is over. Accounts follow one another without a gap from
  /// the first on which both agreed.
  public Wish proposeAccount(YearMonth period, Person by, Progress progress) {
    return early(period)
        .or(() -> outOfOrder(period))
        .<Wish>map(Wish.Refused::new)
        .orElseGet(() -> propose(new Step.Declared(account(period, progress).account()), by));
  }

  private Optional<Refusal> early(YearMonth period) {
    return today().isAfter(period.atEndOfMonth())
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                "post.account.early",
                "لم ينته الشهر " + period + " بعد",
                "the month " + period + " is not over yet"));
  }

  private Optional<Refusal> outOfOrder(YearMonth period) {
    Optional<YearMonth> newest = newestAgreed();
    if (newest.isPresent()) {
      YearMonth next = newest.get().plusMonths(1);
      return period.isAfter(next) ? Optional.of(order(next)) : passed(period);
    }
    return steps.periods().stream()
        .filter(each -> each.isBefore(period))
        .findFirst()
        .map(AccountDesk::order);
  }

  private static Refusal order(YearMonth first) {
    return Refusal.of(
        "post.account.order",
        "يُتفق أولاً على حساب " + first + "، فالحسابات تُبنى شهراً بعد شهر",
        "the account of " + first + " is agreed first: accounts follow one another");
  }

  private Optional<Refusal> passed(YearMonth period) {
    return newestAgreed()
        .filter(each -> each.isAfter(period))
        .map(each ->
            Refusal.of(
                "post.account.passed",
                "اتُّفق على حساب لاحق (" + each + ")؛ يدخل ما فات في الحساب التالي",
                "a later account (" + each + ") was agreed; what was left out goes into the next"));
  }

  /// A line whose item is not what its stream is about.
  private Optional<Refusal> misplaced(Account account) {
    return account.lines().stream()
        .map(Line::key)
        .filter(each -> !fits(each))
        .findFirst()
        .map(each ->
            Refusal.of(
                "post.account.item",
                "سطر ليس لما يحاسَب عليه في تياره: " + each,
                "a line that is not about what its stream accounts for: " + each));
  }

  private boolean fits(LineKey key) {
    char mailClass = parts.terms().mailClass(parts.terms().form().stream(key.stream()));
    return switch (AccountItem.of(key)) {
      case AccountItem.OfDispatch(DispatchKey dispatch) ->
          dispatch.id().series().mailClass() == mailClass;
      case AccountItem.OfInquiry _ -> mailClass == AccountTerms.INDEMNITIES;
    };
  }

  /// Nothing more is accounted while signed months come out otherwise than they were signed.
  private Optional<Refusal> unsound() {
    return changed().stream()
        .findFirst()
        .map(each ->
            Refusal.of(
                "post.account.changed",
                "لم تعد مستندات " + each + " تخرج كما وُقّعت؛ أعد الاتفاق كما كان",
                "the papers of "
                    + each
                    + " no longer come out as they were signed; put the agreement back"));
  }

  /// Contests the lines that we are owed and where the other post's figure is another one.
  public Wish proposeContest(YearMonth period, Person by) {
    Optional<Comparison> both = month(period).comparison();
    List<Contest.Item> items =
        both.map(Comparison::questionable).orElse(List.of()).stream()
            .filter(
                each -> parts.terms().form().stream(each.key().stream()).payee().equals(parts.us()))
            .limit(Contest.MAX_ITEMS)
            .map(each -> new Contest.Item(each.key(), each.ours(), cause(each)))
            .toList();
    if (both.isEmpty() || items.isEmpty()) {
      return refusedWish(
          "post.account.nothing", "لا سطر يُعترض عليه", "there is no line to contest");
    }
    return propose(
        new Step.Contested(
            new Contest(
                parts.ids().get(),
                parts.terms().form().agreement(),
                period,
                parts.us(),
                AgreedAccount.digestsOf(both.get().ours(), both.get().theirs()),
                items)),
        by);
  }

  /// Why two lines differ: one post does not have the dispatch, they count differently, or they
  /// count the same and price it differently.
  public static String cause(Comparison.Cell cell) {
    if (isZero(cell.ours())) {
      return "unknown-dispatch";
    }
    if (isZero(cell.theirs())) {
      return "missing-dispatch";
    }
    return cell.ours().quantities().equals(cell.theirs().quantities()) ? "rates" : "counts";
  }

  private static boolean isZero(Line line) {
    return line.exact().signum() == 0 && line.quantities().stream().allMatch(each -> each == 0);
  }

  /// Answers a contest line by line: what comes out here now is conceded, all else maintained.
  public Wish proposeAnswer(YearMonth period, Contest contest, Person by) {
    Map<LineKey, Line> now = account(period, (_, _, _) -> {}).account().byKey();
    List<ContestAnswer.Ruling> rulings = new ArrayList<>();
    for (Contest.Item each : contest.items()) {
      boolean isSo =
          each.claimed().equals(now.get(each.key()))
              || (isZero(each.claimed()) && !now.containsKey(each.key()));
      rulings.add(
          new ContestAnswer.Ruling(
              each.key(), isSo ? Kind.CONCEDE : Kind.MAINTAIN, Optional.empty(), "evidence"));
    }
    return propose(new Step.Answered(new ContestAnswer(contest.id(), parts.us(), rulings)), by);
  }

  public Wish proposeAgreement(YearMonth period, Person by) {
    return month(period)
        .agreedAccount()
        .<Wish>map(account -> propose(new Step.Agreed(parts.us(), period, account.digest()), by))
        .orElseGet(() ->
            refusedWish(
                "post.account.early", "لا شيء يُتفق عليه بعد", "there is nothing to agree on yet"));
  }

  public Wish proposeSignature(YearMonth period, Person by) {
    return papers(period)
        .<Wish>map(all -> propose(new Step.Signed(parts.us(), period, all.digest()), by))
        .orElseGet(() ->
            refusedWish("post.account.early", "لا شيء يوقَّع بعد", "there is nothing to sign yet"));
  }

  private Wish propose(Step step, Person by) {
    return unsound()
        .<Wish>map(Wish.Refused::new)
        .orElseGet(() ->
            new Wish.Proposed(
                parts
                    .approvals()
                    .propose("post." + type(StepJson.type(step)), StepJson.json(step), by)));
  }

  private Decision carryOut(String type, Proposal proposal) {
    Step step = StepJson.read(type, proposal.subject().canonicalBytes());
    YearMonth period = periodOf(step);
    Optional<Refusal> order =
        unsound().or(() -> step instanceof Step.Declared ? outOfOrder(period) : Optional.empty());
    if (order.isPresent()) {
      return new Decision.Refused(order.get());
    }
    Optional<Refusal> other = otherPapers(step, period);
    if (other.isPresent()) {
      return new Decision.Refused(other.get());
    }
    return switch (month(period).take(step)) {
      case MonthCase.Outcome.Refused(Refusal refusal) -> new Decision.Refused(refusal);
      case MonthCase.Outcome.Taken _ -> send(step, period);
    };
  }

  /// Nobody signs papers, ours or theirs, that do not follow from the agreed accounts.
  private Optional<Refusal> otherPapers(Step step, YearMonth period) {
    if (!(step instanceof Step.Signed signed)) {
      return Optional.empty();
    }
    boolean isSo =
        papers(period).map(each -> each.digest().equals(signed.statementDigest())).orElse(false);
    return isSo
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                "post.account.papers",
                "المستندات الموقعة ليست ما يُستخرج من الحسابات المتفق عليها",
                "the signed papers are not those that follow from the agreed accounts"));
  }

  private Decision send(Step step, YearMonth period) {
    DataClass dataClass =
        step instanceof Step.Agreed || step instanceof Step.Signed
            ? DataClass.BUSINESS
            : DataClass.AGGREGATE;
    Outbox.Submission submission = submit(StepJson.type(step), dataClass, StepJson.json(step));
    if (submission instanceof Outbox.Submission.Refused(Refusal refusal)) {
      return new Decision.Refused(refusal);
    }
    if (submission instanceof Outbox.Submission.Queued(MessageId id, var created)) {
      remember(step, period, new Posted(id, created));
    }
    return new Decision.Done();
  }

  private Outbox.Submission submit(String step, DataClass dataClass, Json.Obj body) {
    return parts
        .outbox()
        .submit(
            Draft.plain(
                parts.peer(),
                kind(step),
                parts.agreement().speaker(parts.us()),
                parts.agreement().speaker(parts.them()),
                dataClass,
                "application/json",
                body.canonicalBytes()));
  }

  private void remember(Step step, YearMonth period, Posted posted) {
    Json.Builder row =
        Json.Obj.with().put("type", StepJson.type(step)).put("body", StepJson.json(step));
    parts.steps().addStep(period, posted.writeInto(row).end());
  }

  private YearMonth periodOf(Step step) {
    return switch (step) {
      case Step.Declared(Account account) -> account.period();
      case Step.Contested(Contest contest) -> contest.period();
      case Step.Answered(ContestAnswer answer) -> periodOfContest(answer.contest());
      case Step.Agreed agreed -> agreed.period();
      case Step.Signed signed -> signed.period();
    };
  }

  private YearMonth periodOfContest(UUID contest) {
    return steps.periods().stream()
        .filter(
            period -> month(period).contests().stream().anyMatch(each -> each.id().equals(contest)))
        .findFirst()
        .orElse(YearMonth.of(1970, 1));
  }

  // What is due

  /// The statements that are paid: the general accounts.
  private final class GeneralAccounts implements DueLedger.Statements {
    /// Months before the first that is accounted are no part of a period.
    @Override
    public List<YearMonth> monthsOf(YearMonth month) {
      Optional<YearMonth> first = first();
      List<YearMonth> months = new ArrayList<>();
      YearMonth last = parts.terms().clocks().lastOf(month);
      for (YearMonth each = parts.terms().firstOfSummary(month);
          !each.isAfter(last);
          each = each.plusMonths(1)) {
        if (first.filter(each::isBefore).isEmpty()) {
          months.add(each);
        }
      }
      return months;
    }

    @Override
    public Optional<DueLedger.Statement> of(YearMonth month) {
      return balance(parts.terms().clocks().lastOf(month))
          .map(each ->
              new DueLedger.Statement(
                  each.debtor().filter(_ -> !each.isCarried()),
                  each.isCarried() ? BigDecimal.ZERO : each.net(),
                  each.dueOn(),
                  each.digest()));
    }
  }

  /// Today in the zone of the accounts.
  public LocalDate today() {
    return LocalDate.ofInstant(parts.clock().instant(), parts.terms().zone());
  }

  /// What is due between both posts today.
  public DueLedger dues() {
    return dues;
  }

  /// Confirms that money arrived for the general account of the period that holds a month; the
  /// other post hears of it once a second person approved.
  ///
  /// @param isInterest whether it pays interest, not the balance
  public Wish proposePayment(
      YearMonth period, BigDecimal amount, LocalDate on, boolean isInterest, Person by) {
    Payment payment = dues.payment(period, amount, on, isInterest);
    return dues.refusal(payment, parts.us(), today())
        .<Wish>map(Wish.Refused::new)
        .orElseGet(() -> new Wish.Proposed(parts.approvals().propose(PAYMENT, payment.json(), by)));
  }

  private Decision carryOutPayment(Proposal proposal) {
    Payment payment = Payment.read(proposal.subject().canonicalBytes());
    Optional<Refusal> refusal = dues.refusal(payment, parts.us(), today());
    if (refusal.isPresent()) {
      return new Decision.Refused(refusal.get());
    }
    return switch (submit(DueLedger.PAYMENT, DataClass.BUSINESS, payment.json())) {
      case Outbox.Submission.Refused(Refusal no) -> new Decision.Refused(no);
      case Outbox.Submission.AlreadyAnswered _ -> new Decision.Done();
      case Outbox.Submission.Queued(MessageId id, var created) -> {
        remember(payment, new Posted(id, created));
        yield new Decision.Done();
      }
    };
  }

  private void remember(Payment payment, Posted posted) {
    parts.steps().addStep(dues.monthOf(payment), posted.writeInto(DueLedger.row(payment)).end());
  }

  private Outcome take(Payment payment, Posted posted) {
    Optional<Refusal> refusal =
        dues.refusal(payment, parts.them(), posted.day(parts.terms().zone()));
    if (refusal.isPresent()) {
      return new Outcome.Refused(refusal.get());
    }
    remember(payment, posted);
    return new Outcome.Accepted();
  }

  // What the other post sends

  @Override
  public Lane lane() {
    return PostDesk.POST;
  }

  @Override
  public Set<MessageKind> kinds() {
    Set<MessageKind> kinds = new HashSet<>();
    MonthSteps.TYPES.forEach(each -> kinds.add(kind(each)));
    kinds.add(kind(DueLedger.PAYMENT));
    return kinds;
  }

  private static Step read(MessageKind kind, byte[] body) {
    String type = kind.type();
    return StepJson.read(
        type.equals(ACCOUNT) ? ACCOUNT : type.substring(ACCOUNT.length() + 1), body);
  }

  @Override
  public Outcome handle(Delivery delivery) {
    if (!(delivery.content() instanceof Content.Present(byte[] body))) {
      return no("post.body", "لا نص لهذه الرسالة", "this message has no body");
    }
    try {
      Posted posted = new Posted(delivery.id(), delivery.created());
      return delivery.kind().equals(kind(DueLedger.PAYMENT))
          ? take(Payment.read(body), posted)
          : take(read(delivery.kind(), body), posted);
    } catch (MalformedJsonException e) {
      return no(
          "post.malformed",
          "رسالة غير سليمة: " + e.text().ar(),
          "malformed message: " + e.text().en());
    } catch (IllegalArgumentException | DateTimeException e) {
      return no(
          "post.malformed",
          "رسالة غير سليمة: " + e.getMessage(),
          "malformed message: " + e.getMessage());
    }
  }

  private Outcome take(Step step, Posted posted) {
    if (!step.by().equals(parts.them())) {
      return no(
          "post.impersonation",
          "المرسل ليس صاحب الخطوة",
          "the sender does not speak for this party");
    }
    YearMonth period = periodOf(step);
    // a refusal is for good: what the other post says while only our terms are wrong is taken, and
    // a signature that does not fit once they are right again shows as a changed month
    Optional<Refusal> other =
        declaredLate(step)
            .or(() -> unsound().isPresent() ? Optional.empty() : otherPapers(step, period));
    if (other.isPresent()) {
      return new Outcome.Refused(other.get());
    }
    return switch (month(period).take(step)) {
      case MonthCase.Outcome.Refused(Refusal refusal) -> new Outcome.Refused(refusal);
      case MonthCase.Outcome.Taken _ -> {
        remember(step, period, posted);
        yield new Outcome.Accepted();
      }
    };
  }

  /// An account of a month before one on which both agreed, or one with lines of something else.
  private Optional<Refusal> declaredLate(Step step) {
    return step instanceof Step.Declared(Account account)
        ? passed(account.period()).or(() -> misplaced(account))
        : Optional.empty();
  }

  private static Outcome no(String code, String ar, String en) {
    return new Outcome.Refused(Refusal.of(code, ar, en));
  }

  /// Puts back the steps that this side had sent since the backup.
  @Override
  public void recall(Delivery own) {
    if (!(own.content() instanceof Content.Present(byte[] body))) {
      return;
    }
    Posted posted = new Posted(own.id(), own.created());
    if (own.kind().equals(kind(DueLedger.PAYMENT))) {
      remember(Payment.read(body), posted);
    } else {
      Step step = read(own.kind(), body);
      remember(step, periodOf(step), posted);
    }
  }

  // Evidence

  /// What stands behind the lines of a contest: both figures, how we count and price the dispatch,
  /// by which rate rows, and the facts of the dispatch, each as it was told.
  ///
  /// @return nothing where there is no such contest
  public Optional<Json.Obj> evidence(YearMonth period, UUID contest) {
    MonthCase month = month(period);
    return month.contests().stream()
        .filter(each -> each.id().equals(contest))
        .findFirst()
        .map(each -> {
          List<Json> lines = new ArrayList<>();
          each.items().forEach(item -> lines.add(evidence(month, period, item)));
          return Json.Obj.with()
              .put("type", "wasl-post-evidence/1")
              .put("contest", each.json())
              .put("lines", new Json.Arr(lines))
              .end();
        });
  }

  private Json evidence(MonthCase month, YearMonth period, Contest.Item item) {
    List<Json> facts = new ArrayList<>();
    evidence(AccountItem.of(item.key())).forEach(each -> facts.add(FactJson.json(each)));
    Json.Builder out =
        Json.Obj.with()
            .put("item", item.key().item())
            .put("cause", item.cause())
            .put("ours", figure(month, parts.us(), item.key()))
            .put("theirs", figure(month, parts.them(), item.key()))
            .put("facts", new Json.Arr(facts));
    if (AccountItem.of(item.key()) instanceof AccountItem.OfDispatch(DispatchKey dispatch)) {
      rated(period, dispatch).ifPresent(each -> out.put("rates", rates(each.mail())));
    }
    return out.end();
  }

  private List<Fact> evidence(AccountItem item) {
    return switch (item) {
      case AccountItem.OfDispatch(DispatchKey dispatch) -> PostStore.facts(accounted(dispatch));
      case AccountItem.OfInquiry inquiry ->
          PostStore.facts(parts.facts().ofItem(inquiry.item().value()));
    };
  }

  private static Json figure(MonthCase month, PartyId party, LineKey key) {
    return Optional.ofNullable(month.accounts().get(party))
        .map(account -> account.byKey().get(key))
        .map(Line::json)
        .orElseGet(() -> new Line(key, List.of(), BigInteger.ZERO).json());
  }

  private static Json.Arr rates(RatedMail mail) {
    List<Json> rows = new ArrayList<>();
    for (RatedMail.Part each : mail.parts()) {
      rows.add(
          Json.Obj.with()
              .put("rate", each.row().id())
              .put("source", each.row().source())
              .put("published", each.row().published().toString())
              .put("status", each.row().status().name())
              .put("charge", each.row().charge().code())
              .put("unit", each.row().unit().name())
              .put("milliSdr", each.row().milliSdr())
              .put("quantity", each.quantity())
              .put("microSdr", each.exact())
              .end());
    }
    return new Json.Arr(rows);
  }
}
