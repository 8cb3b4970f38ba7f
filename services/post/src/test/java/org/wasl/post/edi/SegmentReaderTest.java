package org.wasl.post.edi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xlate.edi.stream.EDIStreamException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// ISO 9735.
class SegmentReaderTest {
  private static final EdiLimits LIMITS = new EdiLimits(256, 40, 100, 100, 100_000, 50);

  private record Read(List<Segment> segments, List<Finding> findings) {}

  private static Read read(byte[] interchange) {
    return read(interchange, new ByteArrayInputStream(interchange));
  }

  /// Read from a stream and in place: the same.
  private static Read read(byte[] interchange, InputStream in) {
    Findings streamed = new Findings(50);
    List<Segment> segments = all(new SegmentReader("test", in, LIMITS, streamed));
    Findings placed = new Findings(50);
    assertEquals(segments, all(new SegmentReader("test", interchange, LIMITS, placed)));
    assertEquals(streamed.list(), placed.list());
    return new Read(segments, streamed.list());
  }

  private static List<Segment> all(SegmentReader reader) {
    List<Segment> segments = new ArrayList<>();
    while (reader.next()) {
      if (reader.tag() != 0) {
        segments.add(reader.segment());
      }
    }
    return segments;
  }

  private static Finding refusal(byte[] interchange) {
    return assertThrows(MalformedInterchangeException.class, () -> read(interchange)).finding();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  @Test
  void releasedCharactersAreDataAndEmptyPlacesStay() {
    Read read = read(ascii("UNB+UNOA:1+A+B'FTX+IT?'S 1?+1?:2??++X::Y+'"));
    assertEquals(
        new Segment(
            "FTX",
            List.of(
                Segment.Element.of("IT'S 1+1:2?"),
                Segment.Element.of(""),
                Segment.Element.of("X", "", "Y"),
                Segment.Element.of(""))),
        read.segments().get(1));
    assertTrue(read.findings().isEmpty());
  }

  @Test
  void unaSaysOtherServiceCharacters() {
    Read read = read(ascii("UNA/*,! ~UNB*UNOC/3*A*B~FTX*1+2'3!*4/5~"));
    assertEquals("UNOC", read.segments().getFirst().value(1, 1));
    assertEquals("1+2'3*4", read.segments().get(1).value(1, 1));
    assertEquals("5", read.segments().get(1).value(1, 2));
  }

  @Test
  void elementsAreRepeatedFromVersion4On() {
    Read four = read(ascii("UNB+UNOA:4+A+B'FTX+A*B:C+D?*E'"));
    assertEquals(
        List.of(
            new Segment.Element(List.of(List.of("A"), List.of("B", "C"))),
            Segment.Element.of("D*E")),
        four.segments().get(1).elements());
    Read three = read(ascii("UNB+UNOA:3+A+B'FTX+A*B'"));
    assertEquals("A*B", three.segments().get(1).value(1, 1));
  }

  @Test
  void levelBMayUseInformationSeparators() {
    Read read = read(ascii("UNB\u001dUNOB\u001f1\u001dA\u001cFTX\u001d1+1\u001fb\u001c"));
    assertEquals("1+1", read.segments().get(1).value(1, 1));
    assertEquals("b", read.segments().get(1).value(1, 2));
    assertTrue(read.findings().isEmpty());
  }

  @Test
  void eachCharacterSetIsReadInItsOwnOctets() {
    String arabic = "بغداد";
    for (String level : List.of("UNOI", "UNOW", "UNOY")) {
      Charset charset = level.equals("UNOI") ? Charset.forName("ISO-8859-6") : UTF_8;
      Read read = read(("UNB+" + level + ":4+A+B'FTX+" + arabic + "'").getBytes(charset));
      assertEquals(arabic, read.segments().get(1).value(1, 1));
      assertTrue(read.findings().isEmpty(), level);
    }
    assertEquals(
        "é", read("UNB+UNOC:3+A+B'FTX+é'".getBytes(ISO_8859_1)).segments().get(1).value(1, 1));
  }

  @Test
  void aCharacterOutsideTheSetIsNamedWithItsPlace() {
    Read read = read("UNB+UNOA:3+A+B'UNH+1'FTX+AAI:xA'".getBytes(ISO_8859_1));
    assertEquals(1, read.findings().size());
    Finding finding = read.findings().getFirst();
    assertEquals("edi.bad-character", finding.code());
    assertEquals(new Place(29, 3, 0, 0, "FTX", 1, 1, 2), finding.place());
    assertEquals("0x78", finding.found());
    byte[] utf = "UNB+UNOW:4+A+B'FTX+é'".getBytes(UTF_8);
    utf[utf.length - 2] = 'e';
    assertEquals(EdiFault.BAD_CHARACTER, read(utf).findings().getFirst().fault());
    assertFalse(read(ascii("UNB+UNOC:3+A+B'FTX+A\tB'")).findings().isEmpty());
  }

  @Test
  void bothLanguagesSayWhatWhereExpectedAndFound() {
    Finding finding = read(ascii("UNB+UNOA:3+A+B'FTX+AAI+:::x'")).findings().getFirst();
    assertEquals(
        "a character outside the character set (segment 2 (FTX), element 2, component 4, byte 26);"
            + " expected: UNOA; found: 0x78",
        finding.text().en());
    assertTrue(finding.text().ar().contains("المقطع 2 (FTX)، العنصر 2، المكوّن 4، البايت 26"));
  }

  @Test
  void everyTruncationIsRefusedUnlessItEndsASegment() {
    byte[] whole = ascii("UNA:+.? 'UNB+UNOC:3+A:ZZ+B+260101:1200+1'UNH+1+X:1:1:UN'UNZ+0+1'");
    for (int length = 0; length < whole.length; length++) {
      byte[] part = java.util.Arrays.copyOf(whole, length);
      if (length > 9 && whole[length - 1] == '\'') {
        assertEquals(List.of(), read(part).findings());
        continue;
      }
      Finding finding = refusal(part);
      assertTrue(
          finding.fault() == EdiFault.TRUNCATED || finding.fault() == EdiFault.NO_INTERCHANGE);
      assertEquals(Severity.FATAL, finding.severity());
      assertTrue(finding.place().offset() <= length);
    }
  }

  @Test
  void limitsAreKept() {
    String start = "UNB+UNOA:3+A+B'";
    assertEquals(
        EdiFault.SEGMENT_TOO_LONG, refusal(ascii(start + "FTX+" + "A".repeat(252) + "'")).fault());
    assertEquals(2, read(ascii(start + "FTX+" + "A".repeat(251) + "'")).segments().size());
    assertEquals(
        EdiFault.SEGMENT_TOO_LONG, refusal(ascii(start + "FTX+" + "A".repeat(90_000))).fault());
    assertEquals(
        EdiFault.TOO_MANY_VALUES, refusal(ascii(start + "FTX" + "+".repeat(41) + "'")).fault());
    assertEquals(
        EdiFault.INTERCHANGE_TOO_LONG,
        refusal(ascii(start + ("FTX+" + "A".repeat(200) + "'").repeat(500))).fault());
    Read many = read(ascii(start + ("FTX+" + "a".repeat(200) + "'").repeat(2)));
    assertEquals(51, many.findings().size());
    assertEquals("350", many.findings().getLast().found());
  }

  @Test
  void whatCannotBeReadIsRefused() {
    assertEquals(EdiFault.NO_INTERCHANGE, refusal(ascii("ISA*00*'")).fault());
    assertEquals(EdiFault.NO_INTERCHANGE, refusal(ascii("")).fault());
    assertEquals(EdiFault.UNKNOWN_LEVEL, refusal(ascii("UNB+UNOX:3+A+B'")).fault());
    assertEquals(EdiFault.UNKNOWN_VERSION, refusal(ascii("UNB+UNOA:5+A+B'")).fault());
    assertEquals(EdiFault.UNKNOWN_VERSION, refusal(ascii("UNB+UNOA+A+B'")).fault());
    assertEquals(EdiFault.BAD_SERVICE_STRING, refusal(ascii("UNA::.? 'UNB+UNOA:3'")).fault());
    assertEquals(EdiFault.BAD_SERVICE_STRING, refusal(ascii("UNA:A.? 'UNBAUNOA:3'")).fault());
  }

  @Test
  void aReleaseCharacterThatReleasesNothingIsNamed() {
    Read read = read(ascii("UNB+UNOA:3+A+B'FTX+1:2?3'"));
    assertEquals("23", read.segments().get(1).value(1, 2));
    assertEquals(EdiFault.NEEDLESS_RELEASE, read.findings().getFirst().fault());
    assertEquals(new Place(22, 2, 0, 0, "FTX", 1, 1, 2), read.findings().getFirst().place());
  }

  @Test
  void aWrongTagAndLineBreaksAreNamedAndReadOver() {
    Read read = read(ascii("UNB+UNOA:3+A+B'\r\nUNH:1+1'\r\nFT+1'unz+1'UNZ+0+1'\r\n"));
    assertEquals(
        List.of(EdiFault.LINE_BREAKS, EdiFault.BAD_TAG, EdiFault.BAD_TAG, EdiFault.BAD_TAG),
        read.findings().stream()
            .map(Finding::fault)
            .filter(each -> each != EdiFault.BAD_CHARACTER)
            .toList());
    assertEquals(2, read.segments().size());
  }

  @Test
  void whatIsWrittenIsReadBackAndStaediReadsTheSame() throws Exception {
    SplittableRandom random = new SplittableRandom(9735);
    for (int i = 0; i < 2_000; i++) {
      RandomInterchange made = RandomInterchange.of(random);
      assertEquals(made.segments(), read(made.bytes()).segments());
      assertEquals(List.of(), read(made.bytes()).findings());
      assertEquals(made.segments(), Staedi.segments(made.bytes(), made.level().charset().name()));
    }
  }

  /// Either something is said about a changed octet, or StAEDI reads what we read.
  @Test
  void everyChangedOctetIsNamedOrReadAsStaediDoes() throws Exception {
    SplittableRandom random = new SplittableRandom(4);
    int same = 0;
    for (int i = 0; i < 60; i++) {
      RandomInterchange made = RandomInterchange.of(random);
      for (int at = 0; at < made.bytes().length; at++) {
        byte[] changed = made.bytes().clone();
        changed[at] ^= (byte) (1 + random.nextInt(255));
        same += isReadAsStaediDoes(made, changed) ? 1 : 0;
      }
    }
    assertTrue(same > 1_000, "only " + same);
  }

  /// A broken envelope is for the checker to name; StAEDI gives up at it.
  private static boolean hasEnvelope(List<Segment> segments) {
    List<String> tags = segments.stream().map(Segment::tag).toList();
    List<String> inside = tags.subList(Math.min(2, tags.size()), Math.max(2, tags.size() - 2));
    return tags.size() > 4
        && tags.get(1).equals("UNH")
        && tags.get(tags.size() - 2).equals("UNT")
        && tags.getLast().equals("UNZ")
        && inside.stream().noneMatch(each -> each.startsWith("UN"));
  }

  /// StAEDI gives up where a service segment has not its elements; here that is the checker's.
  private static List<Segment> service(List<Segment> segments) {
    return segments.stream().filter(each -> each.tag().startsWith("UN")).toList();
  }

  /// UNB is left out: StAEDI knows neither release nor repetition in it.
  private static boolean isReadAsStaediDoes(RandomInterchange made, byte[] changed) {
    Read ours;
    SyntaxLevel level;
    try {
      ours = read(changed);
      level = SyntaxLevel.valueOf(ours.segments().getFirst().value(1, 1));
    } catch (MalformedInterchangeException e) {
      return false;
    }
    if (!ours.findings().isEmpty()
        || !hasEnvelope(ours.segments())
        || !ours.segments().getFirst().equals(made.segments().getFirst())) {
      return false;
    }
    List<Segment> canonical = ours.segments().stream().map(Segment::canonical).toList();
    try {
      List<Segment> theirs = Staedi.segments(changed, level.charset().name());
      assertEquals(canonical, theirs, () -> new String(changed, ISO_8859_1));
    } catch (EDIStreamException e) {
      assertNotEquals(service(made.segments()), service(ours.segments()), e.getMessage());
      return false;
    }
    return true;
  }
}
