package org.wasl.post.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {
  @ParameterizedTest
  @ValueSource(strings = {"24.5", "24,5", " 24.5 ", "٢٤٫٥", "۲۴٫۵", "24٫5"})
  void whatPeopleWriteWithWhateverKeyboardIsOneNumber(String written) {
    assertEquals(new BigDecimal("24.5"), Decimals.read(written));
    assertEquals(24_500, Decimals.grams(written));
  }

  /// An exponent would make a few letters cost hours.
  @ParameterizedTest
  @ValueSource(
      strings = {"", "-5", "+5", "1e3", "1e99999999", ".5", "5.", "1.2.3", "1234567890", "NaN"})
  void whatIsNoNumberOfAFormIsRefused(String written) {
    assertThrows(IllegalArgumentException.class, () -> Decimals.read(written));
  }

  @Test
  void aPartOfAGramIsNoWeight() {
    assertThrows(ArithmeticException.class, () -> Decimals.grams("0.0005"));
  }
}
