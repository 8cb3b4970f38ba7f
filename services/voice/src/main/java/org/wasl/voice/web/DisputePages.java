package org.wasl.voice.web;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;
import org.wasl.settlement.comparing.Comparison;
import org.wasl.settlement.contesting.Contest;
import org.wasl.settlement.contesting.ContestAnswer;
import org.wasl.terms.CurrencyVintage;
import org.wasl.terms.Person;
import org.wasl.voice.exchange.Dispute;
import org.wasl.voice.exchange.VoiceDesk;
import org.wasl.voice.reconciliation.Cause;

/// The desk of disputes: what either side questions, what was answered, and the evidence.
@Controller
public class DisputePages {
  private static final int ITEMS = 500;

  private final VoiceDesk desk;

  public DisputePages(VoiceDesk desk) {
    this.desk = desk;
  }

  @GetMapping("/voice/disputes")
  String disputes(Model model) {
    model.addAttribute("us", desk.us());
    model.addAttribute("disputes", desk.disputes().disputes().stream().map(this::row).toList());
    return "voice/disputes";
  }

  /// A dispute with its sum: what the questioner holds to be right, less what the account says.
  public record DisputeRow(
      Dispute dispute, BigDecimal claimed, CurrencyVintage currency, Map<String, Long> rulings) {}

  private DisputeRow row(Dispute dispute) {
    Map<LineKey, Line> questioned = questioned(dispute);
    BigInteger exact = BigInteger.ZERO;
    for (Contest.Item item : dispute.contest().items()) {
      exact = exact.add(item.claimed().exact()).subtract(exact(questioned, item.key()));
    }
    Map<String, Long> rulings =
        dispute.answer().stream()
            .flatMap(answer -> answer.rulings().stream())
            .collect(Collectors.groupingBy(each -> each.kind().name(), Collectors.counting()));
    return new DisputeRow(
        dispute,
        VoicePages.money(exact),
        desk.agreement().form(dispute.period()).currency(),
        rulings);
  }

  /// The lines of the account that is questioned: that of the other side than the questioner's.
  private Map<LineKey, Line> questioned(Dispute dispute) {
    boolean ours = dispute.contest().by().equals(desk.us());
    return (ours ? dispute.both().theirs() : dispute.both().ours()).byKey();
  }

  private static BigInteger exact(Map<LineKey, Line> lines, LineKey key) {
    return Optional.ofNullable(lines.get(key)).map(Line::exact).orElse(BigInteger.ZERO);
  }

  /// One questioned line with both accounts' figures, the claim and the ruling.
  public record ItemRow(
      LineKey key,
      Optional<Cause> cause,
      BigDecimal ours,
      BigDecimal theirs,
      BigDecimal claimed,
      Optional<ContestAnswer.Kind> ruling,
      Optional<BigDecimal> counter) {}

  /// A line that can be contested, as a form names it.
  public record ClaimRow(
      String word,
      LineKey key,
      Optional<Cause> cause,
      BigDecimal ours,
      BigDecimal theirs,
      BigDecimal claimed) {}

  /// The lines that can be contested, to choose from.
  @GetMapping("/voice/{period}/contest")
  String choose(@PathVariable YearMonth period, Model model) {
    Optional<Comparison> both = desk.month(period).comparison();
    Map<LineKey, Line> ours = both.map(each -> each.ours().byKey()).orElse(new TreeMap<>());
    Map<LineKey, Line> theirs = both.map(each -> each.theirs().byKey()).orElse(new TreeMap<>());
    List<Contest.Item> claims = desk.claims(period);
    model.addAttribute("period", period);
    model.addAttribute("currency", desk.agreement().form(period).currency());
    model.addAttribute("all", claims.size());
    model.addAttribute(
        "claims",
        claims.stream()
            .limit(ITEMS)
            .map(item ->
                new ClaimRow(
                    LineWords.write(item.key()),
                    item.key(),
                    cause(item.cause()),
                    VoicePages.money(exact(ours, item.key())),
                    VoicePages.money(exact(theirs, item.key())),
                    VoicePages.money(item.claimed().exact())))
            .toList());
    return "voice/contest-new";
  }

  /// What our evidence says of a line that the other side contests.
  ///
  /// @param fair the figure that it supports
  public record SuggestionRow(String word, ContestAnswer.Kind kind, Optional<BigDecimal> fair) {}

  private Map<LineKey, SuggestionRow> suggestions(Dispute dispute) {
    return desk.suggestions(dispute.period(), dispute.contest()).stream()
        .collect(
            Collectors.toMap(
                each -> each.item().key(),
                each ->
                    new SuggestionRow(
                        LineWords.write(each.item().key()),
                        each.ruling().kind(),
                        each.fair().map(line -> VoicePages.money(line.exact())))));
  }

  @GetMapping("/voice/{period}/contest/{id}")
  String contest(@PathVariable YearMonth period, @PathVariable UUID id, Model model) {
    Optional<Dispute> dispute = desk.disputes().find(period, id);
    if (dispute.isEmpty()) {
      return "redirect:/voice/disputes";
    }
    Dispute one = dispute.get();
    boolean ours =
        one.standing() == Dispute.Standing.UNANSWERED && !one.contest().by().equals(desk.us());
    model.addAttribute("us", desk.us());
    model.addAttribute("currency", desk.agreement().form(period).currency());
    model.addAttribute("row", row(one));
    model.addAttribute("items", items(one));
    model.addAttribute("answerable", ours);
    model.addAttribute("suggestions", ours ? suggestions(one) : Map.of());
    model.addAttribute("kinds", ContestAnswer.Kind.values());
    return "voice/contest";
  }

  private static List<ItemRow> items(Dispute dispute) {
    Map<LineKey, Line> ours = dispute.both().ours().byKey();
    Map<LineKey, Line> theirs = dispute.both().theirs().byKey();
    Map<LineKey, ContestAnswer.Ruling> rulings =
        dispute.answer().stream()
            .flatMap(answer -> answer.rulings().stream())
            .collect(Collectors.toMap(ContestAnswer.Ruling::key, Function.identity()));
    return dispute.contest().items().stream()
        .limit(ITEMS)
        .map(item -> {
          Optional<ContestAnswer.Ruling> ruling = Optional.ofNullable(rulings.get(item.key()));
          return new ItemRow(
              item.key(),
              cause(item.cause()),
              VoicePages.money(exact(ours, item.key())),
              VoicePages.money(exact(theirs, item.key())),
              VoicePages.money(item.claimed().exact()),
              ruling.map(ContestAnswer.Ruling::kind),
              ruling
                  .flatMap(ContestAnswer.Ruling::counter)
                  .map(line -> VoicePages.money(line.exact())));
        })
        .toList();
  }

  /// The other side may name a cause that this release does not know.
  private static Optional<Cause> cause(String code) {
    return List.of(Cause.values()).stream().filter(each -> each.code().equals(code)).findFirst();
  }

  @GetMapping("/voice/{period}/contest/{id}/evidence.zip")
  ResponseEntity<byte[]> evidence(
      @PathVariable YearMonth period, @PathVariable UUID id, Person person) {
    return desk.evidence(period, id, person)
        .map(bytes ->
            ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header(
                    HttpHeaders.CONTENT_DISPOSITION,
                    "attachment; filename=\"wasl-evidence-" + period + "-" + id + ".zip\"")
                .body(bytes))
        .orElse(ResponseEntity.notFound().build());
  }

  @ExceptionHandler({DateTimeException.class, IllegalArgumentException.class})
  ResponseEntity<byte[]> wrong() {
    return ResponseEntity.badRequest().build();
  }
}
