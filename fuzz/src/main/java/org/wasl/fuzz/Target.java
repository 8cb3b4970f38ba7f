package org.wasl.fuzz;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.wasl.border.Entry;
import org.wasl.border.linking.Anchor;
import org.wasl.border.linking.Auditor;
import org.wasl.border.proving.EvidenceBundle;
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
import org.wasl.numbering.wire.FilingFiles;
import org.wasl.numbering.wire.NoticeJson;
import org.wasl.numbering.wire.RefusedFilingException;
import org.wasl.post.edi.layout.MalformedMessageException;
import org.wasl.post.migrating.CdsXml;
import org.wasl.post.migrating.MalformedCdsException;
import org.wasl.post.store.IndemnityTable;
import org.wasl.post.store.MalformedTableException;
import org.wasl.post.store.OfficeListFile;
import org.wasl.post.store.PriceTable;
import org.wasl.post.store.RateTable;
import org.wasl.post.wire.DeclarationJson;
import org.wasl.post.wire.DigestJson;
import org.wasl.post.wire.FactJson;
import org.wasl.post.wire.InquiryJson;
import org.wasl.settlement.due.Payment;
import org.wasl.settlement.wire.StepJson;
import org.wasl.terms.CurrencyVintage;
import org.wasl.terms.PartyId;
import org.wasl.terms.Progress;
import org.wasl.terms.json.JsonReader;
import org.wasl.terms.json.MalformedJsonException;
import org.wasl.voice.accounting.Coverage;
import org.wasl.voice.ber.TagTable;
import org.wasl.voice.detection.BypassMessages;
import org.wasl.voice.detection.BypassSummary;
import org.wasl.voice.detection.Leftovers;
import org.wasl.voice.detection.Sieve;
import org.wasl.voice.exchange.SheetAnswer;
import org.wasl.voice.mediation.CallSet;
import org.wasl.voice.mediation.Mediation;
import org.wasl.voice.reconciliation.BucketSum;
import org.wasl.voice.reconciliation.ClockSample;
import org.wasl.voice.reconciliation.Sketch;
import org.wasl.voice.sheets.RateSheet;
import org.wasl.voice.wire.DetailRows;
import org.wasl.voice.wire.FurtherJson;
import org.wasl.voice.wire.LegCsv;
import org.wasl.voice.wire.TableFile;

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
  EVIDENCE(Target::evidence, MalformedReceiptException.class),
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
  PAYMENT(Payment::read, MalformedJsonException.class),
  COVERAGE(Coverage::read, MalformedJsonException.class),
  RATE_SHEET(bytes -> RateSheet.read("fuzz", bytes), MalformedJsonException.class),
  SHEET_ANSWER(SheetAnswer::read, MalformedJsonException.class),
  SHEET_TABLE(TableFile::read, IllegalArgumentException.class),
  BYPASS_SIEVE(Target::sieve, IllegalArgumentException.class),
  BYPASS_LEFTOVERS(Target::leftovers, IllegalArgumentException.class),
  BYPASS_SHARE(BypassMessages::share, MalformedJsonException.class),
  BYPASS_SUMMARY(BypassSummary::read, MalformedJsonException.class),
  LEGS(LegCsv::read, IllegalArgumentException.class),
  SKETCH(Target::sketch, IllegalArgumentException.class),
  BUCKET_SUM(bytes -> BucketSum.read(text(bytes)), IllegalArgumentException.class),
  TAG_TABLE(bytes -> TagTable.read("fuzz", bytes), MalformedJsonException.class),
  TAGGED_EVENTS(Target::tagged),
  PLAN_NOTICE(
      bytes -> NoticeJson.read("notice", bytes, NoticeJson::readNotice),
      MalformedJsonException.class),
  MISUSE_REPORT(
      bytes -> NoticeJson.read("report", bytes, NoticeJson::readMisuse),
      MalformedJsonException.class),
  FILING(bytes -> FilingFiles.read("fuzz", bytes), RefusedFilingException.class),
  BULLETIN(bytes -> FilingFiles.read("fuzz.yaml", bytes), RefusedFilingException.class),
  EDIFACT(EdifactTarget::read, MalformedMessageException.class),
  POST_FACTS(bytes -> FactJson.readList("fuzz", bytes), MalformedJsonException.class),
  POST_DIGEST(DigestJson::read, MalformedJsonException.class),
  POST_DECLARATION(DeclarationJson::read, MalformedJsonException.class),
  POST_INQUIRY_PEOPLE(InquiryJson::readPeople, MalformedJsonException.class),
  POST_INDEMNITIES(bytes -> IndemnityTable.read("fuzz", bytes), MalformedTableException.class),
  POST_CDS(bytes -> CdsXml.read(text(bytes)), MalformedCdsException.class),
  POST_RATES(bytes -> RateTable.read("fuzz", bytes), MalformedTableException.class),
  POST_PRICES(bytes -> PriceTable.read("fuzz", bytes, Target::unit), MalformedTableException.class),
  POST_OFFICES(bytes -> OfficeListFile.offices("fuzz", bytes), MalformedTableException.class),
  POST_OPERATORS(bytes -> OfficeListFile.operators("fuzz", bytes), MalformedTableException.class);

  private final Consumer<byte[]> decoder;
  private final Set<Class<? extends RuntimeException>> refusals;

  @SafeVarargs
  Target(Consumer<byte[]> decoder, Class<? extends RuntimeException>... refusals) {
    this.decoder = decoder;
    this.refusals = Set.of(refusals);
  }

  private static Optional<CurrencyVintage> unit(String code, LocalDate day) {
    CurrencyVintage unit = new CurrencyVintage("AAA", 0, 2);
    return Optional.of(unit).filter(each -> each.code().equals(code) && day.getYear() > 2_000);
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

  /// A sieve as it crosses: a day, then the marks.
  private static void sieve(byte[] bytes) {
    Sieve.read(BypassMessages.dated(bytes).content());
  }

  /// A sketch is read and taken apart against one of this side.
  private static void sketch(byte[] bytes) {
    Sketch theirs = Sketch.read(text(bytes));
    Sketch.of(Set.of(1L, 2L), theirs.size()).difference(theirs);
  }

  /// A bundle is read and each of its parts checked.
  private static void evidence(byte[] bytes) {
    EvidenceBundle.read(bytes).check(new ReceiptVerifier(List.of()));
  }

  private static void leftovers(byte[] bytes) {
    Leftovers.read(BypassMessages.dated(bytes).content());
  }

  /// Any bytes as the events of a tag table: damage is counted, nothing is thrown.
  private static void tagged(byte[] bytes) {
    TagTable table = TagTable.read("fuzz", Seeds.TAG_TABLE.getBytes(StandardCharsets.UTF_8));
    if (table.recognises(bytes)) {
      table.batch(bytes);
    }
  }

  private static void mediate(byte[] bytes) {
    NationalPlan plan = new NationalPlan(new PartyId("aa"), "999", "0", "00", List.of());
    new Mediation(new NumberNormaliser(plan), ZoneOffset.UTC)
        .read("0".repeat(64), "fuzz", bytes, new CallSet(), Instant.EPOCH, Progress.NONE);
  }
}
