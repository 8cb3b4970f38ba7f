package org.wasl.voice.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.numbering.normalising.NumberNormaliser;
import org.wasl.voice.Example;
import org.wasl.voice.wire.RecordFormats;

/// Whatever the quick reading takes, the format's own reader takes too, with the same values.
class LineScannerTest {
  private static final int MUTATIONS = 3;
  private static final String SPECIAL = "\"\r\t ,+-:T0129Z\u0000;";

  private static LineScanner scanner() {
    return new LineScanner(
        CallColumns.WASL,
        RecordFormats.recognise("id,a,b,seizure,answer,seconds,trunk,cause").orElseThrow(),
        new NumberNormaliser(Example.PLAN),
        Example.ZONE,
        true);
  }

  private static byte[] text(LineScanner scanner, byte[] lines) {
    byte[] padded = Arrays.copyOf(lines, lines.length + 1 + LineScanner.PADDING);
    padded[lines.length] = '\n';
    // what was in the buffer before must not be seen
    Arrays.fill(padded, lines.length + 1, padded.length, (byte) '7');
    scanner.use(padded, lines.length);
    return padded;
  }

  private static CallBatch read(String line) {
    LineScanner scanner = scanner();
    text(scanner, line.getBytes(StandardCharsets.UTF_8));
    CallBatch batch = new CallBatch();
    scanner.read(0, 1, batch);
    return batch;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void changedLinesAreReadAsTheFormatReadsThem(long seed) {
    RandomTraffic traffic = new RandomTraffic(seed);
    SplittableRandom random = new SplittableRandom(seed);
    LineScanner scanner = scanner();
    CallBatch batch = new CallBatch();
    CallBatch exact = new CallBatch();
    int quick = 0;
    for (RandomTraffic.Plain call : traffic.calls(20_000)) {
      byte[] line = traffic.line(call, 7).getBytes(StandardCharsets.UTF_8);
      for (int i = random.nextInt(MUTATIONS); i > 0; i--) {
        line[random.nextInt(line.length)] = (byte) SPECIAL.charAt(random.nextInt(SPECIAL.length()));
      }
      byte[] whole = Arrays.copyOf(line, line.length + 1);
      whole[line.length] = '\n';
      text(scanner, whole);
      scanner.read(0, 1, batch);
      if (!batch.odd[0]) {
        quick++;
        exact.start[0] = batch.start[0];
        exact.stop[0] = batch.stop[0];
        String shown = new String(line, StandardCharsets.UTF_8);
        assertEquals(LineScanner.Outcome.CALL, scanner.readExactly(exact, 0), shown);
        assertTrue(batch.isSame(0, exact, 0), shown);
        assertEquals(exact.digits[0], batch.digits[0], shown);
      }
    }
    assertTrue(quick > 3_000, "the quick way is the usual one: " + quick);
  }

  /// Full batches and what is left over, with a line that is no call at each edge.
  @ParameterizedTest
  @ValueSource(ints = {1, 127, 128, 129, 256, 300})
  void linesAreCutIntoBatches(int lines) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      text.append("1,+9991234567,+8881234567,2026-09-01T00:00:00Z,,0,gw-")
          .append(i)
          .append(",16\n");
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    LineScanner scanner = scanner();
    text(scanner, bytes);
    CallBatch batch = new CallBatch();
    int at = 0;
    int found = 0;
    while (at < bytes.length) {
      at = scanner.read(at, bytes.length, batch);
      for (int i = 0; i < batch.count; i++) {
        assertFalse(batch.odd[i]);
        assertTrue(
            new String(
                    bytes, batch.start[i], batch.stop[i] - batch.start[i], StandardCharsets.UTF_8)
                .endsWith(",gw-" + found + ",16"));
        found++;
      }
    }
    assertEquals(lines, found);
  }

  @ParameterizedTest
  @CsvSource({"9991234,false", "12345678,true", "00998123456789,true", "'',true"})
  void numbersAreTakenAsTheyAreDialled(String from, boolean isUsual) {
    CallBatch batch = read("1," + from + ",+8881234567,2026-09-01T00:00:00Z,,0,gw,16\n");
    boolean plain = from.isEmpty() || from.startsWith("00");
    assertEquals(!(isUsual && plain), batch.odd[0]);
  }

  /// Month ends, leap years, the last second, marks that are one bit away.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-02-29 23:59:59",
        "2026-02-28T00:00:00",
        "1999-12-31 12:34:56",
        "2000-02-29 01:02:03",
        "2026-10-31 20:00:00"
      })
  void timesAreThoseOfTheCalendar(String written) {
    TimeText times = new TimeText(false, ZoneOffset.UTC);
    byte[] bytes = Arrays.copyOf(written.getBytes(StandardCharsets.US_ASCII), 40);
    assertEquals(19, times.read(bytes, 0));
    assertEquals(
        LocalDateTime.parse(written.replace(' ', 'T')).toEpochSecond(ZoneOffset.UTC),
        times.instant);
    for (int at = 0; at < 19; at++) {
      for (int octet = 0; octet < 256; octet++) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) octet;
        String text = new String(changed, 0, 19, StandardCharsets.ISO_8859_1);
        assertEquals(isTime(text), times.read(changed, 0) == 19, text);
      }
    }
  }

  private static boolean isTime(String text) {
    if (!text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}")) {
      return false;
    }
    try {
      return LocalDateTime.parse(text.replace(' ', 'T')).getYear() >= 1900;
    } catch (java.time.DateTimeException e) {
      return false;
    }
  }

  @Test
  void digitsAreCountedAndRead() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 20_000; i++) {
      int length = random.nextInt(16);
      StringBuilder text = new StringBuilder();
      while (text.length() < length) {
        text.append(random.nextInt(10));
      }
      String digits = text.toString();
      text.append((char) (random.nextBoolean() ? '/' : ':'));
      byte[] bytes = Arrays.copyOf(text.toString().getBytes(StandardCharsets.US_ASCII), 32);
      long first = EightBytes.digitsAt(bytes, 0);
      long rest = EightBytes.digitsAt(bytes, 8);
      assertEquals(Math.min(8, length), EightBytes.leading(first));
      if (length > 8) {
        assertEquals(length - 8, EightBytes.leading(rest));
        assertEquals(Long.parseLong(digits), EightBytes.number(first, rest, length - 8));
      } else if (length > 0) {
        assertEquals(Long.parseLong(digits), EightBytes.number(first, length));
      }
    }
  }
}
