package org.wasl.voice.ber;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.BERTags;
import org.junit.jupiter.api.Test;
import org.wasl.numbering.normalising.NumberNormaliser;
import org.wasl.terms.Progress;
import org.wasl.voice.Call;
import org.wasl.voice.Example;
import org.wasl.voice.generation.BerCalls;
import org.wasl.voice.generation.BerCalls.Habits;
import org.wasl.voice.generation.BerCalls.Kind;
import org.wasl.voice.generation.BerCalls.Plain;
import org.wasl.voice.mediation.CallSet;
import org.wasl.voice.mediation.FileReport;
import org.wasl.voice.mediation.Mediation;
import org.wasl.voice.mediation.SequenceGap;

class BerFileTest {
  private static final Instant NOON = Instant.parse("2026-09-10T12:00:00Z");
  private static final ZoneOffset THREE = ZoneOffset.ofHours(3);

  private static Mediation.Outcome.Read read(byte[] file) {
    return assertInstanceOf(Mediation.Outcome.Read.class, outcome(file));
  }

  private static Mediation.Outcome outcome(byte[] file) {
    return new Mediation(new NumberNormaliser(Example.PLAN), Example.ZONE)
        .read("id", "file", file, new CallSet(), Instant.EPOCH, Progress.NONE);
  }

  private static Plain plain(Kind kind, int i) {
    boolean answered = i % 4 != 3;
    return new Plain(
        kind,
        i % 5 == 4 ? "" : "99912345" + (100 + i),
        "8887" + (1_000_000 + i * 17),
        NOON.plusSeconds(i * 61L),
        answered ? 10 + i * 3 : 0,
        answered,
        "TG" + i % 3,
        answered ? 0 : 3,
        "ref" + i,
        -1);
  }

  private static List<Plain> calls(int count) {
    Kind[] kinds = {Kind.INCOMING_GATEWAY, Kind.OUTGOING_GATEWAY, Kind.TRANSIT};
    List<Plain> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      calls.add(plain(kinds[i % 3], i));
    }
    return calls;
  }

  private static List<byte[]> records(List<Plain> calls, Habits habits) {
    return calls.stream().map(call -> BerCalls.record(call, THREE, habits)).toList();
  }

  private static void assertCalls(List<Plain> expected, List<Call> found) {
    assertEquals(expected.size(), found.size());
    for (int i = 0; i < expected.size(); i++) {
      Plain plain = expected.get(i);
      Call call = found.get(i);
      assertEquals(plain.from().isEmpty() ? 0 : Long.parseLong(plain.from()), call.from());
      assertEquals(Long.parseLong(plain.to()), call.to());
      assertEquals(plain.answered(), call.answered());
      assertEquals(plain.seconds(), call.seconds());
      Instant time = plain.answered() ? plain.answer() : plain.answer().minusSeconds(5);
      assertEquals(time.getEpochSecond(), call.time());
      assertEquals(plain.trunk(), call.trunk());
      assertEquals(i + 1, call.line(), "the number of the record");
    }
  }

  /// A record set down octet by octet from the tag numbers of TS 32.298 (incoming gateway, choice
  /// 3), not by our writer.
  @Test
  void aRecordWrittenByHandIsRead() {
    byte[] record =
        HexFormat.of()
            .parseHex(
                ("A3 3B 80 01 03" // recordType
                        + "81 07 91 99 19 32 54 76 F8" // calling 9991234567 8
                        + "82 07 91 88 18 32 54 76 F8" // called 88812345678
                        + "A4 04 81 02 47 31" // trunk group in: G1
                        + "87 09 26 09 10 15 00 00 2B 03 00" // answer
                        + "88 09 26 09 10 15 01 04 2B 03 00" // release
                        + "89 01 40" // 64 seconds
                        + "8B 01 00") // normal release
                    .replace(" ", ""));
    record[1] = (byte) (record.length - 2);
    Call call = read(record).calls().getFirst();
    assertEquals(99_91_23_45_67_8L, call.from());
    assertEquals(88_81_23_45_67_8L, call.to());
    assertEquals(NOON.getEpochSecond(), call.time());
    assertEquals(64, call.seconds());
    assertEquals("G1", call.trunk());
  }

  @Test
  void filesOfEachWrappingAndSwitchesOfEachHabitAreReadAlike() {
    List<Plain> calls = calls(40);
    for (boolean indefinite : new boolean[] {false, true}) {
      for (boolean padded : new boolean[] {false, true}) {
        for (boolean unknown : new boolean[] {false, true}) {
          Habits habits = new Habits(indefinite, padded, Optional.of(new Random(7)), unknown);
          List<byte[]> records = records(calls, habits);
          assertCalls(calls, read(BerCalls.chargingFile(records, 1)).calls());
          assertCalls(calls, read(BerCalls.callEventDataFile(records)).calls());
          assertCalls(calls, read(bare(records, 5)).calls());
        }
      }
    }
  }

  /// One after the other, with filler between them.
  private static byte[] bare(List<byte[]> records, int filler) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < records.size(); i++) {
      out.writeBytes(records.get(i));
      for (int k = 0; k < i % filler; k++) {
        out.write(i % 2 == 0 ? 0x00 : 0xFF);
      }
    }
    return out.toByteArray();
  }

  /// Bouncy Castle's reader as the judge of structure: the same elements with the same contents.
  @Test
  void anIndependentReaderFindsTheSameElements() throws IOException {
    for (Plain call : calls(12)) {
      for (boolean indefinite : new boolean[] {false, true}) {
        Habits habits = new Habits(indefinite, false, Optional.empty(), true);
        byte[] record = BerCalls.record(call, THREE, habits);
        List<String> theirs = new ArrayList<>();
        try (ASN1InputStream in = new ASN1InputStream(record)) {
          ASN1TaggedObject outer = ASN1TaggedObject.getInstance(in.readObject());
          ASN1Sequence fields =
              ASN1Sequence.getInstance(outer.getBaseUniversal(false, BERTags.SEQUENCE));
          for (var each : fields) {
            ASN1TaggedObject field = ASN1TaggedObject.getInstance(each);
            String content =
                field.isExplicit()
                    ? "constructed"
                    : HexFormat.of()
                        .formatHex(
                            ASN1OctetString.getInstance(
                                    field.getBaseUniversal(false, BERTags.OCTET_STRING))
                                .getOctets());
            theirs.add(field.getTagNo() + " " + content);
          }
        }
        assertEquals(theirs, ours(record));
      }
    }
  }

  private static List<String> ours(byte[] record) {
    BerCursor cursor = new BerCursor();
    cursor.over(record, 0, record.length);
    assertTrue(cursor.next());
    List<String> found = new ArrayList<>();
    cursor.over(record, cursor.contentStart, cursor.contentEnd);
    while (cursor.next()) {
      String content =
          cursor.constructed
              ? "constructed"
              : HexFormat.of().formatHex(record, cursor.contentStart, cursor.contentEnd);
      found.add(cursor.tag + " " + content);
    }
    assertEquals("", cursor.damage);
    return found;
  }

  @Test
  void theSubscribersOwnRecordsArePassedOverAndCounted() {
    List<byte[]> records =
        records(List.of(plain(Kind.MOBILE_ORIGINATED, 0), plain(Kind.TRANSIT, 1)), Habits.PLAIN);
    FileReport report = read(BerCalls.chargingFile(records, 1)).report();
    assertEquals(1, report.accepted());
    assertEquals(1, report.ignored());
  }

  private static Plain part(String reference, int sequence, int cause, int seconds) {
    return new Plain(
        Kind.TRANSIT,
        "9991234567",
        "88812345678",
        NOON.plusSeconds(sequence * 1_800L),
        seconds,
        true,
        "TG",
        cause,
        reference,
        sequence);
  }

  @Test
  void thePartsOfALongCallBecomeOneCall() {
    List<Plain> parts =
        List.of(part("long", 2, 1, 1_800), part("long", 1, 1, 1_800), part("long", 3, 0, 77));
    Mediation.Outcome.Read read = read(BerCalls.chargingFile(records(parts, Habits.PLAIN), 1));
    assertEquals(1, read.calls().size());
    assertEquals(3_677, read.calls().getFirst().seconds());
    assertEquals(
        NOON.plusSeconds(1_800).getEpochSecond(), read.calls().getFirst().time(), "first answer");
    assertEquals(2, read.report().parts().joined());
    assertEquals(1, read.report().accepted());
  }

  @Test
  void aLongCallThatLacksAPartIsNotBridged() {
    List<Plain> parts =
        List.of(
            part("gap", 1, 1, 1_800),
            part("gap", 3, 0, 77),
            part("open", 1, 1, 1_800),
            part("late", 2, 0, 77),
            part("twice", 1, 1, 1_800),
            part("twice", 1, 0, 1_800));
    FileReport report = read(BerCalls.chargingFile(records(parts, Habits.PLAIN), 1)).report();
    assertEquals(0, report.accepted());
    assertEquals(4, report.parts().waiting());
    assertEquals(2, report.parts().incomplete(), "which of both is right nobody knows");
    assertEquals(
        List.of(
            "partial-gap",
            "partial-gap",
            "partial-open",
            "partial-beginning",
            "partial-repeated",
            "partial-repeated"),
        report.parts().unfinished().stream().map(FileReport.Unfinished::reason).toList());
  }

  @Test
  void aTagTwiceInARecordIsPutAsideWithItsPlace() {
    byte[] good = BerCalls.record(plain(Kind.TRANSIT, 1), THREE, Habits.PLAIN);
    byte[] twice = Arrays.copyOf(good, good.length + 3);
    twice[1] += 3;
    twice[good.length] = (byte) 0x8A;
    twice[good.length + 1] = 1;
    twice[good.length + 2] = 5;
    FileReport report = read(bare(List.of(good, twice, good), 1)).report();
    assertEquals(List.of(new FileReport.Flaw(2, good.length * 2, "repeated-tag")), report.flaws());
    assertEquals(1, report.accepted());
    assertEquals(1, report.duplicates());
  }

  @Test
  void theCountInTheHeaderAndTheTrailerIsHeldAgainstTheFile() {
    List<byte[]> records = records(calls(3), Habits.PLAIN);
    byte[] file = BerCalls.chargingFile(records, 1);
    file[21] = 4;
    assertEquals(List.of(new FileReport.Flaw(0, 0, "declared-count")), read(file).report().flaws());
    file[21] = 3;
    file[47] = 2;
    assertEquals(List.of(new FileReport.Flaw(-1, 0, "lost-records")), read(file).report().flaws());
  }

  @Test
  void everyRecordOpensToItsBytes() {
    List<byte[]> records = records(calls(9), new Habits(true, true, Optional.empty(), true));
    byte[] bare = bare(records, 4);
    byte[] charging = BerCalls.chargingFile(records, 1);
    for (int i = 0; i < records.size(); i++) {
      assertArrayEquals(records.get(i), new BerFile(bare).record(i + 1));
      byte[] withHeader = new BerFile(charging).record(i + 1);
      assertArrayEquals(records.get(i), Arrays.copyOfRange(withHeader, 4, withHeader.length));
    }
  }

  /// A roaming record, octet by octet from the tag numbers of TS 32.298 (choice 2): it is read and
  /// counted, and no account is made from it.
  @Test
  void aRoamingRecordIsReadAndPassedOver() {
    byte[] record =
        HexFormat.of()
            .parseHex(
                ("A2 00 80 01 02" // recordType
                        + "81 08 14 07 10 21 43 65 87 F9" // served IMSI
                        + "84 07 91 88 18 32 54 76 F8" // roaming number
                        + "8D 09 26 09 10 15 00 00 2B 03 00" // answer
                        + "8F 01 40" // 64 seconds
                        + "91 01 00" // normal release
                        + "93 03 01 02 03") // call reference
                    .replace(" ", ""));
    record[1] = (byte) (record.length - 2);
    GatewayRecord found = new GatewayRecord();
    assertTrue(found.read(record, RecordTags.ALL[RecordTags.Kind.ROAMING.tag], 2, record.length));
    assertEquals(64, found.duration());
    assertEquals(NOON.getEpochSecond(), found.time());
    assertEquals("+88812345678", found.calledText("0"));
    FileReport report = read(record).report();
    assertEquals(1, report.ignored());
    record[record.length - 12] = 0x77;
    assertEquals(0, read(record).report().accepted());
  }

  @Test
  void anyKindOfRecordIsCounted() {
    List<byte[]> records = new ArrayList<>();
    for (int tag = 6; tag < 31; tag++) {
      records.add(new byte[] {(byte) (0xA0 + tag), 3, (byte) 0x80, 1, 6});
    }
    // a vendor's own kind, 100
    records.add(new byte[] {(byte) 0xBF, 0x64, 3, (byte) 0x80, 1, 6});
    records.add(BerCalls.record(plain(Kind.TRANSIT, 1), THREE, Habits.PLAIN));
    for (byte[] file :
        List.of(
            bare(records, 1),
            BerCalls.chargingFile(records, 1),
            BerCalls.callEventDataFile(records))) {
      FileReport report = read(file).report();
      assertEquals(records.size(), report.read());
      assertEquals(records.size() - 1, report.ignored());
      assertEquals(1, report.accepted());
      assertEquals(List.of(), report.flaws());
    }
  }

  /// Wrappers one after the other, each filled up to a whole block.
  @Test
  void blocksAreReadToTheEnd() {
    List<Plain> calls = calls(9);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (int i = 0; i < 9; i += 3) {
      byte[] block = BerCalls.callEventDataFile(records(calls.subList(i, i + 3), Habits.PLAIN));
      file.writeBytes(Arrays.copyOf(block, 1_024));
    }
    Mediation.Outcome.Read read = read(file.toByteArray());
    assertCalls(calls, read.calls());
    assertEquals(List.of(), read.report().flaws(), "three trailers of three records each");
  }

  @Test
  void missingFileNumbersAreNamed() {
    assertEquals(
        List.of(
            new SequenceGap("n", 4, 4, Instant.EPOCH), new SequenceGap("n", 7, 9, Instant.EPOCH)),
        SequenceGap.between(
            "n",
            Stream.of(10L, 3L, 5L, 6L, 3L)
                .map(each -> new SequenceGap.Numbered(each, Instant.EPOCH))
                .toList()));
  }

  /// Every cut: the records before it are read, the cut one is put aside at its place.
  @Test
  void everyCutLeavesTheRecordsBeforeIt() {
    List<Plain> calls = calls(6);
    List<byte[]> records = records(calls, Habits.PLAIN);
    byte[] file = bare(records, 1);
    int[] ends = new int[records.size()];
    int sum = 0;
    for (int i = 0; i < ends.length; i++) {
      sum += records.get(i).length;
      ends[i] = sum;
    }
    for (int cut = 1; cut < file.length; cut++) {
      Mediation.Outcome.Read read = read(Arrays.copyOf(file, cut));
      int at = cut;
      long whole = Arrays.stream(ends).filter(end -> end <= at).count();
      assertEquals(whole, read.calls().size(), "cut " + cut);
      boolean between = Arrays.stream(ends).anyMatch(end -> end == at);
      assertEquals(between ? 0 : 1, read.report().quarantined(), "cut " + cut);
    }
  }

  @Test
  void everyCutOfAFileWithAHeaderLeavesTheRecordsBeforeIt() {
    List<byte[]> records = records(calls(4), Habits.PLAIN);
    for (byte[] file :
        List.of(BerCalls.chargingFile(records, 1), BerCalls.callEventDataFile(records))) {
      for (int cut = file.length - 1; cut > 140; cut--) {
        FileReport report = read(Arrays.copyOf(file, cut)).report();
        int least = (cut - 60) / (records.getFirst().length + 8);
        assertTrue(report.accepted() >= least, "cut " + cut + ": " + report.lines());
        assertTrue(!report.flaws().isEmpty(), "cut " + cut);
      }
    }
  }

  @Test
  void noiseNeverThrows() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 4_000; i++) {
      byte[] noise = new byte[random.nextInt(400)];
      random.nextBytes(noise);
      if (noise.length > 0 && i % 2 == 0) {
        noise[0] = (byte) (i % 4 == 0 ? 0x30 : 0xA0 + random.nextInt(8));
      }
      outcome(noise);
    }
  }
}
