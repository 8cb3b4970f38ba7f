package org.wasl.voice.web;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
import org.springframework.web.multipart.MultipartFile;
import org.wasl.paper.CsvPaper;
import org.wasl.paper.HtmlPaper;
import org.wasl.paper.Paper;
import org.wasl.paper.PdfPaper;
import org.wasl.paper.XlsxPaper;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;
import org.wasl.settlement.Stream;
import org.wasl.settlement.agreeing.MonthCase;
import org.wasl.settlement.comparing.Comparison;
import org.wasl.settlement.contesting.Contest;
import org.wasl.settlement.contesting.ContestAnswer;
import org.wasl.settlement.due.Due;
import org.wasl.settlement.due.Payment;
import org.wasl.settlement.due.StatementDue;
import org.wasl.settlement.netting.NetStatement;
import org.wasl.settlement.netting.SettlementStatement;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.Progress;
import org.wasl.terms.Refusal;
import org.wasl.terms.json.Json;
import org.wasl.voice.Call;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.accounting.BothTrunks;
import org.wasl.voice.accounting.Coverage;
import org.wasl.voice.exchange.VoiceDesk;
import org.wasl.voice.mediation.FileReport;
import org.wasl.voice.mediation.Mediation;
import org.wasl.voice.reconciliation.Cause;
import org.wasl.voice.reconciliation.Explanation;

/// Files, months, differences, contests and statements of voice.
@Controller
public class VoicePages {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final int CELLS = 60;
  private static final int CALLS = 200;

  private final VoiceDesk desk;
  private final Progress progress;

  public VoicePages(VoiceDesk desk, Progress progress) {
    this.desk = desk;
    this.progress = progress;
  }

  @GetMapping("/voice")
  String voice(Model model) {
    List<FileReport> files = desk.files().reversed();
    model.addAttribute("files", files);
    model.addAttribute(
        "until",
        files.stream()
            .collect(
                Collectors.toMap(
                    FileReport::sha256,
                    file -> LocalDate.ofInstant(desk.waitedUntil(file), desk.agreement().zone()))));
    model.addAttribute("gaps", desk.missingFiles());
    model.addAttribute("months", desk.months());
    model.addAttribute("us", desk.us());
    List<Due> dues = desk.dueBook().open();
    model.addAttribute("dues", dues);
    model.addAttribute(
        "currencies", desk.agreement().currencies(dues.stream().map(Due::last).toList()));
    model.addAttribute("setAside", desk.dueBook().setAside());
    return "voice/files";
  }

  @PostMapping("/voice/load")
  String load(@RequestParam MultipartFile file, Model model) throws IOException {
    String name = Optional.ofNullable(file.getOriginalFilename()).orElse("file");
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    Mediation.Outcome outcome = desk.load(last, file.getBytes(), progress);
    if (outcome instanceof Mediation.Outcome.Refused refused) {
      model.addAttribute("refusal", refused.refusal().text());
      return voice(model);
    }
    return "redirect:/voice";
  }

  @GetMapping("/voice/{period}")
  String month(@PathVariable YearMonth period, Model model) {
    MonthCase month = desk.month(period);
    model.addAttribute("period", period);
    model.addAttribute("month", month);
    model.addAttribute("us", desk.us());
    model.addAttribute("streams", month.comparison().map(this::streamRows).orElse(List.of()));
    model.addAttribute(
        "days", month.comparison().map(both -> DayChart.of(both, period)).orElse(null));
    Map<LineKey, Map<Cause, Explanation.Part>> why = desk.causes(period);
    model.addAttribute("causes", causeRows(why));
    model.addAttribute(
        "cells", month.comparison().map(both -> cellRows(both, why)).orElse(List.of()));
    model.addAttribute(
        "questionable", month.comparison().map(both -> both.questionable().size()).orElse(0));
    model.addAttribute("contests", month.contests());
    model.addAttribute("statement", desk.statements().month(period).orElse(null));
    model.addAttribute("silent", desk.statements().silentSince(period).orElse(null));
    model.addAttribute("lacksRate", desk.statements().lacksRate(period));
    model.addAttribute("invoices", payees(period));
    model.addAttribute(
        "settlement",
        desk.statements().hasSeveralMonths()
            ? desk.statements().settlement(period).orElse(null)
            : null);
    model.addAttribute("suspense", desk.suspense(period));
    model.addAttribute("coverage", coverageRows(period, month));
    model.addAttribute(
        "trunks", desk.trunks(period).map(both -> trunkRows(both, Optional.empty())).orElse(null));
    model.addAttribute("hasDetails", desk.hasDetails(period));
    model.addAttribute("awaiting", desk.awaitsDetails(period));
    model.addAttribute("refused", desk.detailsRefused(period).orElse(null));
    model.addAttribute("lost", desk.lostCauses(period));
    model.addAttribute("currency", desk.agreement().form(period).currency());
    model.addAttribute("today", desk.today());
    StatementDue due = desk.dueBook().statement(period);
    model.addAttribute("due", due);
    model.addAttribute("payments", desk.dueBook().paymentsOf(period));
    model.addAttribute("payable", due.debtor().equals(Optional.of(desk.them())) && isOpen(due));
    return "voice/month";
  }

  /// What a side's account rests on.
  ///
  /// @param wrong how many lines of the account its trunk groups do not add up to
  public record CoverageRow(boolean ours, Coverage coverage, int wrong) {}

  private List<CoverageRow> coverageRows(YearMonth period, MonthCase month) {
    List<CoverageRow> rows = new ArrayList<>();
    desk.coverage(period)
        .forEach((party, each) -> {
          boolean ours = party.equals(desk.us());
          int wrong =
              month
                  .comparison()
                  .map(both -> each.notAddingUp(ours ? both.ours() : both.theirs()).size())
                  .orElse(0);
          rows.add(new CoverageRow(ours, each, wrong));
        });
    rows.sort(Comparator.comparing(CoverageRow::ours).reversed());
    return rows;
  }

  /// A trunk group on both sides, over the month or of one line.
  ///
  /// @param alike whether the figures alone say that these are one group
  /// @param unequal how many lines are not equal
  public record TrunkRow(
      String ours,
      String theirs,
      boolean alike,
      long ourCalls,
      long theirCalls,
      long ourSeconds,
      long theirSeconds,
      BigDecimal difference,
      int unequal) {}

  /// @param key of one line, or of all
  static List<TrunkRow> trunkRows(BothTrunks both, Optional<LineKey> key) {
    return key.map(both::of).orElse(both).pairs().stream()
        .map(pair ->
            new TrunkRow(
                String.join(", ", pair.ours()),
                pair.theirs().orElse(""),
                pair.alike(),
                pair.ourCalls(),
                pair.theirCalls(),
                pair.ourSeconds(),
                pair.theirSeconds(),
                money(pair.difference()),
                pair.unequal().size()))
        .toList();
  }

  private static boolean isOpen(StatementDue due) {
    return due.open().signum() > 0 || due.interest().signum() > 0;
  }

  @PostMapping("/voice/{period}/payment")
  String payment(
      @PathVariable YearMonth period,
      @RequestParam BigDecimal amount,
      @RequestParam LocalDate on,
      @RequestParam(defaultValue = "false") boolean interest,
      Person person,
      Model model) {
    Payment payment = desk.dueBook().payment(period, amount, on, interest);
    Optional<Refusal> refusal = desk.dueBook().refuses(payment);
    if (refusal.isPresent()) {
      model.addAttribute("refusal", refusal.get().text());
      return month(period, model);
    }
    desk.dueBook().proposePayment(payment, person);
    return "redirect:/approvals";
  }

  /// A stream's sums on both sides.
  public record StreamRow(
      Stream stream,
      List<Long> ours,
      List<Long> theirs,
      BigDecimal ourMoney,
      BigDecimal theirMoney) {
    public BigDecimal difference() {
      return ourMoney.subtract(theirMoney);
    }
  }

  private List<StreamRow> streamRows(Comparison both) {
    return desk.agreement().form(both.ours().period()).streams().stream()
        .map(stream ->
            new StreamRow(
                stream,
                sums(both.ours().lines(), stream),
                sums(both.theirs().lines(), stream),
                money(exact(both.ours().lines(), stream)),
                money(exact(both.theirs().lines(), stream))))
        .toList();
  }

  private static List<Long> sums(List<Line> lines, Stream stream) {
    List<Long> sums = new ArrayList<>(List.of(0L, 0L, 0L, 0L));
    for (Line line : lines) {
      if (line.key().stream().equals(stream.id())) {
        for (int i = 0; i < sums.size(); i++) {
          sums.set(i, sums.get(i) + line.quantities().get(i));
        }
      }
    }
    return sums;
  }

  private static BigInteger exact(List<Line> lines, Stream stream) {
    return lines.stream()
        .filter(line -> line.key().stream().equals(stream.id()))
        .map(Line::exact)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  static BigDecimal money(BigInteger exact) {
    return new BigDecimal(exact)
        .divide(new BigDecimal(TrafficAgreement.UNITS), 2, RoundingMode.HALF_UP);
  }

  /// A cause over all lines; `width` is its share of the largest, in hundredths, for the chart.
  public record CauseRow(Cause cause, long calls, BigDecimal money, int width) {}

  private static List<CauseRow> causeRows(Map<LineKey, Map<Cause, Explanation.Part>> why) {
    Map<Cause, Long> calls = new EnumMap<>(Cause.class);
    Map<Cause, BigInteger> exact = new EnumMap<>(Cause.class);
    for (Map<Cause, Explanation.Part> parts : why.values()) {
      parts.forEach((cause, part) -> {
        calls.merge(cause, part.calls(), Long::sum);
        exact.merge(cause, part.exact(), BigInteger::add);
      });
    }
    BigInteger largest =
        exact.values().stream().map(BigInteger::abs).reduce(BigInteger.ONE, BigInteger::max);
    return exact.entrySet().stream()
        .map(each ->
            new CauseRow(
                each.getKey(),
                calls.getOrDefault(each.getKey(), 0L),
                money(each.getValue()),
                each.getValue().abs().multiply(BigInteger.valueOf(100)).divide(largest).intValue()))
        .sorted(Comparator.comparing((CauseRow row) -> row.money().abs()).reversed())
        .toList();
  }

  /// A line of both accounts with its main cause.
  public record CellRow(
      LineKey key, Line ours, Line theirs, BigDecimal difference, Optional<Cause> cause) {}

  private static List<CellRow> cellRows(
      Comparison both, Map<LineKey, Map<Cause, Explanation.Part>> why) {
    return both.questionable().stream()
        .map(cell ->
            new CellRow(
                cell.key(),
                cell.ours(),
                cell.theirs(),
                money(cell.difference().exact()),
                Optional.ofNullable(why.get(cell.key())).map(Explanation::heaviest)))
        .sorted(Comparator.comparing((CellRow row) -> row.difference().abs()).reversed())
        .limit(CELLS)
        .toList();
  }

  @GetMapping("/voice/{period}/line")
  String line(
      @PathVariable YearMonth period,
      @RequestParam String stream,
      @RequestParam String item,
      @RequestParam LocalDate day,
      @RequestParam String band,
      Person person,
      Model model) {
    LineKey key = new LineKey(stream, item, day, band);
    List<VoiceDesk.Source> calls = desk.callsOf(period, key, person, CALLS);
    model.addAttribute("period", period);
    model.addAttribute("key", key);
    model.addAttribute(
        "parts", List.copyOf(desk.causes(period).getOrDefault(key, Map.of()).entrySet()));
    model.addAttribute(
        "calls", calls.stream().map(each -> callRow(each, desk.agreement())).toList());
    model.addAttribute(
        "trunks",
        desk.trunks(period).map(both -> trunkRows(both, Optional.of(key))).orElse(List.of()));
    return "voice/line";
  }

  /// A call for people: the last four digits of both numbers are hidden.
  public record CallRow(
      String from,
      String to,
      String at,
      int seconds,
      int billed,
      BigDecimal price,
      String file,
      String sha256,
      int line) {}

  static CallRow callRow(VoiceDesk.Source source, TrafficAgreement agreement) {
    return new CallRow(
        hidden(source.call().from()),
        hidden(source.call().to()),
        at(source.call().time(), agreement.zone()),
        source.call().seconds(),
        source.rated().billed(),
        new BigDecimal(source.rated().exact())
            .divide(new BigDecimal(TrafficAgreement.UNITS), 6, RoundingMode.HALF_UP),
        source.fileName(),
        source.file(),
        source.call().line());
  }

  /// A moment as people read it, by a zone's clock.
  static String at(long second, ZoneId zone) {
    return MOMENT.format(Instant.ofEpochSecond(second).atZone(zone));
  }

  private static String hidden(long number) {
    String digits = Long.toString(number);
    return digits.length() < 5 ? "…" : "+" + digits.substring(0, digits.length() - 4) + "••••";
  }

  /// A call without a price for people: the last four digits of both numbers are hidden.
  public record UnpricedRow(
      String from, String to, String at, int seconds, String file, String sha256, int line) {}

  @GetMapping("/voice/{period}/unpriced")
  String unpriced(
      @PathVariable YearMonth period,
      @RequestParam(defaultValue = "") String prefix,
      Person person,
      Model model) {
    ZoneId zone = desk.agreement().zone();
    model.addAttribute("period", period);
    model.addAttribute("prefix", prefix);
    model.addAttribute("most", CALLS);
    model.addAttribute(
        "calls",
        desk.unpriced(period, prefix, person, CALLS).stream()
            .map(each -> unpricedRow(each, zone))
            .toList());
    return "voice/unpriced";
  }

  private static UnpricedRow unpricedRow(VoiceDesk.Unpriced unpriced, ZoneId zone) {
    Call call = unpriced.call();
    return new UnpricedRow(
        hidden(call.from()),
        hidden(call.to()),
        at(call.time(), zone),
        call.seconds(),
        unpriced.fileName(),
        unpriced.file(),
        call.line());
  }

  @PostMapping("/voice/{period}/propose/{what}")
  String propose(
      @PathVariable YearMonth period,
      @PathVariable String what,
      @RequestParam(defaultValue = "false") boolean chosen,
      @RequestParam(defaultValue = "") List<String> line,
      @RequestParam Optional<UUID> contest,
      @RequestParam(defaultValue = "") List<String> ruling,
      Person person) {
    if (chosen && what.equals("contest")) {
      Set<LineKey> lines = line.stream().map(LineWords::read).collect(Collectors.toSet());
      return desk.proposeContest(period, lines::contains, person).isPresent()
          ? "redirect:/approvals"
          : "redirect:/voice/" + period + "/contest";
    }
    if (contest.isPresent() && what.equals("answer")) {
      Map<LineKey, ContestAnswer.Kind> rulings = new HashMap<>();
      ruling.forEach(each -> LineWords.readRuling(each, rulings));
      desk.month(period).unanswered().stream()
          .filter(each -> each.id().equals(contest.get()) && each.by().equals(desk.them()))
          .forEach(each -> desk.proposeAnswer(period, each, rulings, person));
      return "redirect:/approvals";
    }
    switch (what) {
      case "account" -> desk.proposeAccount(period, person, progress);
      case "contest" -> desk.proposeContest(period, person);
      case "answer" -> answerAll(period, person);
      case "agree" -> desk.proposeAgreement(period, person);
      default -> desk.proposeSignature(period, person);
    }
    return "redirect:/approvals";
  }

  private void answerAll(YearMonth period, Person person) {
    for (Contest contest : desk.month(period).unanswered()) {
      if (contest.by().equals(desk.them())) {
        desk.proposeAnswer(period, contest, person);
      }
    }
  }

  @PostMapping("/voice/{period}/details")
  String details(@PathVariable YearMonth period, Person person) {
    desk.requestDetails(period, person);
    return "redirect:/voice/" + period;
  }

  @GetMapping("/voice/{period}/statement.{form}")
  ResponseEntity<byte[]> statement(
      @PathVariable YearMonth period, @PathVariable String form, @RequestParam String language) {
    return drawn(
        "wasl-" + period,
        form,
        language,
        desk.statements().paper(period),
        desk.statements().month(period).map(NetStatement::json));
  }

  /// The statement of the settlement period that holds a month.
  @GetMapping("/voice/{period}/settlement.{form}")
  ResponseEntity<byte[]> settlement(
      @PathVariable YearMonth period, @PathVariable String form, @RequestParam String language) {
    Optional<SettlementStatement> statement = desk.statements().settlement(period);
    String name =
        statement.map(each -> "wasl-" + each.first() + "-" + each.last()).orElse("wasl-" + period);
    if (form.equals("xml")) {
      return desk.statements()
          .settlementUbl(period)
          .map(bytes -> file(name + "-statement.xml", "application/xml", bytes))
          .orElse(ResponseEntity.notFound().build());
    }
    return drawn(
        name,
        form,
        language,
        desk.statements().settlementPaper(period),
        statement.map(SettlementStatement::json));
  }

  private static ResponseEntity<byte[]> drawn(
      String statement,
      String form,
      String language,
      Optional<Paper> paper,
      Optional<Json.Obj> data) {
    Locale chosen = Locale.of(language.equals("en") ? "en" : "ar");
    if (paper.isEmpty() || data.isEmpty()) {
      return ResponseEntity.notFound().build();
    }
    String name = statement + "-" + chosen + "." + form;
    return switch (form) {
      case "pdf" -> file(name, "application/pdf", PdfPaper.write(paper.get(), chosen));
      case "csv" -> file(name, "text/csv;charset=utf-8", CsvPaper.write(paper.get(), chosen));
      case "xlsx" ->
          file(
              name,
              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
              XlsxPaper.write(paper.get(), chosen));
      case "html" -> file(name, "application/octet-stream", HtmlPaper.write(paper.get(), chosen));
      case "json" -> file(name, "application/json", data.get().canonicalBytes());
      default -> ResponseEntity.notFound().build();
    };
  }

  /// The parties that are owed for their streams.
  private List<PartyId> payees(YearMonth period) {
    return desk.statements().month(period).stream()
        .flatMap(statement -> statement.streams().stream())
        .filter(total -> total.amount().signum() != 0)
        .map(total -> total.stream().payee())
        .distinct()
        .toList();
  }

  @GetMapping("/voice/{period}/invoice.xml")
  ResponseEntity<byte[]> invoice(@PathVariable YearMonth period, @RequestParam String payee) {
    return desk.statements()
        .invoice(period, new PartyId(payee))
        .map(bytes ->
            file("wasl-" + period + "-invoice-" + payee + ".xml", "application/xml", bytes))
        .orElse(ResponseEntity.notFound().build());
  }

  private static ResponseEntity<byte[]> file(String name, String type, byte[] bytes) {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(type))
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
        .body(bytes);
  }

  @ExceptionHandler({DateTimeException.class, IllegalArgumentException.class})
  ResponseEntity<byte[]> wrong() {
    return ResponseEntity.badRequest().build();
  }
}
