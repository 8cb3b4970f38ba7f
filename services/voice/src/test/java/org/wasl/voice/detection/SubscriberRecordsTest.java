package org.wasl.voice.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.numbering.normalising.NumberNormaliser;
import org.wasl.terms.Progress;
import org.wasl.voice.Example;
import org.wasl.voice.Leg;
import org.wasl.voice.mediation.CallSet;
import org.wasl.voice.mediation.Mediation;
import org.wasl.voice.quality.CauseMap;
import org.wasl.voice.reconciliation.Tokens;
import org.wasl.voice.store.LegFolder;

/// Mobile originated and terminated records (3GPP TS 32.298, choices 0 and 1): legs for detection,
/// never calls that are priced. Set down octet by octet from the tag numbers of the standard.
class SubscriberRecordsTest {
  private static final long ANSWER = Instant.parse("2026-09-10T12:00:09Z").getEpochSecond();
  private static final long CALLER = 999_123_456_78L;
  private static final long CALLED = 999_876_543_21L;

  /// Served number 99987654321 [3], calling 99912345678 [4], switch 9991 [6], seizure [19], answer
  /// [20], release [21], 64 seconds [22], normal release [27], Q.767 cause 16 in [28].
  private static final String TERMINATED =
      "A1 00 80 01 01 83 07 91 99 89 67 45 23 F1 84 07 91 99 19 32 54 76 F8 86 03 91 99 19"
          + " 93 09 26 09 10 15 00 00 2B 03 00 94 09 26 09 10 15 00 09 2B 03 00"
          + " 95 09 26 09 10 15 01 13 2B 03 00 96 01 40 9B 01 00 BC 03 82 01 10";

  /// Served number [3], called [5], switch [9], seizure [22], release [24], cause 3 [30], Q.767
  /// cause 17 in [31].
  private static final String ORIGINATED =
      "A0 00 80 01 00 83 07 91 99 19 32 54 76 F8 85 07 91 99 89 67 45 23 F1 89 03 91 99 19"
          + " 96 09 26 09 10 15 00 00 2B 03 00 98 09 26 09 10 15 00 20 2B 03 00 9E 01 03"
          + " BF 1F 03 82 01 11";

  private static byte[] record(String hex) {
    byte[] record = HexFormat.of().parseHex(hex.replace(" ", ""));
    record[1] = (byte) (record.length - 2);
    return record;
  }

  private static byte[] join(byte[]... records) {
    int length = Arrays.stream(records).mapToInt(each -> each.length).sum();
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] each : records) {
      System.arraycopy(each, 0, all, at, each.length);
      at += each.length;
    }
    return all;
  }

  private static Mediation.Outcome.Read read(byte[] file) {
    return assertInstanceOf(
        Mediation.Outcome.Read.class,
        new Mediation(new NumberNormaliser(Example.PLAN), Example.ZONE)
            .read("id", "f", file, new CallSet(), Instant.EPOCH, Progress.NONE));
  }

  @Test
  void aTerminatedRecordIsALegAtTheCalledSubscriberAndNoCall() {
    Mediation.Outcome.Read read = read(record(TERMINATED));
    assertEquals(
        List.of(
            new Leg(
                Leg.Point.MOBILE_IN,
                "msc-9991",
                CALLER,
                CALLED,
                ANSWER - 9,
                9,
                64,
                true,
                16,
                -1,
                0,
                0,
                1)),
        read.legs());
    assertEquals(List.of(), read.calls());
    assertEquals(1, read.report().ignored(), "passed over by the accounts");
    assertEquals(0, read.report().accepted());
  }

  @Test
  void theCallingNumberOfAnOriginatedRecordIsThatOfTheServedSubscriber() {
    assertEquals(
        List.of(
            new Leg(
                Leg.Point.MOBILE_OUT,
                "msc-9991",
                CALLER,
                CALLED,
                ANSWER - 9,
                20,
                0,
                false,
                17,
                -1,
                0,
                0,
                1)),
        read(record(ORIGINATED)).legs());
  }

  /// Area [0] and cell [1] in the location, [12] of an originated and [9] of a terminated record:
  /// one id for one cell, another for another, never the numbers themselves.
  @Test
  void aCellIsKnownAgainAndIsNoPlace() {
    String here = "80 02 12 34 81 02 56 78";
    int cell = cell(ORIGINATED + " AC 08 " + here);
    assertEquals(cell, cell(TERMINATED + " A9 08 " + here));
    assertNotEquals(cell, cell(ORIGINATED + " AC 08 80 02 12 34 81 02 56 79"));
    assertNotEquals(0x12345678, cell);
    assertTrue(cell > 0);
    assertEquals(0, cell(ORIGINATED + " AC 04 80 02 12 34"), "no cell in it");
    assertEquals(0, cell(ORIGINATED));
  }

  private static int cell(String hex) {
    return read(record(hex)).legs().getFirst().cell();
  }

  /// 112 is dialled by subscribers and belongs to none; the record is sound all the same.
  @Test
  void aCallToAShortCodeIsNoLegAndNoDamage() {
    Mediation.Outcome.Read read =
        read(record(ORIGINATED.replace("85 07 91 99 89 67 45 23 F1", "85 03 81 11 F2")));
    assertEquals(List.of(), read.legs());
    assertEquals(1, read.report().ignored());
    assertEquals(List.of(), read.report().flaws());
  }

  /// What a SIM box leaves in the switches of the called country: the termination from a national
  /// number, and nothing at the gateway.
  @Test
  void theSwitchesFilesAloneShowABypassedCall(@TempDir Path home) {
    LegFolder folder = new LegFolder(home);
    folder.keep("a".repeat(64), read(record(TERMINATED)).legs());
    List<Leg> legs = loaded(folder).between(ANSWER - 3_600, ANSWER + 3_600);
    Tokens tokens = new Tokens(new byte[32], new byte[32]);
    ReceivingSide side =
        new ReceivingSide(
            new BypassSetting(3, 2, 30, 8, 2),
            tokens,
            _ -> false,
            number -> Long.toString(number).startsWith("999"),
            legs,
            legs);
    Leftovers left =
        new Leftovers(
            List.of(
                new Leftovers.Row(
                    tokens.token(CALLED), tokens.value16(888_500_000_001L), ANSWER, 64, 1)));
    Arrival.Bypassed found = assertInstanceOf(Arrival.Bypassed.class, side.find(left).getFirst());
    assertEquals(CALLER, found.legs().getFirst().from());
  }

  private static LoadedLegs loaded(LegFolder folder) {
    return new LoadedLegs(
        (_, _) -> List.of(), folder, new CauseMap(Set.of(17), Map.of()), WatchTest.PROFILE, "999");
  }

  @Test
  void theSameRecordInTwoFilesIsOneLegAndAFileThatWasNotStoredLeavesNone(@TempDir Path home)
      throws IOException {
    LegFolder folder = new LegFolder(home);
    byte[] one = record(TERMINATED);
    folder.keep("a".repeat(64), read(one).legs());
    folder.keep("b".repeat(64), read(join(record(ORIGINATED), one)).legs());
    folder.keep("c".repeat(64), List.of());
    assertEquals(2, loaded(folder).between(0, Long.MAX_VALUE - 7_200).size());
    assertEquals(
        List.of(), loaded(folder).gatewayBetween(0, Long.MAX_VALUE - 7_200), "none of a route");
    folder.sweep(Set.of("a".repeat(64)));
    assertEquals(1, loaded(folder).between(0, Long.MAX_VALUE - 7_200).size());
    Path left = home.resolve("loaded-" + "a".repeat(64) + ".csv");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(left)));
    byte[] another = Files.readAllBytes(left);
    assertThrows(IllegalArgumentException.class, () -> folder.add("loaded-x.csv", another));
  }
}
