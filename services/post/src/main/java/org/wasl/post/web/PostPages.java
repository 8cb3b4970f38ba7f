package org.wasl.post.web;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.wasl.post.DispatchKey;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.ReceptacleId;
import org.wasl.post.exchange.ConsignmentDesk;
import org.wasl.post.exchange.CorrectionDesk;
import org.wasl.post.exchange.FormDesk;
import org.wasl.post.exchange.InquiryDesk;
import org.wasl.post.exchange.PostDesk;
import org.wasl.post.following.ConsignmentPicture;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.following.ItemStory;
import org.wasl.post.following.NotePicture;
import org.wasl.post.keeping.DispatchRow;
import org.wasl.post.keeping.Stored;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.post.recording.Irregularity;
import org.wasl.post.recording.VerificationNote;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;

/// What comes and what goes, one dispatch with all that was found of it, and one item.
@Controller
public class PostPages {
  private static final int ROWS = 200;
  private static final int FACTS = 500;

  private final PostDesk desk;
  private final FormDesk forms;
  private final InquiryDesk inquiries;
  private final ConsignmentDesk consignments;
  private final CorrectionDesk corrections;

  public PostPages(
      PostDesk desk,
      FormDesk forms,
      InquiryDesk inquiries,
      ConsignmentDesk consignments,
      CorrectionDesk corrections) {
    this.desk = desk;
    this.forms = forms;
    this.inquiries = inquiries;
    this.consignments = consignments;
    this.corrections = corrections;
  }

  /// The board of the office: what comes, what goes, what is missing.
  @GetMapping("/post")
  String board(@RequestParam(defaultValue = "false") boolean irregular, Model model) {
    model.addAttribute("irregular", irregular);
    model.addAttribute("arriving", rows(false, irregular));
    model.addAttribute("leaving", rows(true, irregular));
    model.addAttribute("missing", desk.missing());
    model.addAttribute("divergences", desk.divergences());
    model.addAttribute("offices", desk.offices());
    model.addAttribute("inquiriesSoon", inquiries.dueSoon());
    model.addAttribute("inquiriesLate", inquiries.late());
    return "post/board";
  }

  private List<DispatchRow> rows(boolean isOut, boolean irregular) {
    return desk.dispatches(isOut, irregular ? FACTS : ROWS).stream()
        .filter(each -> !irregular || each.irregularities() > 0)
        .limit(ROWS)
        .toList();
  }

  @GetMapping("/post/dispatch/{key}")
  String dispatch(@PathVariable String key, Model model) {
    Optional<DispatchPicture> picture = desk.picture(DispatchKey.parse(key));
    if (picture.isEmpty()) {
      return "redirect:/post";
    }
    DispatchPicture one = picture.get();
    boolean isOut = desk.agreement().isOffice(desk.us(), one.dispatch().id().series().origin());
    boolean isIn = desk.agreement().isOffice(desk.us(), one.dispatch().id().series().destination());
    model.addAttribute("picture", one);
    model.addAttribute("agreement", desk.agreement());
    model.addAttribute("correctable", corrections.correctable(one));
    model.addAttribute("isOut", isOut);
    model.addAttribute("isIn", isIn);
    model.addAttribute("wish", desk.freshId());
    model.addAttribute("answerWithin", desk.agreement().tolerances().noteAnswer());
    model.addAttribute("today", desk.here().wall().toLocalDate());
    model.addAttribute("noted", noted(one));
    model.addAttribute("forms", FormPages.links(forms.offered(one), forms.captions()));
    List<ConsignmentPicture> carriers = consignments.carrying(one.dispatch());
    model.addAttribute("carriers", carriers);
    model.addAttribute("told", told(carriers));
    boolean isBefore = desk.isBefore(one.dispatch());
    model.addAttribute("before", isBefore);
    model.addAttribute("waits", isOut && !isBefore && !consignments.free(one.dispatch()).isEmpty());
    return "post/dispatch";
  }

  /// The last that a carrier said of each receptacle.
  private static Map<ReceptacleId, ConsignmentPicture.Told> told(
      List<ConsignmentPicture> carriers) {
    Map<ReceptacleId, ConsignmentPicture.Told> told = new HashMap<>();
    for (ConsignmentPicture each : carriers) {
      each.receptacles().forEach(bag -> bag.carrier().ifPresent(said -> told.put(bag.id(), said)));
    }
    return told;
  }

  /// What a note names already.
  private static List<Irregularity> noted(DispatchPicture picture) {
    return picture.notes().stream()
        .map(NotePicture::note)
        .flatMap(each -> each.irregularities().stream())
        .toList();
  }

  /// The facts of a dispatch as they were recorded and told.
  @GetMapping("/post/dispatch/{key}/facts")
  String facts(@PathVariable String key, Model model) {
    DispatchKey dispatch = DispatchKey.parse(key);
    List<Stored> all = desk.evidence(dispatch);
    model.addAttribute("agreement", desk.agreement());
    return facts(all, dispatch.id().printed(), "/post/dispatch/" + dispatch, model);
  }

  /// @param about what they belong to
  /// @param back the page of that
  /// @param model with the agreement, which names offices
  static String facts(List<Stored> all, String about, String back, Model model) {
    model.addAttribute("about", about);
    model.addAttribute("back", back);
    model.addAttribute("count", all.size());
    model.addAttribute(
        "facts",
        all.stream()
            .sorted(Comparator.comparing((Stored each) -> each.fact().at().captured()))
            .limit(FACTS)
            .map(each -> new Row(each, PostDesk.json(each.fact()).canonical()))
            .toList());
    return "post/facts";
  }

  /// A fact with its canonical form.
  public record Row(Stored stored, String canonical) {}

  /// Proposes a verification note.
  ///
  /// @param chosen places of the irregularities in their list
  @PostMapping("/post/dispatch/{key}/note")
  String note(
      @PathVariable String key,
      @RequestParam(required = false) List<Integer> chosen,
      @RequestParam String text,
      Person person) {
    DispatchKey dispatch = DispatchKey.parse(key);
    List<Irregularity> all =
        desk.picture(dispatch).map(DispatchPicture::irregularities).orElse(List.of());
    List<Irregularity> some =
        Optional.ofNullable(chosen).orElse(List.of()).stream()
            .filter(each -> each >= 0 && each < all.size())
            .map(all::get)
            .toList();
    if (some.isEmpty() || text.length() > VerificationNote.LONGEST_TEXT) {
      return "redirect:/post/dispatch/" + dispatch + "?nothing";
    }
    desk.proposeNote(dispatch, some, text, person);
    return "redirect:/approvals";
  }

  /// Proposes an answer to a verification note.
  @PostMapping("/post/dispatch/{key}/answer")
  String answer(
      @PathVariable String key,
      @RequestParam UUID note,
      @RequestParam boolean accepted,
      @RequestParam String text,
      Person person) {
    DispatchKey dispatch = DispatchKey.parse(key);
    Optional<Refusal> refusal = desk.mayNotAnswer(dispatch, note, accepted);
    if (refusal.isPresent()) {
      return "redirect:/post/dispatch/" + dispatch + "?refused=" + refusal.get().code();
    }
    desk.proposeAnswer(dispatch, note, accepted, text, person);
    return "redirect:/approvals";
  }

  /// Proposes that a verification note of ours is withdrawn.
  @PostMapping("/post/dispatch/{key}/withdraw")
  String withdraw(
      @PathVariable String key, @RequestParam UUID note, @RequestParam String text, Person person) {
    desk.proposeWithdrawal(DispatchKey.parse(key), note, text, person);
    return "redirect:/approvals";
  }

  /// Everything that is known of an item.
  @GetMapping("/post/item")
  String item(@RequestParam(defaultValue = "") String id, Model model) {
    String written = id.isBlank() ? "" : ItemReading.of(id).written();
    model.addAttribute("asked", written);
    model.addAttribute("agreement", desk.agreement());
    model.addAttribute(
        "story", written.isEmpty() ? new ItemStory("", List.of(), Set.of()) : desk.item(written));
    model.addAttribute("listing", written.isEmpty() ? List.of() : desk.listing(written));
    List<Fact> assessments = written.isEmpty() ? List.of() : desk.assessments(written);
    model.addAttribute("assessments", assessments);
    model.addAttribute("mayDeclare", !assessments.isEmpty() && isHeldOfOurs(id, assessments));
    model.addAttribute(
        "asking",
        ItemReading.of(id) instanceof ItemReading.Valid(ItemId item)
            ? inquiries.ofItem(item)
            : null);
    return "post/item";
  }

  /// Whether the other side wants more of an item that we took.
  private boolean isHeldOfOurs(String id, List<Fact> assessments) {
    return ItemReading.of(id) instanceof ItemReading.Valid(ItemId item)
        && item.country().equals(desk.country())
        && assessments.getLast().deed() instanceof Deed.ItemAssessed last
        && last.assessment().holds();
  }

  @ExceptionHandler(IllegalArgumentException.class)
  ResponseEntity<byte[]> wrong() {
    return ResponseEntity.badRequest().build();
  }
}
