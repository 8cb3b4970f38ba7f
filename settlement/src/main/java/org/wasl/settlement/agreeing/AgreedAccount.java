package org.wasl.settlement.agreeing;

import java.math.BigInteger;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wasl.settlement.Account;
import org.wasl.settlement.AccountForm;
import org.wasl.settlement.AgreementId;
import org.wasl.settlement.Line;
import org.wasl.settlement.Terms;
import org.wasl.settlement.agreeing.AgreedLine.Resolution;
import org.wasl.settlement.comparing.Comparison;
import org.wasl.settlement.contesting.Contest;
import org.wasl.settlement.contesting.ContestAnswer;
import org.wasl.settlement.contesting.ContestAnswer.Ruling;
import org.wasl.terms.Sha256;
import org.wasl.terms.json.Json;

/// The account on which both parties settle. Each node makes it from the same signed messages; its
/// digest is what both sign, so it is the same on both or there is no agreement.
///
/// @param accounts digests of the two accounts, in the order of the parties' ids; of one, where the
///   other party sent none
/// @param lines sorted by key
public record AgreedAccount(
    AgreementId agreement,
    int formVersion,
    YearMonth period,
    List<String> accounts,
    List<AgreedLine> lines) {
  public AgreedAccount {
    accounts = List.copyOf(accounts);
    lines = List.copyOf(lines);
  }

  /// A contest with its answer.
  public record Answered(Contest contest, ContestAnswer answer) {}

  /// Resolves every line; those that follow from others follow from these as they are resolved. The
  /// order of the arguments does not matter, only whose account is whose: both nodes get the same
  /// result.
  public static AgreedAccount of(Terms terms, Comparison comparison, List<Answered> answered) {
    AccountForm form = terms.form();
    List<AgreedLine> lines = new ArrayList<>();
    for (Comparison.Cell cell : comparison.cells()) {
      if (!terms.derived().isOf(comparison.ours().period(), cell.key())) {
        lines.add(resolve(form, comparison, cell, answered));
      }
    }
    lines.addAll(derived(terms, comparison, lines.stream().map(AgreedLine::line).toList()));
    lines.sort(Comparator.comparing(each -> each.line().key()));
    return new AgreedAccount(
        form.agreement(),
        form.version(),
        comparison.ours().period(),
        digestsOf(comparison.ours(), comparison.theirs()),
        lines);
  }

  /// The account of one party where the other sent none and did not question this one in time: it
  /// counts as accepted (ITR 2012 Appendix 1 no. 2.3).
  public static AgreedAccount unanswered(Account account) {
    return new AgreedAccount(
        account.agreement(),
        account.formVersion(),
        account.period(),
        List.of(account.digest()),
        account.lines().stream().map(each -> settled(each, Resolution.UNQUESTIONED)).toList());
  }

  /// The digests of two accounts in the order of the parties' ids.
  public static List<String> digestsOf(Account one, Account other) {
    return Stream.of(one, other)
        .sorted(Comparator.comparing(Account::declaredBy))
        .map(Account::digest)
        .toList();
  }

  public Json.Obj json() {
    List<Json> rows = new ArrayList<>();
    for (AgreedLine each : lines) {
      rows.add(
          Json.Obj.with()
              .put("line", each.line().json())
              .put("resolution", each.resolution().name())
              .put("held", each.held().toString())
              .end());
    }
    return Json.Obj.with()
        .put("agreement", agreement.value())
        .put("form", formVersion)
        .put("period", period.toString())
        .putStrings("accounts", accounts)
        .put("lines", new Json.Arr(rows))
        .end();
  }

  /// SHA-256 of the canonical bytes: what both parties sign.
  public String digest() {
    return Sha256.hex(json().canonicalBytes());
  }

  private static List<AgreedLine> derived(Terms terms, Comparison comparison, List<Line> others) {
    Set<Line> same =
        comparison.cells().stream()
            .filter(each -> each.verdict() == Comparison.Verdict.EQUAL)
            .map(Comparison.Cell::ours)
            .collect(Collectors.toSet());
    return terms.derived().of(comparison.ours().period(), others).stream()
        .map(each -> settled(each, same.contains(each) ? Resolution.EQUAL : Resolution.DERIVED))
        .toList();
  }

  private static AgreedLine resolve(
      AccountForm form, Comparison comparison, Comparison.Cell cell, List<Answered> answered) {
    Line payers = payersLine(form, comparison, cell);
    return switch (cell.verdict()) {
      case EQUAL -> settled(payers, Resolution.EQUAL);
      case WITHIN_TOLERANCE -> settled(payers, Resolution.WITHIN_TOLERANCE);
      case OVER_TOLERANCE -> resolveQuestion(cell, payers, answered);
    };
  }

  private static Line payersLine(AccountForm form, Comparison comparison, Comparison.Cell cell) {
    boolean oursIsPayers =
        form.stream(cell.key().stream()).payer().equals(comparison.ours().declaredBy());
    return oursIsPayers ? cell.ours() : cell.theirs();
  }

  private static AgreedLine resolveQuestion(
      Comparison.Cell cell, Line payers, List<Answered> answered) {
    List<Answered> about = answered.stream().filter(each -> item(each, cell).isPresent()).toList();
    if (about.isEmpty()) {
      return settled(payers, Resolution.UNQUESTIONED);
    }
    List<Line> conceded =
        about.stream()
            .filter(each -> ruling(each, cell).kind() == ContestAnswer.Kind.CONCEDE)
            .map(each -> item(each, cell).orElseThrow().claimed())
            .distinct()
            .toList();
    if (!conceded.isEmpty()) {
      return settled(conceded.size() == 1 ? conceded.getFirst() : payers, Resolution.CONCEDED);
    }
    List<Line> offered =
        about.stream().flatMap(each -> ruling(each, cell).counter().stream()).distinct().toList();
    if (offered.size() == 1) {
      return settled(offered.getFirst(), Resolution.COUNTER_OFFER);
    }
    return held(cell, payers);
  }

  private static AgreedLine settled(Line line, Resolution resolution) {
    return new AgreedLine(line, resolution, BigInteger.ZERO);
  }

  private static AgreedLine held(Comparison.Cell cell, Line payers) {
    BigInteger apart = cell.ours().exact().subtract(cell.theirs().exact()).abs();
    if (apart.signum() == 0) {
      return settled(payers, Resolution.UNQUESTIONED);
    }
    boolean oursIsSmaller = cell.ours().exact().compareTo(cell.theirs().exact()) < 0;
    return new AgreedLine(oursIsSmaller ? cell.ours() : cell.theirs(), Resolution.HELD, apart);
  }

  private static Optional<Contest.Item> item(Answered each, Comparison.Cell cell) {
    return each.contest().items().stream().filter(i -> i.key().equals(cell.key())).findFirst();
  }

  private static Ruling ruling(Answered each, Comparison.Cell cell) {
    return each.answer().rulings().stream()
        .filter(ruling -> ruling.key().equals(cell.key()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no ruling on " + cell.key()));
  }
}
