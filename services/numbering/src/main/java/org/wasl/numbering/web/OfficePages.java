package org.wasl.numbering.web;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.NationalPlan;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.PlanEntry.Status;
import org.wasl.numbering.PlanEntry.Usage;
import org.wasl.numbering.Resource;
import org.wasl.numbering.administering.Administration;
import org.wasl.numbering.administering.Application;
import org.wasl.numbering.administering.Check;
import org.wasl.numbering.administering.DecisionLetter;
import org.wasl.numbering.administering.Exhaustion;
import org.wasl.numbering.administering.Utilisation;
import org.wasl.numbering.exchange.NumberingDesk;
import org.wasl.numbering.exchange.NumberingDesk.MisuseResult;
import org.wasl.numbering.exchange.NumberingDesk.TestOutcome;
import org.wasl.numbering.filing.Defect;
import org.wasl.numbering.filing.FiledDocument;
import org.wasl.numbering.filing.Filing;
import org.wasl.numbering.filing.FilingContext;
import org.wasl.numbering.filing.FilingReader;
import org.wasl.numbering.filing.PlanFiling;
import org.wasl.numbering.filing.Proposed;
import org.wasl.numbering.filing.TableReading;
import org.wasl.numbering.guarding.MaskedNumber;
import org.wasl.numbering.guarding.MisuseReport;
import org.wasl.numbering.noticing.PlanNotice;
import org.wasl.numbering.proposing.FiledPlan;
import org.wasl.numbering.proposing.Presentation;
import org.wasl.numbering.wire.E129Csv;
import org.wasl.numbering.wire.E129Docx;
import org.wasl.numbering.wire.E129Json;
import org.wasl.numbering.wire.E129Words;
import org.wasl.numbering.wire.FilingFiles;
import org.wasl.numbering.wire.RefusedFilingException;
import org.wasl.paper.PdfPaper;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;
import org.wasl.terms.country.Organisation;
import org.wasl.terms.country.Party;

/// The work of the office: applications and their decisions, filings and their defects, notices
/// across the border, test numbers, and the guard.
@Controller
public class OfficePages {
  private static final int SHOWN = 200;
  private static final int FILINGS = 16;

  private final NumberingDesk desk;
  private final Parties parties;

  /// Filings that were read and wait to be proposed, the newest; what is forgotten is read again.
  private final Map<UUID, Opened> opened =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Opened> eldest) {
          return size() > FILINGS;
        }
      };

  private record Opened(Filing filing, PartyId plan) {}

  public OfficePages(NumberingDesk desk, Parties parties) {
    this.desk = desk;
    this.parties = parties;
  }

  @ModelAttribute("parties")
  Parties parties() {
    return parties;
  }

  private Administration office() {
    return desk.administration();
  }

  private ZoneId zone() {
    return parties.ours().zone();
  }

  private static Optional<CodeRange> range(String text) {
    String[] part = text.strip().split("[–-]", -1);
    try {
      return Optional.of(new CodeRange(part[0].strip(), part[part.length - 1].strip()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  // Applications

  /// An application on the board.
  public record ApplicationRow(Application application, String applicant, List<Check> checks) {
    public long failed() {
      return checks.stream().filter(each -> !each.passed()).count();
    }
  }

  private ApplicationRow row(Application application) {
    String name =
        parties
            .ours()
            .organisation(application.applicant())
            .nameOn(LocalDate.ofInstant(desk.now(), zone()))
            .in(LocaleContextHolder.getLocale());
    List<Check> checks =
        application
            .decision()
            .map(Application.Decided::checks)
            .orElseGet(() -> office().checks(application));
    return new ApplicationRow(application, name, checks);
  }

  /// What a holder reports and how long it lasts.
  public record UseRow(Utilisation use, Optional<Exhaustion> exhaustion, long excess) {}

  @GetMapping("/numbering/applications")
  String applications(Model model) {
    List<ApplicationRow> all = office().applications().stream().map(this::row).toList();
    model.addAttribute(
        "waiting", all.stream().filter(each -> isWaiting(each.application())).toList());
    model.addAttribute(
        "decided", all.stream().filter(each -> !isWaiting(each.application())).toList());
    model.addAttribute("organisations", parties.ours().organisations());
    model.addAttribute("today", LocalDate.ofInstant(desk.now(), zone()));
    model.addAttribute(
        "usages", List.of(Usage.MOBILE, Usage.FIXED, Usage.WIRELESS_LOCAL_LOOP, Usage.SERVICE));
    model.addAttribute("unused", office().unused());
    model.addAttribute("allocated", ofStatus(Status.ALLOCATED));
    Map<OrganisationId, Utilisation> latest = new LinkedHashMap<>();
    office().reports().forEach(each -> latest.put(each.holder(), each));
    model.addAttribute(
        "uses",
        latest.values().stream()
            .map(each ->
                new UseRow(
                    each, office().exhaustion(each.holder()), office().excess(each.holder())))
            .toList());
    model.addAttribute("rules", office().rules());
    return "numbering/applications";
  }

  private static boolean isWaiting(Application application) {
    return application
        .decision()
        .map(each -> each.kind() == Application.Kind.RESERVED)
        .orElse(true);
  }

  private List<PlanEntry> ofStatus(Status status) {
    Instant now = desk.now();
    return desk.registry().entries(desk.us()).stream()
        .filter(each -> each.resource().isNumbers() && each.status() == status)
        .filter(each -> each.valid().holds(now))
        .limit(SHOWN)
        .toList();
  }

  @PostMapping("/numbering/applications")
  String apply(
      @RequestParam String applicant,
      @RequestParam Resource resource,
      @RequestParam String codes,
      @RequestParam int digits,
      @RequestParam Usage usage,
      @RequestParam long monthlyNeed,
      @RequestParam String purpose,
      Person person,
      Model model) {
    Optional<CodeRange> range = range(codes);
    try {
      if (range.isPresent()) {
        office()
            .apply(
                new OrganisationId(applicant),
                resource,
                range.get(),
                digits,
                usage,
                monthlyNeed,
                purpose,
                person);
        return "redirect:/numbering/applications";
      }
    } catch (IllegalArgumentException e) {
      model.addAttribute("problem", e.getMessage());
    }
    model.addAttribute("flawed", true);
    return applications(model);
  }

  @PostMapping("/numbering/applications/{id}/{kind}")
  String decide(
      @PathVariable UUID id,
      @PathVariable Application.Kind kind,
      @RequestParam(defaultValue = "") String conditions,
      Person person) {
    office().proposeDecision(id, kind, conditions, person);
    return "redirect:/approvals";
  }

  @GetMapping("/numbering/applications/{id}/letter.pdf")
  ResponseEntity<byte[]> letter(@PathVariable UUID id, @RequestParam String language) {
    Application application = office().application(id);
    Locale chosen = Locale.of(language.equals("en") ? "en" : "ar");
    byte[] pdf = PdfPaper.write(DecisionLetter.of(parties.ours(), application), chosen);
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"decision-"
                + application.decision().orElseThrow().number()
                + "-"
                + chosen
                + ".pdf\"")
        .body(pdf);
  }

  @PostMapping("/numbering/activate")
  String activate(@RequestParam String code, Person person) {
    ofStatus(Status.ALLOCATED).stream()
        .filter(each -> each.first().equals(code))
        .findFirst()
        .ifPresent(entry -> office().proposeActivation(entry, person));
    return "redirect:/approvals";
  }

  @PostMapping("/numbering/recover")
  String recover(@RequestParam String code, @RequestParam String reason, Person person) {
    office().unused().stream()
        .filter(each -> each.first().equals(code))
        .findFirst()
        .ifPresent(entry -> office().proposeRecovery(entry, reason, person));
    return "redirect:/approvals";
  }

  @PostMapping("/numbering/use")
  String use(
      @RequestParam String holder,
      @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate on,
      @RequestParam long assigned,
      @RequestParam long intermediate,
      @RequestParam long reserved,
      @RequestParam long aging,
      @RequestParam long administrative,
      @RequestParam long available) {
    office()
        .report(
            new Utilisation(
                new OrganisationId(holder),
                on,
                assigned,
                intermediate,
                reserved,
                aging,
                administrative,
                available));
    return "redirect:/numbering/applications";
  }

  // Filings

  /// A row of a filing: what stands there, what is proposed of it, what is wrong with it.
  public record FiledRow(
      int table, int number, List<String> cells, List<Proposed> proposed, List<Defect> defects) {}

  @GetMapping("/numbering/filings")
  String filings(@RequestParam(required = false) UUID open, Model model) {
    Opened filing = open == null ? null : find(open);
    if (filing != null) {
      model.addAttribute("open", open);
      show(filing, model);
    }
    return "numbering/filings";
  }

  private @Nullable Opened find(UUID id) {
    synchronized (opened) {
      return opened.get(id);
    }
  }

  private void show(Opened open, Model model) {
    List<FiledRow> rows = new ArrayList<>();
    int in = 0;
    for (TableReading table : open.filing().tables()) {
      in += table.rowsIn();
      Map<Integer, List<Proposed>> proposed = new HashMap<>();
      table
          .proposals()
          .forEach(each ->
              proposed.computeIfAbsent(each.place().row(), _ -> new ArrayList<>()).add(each));
      Map<Integer, List<Defect>> defects = new HashMap<>();
      table
          .defects()
          .forEach(each ->
              defects.computeIfAbsent(each.place().row(), _ -> new ArrayList<>()).add(each));
      for (int row = 1; row <= table.table().rows().size(); row++) {
        if (!table.headings().contains(row) || defects.containsKey(row)) {
          rows.add(
              new FiledRow(
                  table.table().place().table(),
                  row,
                  table.table().rows().get(row - 1),
                  proposed.getOrDefault(row, List.of()),
                  defects.getOrDefault(row, List.of())));
        }
      }
    }
    FiledPlan plan = plan(open, false);
    model.addAttribute("filing", open.filing());
    model.addAttribute("filedPlan", open.plan());
    model.addAttribute("rowsIn", in);
    model.addAttribute("defectCount", open.filing().defects().count());
    model.addAttribute("entryCount", plan.entries().size());
    model.addAttribute("left", plan.left());
    model.addAttribute("rows", rows.subList(0, Math.min(rows.size(), SHOWN)));
    model.addAttribute("cut", rows.size() > SHOWN);
  }

  private FiledPlan plan(Opened open, boolean complete) {
    Party party = parties.party(open.plan());
    LocalDate day =
        open.filing().document().date().orElse(LocalDate.ofInstant(desk.now(), party.zone()));
    return FiledPlan.of(open.filing(), party, desk.registry().entries(open.plan()), complete, day);
  }

  @PostMapping("/numbering/filings")
  String read(@RequestParam MultipartFile file, @RequestParam String plan, Model model)
      throws IOException {
    String name = Optional.ofNullable(file.getOriginalFilename()).orElse("filing");
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    PartyId party = plan.equals(desk.them().value()) ? desk.them() : desk.us();
    NationalPlan dialling = desk.classifier().plans().now().plan(party);
    try {
      List<FiledDocument> documents =
          FilingFiles.read(last.isBlank() ? "filing" : last, file.getInputStream());
      FilingReader reader =
          new FilingReader(
              new FilingContext(dialling.countryCode(), Optional.of(dialling.trunkPrefix())));
      Optional<FiledDocument> document =
          documents.stream()
              .filter(each ->
                  each.countryCode().replaceAll("[^0-9]", "").equals(dialling.countryCode()))
              .findFirst()
              .or(() -> documents.stream().findFirst());
      if (document.isEmpty()) {
        model.addAttribute("nothing", true);
        return "numbering/filings";
      }
      UUID id = desk.freshId();
      synchronized (opened) {
        opened.put(id, new Opened(reader.read(document.get()), party));
      }
      return "redirect:/numbering/filings?open=" + id;
    } catch (RefusedFilingException e) {
      model.addAttribute("refusal", e.refusal().text());
      return "numbering/filings";
    }
  }

  /// The E.129 presentation of our plan as it is today.
  @GetMapping("/numbering/filings/e129.{form}")
  ResponseEntity<byte[]> presentation(
      @PathVariable String form, @RequestParam(defaultValue = "AR") E129Words language) {
    LocalDate today = LocalDate.ofInstant(desk.now(), zone());
    NationalPlan dialling = desk.classifier().plans().now().plan(desk.us());
    LocalizedText authority = authority(parties.ours()).nameOn(today);
    PlanFiling filing =
        new PlanFiling(
            names(parties.ours().name()),
            names(authority),
            dialling.countryCode(),
            dialling.internationalPrefix(),
            dialling.trunkPrefix(),
            today,
            Presentation.of(desk.registry().entries(desk.us()), today, zone()));
    byte[] bytes =
        switch (form) {
          case "docx" -> E129Docx.write(filing, language);
          case "csv" -> E129Csv.write(filing, language);
          default -> E129Json.write(filing, language);
        };
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"e129-" + today + "-" + language + "." + form + "\"")
        .body(bytes);
  }

  private static Organisation authority(Party party) {
    return party.findByRole(Organisation.Role.REGULATOR).orElse(party.organisations().getFirst());
  }

  private static PlanFiling.Names names(LocalizedText text) {
    return new PlanFiling.Names(text.ar(), text.en(), text.en());
  }

  @PostMapping("/numbering/filings/propose")
  String propose(
      @RequestParam UUID open,
      @RequestParam(defaultValue = "false") boolean complete,
      Person person,
      Model model) {
    Opened filing = find(open);
    if (filing == null) {
      model.addAttribute("nothing", true);
      return "numbering/filings";
    }
    FiledPlan plan = plan(filing, complete);
    desk.proposals().proposeFiled(filing.plan(), plan.entries(), plan.events(), person);
    return "redirect:/approvals";
  }

  // Across the border

  @GetMapping("/numbering/border")
  String border(Model model) {
    model.addAttribute("desk", desk);
    model.addAttribute("cases", desk.openCases());
    model.addAttribute("sent", desk.sentNotices().reversed());
    model.addAttribute("taken", desk.takenNotices().reversed());
    model.addAttribute("tests", desk.tests());
    model.addAttribute("outcomes", TestOutcome.values());
    model.addAttribute("today", LocalDate.ofInstant(desk.now(), zone()));
    model.addAttribute("lead", desk.agreement().lead().toDays());
    return "numbering/border";
  }

  @PostMapping("/numbering/border/snapshot")
  String snapshot(Person person) {
    desk.proposeSnapshot(desk.now(), new LocalizedText("الخطة كاملة", "The whole plan"), person);
    return "redirect:/approvals";
  }

  @PostMapping("/numbering/border/notice")
  String notice(
      @RequestParam PlanNotice.Act act,
      @RequestParam String codes,
      @RequestParam int digits,
      @RequestParam Usage usage,
      @RequestParam(defaultValue = "") String holder,
      @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate effective,
      @RequestParam(defaultValue = "false") boolean emergency,
      @RequestParam(defaultValue = "") String test,
      @RequestParam String ar,
      @RequestParam String en,
      Person person,
      Model model) {
    Optional<CodeRange> range = range(codes);
    if (range.isEmpty()) {
      model.addAttribute("flawed", true);
      return border(model);
    }
    try {
      Notices.Wish wish =
          new Notices.Wish(
              act, range.get(), digits, usage, holder, effective, emergency, test, ar, en);
      desk.proposeChange(Notices.announcement(wish, desk, zone()), person);
    } catch (IllegalArgumentException e) {
      model.addAttribute("flawed", true);
      return border(model);
    }
    return "redirect:/approvals";
  }

  /// Numbers change: a line each, old codes → new codes; what it makes of the ranges is worked out
  /// and shown to the second person.
  @PostMapping("/numbering/border/moves")
  String moves(
      @RequestParam String moves,
      @RequestParam int digits,
      @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate effective,
      @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate until,
      @RequestParam(defaultValue = "false") boolean emergency,
      @RequestParam String ar,
      @RequestParam String en,
      Person person,
      Model model) {
    Instant start = Notices.effective(effective, desk, zone());
    Instant end = until.plusDays(1).atStartOfDay(zone()).toInstant();
    try {
      Optional<Refusal> refusal =
          desk.proposeMoves(
              Notices.moves(moves, digits, start, end),
              start,
              emergency,
              new LocalizedText(ar, en),
              person);
      if (refusal.isEmpty()) {
        return "redirect:/approvals";
      }
      model.addAttribute("refusal", refusal.get().text());
    } catch (IllegalArgumentException e) {
      model.addAttribute("flawedMove", String.valueOf(e.getMessage()));
    }
    model.addAttribute("movesWritten", moves);
    return border(model);
  }

  @PostMapping("/numbering/border/test")
  String tested(@RequestParam String number, @RequestParam TestOutcome outcome, Model model) {
    Optional<Refusal> refusal = desk.tested(number, outcome);
    if (refusal.isPresent()) {
      model.addAttribute("refusal", refusal.get().text());
      return border(model);
    }
    return "redirect:/numbering/border";
  }

  // The guard

  @GetMapping("/numbering/guard")
  String guard(Model model) {
    model.addAttribute("strays", desk.strayCounts(SHOWN));
    model.addAttribute("misuse", desk.misuse());
    model.addAttribute("results", MisuseResult.values());
    model.addAttribute("cases", MisuseReport.Case.values());
    model.addAttribute("requests", MisuseReport.Request.values());
    model.addAttribute("today", LocalDate.ofInstant(desk.now(), zone()));
    model.addAttribute("due", LocalDate.ofInstant(desk.now(), zone()).plusDays(15));
    return "numbering/guard";
  }

  @PostMapping("/numbering/guard/report")
  String report(
      @RequestParam MisuseReport.Case resourceCase,
      @RequestParam String prefix,
      @RequestParam int length,
      @RequestParam String route,
      @RequestParam long calls,
      @RequestParam long seconds,
      @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
      @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
      @RequestParam String ar,
      @RequestParam String en,
      @RequestParam String evidence,
      @RequestParam MisuseReport.Request request,
      @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate due,
      Person person,
      Model model) {
    try {
      desk.proposeMisuse(
          new MisuseReport(
              desk.freshId(),
              desk.them(),
              resourceCase,
              new LocalizedText(ar, en),
              from.atStartOfDay(zone()).toInstant(),
              to.plusDays(1).atStartOfDay(zone()).toInstant(),
              List.of(
                  new MisuseReport.Line(new MaskedNumber(prefix, length), route, calls, seconds)),
              evidence,
              request,
              due),
          person);
      return "redirect:/approvals";
    } catch (IllegalArgumentException e) {
      model.addAttribute("flawed", true);
      return guard(model);
    }
  }

  @PostMapping("/numbering/guard/{report}/answer")
  String answer(@PathVariable UUID report, @RequestParam MisuseResult result, Model model) {
    Optional<Refusal> refusal = desk.answerMisuse(report, result);
    if (refusal.isPresent()) {
      model.addAttribute("refusal", refusal.get().text());
      return guard(model);
    }
    return "redirect:/numbering/guard";
  }

  @ExceptionHandler({DateTimeException.class, IllegalArgumentException.class})
  ResponseEntity<byte[]> wrong() {
    return ResponseEntity.badRequest().build();
  }
}
