package org.wasl.post.accounting;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wasl.settlement.AgreementId;
import org.wasl.settlement.Stream;
import org.wasl.settlement.agreeing.AgreedAccount;
import org.wasl.terms.Sha256;
import org.wasl.terms.json.Json;

/// What both posts sign for a month: its CN 55 statements, and where the month ends a summary
/// period also the CN 61 accounts and the CN 52 of that period. Made from agreed accounts alone.
///
/// @param statements one for each stream
/// @param general with its CN 61 accounts, where the month ends a summary period
public record MonthPapers(
    AgreementId agreement,
    YearMonth period,
    List<DispatchStatement> statements,
    Optional<GeneralAccount> general) {
  private static final int PREFIX = 5;

  public MonthPapers {
    statements = List.copyOf(statements);
  }

  /// @param agreed the account of the month
  /// @param before the agreed accounts of earlier months of the same summary period, in order
  /// @param carriedIn what the general account before carries into the one of this month, if it has
  ///   one
  public static MonthPapers of(
      AccountTerms terms,
      AgreedAccount agreed,
      List<AgreedAccount> before,
      Optional<GeneralAccount.Carried> carriedIn) {
    List<DispatchStatement> statements = statements(terms, agreed);
    Optional<GeneralAccount> general =
        terms.endsSummary(agreed.period())
            ? Optional.of(general(terms, agreed, before, statements, carriedIn))
            : Optional.empty();
    return new MonthPapers(terms.form().agreement(), agreed.period(), statements, general);
  }

  private static List<DispatchStatement> statements(AccountTerms terms, AgreedAccount agreed) {
    String digest = agreed.digest();
    return terms.form().streams().stream()
        .map(stream ->
            DispatchStatement.of(
                terms.form(),
                stream,
                terms.mailClass(stream) == AccountTerms.INDEMNITIES,
                agreed,
                digest))
        .toList();
  }

  private static GeneralAccount general(
      AccountTerms terms,
      AgreedAccount agreed,
      List<AgreedAccount> before,
      List<DispatchStatement> last,
      Optional<GeneralAccount.Carried> carriedIn) {
    List<List<DispatchStatement>> earlier =
        before.stream().map(each -> statements(terms, each)).toList();
    List<SummaryAccount> accounts = new ArrayList<>();
    for (int i = 0; i < last.size(); i++) {
      Stream stream = last.get(i).stream();
      List<DispatchStatement> months = new ArrayList<>();
      int at = i;
      earlier.forEach(each -> months.add(each.get(at)));
      months.add(last.get(i));
      accounts.add(
          SummaryAccount.of(
              terms.form(),
              terms.firstOfSummary(agreed.period()),
              agreed.period(),
              stream,
              months));
    }
    return GeneralAccount.of(terms.form(), accounts, carriedIn, terms.clocks(), terms.carryUpTo());
  }

  /// One of them: `cn52`, and `cn55-` or `cn61-` with the stream.
  public Optional<AccountPaper> find(String name) {
    if (name.equals("cn52")) {
      return general.map(each -> each);
    }
    String stream = name.length() > PREFIX ? name.substring(PREFIX) : "";
    if (name.startsWith("cn61-")) {
      return general.stream()
          .flatMap(each -> each.accounts().stream())
          .filter(each -> each.stream().id().equals(stream))
          .map(AccountPaper.class::cast)
          .findFirst();
    }
    return statements.stream()
        .filter(each -> name.startsWith("cn55-") && each.stream().id().equals(stream))
        .map(AccountPaper.class::cast)
        .findFirst();
  }

  public Json.Obj json() {
    List<Json> papers = new ArrayList<>();
    statements.forEach(each ->
        papers.add(
            paper(each.isOfIndemnities() ? "CN 48" : "CN 55", each.stream().id(), each.digest())));
    general.ifPresent(all -> {
      all.accounts()
          .forEach(each ->
              papers.add(
                  paper(
                      each.isOfIndemnities() ? "CN 48" : "CN 61",
                      each.stream().id(),
                      each.digest())));
      papers.add(paper("CN 52", "all", all.digest()));
    });
    return Json.Obj.with()
        .put("type", "wasl-post-month/1")
        .put("agreement", agreement.value())
        .put("period", period.toString())
        .put("papers", new Json.Arr(papers))
        .end();
  }

  private static Json paper(String form, String stream, String digest) {
    return Json.Obj.with().put("form", form).put("of", stream).put("sha256", digest).end();
  }

  /// SHA-256 of the canonical bytes: what both posts sign.
  public String digest() {
    return Sha256.hex(json().canonicalBytes());
  }
}
