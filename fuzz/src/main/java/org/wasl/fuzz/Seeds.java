package org.wasl.fuzz;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.wasl.border.exchange.PeerLine.Standing;
import org.wasl.border.exchange.Reply;
import org.wasl.border.exchange.Update;
import org.wasl.border.keeping.StoredEntry;
import org.wasl.border.linking.Auditor;
import org.wasl.border.log.Hash;
import org.wasl.border.proving.Receipt;
import org.wasl.border.reopening.Reopening;
import org.wasl.border.seal.Checkpoint;
import org.wasl.border.setup.TwoNodes;
import org.wasl.border.wire.Frames;
import org.wasl.settlement.Account;
import org.wasl.settlement.AgreementId;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;
import org.wasl.settlement.agreeing.Step;
import org.wasl.settlement.contesting.Contest;
import org.wasl.settlement.contesting.ContestAnswer;
import org.wasl.terms.PartyId;
import org.wasl.voice.reconciliation.BucketSum;
import org.wasl.voice.reconciliation.Buckets;
import org.wasl.voice.reconciliation.Details;
import org.wasl.voice.reconciliation.Further;
import org.wasl.voice.reconciliation.Masked;
import org.wasl.voice.reconciliation.Sketch;
import org.wasl.voice.wire.DetailRows;
import org.wasl.voice.wire.FurtherJson;
import org.wasl.voice.wire.StepJson;

/// Good input of every target, from which a fuzzer starts.
public final class Seeds {
  private static final String LOG = "wasl/node.aa/node.bb/notes/1";

  private Seeds() {}

  /// Writes the seeds of a target into a folder.
  ///
  /// @param arguments target, folder
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    int number = 0;
    for (byte[] seed : of(Target.named(arguments[0]))) {
      Files.write(folder.resolve("seed-" + number++), seed);
    }
  }

  /// At least one input that the target accepts.
  public static List<byte[]> of(Target target) {
    TwoNodes nodes = new TwoNodes();
    for (int i = 0; i < 300; i++) {
      nodes.aa.say(nodes.bb, "note " + i);
    }
    nodes.settle();
    Receipt receipt = nodes.aa.border.receipt(LOG, 257).orElseThrow();
    StoredEntry stored = nodes.aa.stores.logs().entries(LOG, 257, 1, 1 << 20).getFirst();
    byte[] note = nodes.aa.stores.logs().find(LOG).orElseThrow().cosigned().orElseThrow();
    String noteText = new String(note, StandardCharsets.UTF_8);
    int end = noteText.lastIndexOf("\n\n") + 1;
    return switch (target) {
      case JSON -> List.of(nodes.aa.anchor.bytes(), text("[1,-25,\"\\u0627\",null,true]"));
      case ENTRY -> List.of(stored.entry());
      case ANCHOR -> List.of(nodes.aa.anchor.bytes());
      case AUDITOR ->
          List.of(
              new Auditor(
                      "court",
                      "A".repeat(43) + "=",
                      List.of(TwoNodes.NOTES),
                      Instant.EPOCH,
                      Instant.EPOCH.plusSeconds(9))
                  .bytes());
      case NOTE -> List.of(note);
      case NOTE_LINES -> List.of(text(noteText.substring(end + 1)));
      case CHECKPOINT -> List.of(text(noteText.substring(0, end)));
      case VKEY -> nodes.aa.keys.logVerifiers().stream().map(key -> text(key.vkey())).toList();
      case REOPENING -> List.of(reopening(nodes).bytes());
      case PROOF -> List.of(receipt.proof().bytes());
      case RECEIPT, VERIFIER -> List.of(receipt.zip());
      case UPDATE ->
          List.of(
              Frames.update(
                  new Update(
                      LOG,
                      257,
                      note,
                      List.of(
                          new Update.Part(stored.entry(), Optional.of(stored.body())),
                          new Update.Part(stored.entry(), Optional.empty())))));
      case REPLY ->
          List.of(
              Frames.reply(new Reply.Cosigned(3, note)),
              Frames.reply(new Reply.StandsAt(9)),
              Frames.reply(new Reply.Refused("fork", "why")));
      case STANDING -> List.of(Frames.standing(new Standing(5, Optional.of(note))));
      case ENTRIES -> List.of(Frames.entries(List.of(stored)));
      case ACCOUNT -> List.of(step(new Step.Declared(account())));
      case CONTEST -> List.of(step(new Step.Contested(contest())));
      case ANSWER -> List.of(step(new Step.Answered(answer())));
      case AGREE -> List.of(step(new Step.Agreed(party(), period(), "0".repeat(64))));
      case DETAILS -> List.of(DetailRows.write(details()));
      case CLOCK_SAMPLE -> List.of(text("trunk,t1\nseen,1790000000,77\nend\n"));
      case FURTHER ->
          List.of(
              new FurtherJson(
                      YearMonth.of(2026, 9),
                      "0".repeat(64),
                      new Further(
                          Set.of(5L),
                          List.of(new Buckets.Place(key(), 2)),
                          16,
                          16,
                          List.of(new Further.Near(key(), 9, 1_790_000_000L))))
                  .bytes());
      case CALL_RECORDS -> List.of(records());
      case EDIFACT -> EdifactTarget.seeds();
    };
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Reopening reopening(TwoNodes nodes) {
    Checkpoint other = new Checkpoint(LOG, 300, Hash.EMPTY);
    byte[] forged = nodes.aa.keys.sign(other.text(), Instant.EPOCH.getEpochSecond()).bytes();
    nodes.bb.border.receive(nodes.aa.anchor, new Update(LOG, 300, forged, List.of()));
    return nodes.bb.border.proposeReopening(LOG);
  }

  private static PartyId party() {
    return new PartyId("aa");
  }

  private static YearMonth period() {
    return YearMonth.of(2026, 9);
  }

  private static byte[] step(Step step) {
    return StepJson.json(step).canonicalBytes();
  }

  private static LineKey key() {
    return new LineKey("aa-to-bb", "mobile", LocalDate.of(2026, 9, 1), "peak");
  }

  private static Line line() {
    return new Line(key(), List.of(2L, 120L), BigInteger.valueOf(7));
  }

  private static Account account() {
    return new Account(
        new AgreementId("aa-bb-voice"), 1, period(), party(), List.of(), List.of(line()));
  }

  private static Contest contest() {
    return new Contest(
        new UUID(1, 2),
        new AgreementId("aa-bb-voice"),
        period(),
        party(),
        List.of("0".repeat(64), "1".repeat(64)),
        List.of(new Contest.Item(key(), line(), "rate")));
  }

  private static ContestAnswer answer() {
    return new ContestAnswer(
        new UUID(1, 2),
        party(),
        List.of(
            new ContestAnswer.Ruling(
                key(), ContestAnswer.Kind.CONCEDE, Optional.empty(), "evidence")));
  }

  private static Details details() {
    Masked call = new Masked(key(), 7, 9, 1_790_000_000L, 61, 120, 5, "t1");
    Buckets.Place place = new Buckets.Place(key(), 0);
    return new Details(
        "0".repeat(64),
        List.of(call),
        List.of(call),
        Map.of("2026-09-01 t1", 1L),
        Map.of(key(), 1),
        Set.of(place),
        Map.of(place, BucketSum.NONE),
        0,
        Sketch.of(Set.of(1L, 2L), 4),
        true);
  }

  private static byte[] records() {
    return text(
        "id,a,b,seizure,answer,seconds,trunk,cause\n"
            + "1,99911,99922,2026-09-01T09:59:50Z,2026-09-01T10:00:00Z,61,t1,16\n");
  }
}
