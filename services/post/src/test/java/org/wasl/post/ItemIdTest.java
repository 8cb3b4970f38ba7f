package org.wasl.post;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// UPU S10-12.
class ItemIdTest {
  private static final int CASES = 2_000_000;

  /// Serial numbers with their check digits: the standard's own example first, then both special
  /// cases.
  private static final Map<Integer, Integer> WORKED =
      Map.of(
          47312482, 9, 12345678, 5, 0, 5, 12312312, 0, 99999999, 5, 8, 0, 10000000, 3, 11111111, 5);

  /// The rule as S10-12 says it, step by step.
  private static int byTheRule(String serial) {
    int[] factors = {8, 6, 4, 2, 3, 5, 9, 7};
    int sum = 0;
    for (int i = 0; i < 8; i++) {
      sum += Character.getNumericValue(serial.charAt(i)) * factors[i];
    }
    int result = 11 - sum % 11;
    if (result == 10) {
      return 0;
    }
    return result == 11 ? 5 : result;
  }

  @Test
  void checkDigitsAreTheStandards() {
    WORKED.forEach((serial, digit) -> assertEquals(digit, ItemId.checkDigit(serial)));
  }

  @Test
  void millionsOfNumbersAgreeWithTheRuleAndOnlyTheRightDigitIsValid() {
    SplittableRandom random = new SplittableRandom(10);
    byte[] bytes = "xxEE000000000IQ".getBytes(US_ASCII);
    for (int i = 0; i < CASES; i++) {
      int serial = random.nextInt(ItemId.MAX_SERIAL + 1);
      String digits = Integer.toString(100_000_000 + serial).substring(1);
      int expected = byTheRule(digits);
      assertEquals(expected, ItemId.checkDigit(serial));
      digits.getBytes(0, 8, bytes, 4);
      int tried = random.nextInt(10);
      bytes[12] = (byte) ('0' + tried);
      assertEquals(tried == expected, ItemId.isValid(bytes, 2));
    }
  }

  @Test
  void anyOtherByteInAnyPlaceIsNotValid() {
    byte[] right = "EE473124829IQ".getBytes(US_ASCII);
    assertTrue(ItemId.isValid(right, 0));
    for (int at = 0; at < right.length; at++) {
      boolean letter = at < 2 || at > 10;
      for (int c = 0; c < 256; c++) {
        byte[] changed = right.clone();
        changed[at] = (byte) c;
        boolean fits = letter ? c >= 'A' && c <= 'Z' : c >= '0' && c <= '9';
        if (!fits) {
          assertFalse(ItemId.isValid(changed, 0), at + " " + c);
        }
      }
      assertFalse(ItemId.isValid(right, at + 1));
    }
    assertFalse(ItemId.isValid(right, -1));
  }

  @Test
  void anIdentifierIsReadHoweverItIsWritten() {
    for (String text :
        List.of(
            "EE473124829IQ",
            " ee 473 124 829 iq ",
            "EE-473-124-829-IQ",
            "EE٤٧٣١٢٤٨٢٩IQ",
            "EE۴۷۳۱۲۴۸۲۹IQ",
            "\u200FEE473124829IQ\u200E",
            "EE 473\u00A0124 829 IQ")) {
      ItemId id = assertInstanceOf(ItemReading.Valid.class, ItemReading.of(text), text).id();
      assertEquals("EE473124829IQ", id.value());
      assertEquals("EE 473 124 829 IQ", id.printed());
      assertEquals(ItemClass.EMS, id.itemClass());
      assertEquals(47_312_482, id.serial());
      assertEquals("IQ", id.country());
      assertEquals(id, ItemId.of("EE", 47_312_482, "IQ"));
    }
  }

  @Test
  void aSlipIsNamedAndAnotherIdentifierIsKept() {
    assertEquals(
        new ItemReading.WrongCheckDigit("EE473124828IQ", 8, 9), ItemReading.of("EE473124828IQ"));
    for (String other :
        List.of("0E473124829IQ", "4731248291234", "EE473124829IRQ", "EE47312482IQ")) {
      assertEquals(new ItemReading.Local(other), ItemReading.of(other));
    }
    assertThrows(IllegalArgumentException.class, () -> new ItemId("EE473124828IQ"));
    assertThrows(IllegalArgumentException.class, () -> new ItemId("ee473124829IQ"));
    assertThrows(IllegalArgumentException.class, () -> ItemReading.of("E".repeat(10_000)));
  }

  @Test
  void theIndicatorSaysWhatItIs() {
    Map<String, ItemClass> known =
        Map.ofEntries(
            Map.entry("EA", ItemClass.EMS),
            Map.entry("CV", ItemClass.PARCEL),
            Map.entry("HZ", ItemClass.COMMERCE_PARCEL),
            Map.entry("RR", ItemClass.REGISTERED),
            Map.entry("VV", ItemClass.INSURED),
            Map.entry("LX", ItemClass.TRACKED),
            Map.entry("UZ", ItemClass.CUSTOMS_LETTER),
            Map.entry("MA", ItemClass.M_BAG),
            Map.entry("QM", ItemClass.BUSINESS_REPLY),
            Map.entry("QN", ItemClass.UNASSIGNED),
            Map.entry("AU", ItemClass.UNASSIGNED),
            Map.entry("AV", ItemClass.BY_AGREEMENT),
            Map.entry("GA", ItemClass.BY_AGREEMENT),
            Map.entry("GB", ItemClass.UNASSIGNED),
            Map.entry("GD", ItemClass.BY_AGREEMENT),
            Map.entry("ZZ", ItemClass.BY_AGREEMENT),
            Map.entry("FA", ItemClass.UNASSIGNED));
    known.forEach((letters, expected) ->
        assertEquals(expected, ItemClass.of(letters.charAt(0), letters.charAt(1)), letters));
  }
}
