package org.wasl.node.link;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.wasl.border.approval.Approvals;
import org.wasl.border.approval.Approvals.Decision;
import org.wasl.border.approval.Proposal;
import org.wasl.border.linking.Anchor;
import org.wasl.border.linking.Auditor;
import org.wasl.border.linking.Fingerprint;
import org.wasl.border.reopening.Reopening;
import org.wasl.border.setup.BorderNode;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;
import org.wasl.terms.json.Json;

/// Proposals about the link and what they do when a second person approves: a new peer (both
/// persons compare the twelve words aloud with the other side), a peer's changed keys, an auditor,
/// the next epoch of a frozen lane.
public final class LinkDesk {
  static final String PAIR = "border.pair";
  static final String KEYS = "border.keys";
  static final String AUDITOR = "border.auditor";
  static final String REOPEN = "border.reopen";

  private final BorderNode border;

  public LinkDesk(BorderNode border) {
    this.border = border;
    Approvals approvals = border.approvals();
    approvals.effect(PAIR, (proposal, _) -> pair(anchor(proposal)));
    approvals.effect(KEYS, (proposal, _) -> follow(anchor(proposal)));
    approvals.effect(AUDITOR, (proposal, _) -> admit(proposal));
    approvals.effect(REOPEN, (proposal, _) -> reopen(proposal));
  }

  /// Proposes an anchor file: of a new peer, or the next one of a known peer.
  ///
  /// @return why it cannot be proposed, or nothing
  public Optional<Refusal> proposeAnchor(Anchor anchor, Person by) {
    Optional<Anchor> known = border.findPeer(anchor.node());
    if (anchor.node().equals(border.node())) {
      return Optional.of(
          Refusal.of(
              "link.own-anchor",
              "هذه مرساة هذه العقدة؛ اطلب ملف الطرف الآخر",
              "this is this node's own anchor; ask for the other party's file"));
    }
    if (known.isEmpty() && !anchor.isSignedBy(anchor.identity())) {
      return Optional.of(
          Refusal.of(
              "link.unsigned-anchor",
              "المرساة غير موقعة من ضباطها؛ اطلب ملفاً جديداً",
              "the anchor is not signed by its officers; ask for a new file"));
    }
    Json.Builder subject = Json.Obj.with().put("node", anchor.node().value());
    if (known.isEmpty()) {
      subject.put("words", String.join(" ", Fingerprint.words(border.anchor(), anchor)));
    } else {
      subject.put(
          "reason", anchor.succession().map(each -> each.reason().name()).orElse("UNCHANGED"));
    }
    subject.put("anchor", new String(anchor.bytes(), StandardCharsets.UTF_8));
    border.approvals().propose(known.isEmpty() ? PAIR : KEYS, subject.end(), by);
    return Optional.empty();
  }

  public void proposeAuditor(Auditor auditor, Person by) {
    String text = new String(auditor.bytes(), StandardCharsets.UTF_8);
    border.approvals().propose(AUDITOR, Json.Obj.with().put("auditor", text).end(), by);
  }

  public void proposeReopening(Reopening reopening, Person by) {
    border
        .approvals()
        .propose(REOPEN, Json.Obj.with().put("reopening", reopening.text()).end(), by);
  }

  private static Anchor anchor(Proposal proposal) {
    return Anchor.read("proposal", text(proposal, "anchor").getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Proposal proposal, String name) {
    return proposal.subject().members().get(name) instanceof Json.Str(String text) ? text : "";
  }

  private Decision pair(Anchor anchor) {
    border.pair(anchor);
    return new Decision.Done();
  }

  private Decision follow(Anchor anchor) {
    return border.follow(anchor)
        ? new Decision.Done()
        : new Decision.Refused(
            Refusal.of(
                "link.keys-not-introduced",
                "لم يقدّم ضباطُ الهوية هذه المفاتيح؛ تحقّق مع الطرف الآخر هاتفياً",
                "the officers of the identity key did not introduce these keys; ask the other"
                    + " party by telephone"));
  }

  private Decision admit(Proposal proposal) {
    byte[] bytes = text(proposal, "auditor").getBytes(StandardCharsets.UTF_8);
    border.admit(Auditor.read("proposal", bytes));
    return new Decision.Done();
  }

  private Decision reopen(Proposal proposal) {
    return border
        .reopen(Reopening.read(text(proposal, "reopening")))
        .<Decision>map(flaw ->
            new Decision.Refused(
                Refusal.of(
                    "link.reopening",
                    "لا يمكن فتح الحقبة التالية: " + flaw,
                    "the next epoch cannot be opened: " + flaw)))
        .orElseGet(Decision.Done::new);
  }
}
