package org.wasl.post;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wasl.post.ReceptacleId.Indicator;

/// UPU S8-6 and S9-9.
class ReceptacleIdTest {
  private static final String TEXT = "IQBGWASYDAMAAEN60042003100227";

  @Test
  void everyFieldStandsWhereTheStandardPutsIt() {
    for (String form :
        List.of(
            TEXT, "IQBGWA SYDAMA AEN6 0042 003 1 0 0227", "iqbgwa-sydama-aen6-0042-003-1-0-0227")) {
      ReceptacleId id = ReceptacleId.parse(form);
      assertEquals(new OfficeCode("IQBGWA"), id.dispatch().series().origin());
      assertEquals(new OfficeCode("SYDAMA"), id.dispatch().series().destination());
      assertEquals('A', id.dispatch().series().category());
      assertEquals("EN", id.dispatch().series().subClass());
      assertEquals('E', id.dispatch().series().mailClass());
      assertEquals(6, id.dispatch().series().yearDigit());
      assertEquals(42, id.dispatch().serial());
      assertEquals(3, id.serial());
      assertEquals(Indicator.YES, id.last());
      assertEquals(Indicator.NO, id.registered());
      assertEquals(OptionalInt.of(22_700), id.labelGrams());
      assertEquals(TEXT, id.toString());
      assertEquals("IQBGWA SYDAMA AEN6 0042 003 1 0 0227", id.printed());
      assertEquals(DispatchId.parse(TEXT.substring(0, 20)), id.dispatch());
    }
  }

  @Test
  void aWeightOfFourNinesIsNoWeight() {
    ReceptacleId id = ReceptacleId.parse(TEXT.substring(0, 25) + "9999");
    assertEquals(OptionalInt.empty(), id.labelGrams());
    assertEquals(
        OptionalInt.of(999_800), ReceptacleId.parse(TEXT.substring(0, 25) + "9998").labelGrams());
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    SplittableRandom random = new SplittableRandom(9);
    Indicator[] indicators = Indicator.values();
    for (int i = 0; i < 200_000; i++) {
      DispatchSeries series =
          new DispatchSeries(
              new OfficeCode("IQBGW" + letter(random)),
              new OfficeCode("SYDAM" + letter(random)),
              (char) ('A' + random.nextInt(4)),
              "" + letter(random) + letter(random),
              random.nextInt(10));
      ReceptacleId id =
          new ReceptacleId(
              new DispatchId(series, 1 + random.nextInt(9_999)),
              1 + random.nextInt(999),
              indicators[random.nextInt(3)],
              indicators[random.nextInt(3)],
              random.nextInt(10_000));
      assertEquals(id, ReceptacleId.parse(id.toString()));
      assertEquals(id, ReceptacleId.parse(id.printed()));
      assertEquals(ReceptacleId.LENGTH, id.toString().length());
    }
  }

  private static char letter(SplittableRandom random) {
    return (char) ('A' + random.nextInt(26));
  }

  @Test
  void anythingElseIsRefused() {
    for (String wrong :
        List.of(
            "",
            TEXT.substring(1),
            TEXT + "0",
            "1QBGWASYDAMAAEN60042003100227",
            "IQBGWASYDAMAEEN60042003100227",
            "IQBGWASYDAMAA1N60042003100227",
            "IQBGWASYDAMAAENX0042003100227",
            "IQBGWASYDAMAAEN60000003100227",
            "IQBGWASYDAMAAEN60042000100227",
            "IQBGWASYDAMAAEN60042003200227",
            "IQBGWASYDAMAAEN60042003120227",
            "IQBGWASYDAMAAEN6004200310022X")) {
      assertThrows(IllegalArgumentException.class, () -> ReceptacleId.parse(wrong), wrong);
    }
  }

  @Test
  void theYearIsTheLatestThatHadBegun() {
    DispatchId six = DispatchId.parse("IQBGWASYDAMAAEN60042");
    assertEquals(2026, six.yearOfClosure(LocalDate.of(2026, 1, 1)));
    assertEquals(2026, six.yearOfClosure(LocalDate.of(2035, 12, 30)));
    assertEquals(2016, six.yearOfClosure(LocalDate.of(2025, 12, 30)));
    // closed on New Year's Day further east
    assertEquals(2026, six.yearOfClosure(LocalDate.of(2025, 12, 31)));
    assertEquals(2036, six.yearOfClosure(LocalDate.of(2036, 1, 1)));
  }

  @Test
  void operatorsAndOfficesHaveTheirForms() {
    assertEquals("J1CIQA", new OperatorCode("J1CIQA").value());
    assertEquals("J1CIQA", OperatorCode.parse(" j1c-iqa ").value());
    assertEquals("J1C IQA", OperatorCode.parse("J1CIQA").printed());
    for (String wrong : List.of("J1DIQA", "J1CIQ", "J1CIQ1", "j1ciqa")) {
      assertThrows(IllegalArgumentException.class, () -> new OperatorCode(wrong), wrong);
    }
    assertEquals("SY", new OfficeCode("SYALPB").country());
    for (String wrong : List.of("SYALP", "SYALPBB", "1YALPB", "SYAL-B", "syalpb")) {
      assertThrows(IllegalArgumentException.class, () -> new OfficeCode(wrong), wrong);
    }
  }
}
