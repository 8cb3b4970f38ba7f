package org.wasl.numbering.changing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.changing.ChangeMap.Result;

/// Number changes: nested codes, contradictions, parallel running, as of a day.
class NumberChangeTest {
  private static final LocalDate CHANGE = LocalDate.of(2011, 5, 1);
  private static final NumberForm FORM = new NumberForm("999", "00", "0", 7);

  private static ChangeRule rule(String before, String after, int digits) {
    return new ChangeRule(
        CodeRange.of(before),
        CodeRange.of(after),
        OptionalInt.of(digits),
        Optional.of(CHANGE),
        Optional.of(CHANGE.plusMonths(3)),
        before);
  }

  private static final ChangeMap MAP =
      new ChangeMap(
          List.of(
              rule("332", "3342", 8),
              rule("3325", "33775", 8),
              rule("3326", "33776", 8),
              rule("3326", "33886", 8)));

  private static String converted(String national) {
    return assertInstanceOf(Result.Converted.class, MAP.convert(national, CHANGE)).national();
  }

  @Test
  void ofNestedCodesTheLongestWins() {
    assertEquals("334212345", converted("33212345"));
    assertEquals("337751234", converted("33251234"));
  }

  @Test
  void aNumberUnderContradictingRowsStaysUnresolved() {
    Result.Unresolved unresolved =
        assertInstanceOf(Result.Unresolved.class, MAP.convert("33261234", CHANGE));
    assertEquals(2, unresolved.contradiction().rules().size());
    assertEquals(1, MAP.contradictions().size());
    assertEquals("3326", MAP.contradictions().getFirst().before().toString());
  }

  @Test
  void beforeItsDayNothingChanges() {
    assertInstanceOf(Result.Unchanged.class, MAP.convert("33212345", CHANGE.minusDays(1)));
  }

  @Test
  void aNumberThatHasTheNewLengthIsNotChangedAgain() {
    assertInstanceOf(Result.Unchanged.class, MAP.convert(converted("33212345"), CHANGE));
  }

  @Test
  void aRangeKeepsThePositionOfEachCode() {
    ChangeMap map =
        new ChangeMap(
            List.of(
                new ChangeRule(
                    new CodeRange("300", "399"),
                    new CodeRange("0650", "0749"),
                    OptionalInt.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    "row 1")));
    Result.Converted result = (Result.Converted) map.convert("3571234", CHANGE);
    assertEquals("07071234", result.national());
  }

  /// The Hama table of 2011 (reference §2) writes local numbers: 560xxx becomes 4460xxx.
  @Test
  void aTableOfLocalNumbersAppliesBehindItsAreaCode() {
    ChangeMap map = new ChangeMap(List.of(rule("560", "4460", 6).behind("33")));
    Result.Converted result =
        assertInstanceOf(Result.Converted.class, map.convert("33560123", CHANGE));
    assertEquals("334460123", result.national());
    assertInstanceOf(Result.Unchanged.class, map.convert("560123", CHANGE));
  }

  @Test
  void aChangedNumberIsWrittenInTheMannerOfTheOld() {
    Conversion conversion = new Conversion(MAP, FORM);
    assertEquals("+999334212345", conversion.convert("+999 33 212-345", CHANGE).text());
    assertEquals("00999334212345", conversion.convert("0099933212345", CHANGE).text());
    assertEquals("0334212345", conversion.convert("033 212345", CHANGE).text());
    assertEquals("999334212345", conversion.convert("99933212345", CHANGE).text());
    assertEquals("0334212345", conversion.convert("٠٣٣٢١٢٣٤٥", CHANGE).text());
    assertEquals("+44 20 7946 0000", conversion.convert("+44 20 7946 0000", CHANGE).text());
    assertEquals("reception", conversion.convert("reception", CHANGE).text());
  }

  @Test
  void theCountsAddUp() {
    Conversion conversion = new Conversion(MAP, FORM);
    Random random = new Random(2);
    for (int i = 0; i < 10_000; i++) {
      conversion.convert("033" + (200_000 + random.nextInt(200_000)), CHANGE);
    }
    assertEquals(10_000, conversion.seen());
    assertEquals(
        conversion.seen(), conversion.converted() + conversion.unchanged() + conversion.refused());
    assertEquals(
        0,
        List.of(conversion.converted(), conversion.unchanged(), conversion.refused()).stream()
            .filter(n -> n == 0)
            .count());
  }

  /// Against the plainest reading of the rule: look at every rule, keep the longest that cover.
  @Test
  void conversionAgreesWithTryingEveryRule() {
    Random random = new Random(8);
    for (int round = 0; round < 500; round++) {
      List<ChangeRule> rules = rules(random);
      ChangeMap map = new ChangeMap(rules);
      for (int i = 0; i < 200; i++) {
        String national = Integer.toString(100_000 + random.nextInt(900_000));
        assertEquals(plainly(rules, national), outcome(map.convert(national, CHANGE)));
      }
    }
  }

  private static String outcome(Result result) {
    return switch (result) {
      case Result.Converted(String national, ChangeRule _) -> national;
      case Result.Unchanged _ -> "unchanged";
      case Result.Unresolved _ -> "unresolved";
    };
  }

  private static String plainly(List<ChangeRule> rules, String national) {
    for (int digits = 6; digits > 0; digits--) {
      List<String> targets = new ArrayList<>();
      for (ChangeRule rule : rules) {
        int first = Integer.parseInt(rule.before().first());
        int last = Integer.parseInt(rule.before().last());
        int code = Integer.parseInt(national.substring(0, digits));
        if (rule.before().length() == digits && first <= code && code <= last) {
          int now = Integer.parseInt(rule.after().first()) + code - first;
          targets.add(now + national.substring(digits));
        }
      }
      if (!targets.isEmpty()) {
        return targets.stream().distinct().count() == 1 ? targets.getFirst() : "unresolved";
      }
    }
    return "unchanged";
  }

  private static List<ChangeRule> rules(Random random) {
    List<ChangeRule> rules = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int digits = 1 + random.nextInt(3);
      int low = (int) Math.pow(10, digits - 1);
      int first = low + random.nextInt(low * 9);
      int last = Math.min(low * 10 - 1, first + random.nextInt(low));
      int after = 1_000 + random.nextInt(8_000);
      rules.add(
          new ChangeRule(
              new CodeRange("" + first, "" + last),
              new CodeRange("" + after, "" + (after + last - first)),
              OptionalInt.empty(),
              Optional.empty(),
              Optional.empty(),
              "row " + i));
    }
    return rules;
  }
}
