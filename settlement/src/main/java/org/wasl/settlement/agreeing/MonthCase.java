package org.wasl.settlement.agreeing;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.wasl.settlement.Account;
import org.wasl.settlement.AccountForm;
import org.wasl.settlement.LineKey;
import org.wasl.settlement.Terms;
import org.wasl.settlement.comparing.Comparison;
import org.wasl.settlement.contesting.Contest;
import org.wasl.settlement.contesting.ContestAnswer;
import org.wasl.terms.PartyId;
import org.wasl.terms.Refusal;

/// One month between two parties, as one of them sees it: the fold of both parties' steps. Every
/// rule is symmetric; the same steps in the order of each log lead both nodes to the same end.
///
/// @param terms what the agreement says of this month
/// @param us the party whose node this is
/// @param them the other one
/// @param accounts the newest declared account of each
/// @param contests those that hold for the accounts above, in order of arrival
/// @param answers by contest
/// @param agreed the digest to which each agreed
/// @param signed the digest of the statement that each signed
public record MonthCase(
    Terms terms,
    YearMonth period,
    PartyId us,
    PartyId them,
    Map<PartyId, Account> accounts,
    List<Contest> contests,
    Map<UUID, ContestAnswer> answers,
    Map<PartyId, String> agreed,
    Map<PartyId, String> signed) {
  /// How many contests one party may raise about one pair of accounts.
  public static final int MAX_CONTESTS = 16;

  public MonthCase {
    accounts = Map.copyOf(accounts);
    contests = List.copyOf(contests);
    answers = Map.copyOf(answers);
    agreed = Map.copyOf(agreed);
    signed = Map.copyOf(signed);
  }

  /// How far the month has come.
  public enum Stage {
    /// Nobody declared.
    OPEN,
    /// Only we declared.
    WAITING_FOR_THEIR_ACCOUNT,
    /// Only they declared.
    WAITING_FOR_OUR_ACCOUNT,
    /// Both declared; differences may be questioned, or the account agreed.
    COMPARED,
    /// A contest of theirs waits for our answer.
    WAITING_FOR_OUR_ANSWER,
    /// A contest of ours waits for their answer.
    WAITING_FOR_THEIR_ANSWER,
    /// They agreed; our agreement is missing.
    WAITING_FOR_OUR_AGREEMENT,
    /// We agreed; theirs is missing.
    WAITING_FOR_THEIR_AGREEMENT,
    /// Both agreed to the same account; the statement waits for signatures.
    AGREED,
    /// They signed the statement.
    WAITING_FOR_OUR_SIGNATURE,
    /// We signed it.
    WAITING_FOR_THEIR_SIGNATURE,
    /// Both signed: the month never changes again.
    CLOSED
  }

  /// What became of a step.
  public sealed interface Outcome {
    record Taken(MonthCase month) implements Outcome {}

    record Refused(Refusal refusal) implements Outcome {}
  }

  public static MonthCase open(Terms terms, YearMonth period, PartyId us, PartyId them) {
    return new MonthCase(
        terms, period, us, them, Map.of(), List.of(), Map.of(), Map.of(), Map.of());
  }

  /// Takes a step of either party, or says why not.
  public Outcome take(Step step) {
    if (!step.by().equals(us) && !step.by().equals(them)) {
      return refused(
          "settlement.stranger", "ليس طرفاً في هذا الحساب", "not a party to this account");
    }
    return switch (step) {
      case Step.Declared(Account account) -> declare(account);
      case Step.Contested(Contest contest) -> contest(contest);
      case Step.Answered(ContestAnswer answer) -> answer(answer);
      case Step.Agreed one -> agree(one);
      case Step.Signed one -> sign(one);
    };
  }

  public Stage stage() {
    if (signed.size() == 2) {
      return Stage.CLOSED;
    }
    if (signed.size() == 1) {
      return signed.containsKey(us)
          ? Stage.WAITING_FOR_THEIR_SIGNATURE
          : Stage.WAITING_FOR_OUR_SIGNATURE;
    }
    if (agreed.size() == 2) {
      return Stage.AGREED;
    }
    return agreed.isEmpty() ? stageBeforeAgreement() : stageOfHalfAgreement();
  }

  /// Both accounts side by side, once both are there.
  public Optional<Comparison> comparison() {
    return accounts.size() < 2
        ? Optional.empty()
        : Optional.of(Comparison.of(terms, account(us), account(them)));
  }

  /// The account to agree on: once both declared and every contest is answered.
  public Optional<AgreedAccount> agreedAccount() {
    if (accounts.size() < 2 || !unanswered().isEmpty()) {
      return Optional.empty();
    }
    List<AgreedAccount.Answered> answered =
        contests.stream().map(each -> new AgreedAccount.Answered(each, answerTo(each))).toList();
    return comparison().map(both -> AgreedAccount.of(terms, both, answered));
  }

  /// The account that stands by silence, where the time limits say so: both, as if agreed, or the
  /// only one.
  public Optional<AgreedAccount> unquestionedAccount() {
    return accounts.size() == 1
        ? accounts.values().stream().findFirst().map(AgreedAccount::unanswered)
        : agreedAccount();
  }

  /// The contests that nobody answered yet.
  public List<Contest> unanswered() {
    return contests.stream().filter(each -> !answers.containsKey(each.id())).toList();
  }

  private Stage stageBeforeAgreement() {
    if (accounts.isEmpty()) {
      return Stage.OPEN;
    }
    if (accounts.size() == 1) {
      return accounts.containsKey(us)
          ? Stage.WAITING_FOR_THEIR_ACCOUNT
          : Stage.WAITING_FOR_OUR_ACCOUNT;
    }
    if (unanswered().stream().anyMatch(each -> each.by().equals(them))) {
      return Stage.WAITING_FOR_OUR_ANSWER;
    }
    return unanswered().isEmpty() ? Stage.COMPARED : Stage.WAITING_FOR_THEIR_ANSWER;
  }

  private Stage stageOfHalfAgreement() {
    return agreed.containsKey(us)
        ? Stage.WAITING_FOR_THEIR_AGREEMENT
        : Stage.WAITING_FOR_OUR_AGREEMENT;
  }

  private Outcome declare(Account account) {
    AccountForm form = terms.form();
    if (!account.agreement().equals(form.agreement()) || account.formVersion() != form.version()) {
      return refused(
          "settlement.account.form",
          "الحساب ليس وفق نموذج الاتفاق النافذ؛ أعد إعداده بالنموذج الحالي",
          "the account does not follow the form in force; make it again with the present form");
    }
    if (!account.period().equals(period)) {
      return refused(
          "settlement.account.period",
          "الحساب لشهر آخر: " + account.period(),
          "the account is of another month: " + account.period());
    }
    Optional<String> flaw = flawOf(account);
    if (flaw.isPresent()) {
      return refused(
          "settlement.account.lines",
          "سطر في الحساب لا يطابق النموذج: " + flaw.get(),
          "a line of the account does not fit the form: " + flaw.get());
    }
    if (standsBy(account.declaredBy())) {
      return refused(
          "settlement.account.agreed",
          "وافق أحد الطرفين على حساب هذا الشهر؛ تُدرج السجلات المتأخرة في حساب الشهر التالي",
          "this month's account was agreed; late records go into the next month's account");
    }
    Map<PartyId, Account> newer = new HashMap<>(accounts);
    newer.put(account.declaredBy(), account);
    return taken(newer, List.of(), Map.of(), Map.of(), signed);
  }

  /// Whether a party may no longer change its mind: it agreed itself, or both did. An agreement of
  /// the other side alone gives way to a step that crossed it on the line.
  private boolean standsBy(PartyId party) {
    return agreed.size() == 2 || agreed.containsKey(party);
  }

  private Optional<String> flawOf(Account account) {
    AccountForm form = terms.form();
    return account.lines().stream()
        .filter(line ->
            !form.hasStream(line.key().stream())
                || line.quantities().size() != form.measures().size()
                || line.key().day().isAfter(period.atEndOfMonth()))
        .map(line -> line.key().toString())
        .findFirst();
  }

  private Outcome contest(Contest contest) {
    if (accounts.size() < 2 || standsBy(contest.by())) {
      return refused(
          "settlement.contest.stage",
          "يُعترض بعد تبادل الحسابين وقبل الموافقة",
          "a contest comes after both accounts and before the agreement");
    }
    if (!contest.accounts().equals(AgreedAccount.digestsOf(account(us), account(them)))) {
      return refused(
          "settlement.contest.stale",
          "الاعتراض على حساب استُبدل بأحدث منه؛ قارن من جديد",
          "the contest is about an account that a newer one replaced; compare again");
    }
    if (contests.stream().anyMatch(each -> each.id().equals(contest.id()))) {
      return refused("settlement.contest.known", "سبق تقديم هذا الاعتراض", "this contest is known");
    }
    if (contests.stream().filter(each -> each.by().equals(contest.by())).count() >= MAX_CONTESTS) {
      return refused(
          "settlement.contest.limit",
          "بلغ عدد الاعتراضات الحد " + MAX_CONTESTS,
          "the limit of " + MAX_CONTESTS + " contests is reached");
    }
    Set<LineKey> questionable =
        Comparison.of(terms, account(us), account(them)).questionable().stream()
            .map(Comparison.Cell::key)
            .collect(Collectors.toSet());
    Optional<LineKey> derived =
        contest.items().stream()
            .map(Contest.Item::key)
            .filter(key -> terms.derived().isOf(period, key))
            .findFirst();
    if (derived.isPresent()) {
      return refused(
          "settlement.contest.derived",
          "السطر يُحسب من السطور الأخرى، فيُعترض عليها: " + derived.get(),
          "the line follows from other lines; contest those: " + derived.get());
    }
    Optional<LineKey> settled =
        contest.items().stream()
            .map(Contest.Item::key)
            .filter(key -> !questionable.contains(key))
            .findFirst();
    if (settled.isPresent()) {
      return refused(
          "settlement.contest.tolerance",
          "السطر ضمن حد التفاوت المسموح: " + settled.get(),
          "the line lies within the tolerance: " + settled.get());
    }
    List<Contest> more = new ArrayList<>(contests);
    more.add(contest);
    return taken(accounts, more, answers, Map.of(), signed);
  }

  private Outcome answer(ContestAnswer answer) {
    Optional<Contest> about =
        contests.stream().filter(each -> each.id().equals(answer.contest())).findFirst();
    if (about.isEmpty() || about.get().by().equals(answer.by())) {
      return refused(
          "settlement.answer.unknown",
          "لا اعتراض للطرف الآخر بهذا الرقم",
          "there is no contest of the other party with this id");
    }
    if (answers.containsKey(answer.contest())) {
      return refused(
          "settlement.answer.known", "سبق الجواب على الاعتراض", "the contest was answered");
    }
    Set<LineKey> asked =
        about.get().items().stream().map(Contest.Item::key).collect(Collectors.toSet());
    Set<LineKey> ruled =
        answer.rulings().stream().map(ContestAnswer.Ruling::key).collect(Collectors.toSet());
    if (!asked.equals(new HashSet<>(ruled))) {
      return refused(
          "settlement.answer.incomplete",
          "يجب أن يشمل الجواب كل سطر معترض عليه ولا غيره",
          "the answer rules on each contested line and on no other");
    }
    Map<UUID, ContestAnswer> more = new HashMap<>(answers);
    more.put(answer.contest(), answer);
    return taken(accounts, contests, more, agreed, signed);
  }

  private Outcome agree(Step.Agreed step) {
    Optional<AgreedAccount> account = agreedAccount();
    if (account.isEmpty()) {
      return refused(
          "settlement.agreement.early",
          "لا يُوافق قبل تبادل الحسابين والجواب على كل اعتراض",
          "agreement comes after both accounts and the answers to all contests");
    }
    if (agreed.containsKey(step.by())) {
      return refused("settlement.agreement.known", "سبقت الموافقة", "this party agreed before");
    }
    if (!account.get().digest().equals(step.agreedDigest())) {
      return refused(
          "settlement.agreement.other",
          "الموافقة على حساب ببصمة أخرى؛ قارن البصمتين ثم أعد",
          "the agreement is to an account of another digest; compare the digests and try again");
    }
    Map<PartyId, String> more = new HashMap<>(agreed);
    more.put(step.by(), step.agreedDigest());
    return taken(accounts, contests, answers, more, signed);
  }

  private Outcome sign(Step.Signed step) {
    if (agreed.size() < 2) {
      return refused(
          "settlement.statement.early",
          "لا يُوقَّع الكشف قبل موافقة الطرفين",
          "the statement is signed after both parties agreed");
    }
    if (signed.containsKey(step.by())) {
      return refused("settlement.statement.known", "سبق التوقيع", "this party signed before");
    }
    if (!signed.isEmpty() && !signed.containsValue(step.statementDigest())) {
      return refused(
          "settlement.statement.other",
          "بصمة الكشف تخالف بصمة الطرف الآخر",
          "the statement's digest differs from the one that the other party signed");
    }
    Map<PartyId, String> more = new HashMap<>(signed);
    more.put(step.by(), step.statementDigest());
    return taken(accounts, contests, answers, agreed, more);
  }

  private Account account(PartyId party) {
    Account account = accounts.get(party);
    if (account == null) {
      throw new IllegalStateException("no account of " + party);
    }
    return account;
  }

  private ContestAnswer answerTo(Contest contest) {
    ContestAnswer answer = answers.get(contest.id());
    if (answer == null) {
      throw new IllegalStateException("no answer to " + contest.id());
    }
    return answer;
  }

  private Outcome taken(
      Map<PartyId, Account> accounts,
      List<Contest> contests,
      Map<UUID, ContestAnswer> answers,
      Map<PartyId, String> agreed,
      Map<PartyId, String> signed) {
    return new Outcome.Taken(
        new MonthCase(terms, period, us, them, accounts, contests, answers, agreed, signed));
  }

  private static Outcome refused(String code, String ar, String en) {
    return new Outcome.Refused(Refusal.of(code, ar, en));
  }
}
