package org.wasl.voice.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wasl.terms.json.MalformedJsonException;
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
          List.of(new Coverage.TrunkDay("gw-1", AUGUST.atDay(3), 5, 4, 240)));

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
            List.of("\"answered\":4", "\"answered\":6"),
            List.of("2026-08-03", "2026-09-03"),
            List.of("\"gw-1\"", "\"963933123456\""),
            List.of("\"gw-1\"", "\"<b>gw</b>\""),
            List.of("\"ts-32.297\"", "\"/var/spool/Some File\""),
            List.of("\"trunks\"", "\"numbers\""))) {
      assertThrows(
          MalformedJsonException.class, () -> changed(each.get(0), each.get(1)), each::toString);
    }
  }
}
