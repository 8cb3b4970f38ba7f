package org.wasl.voice.mediation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wasl.numbering.normalising.NumberNormaliser;
import org.wasl.terms.Progress;
import org.wasl.voice.Example;
import org.wasl.voice.ber.BerFile;
import org.wasl.voice.ber.MadeUpBatch;
import org.wasl.voice.generation.BerCalls;
import org.wasl.voice.generation.BerCalls.Habits;
import org.wasl.voice.generation.BerCalls.Kind;
import org.wasl.voice.generation.BerCalls.Plain;
import org.wasl.voice.wire.RecordDocument;
import org.wasl.voice.wire.RecordFormats;

/// Every byte of a file of every format, changed: the file is read all the same, what was hit is
/// put aside or marked, the records around it are read, and the counts add up (the report refuses
/// to be made otherwise).
class EveryByteTest {
  private static final int RECORDS = 6;

  /// Bits to turn, or what to put there.
  private static final int[] MANY = {0x01, 0x08, 0x40, 0x80, '\n', '"'};

  private static final int[] FEW = {0x01, 0x80, '\n'};
  private static final Mediation MEDIATION =
      new Mediation(
          new NumberNormaliser(Example.PLAN),
          Example.ZONE,
          List.of(MadeUpBatch.table()),
          PartRules.STANDARD);

  private static byte[] lines(String head, IntFunction<String> line) {
    StringBuilder text = new StringBuilder(head);
    IntStream.range(0, RECORDS).forEach(i -> text.append(line.apply(i)).append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static List<byte[]> records() {
    Kind[] kinds = {Kind.INCOMING_GATEWAY, Kind.OUTGOING_GATEWAY, Kind.TRANSIT};
    List<byte[]> records = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      Plain call =
          new Plain(
              kinds[i % 3],
              "9991234567",
              "8881234567" + i,
              Instant.parse("2026-09-10T12:00:00Z").plusSeconds(i * 61L),
              64 + i,
              true,
              "TG1",
              0,
              "ref" + i,
              -1);
      records.add(BerCalls.record(call, ZoneOffset.ofHours(3), Habits.PLAIN));
    }
    return records;
  }

  private static byte[] bare() {
    return HexFormat.of()
        .parseHex(String.join("", records().stream().map(HexFormat.of()::formatHex).toList()));
  }

  private static String kamailio(int i) {
    String tags = "a" + i + ",b" + i + ",call-" + i;
    return "INVITE,%1$s,200,OK,2026-09-10 12:0%2$d:09,+9991234567,+8881234567%2$d\n"
            .formatted(tags, i)
        + "BYE,%1$s,200,OK,2026-09-10 12:0%2$d:59,+9991234567,+8881234567%2$d".formatted(tags, i);
  }

  private static String xml(int i) {
    return "<cdr core-uuid=\"x\"><channel_data></channel_data><variables><direction>inbound</direction>"
        + "<start_epoch>1757505600</start_epoch><answer_epoch>175750560"
        + i
        + "</answer_epoch><billsec>64</billsec></variables><callflow><caller_profile>"
        + "<caller_id_number>+9991234567</caller_id_number><destination_number>+88812345678"
        + "</destination_number><context>public</context></caller_profile></callflow></cdr>";
  }

  /// A file of [#RECORDS] calls in each format that is read.
  private static Map<String, byte[]> files() {
    Map<String, byte[]> files = new TreeMap<>();
    files.put(
        "wasl-csv",
        lines(
            "id,a,b,seizure,answer,seconds,trunk,cause\n",
            i ->
                "%1$d,+9991234567,+8881234567%1$d,2026-09-10T12:00:00Z,2026-09-10T12:00:09Z,64,gw-1,16"
                    .formatted(i)));
    files.put(
        "asterisk-csv",
        lines(
            "",
            i ->
                ("\"acct\",\"009991234567\",\"008881234567%1$d\",\"from-gw\",\"\"\"\"\" <0099>\",\"SIP/gw-1-01\",\"SIP/out-2\","
                        + "\"Dial\",\"SIP/x\",\"2026-09-10 12:00:00\",\"2026-09-10 12:00:09\",\"2026-09-10 12:01:13\",\"73\",\"64\","
                        + "\"ANSWERED\",\"DOCUMENTATION\",\"1757505600.1\",\"\"")
                    .formatted(i)));
    files.put(
        "freeswitch-csv",
        lines(
            "",
            i ->
                ("\"\",\"009991234567\",\"008881234567%1$d\",\"gw-1\",\"2026-09-10 12:00:00\",\"2026-09-10 12:00:09\","
                        + "\"2026-09-10 12:01:13\",\"73\",\"64\",\"NORMAL_CLEARING\",\"0a1b2c3d-0000-4000-8000-00000000000%1$d\","
                        + "\"0a1b2c3d-0000-4000-8000-00000000001%1$d\",\"acct\"")
                    .formatted(i)));
    files.put("freeswitch-xml", lines("<?xml version=\"1.0\"?>\n", EveryByteTest::xml));
    files.put(
        "kamailio-acc",
        lines(
            "method,from_tag,to_tag,callid,sip_code,sip_reason,time,src_user,dst_user\n",
            EveryByteTest::kamailio));
    files.put(
        "cisco-cucm",
        lines(
            "cdrRecordType,origDeviceName,dateTimeOrigination,callingPartyNumber,finalCalledPartyNumber,dateTimeConnect,duration\n"
                + "INTEGER,VARCHAR(129),INTEGER,VARCHAR(50),VARCHAR(50),INTEGER,INTEGER\n",
            i ->
                "1,\"gw-1\",1757505600,\"+9991234567\",\"008881234567%1$d\",1757505609,64"
                    .formatted(i)));
    files.put(
        "semicolon-gateway",
        lines(
            "call_id;caller;callee;start;connect;duration;route;state\n",
            i ->
                "%1$d;+9991234567;+8881234567%1$d;2026-09-10T15:00:00+03:00;2026-09-10T15:00:09+03:00;64;r1;connected"
                    .formatted(i)));
    files.put(
        "fixed-example",
        lines(
            "",
            i ->
                "R2026091012000020260910120009%-18s%-18s%12d%-12s%-8s"
                    .formatted("+9991234567", "+8881234567" + i, 64_001, "gw-1", "16")));
    files.put("ts-32297", BerCalls.chargingFile(records(), 1));
    files.put("call-event-data-file", BerCalls.callEventDataFile(records()));
    files.put("ts-32298", bare());
    files.put("made-up", MadeUpBatch.file(RECORDS));
    return files;
  }

  private static Stream<String> formats() {
    return files().keySet().stream();
  }

  private static Mediation.Outcome outcome(byte[] file) {
    return MEDIATION.read("id", "file", file, new CallSet(), Instant.EPOCH, Progress.NONE);
  }

  private static FileReport report(byte[] file, String where) {
    return assertInstanceOf(Mediation.Outcome.Read.class, outcome(file), where).report();
  }

  @Test
  void thereIsAFileOfEachFormat() {
    List<String> all = new ArrayList<>();
    RecordFormats.ALL.forEach(each -> all.add(each.name()));
    RecordDocument.ALL.forEach(each -> all.add(each.name()));
    for (BerFile.Wrapping each : BerFile.Wrapping.values()) {
      all.add(each.format());
    }
    all.add(MadeUpBatch.table().name());
    assertEquals(
        files().keySet().stream().toList(),
        all.stream().map(each -> each.substring(0, each.indexOf('/'))).sorted().toList());
    files()
        .forEach((format, file) -> {
          FileReport report = report(file, format);
          assertEquals(RECORDS, report.accepted(), report.lines());
          assertEquals(0, report.flaws().size(), report.lines());
          assertTrue(report.format().startsWith(format + "/"), report.format());
        });
  }

  @ParameterizedTest
  @MethodSource("formats")
  void everyChangedByteIsMarkedAndTheRestIsRead(String format) {
    byte[] file = Objects.requireNonNull(files().get(format));
    for (int at = 0; at < file.length; at++) {
      for (int change : format.endsWith("xml") ? FEW : MANY) {
        byte[] changed = file.clone();
        boolean isSet = change == '\n' || change == '"';
        changed[at] = (byte) (isSet ? change : changed[at] ^ change);
        String where = format + " byte " + at + " changed by " + change;
        FileReport report = report(changed, where);
        // without its offset no time of the file is known: then each event is put aside
        boolean isOffset =
            format.equals("made-up")
                && report.quarantined() >= RECORDS
                && at >= MadeUpBatch.OFFSETS_FROM
                && at < MadeUpBatch.OFFSETS_TO;
        assertTrue(isOffset || report.accepted() >= RECORDS - 2, where + ": " + report.lines());
        boolean isMarked =
            report.quarantined() + report.ignored() + report.duplicates() + report.parts().all() > 0
                || !report.flaws().isEmpty();
        assertTrue(report.accepted() >= RECORDS || isMarked, where + ": " + report.lines());
      }
    }
  }

  /// Many changes at once, of any kind: nothing is thrown, and what is read adds up.
  @ParameterizedTest
  @MethodSource("formats")
  void manyChangesAtOnceAreAccountedFor(String format) {
    byte[] file = Objects.requireNonNull(files().get(format));
    SplittableRandom random = new SplittableRandom(format.hashCode());
    for (int i = 0; i < 400; i++) {
      byte[] changed = Arrays.copyOf(file, file.length + random.nextInt(20));
      for (int k = random.nextInt(30); k >= 0; k--) {
        int from = random.nextInt(file.length);
        int to = random.nextInt(file.length);
        int length = Math.min(random.nextInt(40), file.length - Math.max(from, to));
        System.arraycopy(file, from, changed, to, random.nextInt(3) == 0 ? length : 0);
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      outcome(changed);
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void everyCutLeavesTheRecordsBeforeIt(String format) {
    byte[] file = Objects.requireNonNull(files().get(format));
    int size = file.length / (RECORDS + 1);
    for (int cut = file.length - 1; cut > 3 * size; cut--) {
      FileReport report = report(Arrays.copyOf(file, cut), format + " cut " + cut);
      int before = cut / size - 3;
      assertTrue(report.accepted() >= before, format + " cut " + cut + ": " + report.lines());
    }
  }
}
