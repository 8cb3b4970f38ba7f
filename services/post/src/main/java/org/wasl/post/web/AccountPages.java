package org.wasl.post.web;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.wasl.post.DispatchKey;
import org.wasl.post.accounting.AccountItem;
import org.wasl.post.accounting.AccountMaker;
import org.wasl.post.accounting.AccountPaper;
import org.wasl.post.accounting.DispatchStatement;
import org.wasl.post.accounting.MonthPapers;
import org.wasl.post.accounting.RatedDispatch;
import org.wasl.post.exchange.AccountDesk;
import org.wasl.post.exchange.AccountDesk.Wish;
import org.wasl.post.exchange.FormDesk;
import org.wasl.post.rating.MailCount;
import org.wasl.post.rating.RateRow;
import org.wasl.post.rating.RatedMail;
import org.wasl.settlement.Account;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;
import org.wasl.settlement.Stream;
import org.wasl.settlement.agreeing.AgreedAccount;
import org.wasl.settlement.agreeing.AgreedLine;
import org.wasl.settlement.agreeing.MonthCase;
import org.wasl.settlement.contesting.Contest;
import org.wasl.settlement.due.Due;
import org.wasl.settlement.due.StatementDue;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.Progress;
import org.wasl.terms.json.Json;

/// The accounts with the other post: months and whose turn it is, a month, its lines, and one
/// dispatch with the rates by which it is priced.
@Controller
public class AccountPages {
  private static final int ROWS = 100;
  private static final int CONTESTED = 50;
  private static final int MONTHS = 24;

  private final AccountDesk desk;
  private final FormDesk forms;
  private final Progress progress;

  public AccountPages(AccountDesk desk, FormDesk forms, Progress progress) {
    this.desk = desk;
    this.forms = forms;
    this.progress = progress;
  }

  /// A month in the list.
  ///
  /// @param ours and theirs: what the streams of our account come to that we are owed, less what we
  ///   owe
  public record MonthRow(
      YearMonth period,
      MonthCase.Stage stage,
      Optional<BigDecimal> ours,
      Optional<BigDecimal> theirs,
      LocalDate accountUntil,
      Optional<AccountDesk.Balance> balance) {}

  @GetMapping("/post/accounts")
  String accounts(@RequestParam(defaultValue = "0") int from, Model model) {
    List<YearMonth> all = desk.months();
    int first = Math.clamp(from, 0, Math.max(0, all.size() - 1));
    int last = Math.min(all.size(), first + MONTHS);
    model.addAttribute("us", desk.us());
    model.addAttribute("first", first);
    model.addAttribute("newer", Math.max(0, first - MONTHS));
    model.addAttribute("older", last < all.size() ? last : -1);
    model.addAttribute(
        "months",
        all.subList(first, last).stream()
            .map(period -> {
              MonthCase month = desk.month(period);
              return new MonthRow(
                  period,
                  month.stage(),
                  balance(month, desk.us()),
                  balance(month, desk.them()),
                  desk.terms().clocks().accountDue(period),
                  desk.balance(period));
            })
            .toList());
    List<Due> dues = desk.dues().open(desk.today());
    model.addAttribute("dues", dues);
    model.addAttribute(
        "currencies", desk.terms().currencies(dues.stream().map(Due::last).toList()));
    return "post/accounts";
  }

  /// What we are owed less what we owe, by a party's account.
  private Optional<BigDecimal> balance(MonthCase month, PartyId by) {
    return Optional.ofNullable(month.accounts().get(by))
        .map(account -> {
          BigDecimal sum = BigDecimal.ZERO;
          for (Line each : account.lines()) {
            BigDecimal money = money(each);
            boolean isOwedToUs =
                desk.terms().form().stream(each.key().stream()).payee().equals(desk.us());
            sum = isOwedToUs ? sum.add(money) : sum.subtract(money);
          }
          return sum;
        });
  }

  private BigDecimal money(Line line) {
    return DispatchStatement.money(desk.terms().form(), line);
  }

  @GetMapping("/post/accounts/rates")
  String rates(Model model) {
    model.addAttribute(
        "rates",
        desk.terms().rates().rows().stream()
            .sorted(
                Comparator.comparing((RateRow each) -> each.payee().value())
                    .thenComparing(RateRow::charge)
                    .thenComparing(RateRow::unit)
                    .thenComparing(RateRow::id))
            .toList());
    return "post/rates";
  }

  /// Where a line opens: a dispatch with its rates, or an item with its inquiries.
  private static String page(YearMonth period, LineKey key) {
    return switch (AccountItem.of(key)) {
      case AccountItem.OfDispatch(DispatchKey dispatch) ->
          "/post/accounts/" + period + "/line?stream=" + key.stream() + "&dispatch=" + dispatch;
      case AccountItem.OfInquiry inquiry -> "/post/item?id=" + inquiry.item();
    };
  }

  /// Mail of one class one way, in a month.
  public record StreamRow(
      Stream stream,
      int dispatches,
      long grams,
      Optional<BigDecimal> ours,
      Optional<BigDecimal> theirs) {}

  @GetMapping("/post/accounts/{period}")
  String month(
      @PathVariable YearMonth period,
      @RequestParam(defaultValue = "false") boolean now,
      Model model) {
    if (now) {
      AccountMaker.Made made = desk.account(period, progress);
      model.addAttribute("made", made);
      model.addAttribute("unpriced", made.unpriced().stream().limit(ROWS).toList());
    }
    return month(period, model);
  }

  private String month(YearMonth period, Model model) {
    MonthCase month = desk.month(period);
    model.addAttribute("period", period);
    model.addAttribute("us", desk.us());
    model.addAttribute("month", month);
    model.addAttribute(
        "contests", month.contests().stream().map(each -> row(month, each)).toList());
    model.addAttribute("streams", streams(month));
    model.addAttribute("unequal", month.comparison().map(each -> each.unequal().size()).orElse(0));
    model.addAttribute(
        "questionable", month.comparison().map(each -> each.questionable().size()).orElse(0));
    Optional<MonthPapers> papers = desk.papers(period);
    model.addAttribute("papers", papers.orElse(null));
    model.addAttribute("general", papers.flatMap(MonthPapers::general).orElse(null));
    StatementDue due = desk.dues().statement(period, desk.today());
    boolean isOwedToUs = due.debtor().equals(Optional.of(desk.them()));
    model.addAttribute("due", due);
    model.addAttribute("payments", desk.dues().payments(period));
    model.addAttribute(
        "payable", isOwedToUs && (due.open().signum() > 0 || due.interest().signum() > 0));
    model.addAttribute("currency", desk.terms().form().currency());
    model.addAttribute("today", desk.today());
    return "post/account";
  }

  @PostMapping("/post/accounts/{period}/payment")
  String payment(
      @PathVariable YearMonth period,
      @RequestParam BigDecimal amount,
      @RequestParam LocalDate on,
      @RequestParam(defaultValue = "false") boolean interest,
      Person person,
      Model model) {
    if (desk.proposePayment(period, amount, on, interest, person) instanceof Wish.Refused refused) {
      model.addAttribute("refusal", refused.refusal().text());
      return month(period, model);
    }
    return "redirect:/approvals";
  }

  /// A contest of the month.
  ///
  /// @param items the first of them
  public record ContestRow(Contest contest, boolean isAnswered, List<ContestedRow> items) {}

  /// A line that is contested.
  ///
  /// @param page where it opens
  public record ContestedRow(AccountItem item, String page, String cause) {}

  private static ContestRow row(MonthCase month, Contest contest) {
    return new ContestRow(
        contest,
        month.answers().containsKey(contest.id()),
        contest.items().stream()
            .limit(CONTESTED)
            .map(each ->
                new ContestedRow(
                    AccountItem.of(each.key()), page(month.period(), each.key()), each.cause()))
            .toList());
  }

  private List<StreamRow> streams(MonthCase month) {
    Optional<Account> ours = Optional.ofNullable(month.accounts().get(desk.us()));
    Optional<Account> theirs = Optional.ofNullable(month.accounts().get(desk.them()));
    if (ours.isEmpty() && theirs.isEmpty()) {
      return List.of();
    }
    return desk.terms().form().streams().stream()
        .map(stream -> {
          List<Line> lines = lines(ours.or(() -> theirs).orElseThrow(), stream);
          return new StreamRow(
              stream,
              lines.size(),
              lines.stream().mapToLong(each -> MailCount.grams(each.quantities())).sum(),
              ours.map(each -> sum(lines(each, stream))),
              theirs.map(each -> sum(lines(each, stream))));
        })
        .toList();
  }

  private static List<Line> lines(Account account, Stream stream) {
    return account.lines().stream()
        .filter(each -> each.key().stream().equals(stream.id()))
        .toList();
  }

  private BigDecimal sum(List<Line> lines) {
    return lines.stream().map(this::money).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @PostMapping("/post/accounts/{period}/propose/{what}")
  String propose(
      @PathVariable YearMonth period, @PathVariable String what, Person person, Model model) {
    Optional<Wish> wish =
        switch (what) {
          case "account" -> Optional.of(desk.proposeAccount(period, person, progress));
          case "contest" -> Optional.of(desk.proposeContest(period, person));
          case "answer" -> answer(period, person);
          case "agree" -> Optional.of(desk.proposeAgreement(period, person));
          case "sign" -> Optional.of(desk.proposeSignature(period, person));
          default -> throw new IllegalArgumentException("not a step: " + what);
        };
    if (wish.isPresent() && wish.get() instanceof Wish.Refused refused) {
      model.addAttribute("refusal", refused.refusal().text());
      return month(period, model);
    }
    return "redirect:/approvals";
  }

  private Optional<Wish> answer(YearMonth period, Person person) {
    Optional<Wish> last = Optional.empty();
    for (Contest each : desk.month(period).unanswered()) {
      if (each.by().equals(desk.them())) {
        last = Optional.of(desk.proposeAnswer(period, each, person));
      }
    }
    return last;
  }

  /// A line of the month.
  ///
  /// @param item a dispatch or an inquiry
  /// @param page where it opens
  /// @param agreed once both agreed
  public record LineRow(
      LineKey key,
      AccountItem item,
      String page,
      long grams,
      Optional<BigDecimal> ours,
      Optional<BigDecimal> theirs,
      Optional<AgreedLine> agreed) {}

  @GetMapping("/post/accounts/{period}/lines")
  String lines(
      @PathVariable YearMonth period,
      @RequestParam(defaultValue = "") String stream,
      @RequestParam(defaultValue = "false") boolean unequal,
      @RequestParam(defaultValue = "0") int from,
      Model model) {
    List<LineRow> rows =
        rows(desk.month(period)).stream()
            .filter(each -> stream.isEmpty() || each.key().stream().equals(stream))
            .filter(each -> !unequal || !each.ours().equals(each.theirs()))
            .toList();
    int first = Math.clamp(from, 0, Math.max(0, rows.size() - 1));
    int last = Math.min(rows.size(), first + ROWS);
    model.addAttribute("period", period);
    model.addAttribute("stream", stream);
    model.addAttribute("unequal", unequal);
    model.addAttribute("streams", desk.terms().form().streams());
    model.addAttribute("rows", rows.subList(first, last));
    model.addAttribute("all", rows.size());
    model.addAttribute("first", first);
    model.addAttribute("before", Math.max(0, first - ROWS));
    model.addAttribute("after", last < rows.size() ? last : -1);
    return "post/account-lines";
  }

  private List<LineRow> rows(MonthCase month) {
    Map<LineKey, Line> ours = byKey(month, desk.us());
    Map<LineKey, Line> theirs = byKey(month, desk.them());
    Map<LineKey, AgreedLine> agreed = new TreeMap<>();
    if (month.agreed().size() == 2) {
      month
          .agreedAccount()
          .map(AgreedAccount::lines)
          .orElse(List.of())
          .forEach(each -> agreed.put(each.line().key(), each));
    }
    Map<LineKey, Line> all = new TreeMap<>(theirs);
    all.putAll(ours);
    List<LineRow> rows = new ArrayList<>();
    all.forEach((key, line) ->
        rows.add(
            new LineRow(
                key,
                AccountItem.of(key),
                page(month.period(), key),
                MailCount.grams(line.quantities()),
                Optional.ofNullable(ours.get(key)).map(this::money),
                Optional.ofNullable(theirs.get(key)).map(this::money),
                Optional.ofNullable(agreed.get(key)))));
    return rows;
  }

  private static Map<LineKey, Line> byKey(MonthCase month, PartyId party) {
    return Optional.ofNullable(month.accounts().get(party))
        .<Map<LineKey, Line>>map(Account::byKey)
        .orElse(Map.of());
  }

  /// A quantity at a rate, as it is shown.
  ///
  /// @param quantity in items or kilograms
  /// @param rate in SDR
  /// @param amount in SDR, exact
  public record PartRow(RateRow row, BigDecimal quantity, BigDecimal rate, BigDecimal amount) {
    static PartRow of(RatedMail.Part part) {
      BigDecimal quantity =
          BigDecimal.valueOf(part.quantity(), part.row().unit() == RateRow.Unit.KG ? 3 : 0);
      return new PartRow(
          part.row(),
          quantity,
          BigDecimal.valueOf(part.row().milliSdr(), 3),
          BigDecimal.valueOf(part.exact(), 6));
    }
  }

  /// One dispatch in the account of a month, with every rate that its price is made of.
  @GetMapping("/post/accounts/{period}/line")
  String line(
      @PathVariable YearMonth period,
      @RequestParam String stream,
      @RequestParam String dispatch,
      Model model) {
    DispatchKey key = DispatchKey.parse(dispatch.toUpperCase(Locale.ROOT));
    AccountItem of = new AccountItem.OfDispatch(key);
    Optional<RatedDispatch> rated = desk.rated(period, key);
    model.addAttribute("period", period);
    model.addAttribute("dispatch", key);
    model.addAttribute("rated", rated.orElse(null));
    model.addAttribute(
        "parts",
        rated
            .map(each -> each.mail().parts().stream().map(PartRow::of).toList())
            .orElse(List.of()));
    model.addAttribute(
        "exact", rated.map(each -> BigDecimal.valueOf(each.mail().exact(), 6)).orElse(null));
    model.addAttribute("whole", rated.map(RatedDispatch::whole).map(this::money).orElse(null));
    model.addAttribute(
        "before",
        desk.booked(period).find(stream, AccountMaker.word(key)).map(this::money).orElse(null));
    model.addAttribute(
        "row",
        rows(desk.month(period)).stream()
            .filter(each -> each.key().stream().equals(stream) && each.item().equals(of))
            .findFirst()
            .orElse(null));
    return "post/account-line";
  }

  /// The canonical papers: `month`, `cn52`, and `cn55-` or `cn61-` with the stream.
  @GetMapping("/post/accounts/{period}/paper/{name}.json")
  ResponseEntity<byte[]> paper(@PathVariable YearMonth period, @PathVariable String name) {
    return desk.papers(period)
        .flatMap(each -> paper(each, name))
        .map(each -> file("wasl-post-" + period + "-" + name + ".json", each))
        .orElse(ResponseEntity.notFound().build());
  }

  private static Optional<Json.Obj> paper(MonthPapers papers, String name) {
    return name.equals("month")
        ? Optional.of(papers.json())
        : papers.find(name).map(AccountPaper::json);
  }

  /// The same as PDF, for people.
  @GetMapping("/post/accounts/{period}/paper/{name}.pdf")
  ResponseEntity<byte[]> printed(@PathVariable YearMonth period, @PathVariable String name) {
    return FormPages.pdf("wasl-post-" + period + "-" + name, forms.of(period, name));
  }

  /// What stands behind the lines of a contest.
  @GetMapping("/post/accounts/{period}/contest/{id}.json")
  ResponseEntity<byte[]> evidence(@PathVariable YearMonth period, @PathVariable UUID id) {
    return desk.evidence(period, id)
        .map(each -> file("wasl-post-" + period + "-evidence-" + id + ".json", each))
        .orElse(ResponseEntity.notFound().build());
  }

  private static ResponseEntity<byte[]> file(String name, Json.Obj json) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
        .body(json.canonicalBytes());
  }

  @ExceptionHandler({DateTimeException.class, IllegalArgumentException.class})
  ResponseEntity<byte[]> wrong() {
    return ResponseEntity.badRequest().build();
  }
}
