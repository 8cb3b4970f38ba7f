package org.wasl.node.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wasl.border.Transactions;
import org.wasl.numbering.NationalPlan;
import org.wasl.numbering.normalising.NumberNormaliser;
import org.wasl.terms.PartyId;
import org.wasl.terms.Progress;
import org.wasl.voice.Call;
import org.wasl.voice.exchange.VoiceStore;
import org.wasl.voice.generation.BerCalls;
import org.wasl.voice.generation.BerCalls.Habits;
import org.wasl.voice.generation.BerCalls.Kind;
import org.wasl.voice.generation.BerCalls.Plain;
import org.wasl.voice.mediation.CallPart;
import org.wasl.voice.mediation.CallSet;
import org.wasl.voice.mediation.FileReport;
import org.wasl.voice.mediation.KeptPart;
import org.wasl.voice.mediation.Mediation;

/// What a store keeps of loaded files and of the parts of long calls.
abstract class PartStoreContract {
  private static final Instant NOON = Instant.parse("2026-09-10T12:00:00Z");
  private static final Mediation MEDIATION =
      new Mediation(
          new NumberNormaliser(new NationalPlan(new PartyId("aa"), "999", "0", "00", List.of())),
          ZoneOffset.UTC);

  /// A store on what is kept, as after a start.
  abstract VoiceStore store();

  abstract Transactions transactions();

  private final List<Call> calls = new ArrayList<>();
  private final CallSet known = new CallSet();

  private static Plain part(String reference, int number, int cause, long at, int seconds) {
    return new Plain(
        Kind.TRANSIT,
        "9991234567",
        "88812345678",
        NOON.plusSeconds(at),
        seconds,
        true,
        "TG\u0000",
        cause,
        reference,
        number);
  }

  private static byte[] file(int number, Plain... parts) {
    return BerCalls.chargingFile(
        Stream.of(parts).map(each -> BerCalls.record(each, ZoneOffset.UTC, Habits.PLAIN)).toList(),
        number);
  }

  private Mediation.Outcome.Read read(String id, byte[] file) {
    return assertInstanceOf(
        Mediation.Outcome.Read.class,
        MEDIATION.read(id, id, file, known, store().parts(), NOON, Progress.NONE));
  }

  private FileReport load(String id, byte[] file) {
    Mediation.Outcome.Read read = read(id, file);
    transactions().within(() -> store().addFile(read.report(), read.parts()));
    calls.addAll(read.calls());
    return read.report();
  }

  private FileReport kept(String id) {
    return store().files().stream()
        .filter(each -> each.sha256().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aCallIsPutTogetherFromFilesInAnyOrderAndKnowsItsRecords() {
    load("last", file(3, part("a", 3, 0, 3_600, 77)));
    load("first", file(1, part("x", 1, 1, 0, 9), part("a", 1, 1, 0, 1_800)));
    assertEquals(1, kept("last").parts().waiting());
    assertEquals(
        List.of("partial-open", "partial-gap"),
        kept("first").parts().unfinished().stream().map(FileReport.Unfinished::reason).toList());
    load("middle", file(2, part("a", 2, 1, 1_800, 1_800)));
    assertEquals(3_677, calls.getFirst().seconds());
    assertEquals(1, kept("last").parts().joined());
    assertEquals(1, kept("first").parts().joined());
    assertEquals(1, kept("first").parts().waiting(), "the other call");
    assertEquals(1, kept("middle").accepted());
    assertEquals(
        List.of("first:2", "middle:1", "last:1"),
        store().partsOf("middle", calls.getFirst().line()).stream()
            .map(place -> place.file() + ":" + place.record())
            .toList());
    CallPart.Place second = store().partsOf("middle", 1).getFirst();
    assertEquals(52 + second.size() - 1, second.offset(), "behind a part one octet shorter");
    assertEquals(1, kept("first").serial().number(), "what the file says of itself");
  }

  @Test
  void aLoadThatFailedLeavesNothingAndIsRepeated() {
    load("first", file(1, part("a", 1, 1, 0, 1_800)));
    byte[] end = file(2, part("a", 2, 0, 1_800, 5));
    Mediation.Outcome.Read lost = read("end", end);
    assertThrows(
        IllegalStateException.class,
        () ->
            transactions()
                .within(() -> {
                  store().addFile(lost.report(), lost.parts());
                  throw new IllegalStateException("the power went");
                }));
    known.rewind(0);
    assertEquals(1, store().files().size());
    assertEquals(1, kept("first").parts().waiting());
    assertEquals(1, load("end", end).accepted());
    assertEquals(1_805, calls.getFirst().seconds());
    assertEquals(0, kept("first").parts().waiting());
  }

  @Test
  void numbersOfPeopleStandThereOnlyWhileAPartWaits() {
    load("first", file(1, part("a", 1, 1, 0, 1_800)));
    String call = store().parts().partsOf(callsOf("first")).getFirst().part().call();
    KeptPart waiting = store().parts().partsOf(List.of(call)).getFirst();
    assertEquals(88_812_345_678L, waiting.part().to());
    load("end", file(2, part("a", 2, 0, 1_800, 5)));
    for (KeptPart each : store().parts().partsOf(List.of(call))) {
      assertEquals(0, each.part().from());
      assertEquals(0, each.part().to());
    }
    assertEquals(0, store().parts().waiting());
  }

  /// The digest of a call, as another file of it has it.
  private List<String> callsOf(String file) {
    return read("other " + file, file(9, part("a", 1, 1, 0, 1_800), part("a", 2, 1, 1_800, 1)))
        .parts()
        .added()
        .stream()
        .map(each -> each.part().call())
        .toList();
  }

  @Test
  void callsWithoutNumbersOfPartsAreKnownByTheirDigest() {
    load("first", file(1, part("n", -1, 1, 0, 60)));
    assertEquals(1, store().parts().unnumbered().size());
    load("end", file(2, part("n", -1, 0, 60, 5)));
    assertEquals(65, calls.getFirst().seconds());
    assertEquals(0, store().parts().unnumbered().size());
  }

  @Test
  void severalThingsCanBeWrongInOnePlace() {
    byte[] file = file(1, part("a", 1, 1, 0, 1_800));
    file[3] ^= 1;
    file[26] = (byte) 130;
    load("flawed", file);
    assertEquals(
        List.of("closed-by-error", "file-length"),
        kept("flawed").flaws().stream().map(FileReport.Flaw::reason).sorted().toList());
    byte[] text = "id,a,b,seizure,answer,seconds,trunk,cause\n".getBytes(StandardCharsets.UTF_8);
    load("empty", text);
    assertEquals(0, kept("empty").read());
  }
}
