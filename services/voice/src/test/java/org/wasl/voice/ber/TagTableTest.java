package org.wasl.voice.ber;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wasl.numbering.normalising.NumberNormaliser;
import org.wasl.terms.Progress;
import org.wasl.voice.Call;
import org.wasl.voice.Example;
import org.wasl.voice.mediation.CallSet;
import org.wasl.voice.mediation.FileReport;
import org.wasl.voice.mediation.Mediation;
import org.wasl.voice.mediation.PartRules;

/// Files whose tags an administration supplies, by a made-up table.
class TagTableTest {
  private static byte[] file() {
    return MadeUpBatch.batch(
        7,
        3,
        MadeUpBatch.event(9, "88812345678f", "20260910150009", 64),
        MadeUpBatch.event(10, "8887654321", "20260910160000", 0),
        MadeUpBatch.event(9, "8887654321", "20261310160000", 5));
  }

  private static Mediation.Outcome.Read read(byte[] file) {
    TagTable table = MadeUpBatch.table();
    return assertInstanceOf(
        Mediation.Outcome.Read.class,
        new Mediation(
                new NumberNormaliser(Example.PLAN),
                Example.ZONE,
                List.of(table),
                PartRules.STANDARD)
            .read("id", "file", file, new CallSet(), Instant.EPOCH, Progress.NONE));
  }

  @Test
  void eventsAreReadByTheTableThatIsSupplied() {
    Mediation.Outcome.Read read = read(file());
    Call call = read.calls().getFirst();
    assertEquals(9991234567L, call.from());
    assertEquals(88812345678L, call.to());
    assertEquals(Instant.parse("2026-09-10T12:00:09Z").getEpochSecond(), call.time());
    assertEquals(64, call.seconds());
    assertEquals(false, read.calls().get(1).answered());
    assertEquals(List.of("time"), read.report().flaws().stream().map(f -> f.reason()).toList());
    assertTrue(read.report().format().matches("made-up/1@[0-9a-f]{64}"));
  }

  @Test
  void theBatchSaysItsNumberAndItsCount() {
    FileReport report = read(file()).report();
    assertEquals(new FileReport.Serial("AAAAA>BBBBB", 7), report.serial());
    assertEquals(List.of("time"), report.flaws().stream().map(f -> f.reason()).toList());
    byte[] less =
        MadeUpBatch.batch(8, 2, MadeUpBatch.event(9, "88812345678f", "20260910150009", 64));
    assertEquals(List.of(new FileReport.Flaw(0, 0, "declared-count")), read(less).report().flaws());
  }

  @Test
  void anEventOfAnotherKindIsCountedAndPassedOver() {
    byte[] other = MadeUpBatch.element(14, true, MadeUpBatch.element(50, true));
    byte[] call = MadeUpBatch.event(9, "88812345678f", "20260910150009", 64);
    FileReport report = read(MadeUpBatch.batch(9, 2, other, call)).report();
    assertEquals(1, report.ignored());
    assertEquals(1, report.accepted());
    assertEquals(List.of(), report.flaws());
  }

  @Test
  void everyEventOpensToItsBytes() {
    byte[] second = MadeUpBatch.event(10, "8887654321", "20260910160000", 0);
    assertArrayEquals(second, MadeUpBatch.table().record(file(), 2));
    assertEquals(0, MadeUpBatch.table().record(file(), 4).length);
  }

  @Test
  void everyCutLeavesTheEventsBeforeItAndSaysSo() {
    byte[] file = file();
    for (int cut = file.length - 1; cut > file.length - 40; cut--) {
      Mediation.Outcome.Read read = read(Arrays.copyOf(file, cut));
      assertEquals(2, read.report().accepted(), "cut " + cut);
      assertTrue(read.report().quarantined() >= 1, "cut " + cut);
    }
  }

  @Test
  void changedBytesNeverThrow() {
    byte[] file = file();
    for (int at = 3; at < file.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] changed = file.clone();
        changed[at] ^= (byte) (1 << bit);
        read(changed);
      }
    }
  }
}
