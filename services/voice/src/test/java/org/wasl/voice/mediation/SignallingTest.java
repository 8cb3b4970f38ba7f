package org.wasl.voice.mediation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.wasl.voice.Signalling.Direction.INCOMING;
import static org.wasl.voice.Signalling.Direction.OUTGOING;
import static org.wasl.voice.Signalling.Direction.UNRECORDED;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wasl.numbering.normalising.NumberNormaliser;
import org.wasl.terms.Progress;
import org.wasl.terms.Sha256;
import org.wasl.voice.Call;
import org.wasl.voice.Example;
import org.wasl.voice.Signalling;

/// Why calls ended and how long they rang, as each format records it (ITU-T Q.850, RFC 3261).
class SignallingTest {
  private static List<Call> read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Call> read(byte[] bytes) {
    return assertInstanceOf(
            Mediation.Outcome.Read.class,
            new Mediation(new NumberNormaliser(Example.PLAN), Example.ZONE)
                .read("id", "f", bytes, new CallSet(), Instant.EPOCH, Progress.NONE))
        .calls();
  }

  private static Signalling only(String text) {
    return read(text).getFirst().signalling();
  }

  /// Nine seconds from seizure to answer; without an answer nothing says when it was released.
  @Test
  void ofWaslsOwnFormatCauseAndSeizureAreKept() {
    String header = "id,a,b,seizure,answer,seconds,trunk,cause\n";
    String row = "1,+999123456789,+888123456789,2026-09-10T12:00:00Z,%s,%d,gw-1,%s\n";
    assertEquals(
        Signalling.of(16, 9), only(header + row.formatted("2026-09-10T15:00:09+03:00", 64, "16")));
    assertEquals(Signalling.of(17, -1), only(header + row.formatted("", 0, "17")));
    for (String none : List.of("", "0", "128", "busy", "99999999999")) {
      assertEquals(Signalling.NONE, only(header + row.formatted("", 0, none)), none);
    }
  }

  /// Asterisk folds causes into dispositions: 17 user busy, 19 no answer, 34 no circuit available.
  @ParameterizedTest
  @CsvSource({"ANSWERED,0,9", "NO ANSWER,19,73", "BUSY,17,73", "CONGESTION,34,73", "FAILED,0,73"})
  void ofAsteriskTheDispositionTellsTheCause(String disposition, int cause, int ringing) {
    String answer = disposition.equals("ANSWERED") ? "2026-09-10 12:00:09" : "";
    assertEquals(
        Signalling.of(cause, ringing),
        only(
            "\"acct\",\"00999123456789\",\"00888123456789\",\"from-gw\",\"x\",\"SIP/gw-1-0001\","
                + "\"SIP/out-2\",\"Dial\",\"SIP/x\",\"2026-09-10 12:00:00\",\""
                + answer
                + "\",\"2026-09-10 12:01:13\",\"73\",\"64\",\""
                + disposition
                + "\",\"DOCUMENTATION\",\"1757505600.1\",\"\"\n"));
  }

  /// ORIGINATOR_CANCEL is FreeSWITCH's own and no cause of Q.850.
  @ParameterizedTest
  @CsvSource({
    "USER_BUSY,17",
    "NO_ANSWER,19",
    "NORMAL_CIRCUIT_CONGESTION,34",
    "ORIGINATOR_CANCEL,0"
  })
  void ofFreeSwitchTheHangupCauseIsKept(String name, int cause) {
    assertEquals(
        Signalling.of(cause, 21),
        only(
            "\"\",\"00999123456789\",\"00888123456789\",\"gw-1\",\"2026-09-10 12:00:00\",\"\","
                + "\"2026-09-10 12:00:21\",\"21\",\"0\",\""
                + name
                + "\",\"0a1b2c3d-0000-4000-8000-000000000001\","
                + "\"0a1b2c3d-0000-4000-8000-000000000002\",\"acct\"\n"));
  }

  /// The first of 183 (early media after 1,200 ms), 180 (2,500 ms) and 200 (9,000 ms).
  @Test
  void ofFreeSwitchInXmlTheFirstSignIsThePostDialDelay() {
    String text =
        "<cdr><variables><direction>inbound</direction><start_epoch>1757505600</start_epoch>"
            + "<answer_epoch>1757505609</answer_epoch><end_epoch>1757505673</end_epoch>"
            + "<billsec>64</billsec><hangup_cause>NORMAL_CLEARING</hangup_cause>"
            + "<progressmsec>2500</progressmsec><progress_mediamsec>1200</progress_mediamsec>"
            + "<answermsec>9000</answermsec></variables><callflow><caller_profile>"
            + "<caller_id_number>+9991234567</caller_id_number>"
            + "<destination_number>0088812345678</destination_number><context>gw</context>"
            + "</caller_profile></callflow></cdr>";
    assertEquals(Signalling.of(UNRECORDED, 16, 0, 9, 1_200), only(text));
    assertEquals(
        Signalling.of(UNRECORDED, 21, 0, 9, -1),
        only(
            text.replaceAll("<(progress|answerm).*msec>", "")
                .replace(
                    "<hangup_cause>NORMAL_CLEARING</hangup_cause>",
                    "<hangup_cause_q850>21</hangup_cause_q850>")));
  }

  @Test
  void ofKamailioTheStatusIsKeptAsItWasSent() {
    String head = "method,from_tag,to_tag,callid,sip_code,sip_reason,time,src_user,dst_user\n";
    String row = "%s,a,b,c1,%d,x,2026-09-10 12:00:0%d,+9991234567,0088812345678\n";
    assertEquals(
        Signalling.of(UNRECORDED, 0, 486, -1, -1), only(head + row.formatted("INVITE", 486, 0)));
    assertEquals(
        Signalling.NONE,
        only(head + row.formatted("INVITE", 200, 0) + row.formatted("BYE", 200, 9)));
  }

  /// Whoever released the call bears the cause; values above 127 are Cisco's own.
  @ParameterizedTest
  @CsvSource({"17,0,17", "0,21,21", "393216,0,0", "0,0,0", "393216,16,16"})
  void ofCiscoTheCauseOfWhicheverSideReleased(String dest, String orig, int cause) {
    String names =
        "cdrRecordType,origDeviceName,dateTimeOrigination,callingPartyNumber,finalCalledPartyNumber,"
            + "dateTimeConnect,dateTimeDisconnect,duration,origCause_value,destCause_value\n";
    assertEquals(
        Signalling.of(cause, 20),
        only(
            names
                + "INTEGER,VARCHAR,INTEGER,VARCHAR,VARCHAR,INTEGER,INTEGER,INTEGER,INTEGER,INTEGER\n"
                + "1,\"gw-1\",1757505700,\"+9991234567\",\"0088812345678\",0,1757505720,0,"
                + orig
                + ","
                + dest
                + "\n"));
  }

  /// Set down octet by octet: seizure [6], release [8], cause for termination 3 in [11], and in the
  /// diagnostics [12] the choice [2] of Q.767 causes, 17. The other choices are of other lists.
  @Test
  void ofRecordsOfTs32298TheDiagnosticsAreTheCause() {
    String record =
        "%s 33 80 01 03 81 07 91 99 19 32 54 76 F8 82 07 91 88 18 32 54 76 F8 A4 04 81 02 47 31"
            + " 86 09 26 09 10 15 00 00 2B 03 00 88 09 26 09 10 15 00 20 2B 03 00"
            + " 8B 01 03 AC 0%d %s";
    assertEquals(
        Signalling.of(INCOMING, 17, 0, 20, -1), ber(record.formatted("A3", 3, "82 01 11")));
    assertEquals(
        Signalling.of(OUTGOING, 17, 0, 20, -1), ber(record.formatted("A4", 3, "82 01 11")));
    assertEquals(Signalling.of(INCOMING, 0, 0, 20, -1), ber(record.formatted("A3", 3, "81 01 11")));
    assertEquals(
        Signalling.of(INCOMING, 0, 0, 20, -1),
        ber(record.formatted("A3", 4, "82 02 01 2C")),
        "300 is no cause");
  }

  private static Signalling ber(String hex) {
    byte[] record = HexFormat.of().parseHex(hex.replace(" ", ""));
    record[1] = (byte) (record.length - 2);
    return read(record).getFirst().signalling();
  }

  /// It rang before the first part and was released in the last.
  @Test
  void aLongCallRangInItsFirstPartAndEndedInItsLast() {
    PartialCalls parts = new PartialCalls(KeptParts.NONE);
    parts.add(part(1, 1_000, false, Signalling.of(OUTGOING, 0, 0, 9, 700)));
    parts.add(part(2, 2_800, true, Signalling.of(OUTGOING, 16, 0, 0, -1)));
    assertEquals(
        Signalling.of(OUTGOING, 16, 0, 9, 700),
        parts.finish(PartRules.STANDARD.at(Instant.EPOCH)).calls().getFirst().signalling());
  }

  private static CallPart part(int number, long time, boolean last, Signalling signalling) {
    return new CallPart(
        new CallPart.Place("f", number, 0, 0),
        "call",
        number,
        last,
        false,
        999,
        888,
        time,
        1_800,
        true,
        "gw",
        signalling);
  }

  @Test
  void whatWasRecordedReadsBackFromASegment(@TempDir Path folder) throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 10_000; i++) {
      Signalling each =
          Signalling.of(
              Signalling.Direction.values()[random.nextInt(3)],
              random.nextInt(140),
              random.nextInt(800),
              random.nextInt(-9, 4_000),
              random.nextInt(-9, 1_000_000));
      assertEquals(each, Signalling.unpacked(each.packed()));
    }
    assertEquals(0, Signalling.NONE.packed());
    assertThrows(IllegalArgumentException.class, () -> Signalling.unpacked(3));
    assertThrows(IllegalArgumentException.class, () -> Signalling.unpacked(-1));
    Call call =
        new Call(1, 2, 3, 4, true, "t", 5, Signalling.of(OUTGOING, 127, 699, 3_600, 900_000));
    Segments segments = new Segments(folder);
    segments.write("a", List.of(call), new byte[0]);
    assertEquals(List.of(call), segments.read("a"));
    byte[] other = Files.readAllBytes(folder.resolve("a.seg"));
    other[4] = '3';
    writeWithDigest(folder.resolve("a.seg"), Arrays.copyOf(other, other.length - 32));
    assertTrue(
        String.valueOf(
                assertThrows(IllegalStateException.class, () -> segments.read("a")).getMessage())
            .contains("another version"));
  }

  private static void writeWithDigest(Path file, byte[] body) throws IOException {
    byte[] whole = Arrays.copyOf(body, body.length + 32);
    byte[] digest = HexFormat.of().parseHex(Sha256.hex(body));
    System.arraycopy(digest, 0, whole, body.length, 32);
    Files.write(file, whole);
  }

  /// Set down octet by octet in the first form: trunk groups, then from, to, time, seconds,
  /// answered, trunk group and line of each call.
  @Test
  void aSegmentOfTheFirstFormIsReadWithoutSignalling(@TempDir Path folder) throws IOException {
    byte[] body =
        HexFormat.of()
            .parseHex(
                ("57 53 45 47 31 0A" // WSEG1
                        + " 0002 0001 74 0001 75" // two trunk groups: t, u
                        + " 00000002" // two calls
                        + " 0000000000000001 0000000000000002 0000000000000003 00000004 01 0001"
                        + " 00000005"
                        + " 0000000000000000 0000000000000007 0000000000000008 00000000 00 0000"
                        + " 00000006")
                    .replace(" ", ""));
    writeWithDigest(folder.resolve("a.seg"), body);
    assertEquals(
        List.of(
            new Call(1, 2, 3, 4, true, "u", 5, Signalling.NONE),
            new Call(0, 7, 8, 0, false, "t", 6, Signalling.NONE)),
        new Segments(folder).read("a"));
  }
}
