package org.wasl.numbering.filing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.filing.CodeText.Reading;

/// The ways in which administrations write codes.
class CodeTextTest {
  private static String read(String cell) {
    return read(cell, OptionalInt.empty());
  }

  private static String read(String cell, OptionalInt most) {
    return switch (new CodeText("963", most).read(cell)) {
      case Reading.Codes(List<CodeText.Item> items) ->
          String.join(
              " ",
              items.stream()
                  .map(i ->
                      i.range()
                          + (i.total().isPresent() ? "/" + i.total().getAsInt() : "")
                          + (i.trunkZero() ? "z" : ""))
                  .toList());
      case Reading.Nothing _ -> "nothing";
      case Reading.Unclear(Defect.Kind kind) -> kind.code();
    };
  }

  @Test
  void aRangeInWordsIsARange() {
    assertEquals("800-805", read("800 to 805"));
    assertEquals("800-805", read("from 800 up to 805"));
    assertEquals("800-805", read("800 à 805"));
    assertEquals("800-805", read("٨٠٠ إلى ٨٠٥"));
    assertEquals("800-805", read("800 –\n805"));
  }

  @Test
  void aMaskShowsTheLengthOfTheNumber() {
    assertEquals("91/9", read("+963 91 XXXX XXX"));
    assertEquals("2100-2399/8", read("2100 ‒ 2399 xxxx"));
    assertEquals("93/9", read("93 abcdefg"));
    assertEquals("260-261/5", read("260xx – 261xx"));
  }

  @Test
  void aListIsAList() {
    assertEquals("7800 7801 7879", read("7800, 7801 and 7879"));
    assertEquals("7800 7801 7879", read("7800\n7801\n7879"));
    assertEquals("700 701 702", read("700 701 702"));
    assertEquals("3855 5030 5049 5510", read("3855 5030 5049 5510", OptionalInt.of(8)));
  }

  @Test
  void spacesInsideOneNumberDoNotMakeAList() {
    assertEquals("391754", read("39 17 54", OptionalInt.of(8)));
    assertEquals("7656000-7659999", read("76 56000 – 76 59999"));
    assertEquals("42000000-42039999", read("4200-0000 to 4203-9999"));
  }

  @Test
  void aClassStandsForEachOfItsDigits() {
    assertEquals("03 04 05", read("0(3-5)"));
    assertEquals("93 96 98 99", read("9[3689]"));
    assertEquals("93 94 96", read("9[3-46]"));
  }

  @Test
  void aTrunkZeroInBracketsIsMarked() {
    assertEquals("122/9z", read("(0)12 2 xxx xxx"));
  }

  @Test
  void whatCannotBeReadIsSaid() {
    assertEquals("unreadable-code", read("to be announced"));
    assertEquals("reversed-range", read("805 to 800"));
    assertEquals("ambiguous-code", read("7800-79"));
    assertEquals("unreadable-code", read("1XX5"));
    assertEquals("unreadable-code", read("+44 20 XXXX"));
    assertEquals("nothing", read("\u00A0 \n"));
    assertEquals("unreadable-code", read("1".repeat(10_000)));
  }

  @Test
  void prefixesOfARangeStandForExactlyItsCodes() {
    assertEquals(List.of("780", "781", "782"), new CodeRange("7800", "7829").prefixes());
    assertEquals(List.of("56", "57", "580"), new CodeRange("560", "580").prefixes());
    assertEquals(List.of("0", "1"), new CodeRange("00", "19").prefixes());
  }
}
