package org.wasl.voice.mediation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.numbering.normalising.NumberNormaliser;
import org.wasl.terms.Progress;
import org.wasl.voice.Call;
import org.wasl.voice.Example;

class MediationTest {
  private final Mediation mediation =
      new Mediation(new NumberNormaliser(Example.PLAN), Example.ZONE);

  private Mediation.Outcome.Read read(String text) {
    return assertInstanceOf(Mediation.Outcome.Read.class, outcome(text));
  }

  private Mediation.Outcome outcome(String text) {
    return mediation.read(
        "id",
        "file.csv",
        text.getBytes(StandardCharsets.UTF_8),
        new CallSet(),
        Instant.EPOCH,
        Progress.NONE);
  }

  /// The column order of cdr_csv as the Asterisk documentation gives it.
  @Test
  void asteriskMasterCsvOfCdrCsvIsRead() {
    Call call =
        read("\"acct\",\"00999123456789\",\"00888123456789\",\"from-gw\",\"\"\"\"\" <00999123456789>\",\"SIP/gw-1-0001\","
                + "\"SIP/out-2\",\"Dial\",\"SIP/x\",\"2026-09-10 12:00:00\",\"2026-09-10 12:00:09\",\"2026-09-10 12:01:13\","
                + "\"73\",\"64\",\"ANSWERED\",\"DOCUMENTATION\",\"1757505600.1\",\"\"\n")
            .calls()
            .getFirst();
    assertEquals(999_123_456_789L, call.from());
    assertEquals(888_123_456_789L, call.to());
    assertEquals(64, call.seconds(), "billsec, not duration");
    assertEquals(Instant.parse("2026-09-10T12:00:09Z").getEpochSecond(), call.time(), "the answer");
    assertEquals("gw-1", call.trunk());
  }

  /// The same name, another order: cdr_custom's default mapping.
  @Test
  void asteriskMasterCsvOfCdrCustomIsToldApartByItsShape() {
    Call call =
        read("\"\"\"\"\" <00999123456789>\",\"00999123456789\",\"00888123456789\",\"from-gw\",\"SIP/gw-1-0001\",\"SIP/out-2\","
                + "\"Dial\",\"SIP/x\",\"2026-09-10 12:00:00\",\"2026-09-10 12:00:09\",\"2026-09-10 12:01:13\",\"73\",\"64\","
                + "\"ANSWERED\",\"DOCUMENTATION\",\"acct\",\"1757505600.1\",\"\",\"7\"\n")
            .calls()
            .getFirst();
    assertEquals(64, call.seconds());
    assertEquals(888_123_456_789L, call.to());
  }

  @Test
  void theBLegOfFreeSwitchDoesNotCountTwice() {
    String a =
        "\"\",\"00999123456789\",\"00888123456789\",\"gw-1\",\"2026-09-10 12:00:00\",\"2026-09-10 12:00:09\","
            + "\"2026-09-10 12:01:13\",\"73\",\"64\",\"NORMAL_CLEARING\",\"0a1b2c3d-0000-4000-8000-000000000001\","
            + "\"0a1b2c3d-0000-4000-8000-000000000002\",\"acct\"\n";
    String b =
        "\"\",\"00999123456789\",\"00888123456789\",\"gw-1\",\"2026-09-10 12:00:00\",\"2026-09-10 12:00:09\","
            + "\"2026-09-10 12:01:13\",\"73\",\"64\",\"NORMAL_CLEARING\",\"0a1b2c3d-0000-4000-8000-000000000002\","
            + "\"\",\"acct\"\n";
    FileReport report = read(a + b).report();
    assertEquals(1, report.accepted());
    assertEquals(1, report.ignored());
  }

  private static String leg(int id, int bLeg, String start, String answer, String end) {
    String uuid = "\"0a1b2c3d-0000-4000-8000-00000000000%d\"";
    String named = bLeg == 0 ? "\"\"" : uuid.formatted(bLeg);
    String cause = answer.isEmpty() ? "USER_BUSY" : "NORMAL_CLEARING";
    return "\"\",\"00999123456789\",\"00888123456789\",\"gw-1\",\"2026-09-10 12:"
        + start
        + (answer.isEmpty() ? "\",\"\"" : "\",\"2026-09-10 12:" + answer + "\"")
        + ",\"2026-09-10 12:"
        + end
        + "\",\"9\",\"5\",\""
        + cause
        + "\","
        + uuid.formatted(id)
        + ","
        + named
        + ",\"acct\"\n";
  }

  private List<Boolean> answers(String file) {
    return read(file).calls().stream().map(Call::answered).toList();
  }

  /// `legs` = `a`, as FreeSWITCH is delivered: an attempt that no B leg took has none to name.
  @Test
  void anALegOfFreeSwitchThatWasNeverBridgedIsAnAttempt() {
    String answered = leg(1, 2, "00:00", "00:09", "01:13");
    String busy = leg(3, 0, "02:00", "", "02:04");
    String busyAgain = leg(4, 0, "02:10", "", "02:14");
    assertEquals(List.of(true, false, false), answers(answered + busy + busyAgain));
    FileReport mailbox = read(answered + leg(5, 0, "05:00", "05:01", "05:30")).report();
    assertEquals(1, mailbox.accepted(), "answered by the exchange itself: no call across");
    assertEquals(1, mailbox.ignored());
  }

  /// `legs` = `ab`: the leg that was placed ends first and is written first; one that nobody took
  /// is named by no line.
  @Test
  void aBLegOfFreeSwitchThatNobodyTookIsNoAttemptOfItsOwn() {
    String failed = leg(2, 0, "00:01", "", "00:04") + leg(1, 0, "00:00", "", "00:04");
    assertEquals(List.of(false), answers(failed));
    String atOnce = leg(1, 0, "00:00", "", "00:04") + leg(2, 0, "00:00", "", "00:04");
    assertEquals(List.of(false), answers(atOnce));
    String second =
        leg(2, 0, "00:01", "", "00:04")
            + leg(3, 0, "00:04", "00:09", "01:00")
            + leg(1, 3, "00:00", "00:09", "01:00");
    assertEquals(List.of(true), answers(second), "the second way was free");
  }

  /// Excel shows and saves `2026-09-10 12:00:09` as `10/09/2026 12:00`.
  @Test
  void aFileThatASpreadsheetSavedAgainIsPutAsideWithTheReason() {
    FileReport report =
        read("\"\",009991234567,0088812345678,gw-1,10/09/2026 12:00,10/09/2026 12:00,10/09/2026 12:01,73,64,"
                + "NORMAL_CLEARING,0a1b2c3d-0000-4000-8000-000000000001,0a1b2c3d-0000-4000-8000-000000000002,acct\n")
            .report();
    assertEquals(List.of(new FileReport.Flaw(1, 6, "time-reformatted")), report.flaws());
  }

  @Test
  void aDamagedLineIsPutAsideWithItsPlaceAndTheRestGoesOn() {
    String header = "id,a,b,seizure,answer,seconds,trunk,cause\n";
    String good =
        "1,+999123456789,+888123456789,2026-09-10T12:00:00Z,2026-09-10T12:00:09Z,64,gw-1,16\n";
    String noTime = "2,+999123456789,+888123456789,yesterday,,0,gw-1,17\n";
    String noNumber = "3,+999123456789,hello1,2026-09-10T12:00:00Z,,0,gw-1,17\n";
    String short5 = "4,+999\n";
    String quote = "5,\"+999123456789,+888,2026\n";
    FileReport report =
        read(header + good + noTime + noNumber + short5 + quote + good + "\n").report();
    assertEquals(7, report.read());
    assertEquals(1, report.accepted());
    assertEquals(1, report.duplicates());
    assertEquals(4, report.quarantined());
    assertEquals(1, report.ignored(), "the empty line");
    assertEquals(
        List.of(
            new FileReport.Flaw(3, 4, "time"),
            new FileReport.Flaw(4, 3, "called-number"),
            new FileReport.Flaw(5, 3, "columns"),
            new FileReport.Flaw(6, 1, "quotes")),
        report.flaws());
  }

  @Test
  void aFileOfAnUnknownFormIsRefusedAsAWhole() {
    assertEquals(
        "voice.file.format",
        assertInstanceOf(Mediation.Outcome.Refused.class, outcome("PK\u0003\u0004"))
            .refusal()
            .code());
    assertInstanceOf(Mediation.Outcome.Refused.class, outcome(""));
  }

  @Test
  void aTimeWithOffsetAndTheSameTimeInAnotherOffsetAreOneTime() {
    String header = "id,a,b,seizure,answer,seconds,trunk,cause\n";
    String row = "1,+999123456789,+888123456789,%1$s,%1$s,64,gw-1,16\n";
    FileReport report =
        read(header
                + row.formatted("2026-09-10T12:00:00+03:00")
                + row.formatted("2026-09-10T09:00:00Z"))
            .report();
    assertEquals(1, report.duplicates());
  }

  @Test
  void aSegmentReadsBackAndAnyChangedByteIsFound(@TempDir Path folder) throws IOException {
    List<Call> calls =
        List.of(
            Example.call("8881234567", "2026-09-10T12:00:00", 64),
            Example.call("8887654321", "2026-09-10T12:00:01", 0));
    Segments segments = new Segments(folder);
    segments.write("abc", calls, "line one\nline two\n".getBytes(StandardCharsets.UTF_8));
    assertEquals(calls, segments.read("abc"));
    assertEquals("line two", segments.line("abc", 2));
    byte[] bytes = Files.readAllBytes(folder.resolve("abc.seg"));
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      Files.write(folder.resolve("abc.seg"), changed);
      assertThrows(IllegalStateException.class, () -> segments.read("abc"), "byte " + i);
    }
  }

  @Test
  void aSegmentWithoutARowIsSweptAtTheStart(@TempDir Path folder) {
    Segments segments = new Segments(folder);
    segments.write("kept", List.of(), new byte[0]);
    segments.write("orphan", List.of(), new byte[0]);
    assertEquals(2, segments.sweep(Set.of("kept")));
    assertEquals(List.of(), segments.read("kept"));
    assertThrows(RuntimeException.class, () -> segments.read("orphan"));
  }
}
