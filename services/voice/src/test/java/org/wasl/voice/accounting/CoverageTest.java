package org.wasl.voice.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wasl.settlement.Account;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;
import org.wasl.terms.json.MalformedJsonException;
import org.wasl.voice.Deal;
import org.wasl.voice.Example;

/// What crosses with an account, and what of it is refused.
class CoverageTest {
  private static final YearMonth AUGUST = YearMonth.of(2026, 8);
  private static final Coverage COVERAGE =
      new Coverage(
          Example.agreement(Example.row("8881", 100_000, 1, 1)).form().agreement(),
          AUGUST,
          Example.AA,
          List.of(new Coverage.Source("ts-32.297", 2, 3, 10, 5, 2, 1, 1, 1)),
          List.of(
              new Coverage.Cell("gw-1", line("to-8881", 3, 5, 4, 240, 300, 30_000_000)),
              new Coverage.Cell("gw-2", line("to-8881", 3, 1, 1, 60, 60, 6_000_000))),
          0);

  private static Line line(
      String item, int day, long calls, long answered, long seconds, long billed, long exact) {
    return new Line(
        new LineKey("aa-bb", item, AUGUST.atDay(day), "off-peak"),
        List.of(calls, answered, seconds, billed),
        BigInteger.valueOf(exact));
  }

  private static Account account(Line... lines) {
    return new Account(COVERAGE.agreement(), 1, AUGUST, Example.AA, List.of(), List.of(lines));
  }

  private static Coverage changed(String from, String to) {
    String text = COVERAGE.json().canonical();
    String other = text.replace(from, to);
    assertEquals(false, other.equals(text), from);
    return Coverage.read(other.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void itIsReadAsItWasWritten() {
    assertEquals(COVERAGE, Coverage.read(COVERAGE.json().canonicalBytes()));
  }

  @Test
  void whatDoesNotAddUpOrNamesWhatItMustNotIsRefused() {
    for (List<String> each :
        List.of(
            List.of("\"read\":10", "\"read\":11"),
            List.of("\"missing\":3", "\"missing\":-3"),
            List.of("[5,4,240,300]", "[5,6,240,300]"),
            List.of("[5,4,240,300]", "[5,4,240]"),
            List.of("[5,4,240,300]", "[5,4,-240,300]"),
            List.of("\"untold\":0", "\"untold\":-1"),
            List.of("\"gw-2\"", "\"gw-1\""),
            List.of(
                "\"days\":[3],\"item\":\"to-8881\",\"q\":[5",
                "\"days\":[32],\"item\":\"to-8881\",\"q\":[5"),
            List.of(
                "\"days\":[3],\"item\":\"to-8881\",\"q\":[5",
                "\"days\":[],\"item\":\"to-8881\",\"q\":[5"),
            List.of("\"30000000\"", "\"3e7\""),
            List.of("\"30000000\"", "30000000"),
            List.of("\"gw-1\"", "\"963933123456\""),
            List.of("\"gw-1\"", "\"<b>gw</b>\""),
            List.of("\"ts-32.297\"", "\"/var/spool/Some File\""),
            List.of("\"trunks\"", "\"numbers\""))) {
      assertThrows(
          MalformedJsonException.class, () -> changed(each.get(0), each.get(1)), each::toString);
    }
  }

  /// Two trunk groups recorded the line: 5 + 1 calls, 4 + 1 answered, 300 seconds, 360 billed.
  @Test
  void trunkGroupsAddUpToTheLinesOfCallsAndToNoOthers() {
    Line right = line("to-8881", 3, 6, 5, 300, 360, 36_000_000);
    assertEquals(List.of(), COVERAGE.notAddingUp(account(right)));
    Line dearer = line("to-8881", 3, 6, 5, 300, 360, 36_000_001);
    assertEquals(List.of(right.key()), COVERAGE.notAddingUp(account(dearer)));
    Line more = line("to-8882", 3, 1, 1, 60, 60, 6_000_000);
    assertEquals(List.of(more.key()), COVERAGE.notAddingUp(account(right, more)));
    assertEquals(List.of(right.key()), COVERAGE.notAddingUp(account()));
    Line ofDeal =
        new Line(
            new LineKey("aa-bb", "deal", AUGUST.atDay(31), Deal.BAND),
            List.of(0L, 0L, 0L, 0L),
            BigInteger.valueOf(-6_000_000));
    Line ofJuly =
        new Line(
            new LineKey("aa-bb", "to-8881", LocalDate.of(2026, 7, 3), "off-peak"),
            List.of(1L, 1L, 60L, 60L),
            BigInteger.valueOf(6_000_000));
    assertEquals(List.of(), COVERAGE.notAddingUp(account(ofDeal, ofJuly, right)));
  }
}
