package org.wasl.voice.mediation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wasl.numbering.normalising.NumberNormaliser;
import org.wasl.terms.Progress;
import org.wasl.terms.json.MalformedJsonException;
import org.wasl.voice.Call;
import org.wasl.voice.Example;
import org.wasl.voice.wire.MappingProfile;
import org.wasl.voice.wire.RecordFormat;
import org.wasl.voice.wire.RecordFormat.Parsed;

/// Formats that are described by data.
class ProfileTest {
  private static Mediation.Outcome.Read read(String text) {
    return assertInstanceOf(
        Mediation.Outcome.Read.class,
        new Mediation(new NumberNormaliser(Example.PLAN), Example.ZONE)
            .read(
                "id",
                "file",
                text.getBytes(StandardCharsets.UTF_8),
                new CallSet(),
                Instant.EPOCH,
                Progress.NONE));
  }

  /// Column names and their meaning as the vendor documents them: two lines before the records,
  /// seconds since 1970, no answer is 0.
  @Test
  void ciscoRecordsAreReadByTheirColumnNamesWhereverTheyStand() {
    String names =
        "cdrRecordType,globalCallID_callId,origDeviceName,dateTimeOrigination,callingPartyNumber,"
            + "finalCalledPartyNumber,dateTimeConnect,dateTimeDisconnect,duration,origCause_value\n";
    String types =
        "INTEGER,INTEGER,VARCHAR(129),INTEGER,VARCHAR(50),VARCHAR(50),INTEGER,INTEGER,INTEGER,INTEGER\n";
    Mediation.Outcome.Read read =
        read(
            names
                + types
                + "1,7,\"gw-1\",1757505600,\"+9991234567\",\"0088812345678\",1757505609,1757505673,64,16\n"
                + "1,8,\"gw-1\",1757505700,\"+9991234567\",\"0088812345678\",0,1757505720,0,17\n"
                + "2,9,\"gw-1\",1757505700,\"+9991234567\",\"0088812345678\",0,1757505720,0,17\n"
                + "1,10,\"gw-1\",soon,\"+9991234567\",\"0088812345678\",0,1757505720,0,17\n");
    Call call = read.calls().getFirst();
    assertEquals(9991234567L, call.from());
    assertEquals(88812345678L, call.to());
    assertEquals(1_757_505_609L, call.time());
    assertEquals(64, call.seconds());
    assertEquals("gw-1", call.trunk());
    assertEquals(false, read.calls().get(1).answered());
    assertEquals(1_757_505_700L, read.calls().get(1).time(), "the attempt");
    assertEquals(4, read.report().read(), "the two lines of names are no records");
    assertEquals(1, read.report().ignored(), "another type of record");
    assertEquals(List.of(new FileReport.Flaw(6, 4, "time")), read.report().flaws());
  }

  @Test
  void fixedPlacesAreReadAndMillisecondsReducedAsTheProfileSays() {
    String record =
        "R"
            + "20260910120000"
            + "20260910120009"
            + "+9991234567       "
            + "+88812345678      "
            + "       64001"
            + "0".repeat(0)
            + "gw-1        "
            + "16      ";
    Call call = read(record + "\n").calls().getFirst();
    assertEquals(Instant.parse("2026-09-10T12:00:09Z").getEpochSecond(), call.time());
    assertEquals(65, call.seconds(), "64.001 s, always up");
    assertEquals("gw-1", call.trunk());
  }

  @Test
  void otherSeparatorsAndStatesInWordsAreRead() {
    FileReport report =
        read("call_id;caller;callee;start;connect;duration;route;state\n"
                + "1;+9991234567;+88812345678;2026-09-10T15:00:00+03:00;2026-09-10T15:00:09+03:00;64;r1;connected\n"
                + "2;+9991234567;+88812345678;2026-09-10T15:00:00+03:00;;0;r1;busy\n"
                + "3;1001;1002;2026-09-10T15:00:00+03:00;;0;r1;internal\n"
                + "4;+9991234567;+88812345678;2026-09-10T15:00:00+03:00\n")
            .report();
    assertEquals(2, report.accepted());
    assertEquals(1, report.ignored());
    assertEquals(List.of(new FileReport.Flaw(5, 5, "columns")), report.flaws());
  }

  /// A profile of its own zone, whose trunk and numbers stand inside other text, and whose foreign
  /// trunk brings numbers in that country's national form.
  @Test
  void aProfileSaysZoneFormAndWhoseNationalNumbersATrunkBrings() throws IOException {
    String profile =
        """
        {"name": "own", "version": 1, "note": "for the test", "firstLine": "[0-9].*",
         "layout": {"kind": "separated", "separator": "|", "headerLines": 0},
         "columns": {"from": "2", "to": "3", "seizure": "1", "answer": "1", "seconds": "4", "trunk": "5"},
         "time": "yyyyMMddHHmmss", "seconds": {"unit": "s", "rounding": "FLOOR"},
         "answered": {"column": "seconds", "when": "not", "values": ["0"]},
         "zone": "UTC",
         "extract": {"from": "sip:([0-9+]*)@.*", "trunk": "SIP/([a-z0-9-]+)/[0-9]+"},
         "national": [{"trunk": "gw-b", "column": "from", "code": "888", "trunkPrefix": "0", "international": "00"}]}
        """;
    RecordFormat format =
        MappingProfile.read("own", profile.getBytes(StandardCharsets.UTF_8)).opened("");
    String line = "20260910120009|sip:%s@x|+88812345678|64|SIP/%s/12";
    for (String[] each :
        new String[][] {
          {"0771234567", "gw-b", "+888771234567"},
          {"771234567", "gw-b", "+888771234567"},
          {"00971234567", "gw-b", "00971234567"},
          {"+971234567", "gw-b", "+971234567"},
          {"0771234567", "gw-c", "0771234567"}
        }) {
      Parsed.Row row =
          assertInstanceOf(
              Parsed.Row.class,
              format.parse(format.split(line.formatted(each[0], each[1])), Example.ZONE));
      assertEquals(each[2], row.from());
      assertEquals(each[1], row.trunk());
      assertEquals(Instant.parse("2026-09-10T12:00:09Z").getEpochSecond(), row.time());
    }
    assertEquals(
        new Parsed.Damaged(5, "pattern"),
        format.parse(format.split("20260910120009|sip:1@x|+88812345678|64|ISUP"), Example.ZONE));
  }

  /// The call manager's export has more than a hundred columns.
  @Test
  void aCiscoFileOfAHundredAndThirtyColumnsIsRead() {
    StringBuilder names = new StringBuilder("cdrRecordType");
    StringBuilder types = new StringBuilder("INTEGER");
    StringBuilder record = new StringBuilder("1");
    for (int i = 0; i < 123; i++) {
      names.append(",column").append(i);
      types.append(",INTEGER");
      record.append(",0");
    }
    names.append(
        ",origDeviceName,dateTimeOrigination,callingPartyNumber,finalCalledPartyNumber,dateTimeConnect,duration\n");
    types.append(",VARCHAR(129),INTEGER,VARCHAR(50),VARCHAR(50),INTEGER,INTEGER\n");
    record.append(",\"gw-1\",1757505600,\"+9991234567\",\"0088812345678\",1757505609,64\n");
    assertEquals(64, read("" + names + types + record).calls().getFirst().seconds());
    assertEquals(1, read(names.toString().replace(",dur", ";dur") + types + record).calls().size());
  }

  @Test
  void theNameCarriesTheHashOfTheProfilesBytes() throws IOException, NoSuchAlgorithmException {
    byte[] profile =
        ProfileTest.class
            .getResourceAsStream("/voice/profiles/semicolon-gateway.json")
            .readAllBytes();
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(profile));
    assertEquals("semicolon-gateway/2@" + hash, MappingProfile.read("p", profile).name());
    profile[profile.length - 2] = ' ';
    assertThrows(MalformedJsonException.class, () -> MappingProfile.read("p", profile));
  }

  @Test
  void everyCutAndChangedByteOfARecordIsAccountedFor() {
    String head = "call_id;caller;callee;start;connect;duration;route;state\n";
    String line =
        "1;+9991234567;+88812345678;2026-09-10T15:00:00+03:00;2026-09-10T15:00:09+03:00;64;r1;connected";
    for (int at = 0; at < line.length(); at++) {
      assertTrue(read(head + line.substring(0, at) + "\n" + line).report().accepted() >= 1);
      String changed = line.substring(0, at) + '!' + line.substring(at + 1);
      assertEquals(2, read(head + changed + "\n" + line).report().read());
    }
  }
}
