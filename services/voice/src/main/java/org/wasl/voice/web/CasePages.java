package org.wasl.voice.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;
import org.wasl.voice.LegFile;
import org.wasl.voice.detection.BypassSearches;
import org.wasl.voice.detection.Case;
import org.wasl.voice.detection.DetectionDesk;
import org.wasl.voice.detection.Evidence;
import org.wasl.voice.detection.Originals;

/// Cases of illegal use and the searches of days with the other side.
@Controller
public class CasePages {
  private static final int CASES = 200;
  private static final int SEARCHES = 62;
  private static final int FILES = 50;

  private final DetectionDesk desk;

  public CasePages(DetectionDesk desk) {
    this.desk = desk;
  }

  /// A case in the list; the subject's last digits are hidden.
  public record CaseRow(
      UUID id,
      LocalizedText rule,
      String subject,
      Case.State state,
      boolean shadow,
      int hits,
      String opened) {}

  @GetMapping("/voice/cases")
  String cases(Model model) {
    List<Case> all = desk.cases();
    model.addAttribute("cases", all.stream().limit(CASES).map(this::row).toList());
    model.addAttribute("all", all.size());
    List<BypassSearches.Search> searches = desk.searches();
    model.addAttribute("searches", searches.stream().limit(SEARCHES).toList());
    model.addAttribute("searchCount", searches.size());
    model.addAttribute("terms", desk.searchTerms());
    model.addAttribute("load", desk.load());
    model.addAttribute("shadow", desk.profile().shadow());
    model.addAttribute("budget", desk.profile().alertsADay());
    List<LegFile.Summary> damaged = desk.damagedLegFiles();
    model.addAttribute("damaged", damaged.stream().limit(FILES).toList());
    model.addAttribute("damagedCount", damaged.size());
    model.addAttribute("yesterday", today().minusDays(1));
    return "voice/cases";
  }

  private LocalDate today() {
    return desk.now().atZone(zone()).toLocalDate();
  }

  private ZoneId zone() {
    return desk.agreement().zone();
  }

  private CaseRow row(Case each) {
    return new CaseRow(
        each.id(),
        each.rule().text(),
        each.shown(),
        each.state(),
        each.shadow(),
        each.hits(),
        at(each.opened().getEpochSecond()));
  }

  private String at(long second) {
    return VoicePages.at(second, zone());
  }

  @PostMapping("/voice/cases/search")
  String search(@RequestParam LocalDate day, Person person) {
    desk.search(day, person);
    return "redirect:/voice/cases";
  }

  @PostMapping("/voice/cases/examine")
  String examine(@RequestParam LocalDate day, Person person) {
    desk.examine(day, person);
    return "redirect:/voice/cases";
  }

  /// A record of the case for people.
  public record EvidenceRow(Evidence record, String at) {}

  /// A note for people.
  public record NoteRow(Case.Note note, String at) {}

  @GetMapping("/voice/cases/{id}")
  String one(@PathVariable UUID id, Person person, Model model) {
    return show(id, person, Optional.empty(), model);
  }

  private String show(UUID id, Person person, Optional<Refusal> refusal, Model model) {
    Case found =
        desk.read(id, person).orElseThrow(() -> new IllegalArgumentException("no such case"));
    List<EvidenceRow> rows = new ArrayList<>();
    found.evidence().forEach(each -> rows.add(new EvidenceRow(each, at(each.time()))));
    model.addAttribute("found", found);
    model.addAttribute("row", row(found));
    model.addAttribute("raised", found.raised().map(at -> at(at.getEpochSecond())).orElse(""));
    model.addAttribute("evidence", rows);
    model.addAttribute("timeline", CaseTimeline.of(found.evidence(), zone()));
    model.addAttribute(
        "notes",
        found.notes().stream()
            .map(note -> new NoteRow(note, at(note.at().getEpochSecond())))
            .toList());
    model.addAttribute("verdicts", Case.Verdict.values());
    model.addAttribute("refusal", refusal.map(Refusal::text).orElse(null));
    return "voice/case";
  }

  /// A record of ours behind a case, as it came.
  @GetMapping("/voice/cases/{id}/record")
  String original(@PathVariable UUID id, @RequestParam int number, Person person, Model model) {
    List<Originals.Original> found =
        desk.originals(id, number, person)
            .orElseThrow(() -> new IllegalArgumentException("no such record"));
    model.addAttribute("id", id);
    model.addAttribute("number", number);
    model.addAttribute("records", found);
    return "voice/behind";
  }

  @PostMapping("/voice/cases/{id}/review")
  String review(
      @PathVariable UUID id,
      @RequestParam Case.Verdict verdict,
      @RequestParam String note,
      Person person,
      Model model) {
    Optional<Refusal> refusal = desk.review(id, verdict, note.strip(), person);
    return refusal.isPresent() ? show(id, person, refusal, model) : "redirect:/voice/cases/" + id;
  }

  @PostMapping("/voice/cases/{id}/close")
  String close(@PathVariable UUID id, Person person) {
    desk.proposeClose(id, person);
    return "redirect:/approvals";
  }

  @ExceptionHandler({
    DateTimeException.class,
    IllegalArgumentException.class,
    IllegalStateException.class
  })
  ResponseEntity<byte[]> wrong() {
    return ResponseEntity.badRequest().build();
  }
}
