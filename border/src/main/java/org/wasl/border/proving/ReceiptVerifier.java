package org.wasl.border.proving;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wasl.border.Entry;
import org.wasl.border.Origin;
import org.wasl.border.linking.Anchor;
import org.wasl.border.log.Hash;
import org.wasl.border.log.Proofs;
import org.wasl.border.seal.Checkpoint;
import org.wasl.border.seal.KeyRing;
import org.wasl.border.seal.MalformedNoteException;
import org.wasl.terms.Refusal;
import org.wasl.terms.json.MalformedJsonException;

/// Checks a receipt offline against the verifier's own anchors: the entry is in the log at its
/// place, the log's keys signed the checkpoint, the mirror's keys cosigned it, and, where a body is
/// given, the entry commits to it.
///
/// @param trusted anchors that the verifier got by its own way
public record ReceiptVerifier(List<Anchor> trusted) {
  public ReceiptVerifier {
    trusted = List.copyOf(trusted);
  }

  /// What the check came to.
  public sealed interface Verdict {
    /// @param cosignedAt the time inside the mirror's signature
    /// @param bodyChecked whether a body was given and matched
    record Proved(Entry entry, Origin origin, long index, Instant cosignedAt, boolean bodyChecked)
        implements Verdict {}

    record Refuted(Refusal reason) implements Verdict {}
  }

  /// @param body the body that is claimed to have been sent, if it is to be checked
  public Verdict verify(byte[] receipt, Optional<byte[]> body) {
    try {
      return check(Receipt.read(receipt), body);
    } catch (MalformedReceiptException
        | MalformedNoteException
        | MalformedJsonException
        | IllegalArgumentException e) {
      return refuted(
          "receipt.malformed", "الإيصال غير سليم: ", "the receipt is malformed: ", e.getMessage());
    }
  }

  private Verdict check(Receipt receipt, Optional<byte[]> body) {
    Checkpoint checkpoint = Checkpoint.read(receipt.proof().note().text());
    Origin origin = Origin.parse(checkpoint.origin());
    Optional<Anchor> sender = anchor(origin.from().value());
    Optional<Anchor> receiver = anchor(origin.to().value());
    if (sender.isEmpty() || receiver.isEmpty()) {
      return refuted(
          "receipt.no-anchor",
          "لا مرساة موثوقة لديك لعقدة من: ",
          "you trust no anchor of a node of: ",
          origin.text());
    }
    if (sender.get().logRing().check(receipt.proof().note())
        instanceof KeyRing.Verdict.Bad(String reason)) {
      return refuted(
          "receipt.log-signature",
          "توقيع السجل غير صحيح: ",
          "the log's signature is wrong: ",
          reason);
    }
    return switch (receiver.get().mirrorRing().check(receipt.proof().note())) {
      case KeyRing.Verdict.Bad(String reason) ->
          refuted(
              "receipt.cosignature",
              "توقيع المستلم غير صحيح: ",
              "the receiver's cosignature is wrong: ",
              reason);
      case KeyRing.Verdict.Good(long time) ->
          checkEntry(receipt, checkpoint, origin, Instant.ofEpochSecond(time), body);
    };
  }

  private Verdict checkEntry(
      Receipt receipt, Checkpoint checkpoint, Origin origin, Instant at, Optional<byte[]> body) {
    Optional<String> flaw =
        Proofs.inclusionFlaw(
            Hash.leaf(receipt.entry()),
            receipt.proof().index(),
            checkpoint.size(),
            receipt.proof().path(),
            checkpoint.root());
    if (flaw.isPresent()) {
      return refuted(
          "receipt.inclusion", "القيد ليس في السجل: ", "the entry is not in the log: ", flaw.get());
    }
    Entry entry = Entry.read("entry", receipt.entry());
    if (body.isPresent()) {
      if (receipt.salt().isEmpty()) {
        return refuted(
            "receipt.erased",
            "مُحي المتن؛ لا يمكن فحصه، ويبقى إثبات القيد",
            "the body was erased; it cannot be checked, the entry's proof stands",
            "");
      }
      if (!entry.commitsTo(receipt.salt().get(), body.get())) {
        return refuted(
            "receipt.body", "المتن ليس ما أُرسل", "the body is not the one that was sent", "");
      }
    }
    return new Verdict.Proved(entry, origin, receipt.proof().index(), at, body.isPresent());
  }

  private Optional<Anchor> anchor(String node) {
    return trusted.stream().filter(each -> each.node().value().equals(node)).findFirst();
  }

  private static Verdict refuted(String code, String ar, String en, @Nullable String detail) {
    String more = detail == null ? "" : detail;
    return new Verdict.Refuted(Refusal.of(code, ar + more, en + more));
  }
}
