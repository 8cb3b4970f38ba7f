package org.wasl.voice.mediation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.numbering.normalising.NumberNormaliser;
import org.wasl.terms.PartyId;
import org.wasl.terms.Progress;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.json.MalformedJsonException;
import org.wasl.voice.Call;
import org.wasl.voice.Example;
import org.wasl.voice.generation.BerCalls;
import org.wasl.voice.generation.BerCalls.Habits;
import org.wasl.voice.generation.BerCalls.Kind;
import org.wasl.voice.generation.BerCalls.Plain;
import org.wasl.voice.store.PartRuleFiles;

/// Long calls whose parts come with different files (3GPP TS 32.298: causeForTerm 1 and
/// sequenceNumber).
class PartsAcrossFilesTest {
  private static final Instant NOON = Instant.parse("2026-08-31T20:30:00Z");
  private static final Mediation MEDIATION =
      new Mediation(new NumberNormaliser(Example.PLAN), Example.ZONE);

  /// Files that are read one after the other, as a node does.
  private static final class Loaded {
    final CallSet known = new CallSet();
    final PartBook book = new PartBook();
    final List<Call> calls = new ArrayList<>();
    final Map<String, FileReport> reports = new HashMap<>();

    FileReport load(String id, byte[] file) {
      Mediation.Outcome.Read read =
          assertInstanceOf(
              Mediation.Outcome.Read.class,
              MEDIATION.read(id, id, file, known, book, Instant.EPOCH, Progress.NONE));
      book.take(read.parts());
      calls.addAll(read.calls());
      reports.put(id, read.report());
      return read.report();
    }

    FileReport load(String id, Plain... parts) {
      List<byte[]> records =
          List.of(parts).stream()
              .map(part -> BerCalls.record(part, ZoneOffset.UTC, Habits.PLAIN))
              .toList();
      return load(id, BerCalls.chargingFile(records, 1));
    }

    /// The report of a file after all that came later; it refuses counts that do not add up.
    FileReport now(String id) {
      List<KeptPart> of =
          book.all().stream().filter(each -> each.part().place().file().equals(id)).toList();
      return Objects.requireNonNull(reports.get(id)).with(FileReport.Parts.of(of));
    }

    List<String> reasons(String id) {
      return now(id).parts().unfinished().stream().map(FileReport.Unfinished::reason).toList();
    }
  }

  private static Plain part(String reference, int number, int cause, long at, int seconds) {
    return new Plain(
        Kind.TRANSIT,
        "9991234567",
        "88812345678",
        NOON.plusSeconds(at),
        seconds,
        true,
        "TG",
        cause,
        reference,
        number);
  }

  private static final Plain ONE = part("a", 1, 1, 0, 1_800);
  private static final Plain TWO = part("a", 2, 1, 1_800, 1_800);
  private static final Plain THREE = part("a", 3, 0, 3_600, 77);

  @ParameterizedTest
  @ValueSource(strings = {"123", "132", "213", "231", "312", "321"})
  void aCallIsWholeWhateverTheOrderOfItsFiles(String order) {
    Loaded loaded = new Loaded();
    for (int i = 0; i < 3; i++) {
      assertEquals(0, loaded.calls.size(), "not before its last part");
      Plain part = List.of(ONE, TWO, THREE).get(order.charAt(i) - '1');
      FileReport report = loaded.load("f" + order.charAt(i), part);
      assertEquals(i == 2 ? 1 : 0, report.accepted());
      assertEquals(i == 2 ? 0 : 1, report.parts().waiting());
    }
    Call call = loaded.calls.getFirst();
    assertEquals(1_800 + 1_800 + 77, call.seconds(), "the sum");
    assertEquals(NOON.getEpochSecond(), call.time(), "the first answer, which decides the month");
    int joined = 0;
    for (String file : List.of("f1", "f2", "f3")) {
      FileReport now = loaded.now(file);
      assertEquals(0, now.parts().waiting() + now.parts().incomplete());
      joined += now.parts().joined() + now.accepted();
    }
    assertEquals(3, joined);
    assertTrue(
        loaded.book.all().stream().allMatch(each -> each.part().from() == 0),
        "numbers of people are kept only while a part waits");
  }

  @Test
  void aMissingMiddlePartIsMarkedAndTheCallWaitsForIt() {
    Loaded loaded = new Loaded();
    loaded.load("first", ONE);
    assertEquals(List.of("partial-open"), loaded.reasons("first"));
    loaded.load("last", THREE);
    assertEquals(List.of(), loaded.calls);
    assertEquals(List.of("partial-gap"), loaded.reasons("first"));
    assertEquals(List.of("partial-gap"), loaded.reasons("last"));
    loaded.load("middle", TWO);
    assertEquals(1, loaded.calls.size());
    assertEquals(List.of(), loaded.reasons("first"));
  }

  @Test
  void anEndWithoutItsBeginningWaits() {
    Loaded loaded = new Loaded();
    loaded.load("end", TWO, THREE);
    assertEquals(List.of("partial-beginning", "partial-beginning"), loaded.reasons("end"));
  }

  @Test
  void aPartThatComesTwiceInTwoFilesCountsOnce() {
    Loaded loaded = new Loaded();
    loaded.load("a", ONE, TWO);
    assertEquals(1, loaded.load("b", TWO).duplicates());
    assertEquals(1, loaded.load("c", TWO, THREE).duplicates());
    assertEquals(1, loaded.calls.size());
    assertEquals(3_677, loaded.calls.getFirst().seconds());
    FileReport again = loaded.load("d", ONE, TWO, THREE);
    assertEquals(3, again.duplicates(), "also after the call is whole");
    assertEquals(1, loaded.calls.size());
  }

  @Test
  void partsThatContradictEachOtherArePutAsideInBothFiles() {
    Loaded loaded = new Loaded();
    loaded.load("a", ONE);
    FileReport report = loaded.load("b", part("a", 1, 1, 0, 900), TWO, THREE);
    assertEquals(0, report.accepted());
    assertEquals(3, report.parts().incomplete());
    assertEquals(List.of("partial-repeated"), loaded.reasons("a"));
    assertEquals(1, loaded.now("a").parts().incomplete());
  }

  @Test
  void aReferenceThatIsUsedAgainIsAnotherCall() {
    Loaded loaded = new Loaded();
    loaded.load("a", ONE);
    loaded.load(
        "b", part("a", 1, 1, 10_000, 60), part("a", 2, 0, 10_060, 5), part("a", 2, 0, 1_800, 33));
    assertEquals(List.of(65, 1_833), loaded.calls.stream().map(Call::seconds).sorted().toList());
  }

  /// Some switches number nothing: then the last part says only that it is the end, and a hole in
  /// time is what a missing number would be.
  @Test
  void partsWithoutNumbersAreHeldTogetherByTheirTimes() {
    Loaded loaded = new Loaded();
    loaded.load("a", part("n", -1, 1, 0, 600), part("n", -1, 1, 600, 600));
    loaded.load("b", part("n", -1, 0, 1_201, 9), part("other", -1, 0, 0, 4));
    assertEquals(List.of(4, 1_209), loaded.calls.stream().map(Call::seconds).sorted().toList());
    loaded.load("c", part("hole", -1, 1, 0, 600));
    loaded.load("d", part("hole", -1, 0, 700, 9));
    assertEquals(List.of("partial-gap"), loaded.reasons("c"));
    assertEquals(2, loaded.calls.size());
  }

  @Test
  void partsAreIncompleteOnceTheyWereWaitedFor() {
    Loaded loaded = new Loaded();
    FileReport report = loaded.load("a", ONE);
    PartRules.Rule rule = PartRules.STANDARD.at(Instant.EPOCH);
    Instant until = rule.until(report.loadedAt());
    FileReport before = report.waitedUntil(until, until.minusSeconds(1));
    FileReport after = report.waitedUntil(until, until);
    assertEquals(1, before.parts().waiting());
    assertEquals(1, after.parts().incomplete());
    assertEquals(0, after.parts().waiting());
    assertEquals("partial-open", after.parts().unfinished().getFirst().reason());
  }

  @Test
  void everyPartysRulesAreReadAndAWrongOneIsNamed(@TempDir Path folder) throws IOException {
    CountriesFolder countries =
        new CountriesFolder(Path.of(System.getProperty("wasl.root", "../.."), "countries"));
    for (PartyId party : countries.listParties()) {
      PartRules rules = PartRuleFiles.read(countries.root().resolve(party.value()));
      assertEquals(1, rules.at(NOON).firstNumber());
    }
    Files.writeString(
        folder.resolve("call-parts.json"),
        """
        {"rules": [
          {"to": "2026-09-01", "source": "s", "confidence": "EXAMPLE", "firstNumber": 1, "waitDays": 30, "holeSeconds": 2},
          {"from": "2026-09-01", "source": "s", "confidence": "EXAMPLE", "firstNumber": 0, "waitDays": 60, "holeSeconds": 2}]}
        """);
    PartRules rules = PartRuleFiles.read(folder);
    assertEquals(30, rules.at(NOON).waitDays());
    assertEquals(0, rules.at(NOON.plusSeconds(86_400)).firstNumber());
    Files.writeString(
        folder.resolve("call-parts.json"),
        Files.readString(folder.resolve("call-parts.json")).replace("60", "6000"));
    MalformedJsonException wrong =
        assertThrows(MalformedJsonException.class, () -> PartRuleFiles.read(folder));
    assertTrue(String.valueOf(wrong.getMessage()).contains("waitDays"), wrong.getMessage());
  }

  @Test
  void anAnswerAndItsByeInTwoFilesAreOneCallInEitherOrder() {
    String head = "method,from_tag,to_tag,callid,sip_code,sip_reason,time,src_user,dst_user\n";
    byte[] invite =
        (head + "INVITE,a,b,c1,200,OK,2026-08-31T23:59:00+03:00,+9991234567,+88812345678\n")
            .getBytes(StandardCharsets.UTF_8);
    byte[] bye =
        (head + "BYE,b,a,c1,200,OK,2026-09-01T00:10:07+03:00,,\n").getBytes(StandardCharsets.UTF_8);
    for (boolean turned : new boolean[] {false, true}) {
      Loaded loaded = new Loaded();
      loaded.load("one", turned ? bye : invite);
      assertEquals(List.of(turned ? "no-invite" : "no-bye"), loaded.reasons("one"));
      loaded.load("other", turned ? invite : bye);
      Call call = loaded.calls.getFirst();
      assertEquals(667, call.seconds());
      assertEquals(9991234567L, call.from());
      assertEquals(Instant.parse("2026-08-31T20:59:00Z").getEpochSecond(), call.time());
      assertEquals(1, loaded.now("one").parts().joined());
    }
  }

  /// The law: how parts are cut into files, and in which order the files come, changes no call.
  @Test
  void howPartsLieInFilesChangesNoCall() {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      List<Plain> parts = new ArrayList<>();
      for (int call = 0; call < 12; call++) {
        int count = 1 + random.nextInt(6);
        long at = call * 20_000L;
        for (int number = 1; number <= count; number++) {
          int seconds = 1 + random.nextInt(1_800);
          parts.add(part("c" + call % 4, number, number < count ? 1 : 0, at, seconds));
          at += seconds;
        }
      }
      Loaded once = new Loaded();
      once.load("all", parts.toArray(Plain[]::new));
      assertEquals(12, once.calls.size());
      Collections.shuffle(parts, random);
      Loaded many = new Loaded();
      int files = 1 + random.nextInt(8);
      for (int file = 0; file < files; file++) {
        int from = parts.size() * file / files;
        int to = parts.size() * (file + 1) / files;
        many.load("f" + file, parts.subList(from, to).toArray(Plain[]::new));
      }
      assertEquals(content(once.calls), content(many.calls), "seed " + seed);
      int counted = 0;
      for (int file = 0; file < files; file++) {
        FileReport now = many.now("f" + file);
        counted += now.accepted() + now.parts().joined();
      }
      assertEquals(parts.size(), counted, "every part is of a call, seed " + seed);
    }
  }

  private static List<String> content(List<Call> calls) {
    return calls.stream()
        .sorted(Comparator.comparingLong(Call::time))
        .map(call -> call.from() + " " + call.to() + " " + call.time() + " " + call.seconds())
        .toList();
  }
}
