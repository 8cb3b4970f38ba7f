package org.wasl.post.edi.checking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wasl.post.edi.EdiLimits;
import org.wasl.post.edi.Segment;
import org.wasl.post.edi.table.EdiTables;

/// ISO 9735-4.
class ContrlTest {
  private static final EdiTables TABLES = EdiTables.wasl1();
  private static final Checker CHECKER = new Checker(TABLES, Strictness.FULL, EdiLimits.USUAL);
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 12, 30);

  private static String answer(String interchange) {
    CheckedInterchange checked = CHECKER.check("test", interchange.getBytes(UTF_8));
    return new String(Contrl.of(checked, "9", TIME).orElseThrow(), UTF_8);
  }

  private static String sample(String sample) {
    return Samples.text(Samples.bytes(Samples.segments(sample)));
  }

  @Test
  void whatIsInOrderIsAcknowledged() {
    assertEquals(
        "UNB+UNOC:3+XB101:ZZ+XA101:ZZ+260101:1230+9++CONTRL'UNH+1+CONTRL:3:1:UN'"
            + "UCI+7+XA101:ZZ+XB101:ZZ+7'UCM+1+PREDES:2:1:UN+7'UNT+4+1'UNZ+1+9'",
        answer(sample(Samples.PREDES)));
  }

  /// BGM is the second segment; its document number is its second element, and the third position
  /// when the tag is counted. DTM's format is component 3 of the second position.
  @Test
  void whatIsWrongIsNamedBySegmentElementAndComponent() {
    String wrong =
        sample(Samples.RESDES)
            .replace("BGM+336+", "BGM+336+" + "X".repeat(20))
            .replace("DTM+137:202601030900:203", "DTM+137:202601030900:999")
            .replace("STS+4+C'", "ZZZ+1'");
    assertEquals(
        "UNB+UNOC:3+XB101:ZZ+XA101:ZZ+260101:1230+9++CONTRL'UNH+1+CONTRL:3:1:UN'"
            + "UCI+7+XA101:ZZ+XB101:ZZ+7'UCM+1+RESDES:1:1:UN+4'"
            + "UCS+2'UCD+39+3:1'UCS+3'UCD+12+2:3'UCS+5+15'UNT+9+1'UNZ+1+9'",
        answer(wrong));
  }

  @Test
  void anInterchangeWithABrokenEnvelopeIsRejectedWhole() {
    String interchange = sample(Samples.RESDES);
    assertTrue(
        answer(interchange.replace("UNZ+1+7'", "UNZ+2+7'"))
            .contains("UCI+7+XA101:ZZ+XB101:ZZ+4+29'UNT+3+1'"));
    assertTrue(
        answer(interchange.substring(0, interchange.length() - 30))
            .contains("UCI+7+XA101:ZZ+XB101:ZZ+4+13'UNT+3+1'"));
  }

  @Test
  void answersAreNotAnswered() {
    byte[] answer = answer(sample(Samples.PREDES)).getBytes(UTF_8);
    assertEquals(Optional.empty(), Contrl.of(CHECKER.check("answer", answer), "10", TIME));
    assertEquals(Optional.empty(), Contrl.of(CHECKER.check("nothing", new byte[0]), "10", TIME));
  }

  @Test
  void everyAnswerIsInOrderForUsAndForStaedi() throws Exception {
    StaediChecker staedi = new StaediChecker(TABLES);
    SplittableRandom random = new SplittableRandom(83);
    Mutation mutation = new Mutation(random);
    for (int i = 0; i < 1_000; i++) {
      List<Segment> sample = Samples.segments(Samples.ALL.get(random.nextInt(Samples.ALL.size())));
      List<Segment> changed = mutation.of(sample);
      CheckedInterchange checked = CHECKER.check("changed", Samples.bytes(changed));
      byte[] answer = Contrl.of(checked, "9", TIME).orElseThrow();
      boolean isRejected = Samples.text(answer).matches(".*UC[IM]\\+[^']*\\+4['+].*");
      assertEquals(checked.isTaken(), !isRejected, Samples.text(answer));
      // UNH is repeated as it came
      if (changed.get(1).equals(sample.get(1))) {
        assertEquals(List.of(), CHECKER.check("answer", answer).findings(), Samples.text(answer));
        assertEquals(List.of(), staedi.check(answer), Samples.text(answer));
      }
    }
  }
}
