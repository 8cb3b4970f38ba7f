package org.wasl.border.proving;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
    } catch (MalformedReceiptException
        | MalformedNoteException
        | MalformedJsonException
        | IllegalArgumentException e) {
      return new Verdict.Refuted(
          refusal(
              "receipt.malformed",
              "الإيصال غير سليم: ",
              "the receipt is malformed: ",
              e.getMessage()));
    }
  }

  /// The trusted anchors of a node and those that a receipt shows to follow them.
  private Optional<KeyHistory> history(NodeId node, List<byte[]> shown) {
    List<Anchor> own =
        trusted.stream()
            .filter(each -> each.node().equals(node))
            .sorted(Comparator.comparing(Anchor::validFrom))
            .toList();
    if (own.isEmpty()) {
      return Optional.empty();
    }
    List<Anchor> later = new ArrayList<>();
    for (byte[] each : shown) {
      Anchor anchor = Anchor.read("history", each);
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
      this.checkpoint = Checkpoint.read(receipt.proof().note().text());
      this.origin = Origin.parse(checkpoint.origin());
      this.sender = historyOf(origin.from());
      this.receiver = historyOf(origin.to());
    }

    private KeyHistory historyOf(NodeId node) {
      return history(node, receipt.anchors())
          .orElseThrow(() ->
              refuting(
                  "receipt.no-anchor",
                  "لا مرساة موثوقة لديك لعقدة من: ",
                  "you trust no anchor of a node of: ",
                  origin.text()));
    }

    Verdict run(Optional<byte[]> body) {
      Countersigned main = countersigned(receipt.proof().note(), sender, receiver);
      requireIncluded(receipt.entry(), receipt.proof(), checkpoint);
      Entry entry = Entry.read("entry", receipt.entry());
      body.ifPresent(bytes -> requireBody(entry, bytes));
      Optional<Countersigned> anchored = receipt.anchoring().map(this::anchoring);
      if (main.compromised() && anchored.filter(each -> !each.compromised()).isEmpty()) {
        throw refuting(
            "receipt.leaked-key",
            "أُعلن تسرّب مفتاح من مفاتيح هذا الإيصال، ولا التزام ساعياً بمفاتيح أخرى يثبت زمنه",
            "a key of this receipt was declared leaked, and no hourly commitment under other keys"
                + " fixes its time",
            "");
      }
      return new Verdict.Proved(
          entry,
          origin,
          receipt.proof().index(),
          main.at(),
          anchored.map(Countersigned::at),
          body.isPresent());
    }

    /// The commitment stands in a `ctl` log between the two nodes and names a root under which the
    /// entry stands.
    private Countersigned anchoring(Anchoring anchoring) {
      Origin ctl = anchoring.origin();
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
            "الالتزام الساعي ليس بين العقدتين أو متنه مغيّر",
            "the hourly commitment is not between the two nodes, or its body was changed",
            "");
      }
      SignedNote note = anchoring.proof().note();
      requireIncluded(anchoring.entry(), anchoring.proof(), Checkpoint.read(note.text()));
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
      throw refuting(
          "receipt.anchoring",
          "لا يذكر الالتزام الساعي هذا السجل",
          "the hourly commitment does not name this log",
          "");
    }

    private void requireBody(Entry entry, byte[] body) {
      if (receipt.salt().isEmpty()) {
        throw refuting(
            "receipt.erased",
            "مُحي المتن؛ لا يمكن فحصه، ويبقى إثبات القيد",
            "the body was erased; it cannot be checked, the entry's proof stands",
            "");
      }
      if (!entry.commitsTo(receipt.salt().get(), body)) {
        throw refuting(
            "receipt.body", "المتن ليس ما أُرسل", "the body is not the one that was sent", "");
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
          case KeyRing.Verdict.Bad(String reason) ->
              throw refuting(
                  "receipt.cosignature",
                  "توقيع المستلم غير صحيح: ",
                  "the receiver's cosignature is wrong: ",
                  reason);
          case KeyRing.Verdict.Good(long time) -> Instant.ofEpochSecond(time);
        };
    if (!at.isBefore(mirror.end(cosigner))) {
      throw refuting(
          "receipt.cosignature",
          "توقيع المستلم غير صحيح: ",
          "the receiver's cosignature is wrong: ",
          "the key spoke no more at " + at);
    }
    List<Anchor> speaking = log.speakingAt(at);
    Optional<Anchor> signer =
        speaking.stream()
            .filter(each -> each.logRing().check(note) instanceof KeyRing.Verdict.Good)
            .findFirst();
    if (signer.isEmpty()) {
      String reason =
          log.checkLog(note, at) instanceof KeyRing.Verdict.Bad(String why) ? why : "no key speaks";
      throw refuting(
          "receipt.log-signature",
          "توقيع السجل غير صحيح: ",
          "the log's signature is wrong: ",
          reason);
    }
    return new Countersigned(at, mirror.isCompromised(cosigner) || log.isCompromised(signer.get()));
  }

  private static void requireIncluded(byte[] entry, Proof proof, Checkpoint checkpoint) {
    requireIncluded(entry, proof.index(), checkpoint.size(), proof.path(), checkpoint.root());
  }

  private static void requireIncluded(
      byte[] entry, long index, long size, List<Hash> path, Hash root) {
    Optional<String> flaw = Proofs.inclusionFlaw(Hash.leaf(entry), index, size, path, root);
    if (flaw.isPresent()) {
      throw refuting(
          "receipt.inclusion", "القيد ليس في السجل: ", "the entry is not in the log: ", flaw.get());
    }
  }

  private static Refuting refuting(String code, String ar, String en, @Nullable String detail) {
    return new Refuting(refusal(code, ar, en, detail));
  }

  private static Refusal refusal(String code, String ar, String en, @Nullable String detail) {
    String more = detail == null ? "" : detail;
    return Refusal.of(code, ar + more, en + more);
  }
}
