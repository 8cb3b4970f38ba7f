package org.wasl.voice.ber;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wasl.numbering.normalising.NumberNormaliser;
import org.wasl.terms.Progress;
import org.wasl.voice.Call;
import org.wasl.voice.Example;
import org.wasl.voice.mediation.CallSet;
import org.wasl.voice.mediation.Mediation;

/// A made-up table: batch 1, events 9 and 10 in a list 3, offsets in 6/8 as entries 7.
class TagTableTest {
  private static final String TABLE =
      """
      {"name": "made-up", "version": 1, "note": "for the test", "root": 1, "events": ["9", "10"],
       "fields": {"from": "50/51", "to": "50/52", "time": "44/16", "offsetCode": "44/300", "seconds": "223"},
       "offsets": {"entry": "6/8/7", "code": 300, "text": 301}}
      """;

  private static byte[] element(int tag, boolean constructed, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(content::writeBytes);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int first = constructed ? 0x60 : 0x40;
    if (tag < 31) {
      out.write(first | tag);
    } else if (tag < 128) {
      out.write(first | 31);
      out.write(tag);
    } else {
      out.write(first | 31);
      out.write(0x80 | tag >>> 7);
      out.write(tag & 0x7F);
    }
    out.write(0x82);
    out.write(content.size() >>> 8);
    out.write(content.size());
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] event(int tag, String to, String time, int seconds) {
    return element(
        tag,
        true,
        element(
            50,
            true,
            element(51, false, HexFormat.of().parseHex("9991234567")),
            element(52, false, HexFormat.of().parseHex(to))),
        element(44, true, element(16, false, text(time)), element(300, false, new byte[] {2})),
        element(223, false, new byte[] {0, (byte) seconds}));
  }

  private static byte[] file() {
    byte[] entry =
        element(7, true, element(300, false, new byte[] {2}), element(301, false, text("+0300")));
    return element(
        1,
        true,
        element(6, true, element(8, true, entry)),
        element(
            3,
            true,
            event(9, "88812345678f", "20260910150009", 64),
            event(10, "8887654321", "20260910160000", 0),
            event(9, "8887654321", "20261310160000", 5)));
  }

  private static Mediation.Outcome.Read read(byte[] file) {
    TagTable table = TagTable.read("table", TABLE.getBytes(StandardCharsets.UTF_8));
    return assertInstanceOf(
        Mediation.Outcome.Read.class,
        new Mediation(new NumberNormaliser(Example.PLAN), Example.ZONE, List.of(table))
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
  void everyCutLeavesTheEventsBeforeItAndSaysSo() {
    byte[] file = file();
    byte[] first = event(9, "88812345678f", "20260910150009", 64);
    int end = file.length;
    for (int cut = end - 1; cut > end - 40; cut--) {
      Mediation.Outcome.Read read = read(Arrays.copyOf(file, cut));
      assertEquals(2, read.report().accepted(), "cut " + cut);
      assertTrue(read.report().quarantined() >= 1, "cut " + cut);
    }
    assertTrue(first.length > 40);
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
