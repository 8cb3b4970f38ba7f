package org.wasl.voice.web;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.wasl.settlement.Account;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;
import org.wasl.settlement.Stream;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.voice.accounting.BothTrunks;
import org.wasl.voice.accounting.TrafficShape;
import org.wasl.voice.exchange.Origin;
import org.wasl.voice.exchange.VoiceDesk;
import org.wasl.voice.reconciliation.Cause;
import org.wasl.voice.reconciliation.Explanation;

/// A month seen closer: where its traffic lies, why the accounts differ, and where one call came
/// from.
@Controller
public class TrafficPages {
  private static final int LINES = 300;

  private final VoiceDesk desk;

  public TrafficPages(VoiceDesk desk) {
    this.desk = desk;
  }

  @GetMapping("/voice/{period}/map")
  String map(
      @PathVariable YearMonth period,
      @RequestParam(defaultValue = "") String stream,
      @RequestParam(defaultValue = "hours") String by,
      @RequestParam(defaultValue = "calls") String measure,
      Model model) {
    List<Stream> streams = desk.agreement().form(period).streams();
    Stream chosen =
        streams.stream()
            .filter(each -> each.id().equals(stream))
            .findFirst()
            .orElse(streams.getFirst());
    boolean hours = !by.equals("destinations");
    boolean calls = !measure.equals("minutes");
    TrafficShape shape = desk.shape(period);
    model.addAttribute("period", period);
    model.addAttribute("streams", streams);
    model.addAttribute("stream", chosen);
    model.addAttribute("by", hours ? "hours" : "destinations");
    model.addAttribute("measure", calls ? "calls" : "minutes");
    model.addAttribute(
        "map",
        hours
            ? HeatMap.hours(shape, chosen.id(), period, load -> value(load, calls))
            : HeatMap.destinations(shape, chosen.id(), period, load -> value(load, calls)));
    return "voice/map";
  }

  private static long value(TrafficShape.Load load, boolean calls) {
    return calls ? load.calls() : load.billed() / 60;
  }

  /// A line and what one cause, or all chosen ones, contribute to its difference.
  public record LineRow(LineKey key, Cause cause, Explanation.Part part, String money) {}

  @GetMapping("/voice/{period}/differences")
  String differences(
      @PathVariable YearMonth period,
      @RequestParam(defaultValue = "") String cause,
      @RequestParam(defaultValue = "") String stream,
      @RequestParam(required = false) @Nullable LocalDate day,
      Model model) {
    Map<LineKey, Map<Cause, Explanation.Part>> why = desk.causes(period);
    Optional<Cause> only = cause.isEmpty() ? Optional.empty() : Optional.of(Cause.ofCode(cause));
    List<LineRow> rows =
        why.entrySet().stream()
            .filter(each -> stream.isEmpty() || each.getKey().stream().equals(stream))
            .filter(each -> day == null || each.getKey().day().equals(day))
            .flatMap(each -> rows(each.getKey(), each.getValue(), only))
            .sorted(Comparator.comparing((LineRow row) -> row.part().exact().abs()).reversed())
            .toList();
    model.addAttribute("period", period);
    model.addAttribute("streams", desk.agreement().form(period).streams());
    model.addAttribute("causes", causes(why));
    model.addAttribute("days", days(why));
    model.addAttribute("cause", cause);
    model.addAttribute("stream", stream);
    model.addAttribute("day", day);
    model.addAttribute("calls", rows.stream().mapToLong(row -> row.part().calls()).sum());
    model.addAttribute(
        "sum",
        VoicePages.money(
            rows.stream().map(row -> row.part().exact()).reduce(BigInteger.ZERO, BigInteger::add)));
    model.addAttribute("clocks", clockRows(period));
    model.addAttribute("lost", desk.lostCauses(period));
    model.addAttribute("awaiting", desk.awaitsDetails(period));
    model.addAttribute("refused", desk.detailsRefused(period).orElse(null));
    model.addAttribute("lineCount", rows.size());
    model.addAttribute("lines", rows.subList(0, Math.min(LINES, rows.size())));
    return "voice/differences";
  }

  /// A line that a trunk group recorded otherwise on each side.
  public record TrunkLine(
      String ours, String theirs, LineKey key, Line our, Line their, BigDecimal difference) {}

  /// Trunk groups of both sides and the lines in which they differ, most money first.
  @GetMapping("/voice/{period}/trunks")
  String trunks(
      @PathVariable YearMonth period, @RequestParam(defaultValue = "") String group, Model model) {
    Optional<BothTrunks> both = desk.trunks(period);
    List<TrunkLine> lines =
        both.stream()
            .flatMap(each -> each.pairs().stream())
            .filter(pair -> group.isEmpty() ? pair.isOnBothSides() : group.equals(name(pair)))
            .flatMap(pair -> pair.unequal().stream().map(line -> trunkLine(pair, line)))
            .sorted(
                Comparator.comparing((TrunkLine line) -> line.difference().abs())
                    .thenComparing(line ->
                        Math.abs(
                            line.our().quantities().getFirst()
                                - line.their().quantities().getFirst()))
                    .reversed())
            .toList();
    model.addAttribute("period", period);
    model.addAttribute("group", group);
    model.addAttribute(
        "trunks", both.map(each -> VoicePages.trunkRows(each, Optional.empty())).orElse(List.of()));
    model.addAttribute("lineCount", lines.size());
    model.addAttribute("lines", lines.subList(0, Math.min(LINES, lines.size())));
    return "voice/trunks";
  }

  private static String name(BothTrunks.Pair pair) {
    return pair.theirs().orElseGet(() -> String.join(", ", pair.ours()));
  }

  private static TrunkLine trunkLine(BothTrunks.Pair pair, BothTrunks.Unequal line) {
    return new TrunkLine(
        String.join(", ", pair.ours()),
        pair.theirs().orElse(""),
        line.key(),
        line.ours(),
        line.theirs(),
        VoicePages.money(line.difference().exact()));
  }

  /// A clock as both agreed on it.
  ///
  /// @param ahead seconds on the first of the month; `aDay` what it gains in a day
  public record ClockRow(String trunk, boolean ours, String ahead, String aDay) {}

  private List<ClockRow> clockRows(YearMonth period) {
    List<ClockRow> rows = new ArrayList<>();
    desk.clocks(period)
        .ifPresent(clocks ->
            clocks
                .lines()
                .forEach((trunk, ahead) ->
                    rows.add(
                        new ClockRow(
                            trunk.name(),
                            trunk.party().equals(desk.us()),
                            seconds(ahead.aheadMillis(), 1_000),
                            seconds(ahead.driftPpb() * 86_400, 1_000_000_000)))));
    return rows;
  }

  private static String seconds(long value, long unit) {
    return new BigDecimal(value)
        .divide(new BigDecimal(unit), 1, RoundingMode.HALF_UP)
        .toPlainString();
  }

  private static java.util.stream.Stream<LineRow> rows(
      LineKey key, Map<Cause, Explanation.Part> parts, Optional<Cause> only) {
    return parts.entrySet().stream()
        .filter(each -> only.isEmpty() || only.get() == each.getKey())
        .map(each ->
            new LineRow(
                key,
                each.getKey(),
                each.getValue(),
                VoicePages.money(each.getValue().exact()).toPlainString()));
  }

  private static Set<Cause> causes(Map<LineKey, Map<Cause, Explanation.Part>> why) {
    Set<Cause> causes = EnumSet.noneOf(Cause.class);
    why.values().forEach(parts -> causes.addAll(parts.keySet()));
    return causes;
  }

  private static Set<LocalDate> days(Map<LineKey, Map<Cause, Explanation.Part>> why) {
    return why.keySet().stream().map(LineKey::day).collect(Collectors.toCollection(TreeSet::new));
  }

  /// A line of the accounts; a side that has none has an empty amount.
  public record AccountRow(
      LineKey key, Optional<BigDecimal> ours, Optional<BigDecimal> theirs, long calls) {}

  /// What an amount of a stream is made of: the lines of both accounts, the largest first.
  @GetMapping("/voice/{period}/lines")
  String lines(
      @PathVariable YearMonth period,
      @RequestParam(defaultValue = "") String stream,
      @RequestParam(required = false) @Nullable LocalDate day,
      Model model) {
    Map<PartyId, Account> accounts = desk.month(period).accounts();
    Map<LineKey, Line> ours = byKey(accounts.get(desk.us()));
    Map<LineKey, Line> theirs = byKey(accounts.get(desk.them()));
    Set<LineKey> keys = new TreeSet<>(ours.keySet());
    keys.addAll(theirs.keySet());
    List<LineKey> found =
        keys.stream()
            .filter(key -> stream.isEmpty() || key.stream().equals(stream))
            .filter(key -> day == null || key.day().equals(day))
            .sorted(
                Comparator.comparing(
                        (LineKey key) -> exact(ours.get(key)).max(exact(theirs.get(key))))
                    .reversed())
            .toList();
    model.addAttribute("period", period);
    model.addAttribute("streams", desk.agreement().form(period).streams());
    model.addAttribute("stream", stream);
    model.addAttribute("day", day);
    model.addAttribute(
        "days", keys.stream().map(LineKey::day).collect(Collectors.toCollection(TreeSet::new)));
    model.addAttribute("currency", desk.agreement().form(period).currency());
    model.addAttribute("us", desk.us());
    model.addAttribute("accounts", desk.signedAccounts(period));
    model.addAttribute("lineCount", found.size());
    model.addAttribute(
        "lines",
        found.stream()
            .limit(LINES)
            .map(key -> accountRow(key, ours.get(key), theirs.get(key)))
            .toList());
    return "voice/lines";
  }

  private static Map<LineKey, Line> byKey(@Nullable Account account) {
    return account == null ? Map.of() : account.byKey();
  }

  private static BigInteger exact(@Nullable Line line) {
    return line == null ? BigInteger.ZERO : line.exact();
  }

  private static AccountRow accountRow(LineKey key, @Nullable Line ours, @Nullable Line theirs) {
    Line counted = ours == null ? theirs : ours;
    return new AccountRow(
        key,
        Optional.ofNullable(ours).map(line -> VoicePages.money(line.exact())),
        Optional.ofNullable(theirs).map(line -> VoicePages.money(line.exact())),
        counted == null ? 0 : counted.quantities().getFirst());
  }

  /// One call of ours with everything under its price.
  @GetMapping("/voice/{period}/call")
  String call(
      @PathVariable YearMonth period,
      @RequestParam String file,
      @RequestParam int line,
      Person person,
      Model model) {
    Optional<Origin> origin = desk.origin(file, line, person);
    if (origin.isEmpty()) {
      return "redirect:/voice/" + period;
    }
    model.addAttribute("period", period);
    model.addAttribute("origin", origin.get());
    model.addAttribute("call", VoicePages.callRow(origin.get().source(), desk.agreement()));
    model.addAttribute("currency", desk.agreement().form(period).currency());
    model.addAttribute("us", desk.us());
    model.addAttribute("accounts", desk.signedAccounts(period));
    return "voice/call";
  }

  @ExceptionHandler({DateTimeException.class, IllegalArgumentException.class})
  ResponseEntity<byte[]> wrong() {
    return ResponseEntity.badRequest().build();
  }
}
