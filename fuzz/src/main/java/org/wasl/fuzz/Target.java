package org.wasl.fuzz;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.wasl.border.Entry;
import org.wasl.border.linking.Anchor;
import org.wasl.border.linking.Auditor;
import org.wasl.border.proving.MalformedReceiptException;
import org.wasl.border.proving.Proof;
import org.wasl.border.proving.Receipt;
import org.wasl.border.proving.ReceiptVerifier;
import org.wasl.border.reopening.Reopening;
import org.wasl.border.seal.Checkpoint;
import org.wasl.border.seal.MalformedNoteException;
import org.wasl.border.seal.SignedNote;
import org.wasl.border.seal.VerifierKey;
import org.wasl.border.wire.Frames;
import org.wasl.border.wire.MalformedFrameException;
import org.wasl.numbering.NationalPlan;
import org.wasl.numbering.normalising.NumberNormaliser;
import org.wasl.post.edi.layout.MalformedMessageException;
import org.wasl.terms.PartyId;
import org.wasl.terms.Progress;
import org.wasl.terms.json.JsonReader;
import org.wasl.terms.json.MalformedJsonException;
import org.wasl.voice.mediation.CallSet;
import org.wasl.voice.mediation.Mediation;
import org.wasl.voice.reconciliation.ClockSample;
import org.wasl.voice.wire.DetailRows;
import org.wasl.voice.wire.FurtherJson;
import org.wasl.voice.wire.StepJson;

/// A decoder under hostile input: it reads, or it refuses in the way that its documentation names.
/// Anything else that it throws is a finding.
public enum Target {
  JSON(bytes -> JsonReader.read("fuzz", bytes, 1 << 20), MalformedJsonException.class),
  ENTRY(bytes -> Entry.read("fuzz", bytes), MalformedJsonException.class),
  ANCHOR(bytes -> Anchor.read("fuzz", bytes), MalformedJsonException.class),
  AUDITOR(bytes -> Auditor.read("fuzz", bytes), MalformedJsonException.class),
  NOTE(SignedNote::read, MalformedNoteException.class),
  NOTE_LINES(SignedNote::readLines, MalformedNoteException.class),
  CHECKPOINT(bytes -> Checkpoint.read(text(bytes)), MalformedNoteException.class),
  VKEY(bytes -> VerifierKey.ofVkey(text(bytes)), IllegalArgumentException.class),
  REOPENING(bytes -> Reopening.read(text(bytes)), IllegalArgumentException.class),
  PROOF(Proof::read, MalformedReceiptException.class),
  RECEIPT(Receipt::read, MalformedReceiptException.class),
  VERIFIER(bytes -> new ReceiptVerifier(List.of()).verify(bytes, Optional.empty())),
  UPDATE(Frames::readUpdate, MalformedFrameException.class),
  REPLY(Frames::readReply, MalformedFrameException.class),
  STANDING(Frames::readStanding, MalformedFrameException.class),
  ENTRIES(Frames::readEntries, MalformedFrameException.class),
  ACCOUNT(bytes -> StepJson.read("account", bytes), MalformedJsonException.class),
  CONTEST(bytes -> StepJson.read("contest", bytes), MalformedJsonException.class),
  ANSWER(bytes -> StepJson.read("answer", bytes), MalformedJsonException.class),
  AGREE(bytes -> StepJson.read("agree", bytes), MalformedJsonException.class),
  DETAILS(DetailRows::read, IllegalArgumentException.class),
  CLOCK_SAMPLE(ClockSample::read, IllegalArgumentException.class),
  FURTHER(FurtherJson::read, MalformedJsonException.class, IllegalArgumentException.class),
  CALL_RECORDS(Target::mediate),
  EDIFACT(EdifactTarget::read, MalformedMessageException.class);

  private final Consumer<byte[]> decoder;
  private final Set<Class<? extends RuntimeException>> refusals;

  @SafeVarargs
  Target(Consumer<byte[]> decoder, Class<? extends RuntimeException>... refusals) {
    this.decoder = decoder;
    this.refusals = Set.of(refusals);
  }

  /// @return false when the input was refused as documented
  /// @throws RuntimeException a finding
  public boolean accepts(byte[] input) {
    try {
      decoder.accept(input);
      return true;
    } catch (RuntimeException e) {
      if (refusals.stream().anyMatch(each -> each.isInstance(e))) {
        return false;
      }
      throw e;
    }
  }

  static Target named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void mediate(byte[] bytes) {
    NationalPlan plan = new NationalPlan(new PartyId("aa"), "999", "0", "00", List.of());
    new Mediation(new NumberNormaliser(plan), ZoneOffset.UTC)
        .read("0".repeat(64), "fuzz", bytes, new CallSet(), Instant.EPOCH, Progress.NONE);
  }
}
