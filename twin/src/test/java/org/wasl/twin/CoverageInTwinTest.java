package org.wasl.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.border.Delivery;
import org.wasl.border.MessageHandler;
import org.wasl.border.MessageId;
import org.wasl.border.MessageKind;
import org.wasl.border.NodeId;
import org.wasl.border.Origin;
import org.wasl.settlement.comparing.Comparison;
import org.wasl.terms.DataClass;
import org.wasl.terms.PartyId;
import org.wasl.terms.Progress;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.voice.accounting.Coverage;
import org.wasl.voice.exchange.VoiceDesk;
import org.wasl.voice.generation.BerCalls;
import org.wasl.voice.generation.BerCalls.Habits;
import org.wasl.voice.generation.BerCalls.Kind;
import org.wasl.voice.generation.BerCalls.Plain;
import org.wasl.voice.mediation.Mediation;

/// What the accounts of both sides rest on is told with them (level 0, and level 2 by trunk group).
class CoverageInTwinTest {
  private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
  private final CountriesFolder countries =
      new CountriesFolder(Path.of(System.getProperty("wasl.root", ".."), "countries"));
  private final PartyId sy = new PartyId("sy");
  private final PartyId iq = new PartyId("iq");

  @TempDir Path folder = Path.of(".");

  private static void load(Twin.Side side, String name, byte[] bytes) {
    assertInstanceOf(
        Mediation.Outcome.Read.class, side.desk().load(name, bytes, Progress.NONE), name);
  }

  /// A file of a switch with two calls of a minute on one day, the second of them twice.
  private static byte[] file(int number, LocalDate day) {
    List<byte[]> records = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int which = Math.min(i, 1);
      Instant answer = day.atTime(9, 10 * which).toInstant(ZoneOffset.UTC);
      Plain call =
          new Plain(
              Kind.OUTGOING_GATEWAY,
              "96393312345" + which,
              "96479012345" + which,
              answer,
              60,
              true,
              "gw-1",
              0,
              "c" + number + "-" + which,
              -1);
      records.add(BerCalls.record(call, ZoneOffset.ofHours(3), Habits.PLAIN));
    }
    return BerCalls.chargingFile(records, number);
  }

  private static byte[] csv(String... days) {
    StringBuilder file = new StringBuilder("id,a,b,seizure,answer,seconds,trunk,cause\n");
    for (String day : days) {
      file.append(
          "1,+963933123450,+9647901234500,%1$sT12:00:00+03:00,%1$sT12:00:00+03:00,60,%2$s,16\n"
              .formatted(day, "gw-9"));
    }
    file.append("2,+963933123450,nobody,2026-09-01T12:00:00+03:00,,0,gw-9,16\n");
    return file.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void bothSidesSeeWhatTheOtherOnesAccountRestsOnAndWhatIsMissingThere() {
    Twin twin = new Twin(countries, sy, iq, folder.resolve("twin"), 9, Twin.Faults.NONE);
    load(twin.one(), "switch-4", file(4, SEPTEMBER.atDay(3)));
    load(twin.one(), "switch-7", file(7, SEPTEMBER.atDay(5)));
    // of another month, and so is the gap between them
    load(twin.one(), "switch-8", file(8, LocalDate.of(2026, 10, 1)));
    load(twin.one(), "switch-10", file(10, LocalDate.of(2026, 10, 2)));
    load(twin.other(), "gw.csv", csv("2026-09-03", "2026-09-05", "2026-10-01"));
    assertEquals(Map.of(), twin.one().desk().coverage(SEPTEMBER));
    assertTrue(twin.one().autopilot().step(SEPTEMBER, Progress.NONE));
    twin.settle(5_000);
    assertTrue(twin.other().autopilot().step(SEPTEMBER, Progress.NONE));
    twin.settle(5_000);
    Map<PartyId, Coverage> known = twin.one().desk().coverage(SEPTEMBER);
    assertEquals(known, twin.other().desk().coverage(SEPTEMBER), "both nodes say the same");
    Coverage ofSwitch = Objects.requireNonNull(known.get(sy));
    assertEquals(1, ofSwitch.sources().size());
    assertEquals(
        new Coverage.Source(ofSwitch.sources().getFirst().format(), 2, 2, 6, 4, 2, 0, 0, 0),
        ofSwitch.all(),
        "5 and 6 are missing; each file's third record is its second");
    assertEquals(
        List.of("gw-1 2026-09-03 [2, 2, 120, 120]", "gw-1 2026-09-05 [2, 2, 120, 120]"),
        ofSwitch.cells().stream()
            .map(each ->
                each.trunk() + " " + each.line().key().day() + " " + each.line().quantities())
            .toList());
    Comparison both = twin.one().desk().month(SEPTEMBER).comparison().orElseThrow();
    assertEquals(List.of(), ofSwitch.notAddingUp(both.ours()), "to the exact amount");
    assertEquals(28, ofSwitch.byTrunk().getFirst().without().size());
    Coverage ofCsv = Objects.requireNonNull(known.get(iq));
    assertEquals(0, ofCsv.all().missing());
    assertEquals(4, ofCsv.all().read());
    assertEquals(1, ofCsv.all().quarantined());
    assertEquals(2, ofCsv.cells().stream().mapToLong(Coverage.Cell::calls).sum(), "of September");
    assertEquals(List.of(), ofCsv.notAddingUp(both.theirs()));
    assertEquals(
        List.of("[gw-1] gw-9 4 2"),
        twin.one().desk().trunks(SEPTEMBER).orElseThrow().pairs().stream()
            .map(each ->
                each.ours()
                    + " "
                    + each.theirs().orElse(null)
                    + " "
                    + each.ourCalls()
                    + " "
                    + each.theirCalls())
            .toList(),
        "one group on each side, with calls on the same days: 4 - 2 of 6 apart");
  }

  private static Delivery delivery(Twin.Side to, Coverage coverage) {
    return new Delivery(
        new Origin(new NodeId("iq.example"), new NodeId("sy.example"), VoiceDesk.VOICE, 1),
        0,
        new MessageId(new UUID(5, 5)),
        new MessageKind("voice", "coverage", 1),
        to.desk().agreement().gateway(to.desk().them()),
        to.desk().agreement().gateway(to.desk().us()),
        DataClass.AGGREGATE,
        Optional.empty(),
        Optional.empty(),
        Instant.EPOCH,
        "application/json",
        new Delivery.Content.Present(coverage.json().canonicalBytes()),
        Instant.EPOCH);
  }

  private static String refused(Twin.Side to, Coverage coverage) {
    return assertInstanceOf(
            MessageHandler.Outcome.Refused.class, to.desk().handle(delivery(to, coverage)))
        .refusal()
        .code();
  }

  /// A month would begin by it, with accounts that are overdue since; or it would come for ever.
  @Test
  void whatFollowsNoAccountIsRefusedAndSoIsMoreThanOneOfAnAccount() {
    Twin twin = new Twin(countries, sy, iq, folder.resolve("twin"), 9, Twin.Faults.NONE);
    load(twin.other(), "gw.csv", csv("2026-09-03"));
    assertTrue(twin.other().autopilot().step(SEPTEMBER, Progress.NONE));
    twin.settle(5_000);
    Coverage came =
        Objects.requireNonNull(twin.one().desk().coverage(SEPTEMBER).get(iq), "it came");
    YearMonth longAgo = YearMonth.of(1999, 1);
    Coverage old = new Coverage(came.agreement(), longAgo, iq, List.of(), List.of(), 0);
    assertEquals("voice.coverage.account", refused(twin.one(), old));
    assertEquals("voice.coverage.account", refused(twin.one(), came));
    assertEquals(
        "voice.impersonation",
        refused(
            twin.one(), new Coverage(came.agreement(), SEPTEMBER, sy, List.of(), List.of(), 0)));
    assertEquals(List.of(SEPTEMBER), twin.one().desk().months());
  }
}
