package org.wasl.numbering.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.HolderEvent;
import org.wasl.numbering.NumberMove;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.PlanEntry.Status;
import org.wasl.numbering.RecordedEntry;
import org.wasl.numbering.RecordedMove;
import org.wasl.numbering.Resource;
import org.wasl.numbering.Span;
import org.wasl.numbering.comparing.PlanDiff;
import org.wasl.numbering.comparing.PlanLine;
import org.wasl.numbering.comparing.PlanState;
import org.wasl.numbering.exchange.NumberingDesk;
import org.wasl.numbering.wire.MoveTable;
import org.wasl.terms.PartyId;

/// The plans on a screen: as a table, as a picture, code by code with everything that was ever
/// known, and two moments beside each other.
@Controller
public class NumberingPages {
  private static final int ROWS = 400;

  private final NumberingDesk desk;
  private final Parties parties;

  public NumberingPages(NumberingDesk desk, Parties parties) {
    this.desk = desk;
    this.parties = parties;
  }

  @ModelAttribute("parties")
  Parties parties() {
    return parties;
  }

  /// Which plan, which moment of the world, and as known when.
  ///
  /// @param days on which something changes in this plan, oldest first, and today
  /// @param step the place of `at` in them
  public record View(
      PartyId plan, LocalDate at, LocalDate known, List<LocalDate> days, int step, ZoneId zone) {
    Instant moment() {
      return at.plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1_000);
    }

    Instant knownMoment() {
      return known.plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1_000);
    }
  }

  private View view(
      @Nullable String plan,
      @Nullable LocalDate at,
      @Nullable Integer step,
      @Nullable LocalDate known) {
    PartyId party = plan != null && plan.equals(desk.them().value()) ? desk.them() : desk.us();
    ZoneId zone = parties.party(party).zone();
    LocalDate today = LocalDate.ofInstant(desk.now(), zone);
    LocalDate knownOn = known == null ? today : known;
    List<LocalDate> days = days(party, zone, today);
    LocalDate day =
        step != null && step >= 0 && step < days.size() ? days.get(step) : at == null ? today : at;
    int place = (int) days.stream().filter(each -> !each.isAfter(day)).count() - 1;
    return new View(party, day, knownOn, days, Math.max(0, place), zone);
  }

  private List<LocalDate> days(PartyId plan, ZoneId zone, LocalDate today) {
    TreeSet<LocalDate> days = new TreeSet<>(List.of(today));
    for (PlanEntry entry : desk.registry().entries(plan)) {
      for (Instant edge : List.of(entry.valid().from(), entry.valid().to())) {
        if (!edge.equals(Span.BEGINNING) && !edge.equals(Span.END)) {
          days.add(LocalDate.ofInstant(edge, zone));
        }
      }
    }
    return List.copyOf(days);
  }

  private List<PlanEntry> entries(View view) {
    return desk.registry().entries(view.plan(), view.knownMoment()).stream()
        .filter(each -> each.valid().holds(view.moment()))
        .toList();
  }

  /// An entry for people.
  public record Row(
      PlanEntry entry,
      String codes,
      String holder,
      @Nullable LocalDate from,
      @Nullable LocalDate to) {}

  private Row row(PlanEntry entry, ZoneId zone) {
    String first = entry.resource().written(entry.first());
    String last = entry.resource().written(entry.last());
    return new Row(
        entry,
        first.equals(last) ? first : first + "–" + last,
        entry.holder().map(parties::name).orElse(""),
        entry.valid().from().equals(Span.BEGINNING)
            ? null
            : LocalDate.ofInstant(entry.valid().from(), zone),
        entry.valid().isOpen() ? null : LocalDate.ofInstant(entry.valid().to(), zone));
  }

  @GetMapping("/numbering")
  String plan(
      @RequestParam(required = false) String plan,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate at,
      @RequestParam(required = false) Integer step,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          LocalDate known,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String resource,
      @RequestParam(defaultValue = "") String status,
      Model model) {
    View view = view(plan, at, step, known);
    List<Row> rows =
        entries(view).stream()
            .filter(each -> resource.isEmpty() || each.resource().name().equals(resource))
            .filter(each -> status.isEmpty() || each.status().name().equals(status))
            .map(each -> row(each, view.zone()))
            .filter(each -> q.isBlank() || matches(each, q.strip()))
            .toList();
    model.addAttribute("view", view);
    model.addAttribute("q", q);
    model.addAttribute("resource", resource);
    model.addAttribute("status", status);
    model.addAttribute("resources", Resource.values());
    model.addAttribute("statuses", Status.values());
    model.addAttribute("found", rows.size());
    model.addAttribute("rows", rows.subList(0, Math.min(rows.size(), ROWS)));
    model.addAttribute("counts", counts(entries(view)));
    model.addAttribute("moves", moves(view, _ -> true));
    return "numbering/plan";
  }

  /// A code, a holder's name, an area or a document.
  private static boolean matches(Row row, String q) {
    String asked = q.toLowerCase(Locale.ROOT);
    PlanEntry entry = row.entry();
    boolean digits = asked.chars().allMatch(c -> c >= '0' && c <= '9');
    if (digits) {
      return entry.covers(asked)
          || entry.codes().mayFollow(asked)
          || entry.codes().leads(asked)
          || entry.first().startsWith(asked);
    }
    String all =
        row.codes()
            + " "
            + row.holder()
            + " "
            + entry.holder().map(each -> each.name()).orElse("")
            + " "
            + entry.area().map(each -> each.ar() + " " + each.en()).orElse("")
            + " "
            + entry.citation().document()
            + " "
            + entry.note();
    return all.toLowerCase(Locale.ROOT).contains(asked);
  }

  /// Numbers of each state, of the destination codes.
  private static Map<Status, Long> counts(List<PlanEntry> entries) {
    Map<Status, Long> counts = new EnumMap<>(Status.class);
    for (PlanEntry entry : entries) {
      if (entry.resource() == Resource.E164_NDC) {
        long numbers = entry.codes().size();
        for (int i = entry.codes().length(); i < entry.leastDigits(); i++) {
          numbers *= 10;
        }
        counts.merge(entry.status(), numbers, Long::sum);
      }
    }
    return counts;
  }

  @GetMapping("/numbering/map")
  String map(
      @RequestParam(required = false) String plan,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate at,
      @RequestParam(required = false) Integer step,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          LocalDate known,
      @RequestParam(defaultValue = "") String in,
      Model model) {
    View view = view(plan, at, step, known);
    boolean good = in.matches("([0-9]{2}){0,2}");
    NumberMap map = NumberMap.of(entries(view), good ? in : "");
    model.addAttribute("view", view);
    model.addAttribute("map", map);
    model.addAttribute("countryCode", countryCode(view.plan()));
    return "numbering/map";
  }

  private String countryCode(PartyId plan) {
    return desk.classifier().plans().now().plan(plan).countryCode();
  }

  /// A number change for people.
  ///
  /// @param until last day of parallel running, absent: none
  /// @param stage where it stands on the day shown: `planned`, `parallel` or `done`
  public record MoveRow(
      RecordedMove recorded, LocalDate from, @Nullable LocalDate until, String stage) {
    public NumberMove move() {
      return recorded.move();
    }
  }

  private List<MoveRow> moves(View view, Predicate<NumberMove> wanted) {
    return desk.registry().movesRecorded(view.plan(), view.knownMoment()).stream()
        .filter(each -> wanted.test(each.move()))
        .limit(ROWS)
        .map(each -> row(each, view))
        .toList();
  }

  private static MoveRow row(RecordedMove recorded, View view) {
    NumberMove move = recorded.move();
    LocalDate from = LocalDate.ofInstant(move.from(), view.zone());
    LocalDate last = LocalDate.ofInstant(move.parallelTo(), view.zone()).minusDays(1);
    String stage =
        view.moment().isBefore(move.from())
            ? "planned"
            : view.moment().isBefore(move.parallelTo()) ? "parallel" : "done";
    return new MoveRow(recorded, from, last.isBefore(from) ? null : last, stage);
  }

  /// The number changes as a table for the number-change engine.
  @GetMapping("/numbering/moves.csv")
  ResponseEntity<byte[]> movesTable(@RequestParam(required = false) String plan) {
    View view = view(plan, null, null, null);
    byte[] table = MoveTable.write(desk.registry().moves(view.plan()), view.zone());
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"number-changes-" + view.plan() + ".csv\"")
        .body(table);
  }

  /// A row of the registry with both its times.
  public record HistoryRow(
      Row row, LocalDate knownFrom, @Nullable LocalDate knownTo, String document) {}

  @GetMapping("/numbering/code")
  String code(
      @RequestParam(required = false) String plan,
      @RequestParam(defaultValue = "E164_NDC") Resource resource,
      @RequestParam(defaultValue = "") String code,
      Model model) {
    View view = view(plan, null, null, null);
    String digits = code.matches("[0-9]{1,15}") ? code : "0";
    List<HistoryRow> history = new ArrayList<>();
    for (RecordedEntry row : desk.registry().history(view.plan(), resource, digits)) {
      history.add(
          new HistoryRow(
              row(row.entry(), view.zone()),
              LocalDate.ofInstant(row.known().from(), view.zone()),
              row.known().isOpen() ? null : LocalDate.ofInstant(row.known().to(), view.zone()),
              row.entry().citation().document()));
    }
    model.addAttribute("view", view);
    model.addAttribute("code", digits);
    model.addAttribute("written", resource.written(padded(resource, digits)));
    model.addAttribute("resource", resource);
    model.addAttribute("history", history);
    CodeRange asked = CodeRange.of(digits);
    model.addAttribute(
        "moves",
        resource.isNumbers()
            ? moves(view, move -> move.before().overlaps(asked) || move.after().overlaps(asked))
            : List.of());
    model.addAttribute(
        "events",
        desk.registry().events(view.plan()).stream()
            .filter(each -> each.event().resource() == resource)
            .filter(each ->
                each.event().codes().leads(digits) || each.event().codes().mayFollow(digits))
            .map(each -> new EventRow(each.event(), view.zone()))
            .toList());
    return "numbering/code";
  }

  private static String padded(Resource resource, String digits) {
    return switch (resource) {
      case ISPC, SANC ->
          digits.length() <= 5 && Integer.parseInt(digits) < 16_384 ? digits : "00000";
      case MNC -> digits.length() >= 3 ? digits : "000";
      default -> digits;
    };
  }

  /// A change of holder for people.
  public record EventRow(HolderEvent event, ZoneId zone) {
    public LocalDate at() {
      return LocalDate.ofInstant(event.at(), zone);
    }

    public @Nullable LocalDate after() {
      return event.after().map(moment -> LocalDate.ofInstant(moment, zone)).orElse(null);
    }
  }

  /// One difference for people.
  public record DiffRow(PlanDiff.Kind kind, String codes, PlanDiff.Difference difference) {}

  @GetMapping("/numbering/diff")
  String diff(
      @RequestParam(required = false) String plan,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate at,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          LocalDate known,
      @RequestParam(defaultValue = "false") boolean same,
      Model model) {
    View view = view(plan, at, null, known);
    LocalDate start = from == null ? view.days().getFirst().minusDays(1) : from;
    View before = view(plan, start, null, known);
    PlanDiff diff =
        PlanDiff.between(state(entries(before), view.zone()), state(entries(view), view.zone()));
    Map<PlanDiff.Kind, Integer> kinds = new EnumMap<>(PlanDiff.Kind.class);
    diff.differences().forEach(each -> kinds.merge(each.kind(), 1, Integer::sum));
    model.addAttribute("view", view);
    model.addAttribute("from", start);
    model.addAttribute("same", same);
    model.addAttribute("kinds", kinds);
    model.addAttribute(
        "rows",
        diff.differences().stream()
            .filter(each -> same || each.kind() != PlanDiff.Kind.UNCHANGED)
            .map(each -> new DiffRow(each.kind(), each.span().written(), each))
            .sorted(Comparator.comparing(DiffRow::kind))
            .limit(ROWS)
            .toList());
    return "numbering/diff";
  }

  private static PlanState state(List<PlanEntry> entries, ZoneId zone) {
    return PlanState.of(entries.stream().map(entry -> PlanLine.of(entry, zone)).toList());
  }

  @ExceptionHandler({DateTimeException.class, IllegalArgumentException.class})
  ResponseEntity<byte[]> wrong() {
    return ResponseEntity.badRequest().build();
  }
}
