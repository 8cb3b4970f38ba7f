package org.wasl.border.proving;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.wasl.border.Entry;
import org.wasl.border.NodeId;
import org.wasl.border.Origin;
import org.wasl.border.linking.Anchor;
import org.wasl.border.linking.KeyHistory;
import org.wasl.border.log.Hash;
import org.wasl.border.log.Proofs;
import org.wasl.border.seal.Checkpoint;
import org.wasl.border.seal.KeyRing;
import org.wasl.border.seal.MalformedNoteException;
import org.wasl.border.seal.SignedNote;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.Refusal;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.terms.json.JsonReader;
import org.wasl.terms.json.MalformedJsonException;

/// Checks a receipt offline against the verifier's own anchors: the entry is in the log at its
/// place, the log's keys signed the checkpoint, the mirror's keys cosigned it, and, where a body is
/// given, the entry commits to it. Later keys count when the officers named in a trusted anchor
/// introduced them; keys that a later anchor calls leaked count only under an hourly commitment
/// that other keys signed.
///
/// @param trusted anchors that the verifier got by its own way
public record ReceiptVerifier(List<Anchor> trusted) {
  /// Every code with which a receipt is refused; docs/verify-without-wasl.md says what each means.
  public static final List<String> CODES =
      List.of(
          "receipt.zip",
          "receipt.part",
          "receipt.part-missing",
          "receipt.too-large",
          "receipt.altered",
          "receipt.salt",
          "receipt.history",
          "receipt.proof",
          "receipt.no-anchor",
          "receipt.cosignature",
          "receipt.log-signature",
          "receipt.inclusion",
          "receipt.entry",
          "receipt.anchoring",
          "receipt.leaked-key",
          "receipt.erased",
          "receipt.body",
          "evidence.manifest",
          "evidence.part");

  private static final int MAX_BODY = 1 << 20;

  public ReceiptVerifier {
    trusted = List.copyOf(trusted);
  }

  /// What the check came to.
  public sealed interface Verdict {
    /// @param cosignedAt the time inside the mirror's signature
    /// @param anchoredAt the time inside the countersignature of the hourly commitment, if the
    ///   receipt has one
    /// @param bodyChecked whether a body was given and matched
    record Proved(
        Entry entry,
        Origin origin,
        long index,
        Instant cosignedAt,
        Optional<Instant> anchoredAt,
        boolean bodyChecked)
        implements Verdict {}

    record Refuted(Refusal reason) implements Verdict {}
  }

  /// @param body the body that is claimed to have been sent, if it is to be checked
  public Verdict verify(byte[] receipt, Optional<byte[]> body) {
    try {
      return new Check(Receipt.read(receipt)).run(body);
    } catch (Refuting refuting) {
      return new Verdict.Refuted(refuting.refusal);
    } catch (MalformedReceiptException malformed) {
      return new Verdict.Refuted(malformed.refusal());
    }
  }

  /// Every anchor that a receipt shows is one that the verifier trusts, a first one under its own
  /// officers, or one under the officers of an anchor before it.
  private void requireIntroduced(List<Anchor> shown) {
    List<Anchor> known = new ArrayList<>(trusted);
    for (Anchor each : shown) {
      boolean introduced =
          known.contains(each)
              || each.succession().isEmpty() && each.isSignedBy(each.identity())
              || known.stream()
                  .anyMatch(before ->
                      before.node().equals(each.node()) && each.isSignedBy(before.identity()));
      if (!introduced) {
        throw refuting(
            "receipt.history",
            "مرساة في الإشعار بلا توقيع صحيح لضباطها: " + each.node(),
            "an anchor in the receipt is not rightly signed by its officers: " + each.node());
      }
      known.add(each);
    }
  }

  /// The trusted anchors of a node and those that a receipt shows to follow them.
  private Optional<KeyHistory> history(NodeId node, List<Anchor> shown) {
    List<Anchor> own =
        trusted.stream()
            .filter(each -> each.node().equals(node))
            .sorted(Comparator.comparing(Anchor::validFrom))
            .toList();
    if (own.isEmpty()) {
      return Optional.empty();
    }
    List<Anchor> later = new ArrayList<>();
    for (Anchor anchor : shown) {
      if (anchor.node().equals(node)) {
        later.add(anchor);
      }
    }
    KeyHistory history = new KeyHistory(own);
    for (Anchor next : later) {
      history = history.followedBy(next).orElse(history);
    }
    return Optional.of(history);
  }

  private static final class Refuting extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Refusal refusal;

    Refuting(Refusal refusal) {
      super(refusal.code(), null, false, false);
      this.refusal = refusal;
    }
  }

  private final class Check {
    private final Receipt receipt;
    private final Checkpoint checkpoint;
    private final Origin origin;
    private final KeyHistory sender;
    private final KeyHistory receiver;

    Check(Receipt receipt) {
      this.receipt = receipt;
      requireIntroduced(receipt.anchors());
      this.checkpoint = checkpoint(receipt.proof());
      this.origin = origin(checkpoint);
      this.sender = historyOf(origin.from());
      this.receiver = historyOf(origin.to());
    }

    private KeyHistory historyOf(NodeId node) {
      return history(node, receipt.anchors())
          .orElseThrow(() ->
              refuting(
                  "receipt.no-anchor",
                  "لا مرساة موثوقة لديك لعقدة من: " + origin.text(),
                  "you trust no anchor of a node of: " + origin.text()));
    }

    Verdict run(Optional<byte[]> body) {
      Countersigned main = countersigned(receipt.proof().note(), sender, receiver);
      requireIncluded(receipt.entry(), receipt.proof(), checkpoint);
      Entry entry = entry();
      body.ifPresent(bytes -> requireBody(entry, bytes));
      Optional<Countersigned> anchored = receipt.anchoring().map(this::anchored);
      if (main.compromised() && anchored.filter(each -> !each.compromised()).isEmpty()) {
        throw refuting(
            "receipt.leaked-key",
            "أُعلن تسرّب مفتاح من مفاتيح هذا الإشعار، ولا التزام ساعياً بمفاتيح أخرى يثبت زمنه",
            "a key of this receipt was declared leaked, and no hourly commitment under other keys"
                + " fixes its time");
      }
      return new Verdict.Proved(
          entry,
          origin,
          receipt.proof().index(),
          main.at(),
          anchored.map(Countersigned::at),
          body.isPresent());
    }

    /// What the log took is an entry; the bytes are proved before they are read.
    private Entry entry() {
      try {
        return Entry.read("entry", receipt.entry());
      } catch (MalformedJsonException e) {
        throw refuting(
            "receipt.entry",
            "القيد غير سليم: " + e.text().ar(),
            "the entry is malformed: " + e.text().en());
      }
    }

    /// Whatever is wrong in the hourly commitment is said to be wrong there.
    private Countersigned anchored(Anchoring anchoring) {
      try {
        return anchoring(anchoring);
      } catch (Refuting e) {
        throw anchoringFlaw(e.refusal.text().ar(), e.refusal.text().en());
      } catch (MalformedJsonException e) {
        throw anchoringFlaw(e.text().ar(), e.text().en());
      } catch (IllegalArgumentException e) {
        throw anchoringFlaw("جذر غير سليم", String.valueOf(e.getMessage()));
      }
    }

    private static Refuting anchoringFlaw(String ar, String en) {
      return refuting(
          "receipt.anchoring", "الالتزام الساعي: " + ar, "the hourly commitment: " + en);
    }

    /// The commitment stands in a `ctl` log between the two nodes and names a root under which the
    /// entry stands.
    private Countersigned anchoring(Anchoring anchoring) {
      Checkpoint head = checkpoint(anchoring.proof());
      Origin ctl = origin(head);
      boolean forth = ctl.from().equals(origin.from()) && ctl.to().equals(origin.to());
      boolean back = ctl.from().equals(origin.to()) && ctl.to().equals(origin.from());
      Entry entry = Entry.read("anchoring", anchoring.entry());
      boolean isOne =
          (forth || back)
              && entry.kind().service().equals("ctl")
              && entry.kind().type().equals("anchoring")
              && entry.commitsTo(anchoring.salt(), anchoring.body());
      if (!isOne) {
        throw refuting(
            "receipt.anchoring",
            "ليس بين العقدتين أو متنه مغيّر",
            "it is not between the two nodes, or its body was changed");
      }
      SignedNote note = anchoring.proof().note();
      requireIncluded(anchoring.entry(), anchoring.proof(), head);
      requireNamed(anchoring);
      return forth ? countersigned(note, sender, receiver) : countersigned(note, receiver, sender);
    }

    private void requireNamed(Anchoring anchoring) {
      JsonObjectReader body =
          JsonReader.read("anchoring", anchoring.body(), MAX_BODY).asObject("anchoring");
      for (JsonObjectReader row : body.objects("logs")) {
        long size = row.integer("size");
        Hash root = Hash.ofBase64(row.string("root"));
        if (row.string("origin").equals(origin.text())) {
          requireIncluded(receipt.entry(), receipt.proof().index(), size, anchoring.path(), root);
          return;
        }
      }
      throw refuting("receipt.anchoring", "لا يذكر هذا السجل", "it does not name this log");
    }

    private void requireBody(Entry entry, byte[] body) {
      if (receipt.salt().isEmpty()) {
        throw refuting(
            "receipt.erased",
            "مُحي المتن؛ لا يمكن فحصه، ويبقى إثبات القيد",
            "the body was erased; it cannot be checked, the entry's proof stands");
      }
      if (!entry.commitsTo(receipt.salt().get(), body)) {
        throw refuting(
            "receipt.body", "المتن ليس ما أُرسل", "the body is not the one that was sent");
      }
    }
  }

  /// @param at the time inside the cosignature
  /// @param compromised whether a later anchor calls keys of either signer leaked
  private record Countersigned(Instant at, boolean compromised) {}

  private static Countersigned countersigned(SignedNote note, KeyHistory log, KeyHistory mirror) {
    Anchor cosigner = mirror.cosignerOf(note).orElse(mirror.newest());
    Instant at =
        switch (cosigner.mirrorRing().check(note)) {
          case KeyRing.Verdict.Bad bad -> throw badCosignature(bad.text());
          case KeyRing.Verdict.Good(long time) -> Instant.ofEpochSecond(time);
        };
    if (!at.isBefore(mirror.end(cosigner))) {
      throw badCosignature(
          new LocalizedText("لم يعد المفتاح سارياً في " + at, "the key spoke no more at " + at));
    }
    List<Anchor> speaking = log.speakingAt(at);
    Optional<Anchor> signer =
        speaking.stream()
            .filter(each -> each.logRing().check(note) instanceof KeyRing.Verdict.Good)
            .findFirst();
    if (signer.isEmpty()) {
      KeyRing.Verdict.Bad bad =
          log.checkLog(note, at) instanceof KeyRing.Verdict.Bad found
              ? found
              : new KeyRing.Verdict.Bad(KeyRing.Fault.NO_KEY_SPEAKS, "");
      throw refuting(
          "receipt.log-signature",
          "توقيع السجل غير صحيح: " + bad.text().ar(),
          "the log's signature is wrong: " + bad.text().en());
    }
    return new Countersigned(at, mirror.isCompromised(cosigner) || log.isCompromised(signer.get()));
  }

  private static Refuting badCosignature(LocalizedText why) {
    return refuting(
        "receipt.cosignature",
        "توقيع المستلم غير صحيح: " + why.ar(),
        "the receiver's cosignature is wrong: " + why.en());
  }

  private static Checkpoint checkpoint(Proof proof) {
    try {
      return Checkpoint.read(proof.note().text());
    } catch (MalformedNoteException e) {
      throw refuting(
          "receipt.proof",
          "نقطة التحقق غير سليمة: " + e.text().ar(),
          "the checkpoint is malformed: " + e.text().en());
    }
  }

  private static Origin origin(Checkpoint checkpoint) {
    try {
      return Origin.parse(checkpoint.origin());
    } catch (IllegalArgumentException e) {
      throw refuting(
          "receipt.proof",
          "نقطة التحقق ليست لسجل بين عقدتين: " + checkpoint.origin(),
          "the checkpoint is not of a log between two nodes: " + checkpoint.origin());
    }
  }

  private static void requireIncluded(byte[] entry, Proof proof, Checkpoint checkpoint) {
    requireIncluded(entry, proof.index(), checkpoint.size(), proof.path(), checkpoint.root());
  }

  private static void requireIncluded(
      byte[] entry, long index, long size, List<Hash> path, Hash root) {
    Optional<Proofs.Flaw> flaw = Proofs.inclusionFlaw(Hash.leaf(entry), index, size, path, root);
    if (flaw.isPresent()) {
      LocalizedText why = flaw.get().text();
      throw refuting(
          "receipt.inclusion",
          "القيد ليس في السجل: " + why.ar(),
          "the entry is not in the log: " + why.en());
    }
  }

  private static Refuting refuting(String code, String ar, String en) {
    return new Refuting(Refusal.of(code, ar, en));
  }
}
