package org.wasl.node.web;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.wasl.border.Lane;
import org.wasl.border.linking.Anchor;
import org.wasl.border.linking.Auditor;
import org.wasl.border.linking.Fingerprint;
import org.wasl.border.linking.KeyHistory;
import org.wasl.border.reopening.Reopening;
import org.wasl.border.setup.BorderNode;
import org.wasl.node.Node;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;
import org.wasl.terms.json.MalformedJsonException;

/// Peers, their keys, auditors and the next epoch of a frozen lane: proposed here, decided on the
/// approvals page by a second person.
@Controller
class LinkPages {
  private final Node node;

  LinkPages(Node node) {
    this.node = node;
  }

  /// One anchor of a history, for people.
  public record KeyRow(String node, Instant from, Instant until, String reason, boolean speaks) {
    static List<KeyRow> of(KeyHistory history, Instant now) {
      return history.anchors().reversed().stream()
          .map(each ->
              new KeyRow(
                  each.node().value(),
                  each.validFrom(),
                  history.end(each),
                  each.succession().map(s -> s.reason().name()).orElse("FIRST"),
                  now.isBefore(history.end(each))))
          .toList();
    }

    /// Whether an end is set at all.
    public boolean ends() {
      return !until.equals(Instant.MAX);
    }
  }

  /// A peer with its words and keys.
  public record PeerRow(Anchor anchor, String words, List<KeyRow> keys) {}

  @GetMapping("/link/peers")
  String peers(Model model) {
    BorderNode border = node.border();
    Instant now = border.now();
    model.addAttribute("own", border.anchor());
    model.addAttribute("ownKeys", KeyRow.of(border.history(), now));
    model.addAttribute(
        "peers",
        border.peers().stream()
            .map(peer ->
                new PeerRow(
                    peer,
                    String.join(" ", Fingerprint.words(border.anchor(), peer)),
                    KeyRow.of(border.historyOf(peer), now)))
            .toList());
    model.addAttribute("auditors", border.auditors());
    model.addAttribute("lanes", border.lanes().stream().map(Lane::value).toList());
    return "peers";
  }

  @PostMapping("/link/peers/anchor")
  String proposeAnchor(@RequestParam MultipartFile file, Person person, Model model)
      throws IOException {
    try {
      Anchor anchor = Anchor.read("anchor", file.getBytes());
      Optional<Refusal> refusal = node.link().proposeAnchor(anchor, person);
      if (refusal.isEmpty()) {
        return "redirect:/approvals";
      }
      model.addAttribute("refusal", refusal.get().text());
    } catch (MalformedJsonException e) {
      model.addAttribute(
          "refusal",
          new LocalizedText(
              "ليس هذا ملف مرساة: " + e.getMessage(), "this is no anchor file: " + e.getMessage()));
    }
    return peers(model);
  }

  @PostMapping("/link/peers/auditor")
  String proposeAuditor(
      @RequestParam String name,
      @RequestParam String pin,
      @RequestParam(defaultValue = "") String[] lane,
      @RequestParam LocalDate from,
      @RequestParam LocalDate until,
      Person person,
      Model model) {
    try {
      Auditor auditor =
          new Auditor(
              name.strip(),
              pin.strip(),
              Arrays.stream(lane).map(Lane::new).toList(),
              from.atStartOfDay(ZoneOffset.UTC).toInstant(),
              until.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
      node.link().proposeAuditor(auditor, person);
      return "redirect:/approvals";
    } catch (IllegalArgumentException e) {
      model.addAttribute(
          "refusal",
          new LocalizedText(
              "الاسم بأحرف لاتينية صغيرة، وبصمة المفتاح 44 حرفاً، وقناة واحدة على الأقل، وتاريخان مرتبان",
              "a name in small Latin letters, the key's pin of 44 characters, at least one lane,"
                  + " and two dates in order"));
      return peers(model);
    }
  }

  @PostMapping("/link/reopen")
  String reopen(@RequestParam String origin, @RequestParam String as, Person person) {
    Reopening wanted =
        node.border().statedByPeer().stream()
            .filter(each -> as.equals("stated") && each.origin().text().equals(origin))
            .findFirst()
            .orElseGet(() -> node.border().proposeReopening(origin));
    node.link().proposeReopening(wanted, person);
    return "redirect:/approvals";
  }
}
