package org.wasl.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.zxing.ChecksumException;
import com.google.zxing.FormatException;
import com.google.zxing.NotFoundException;
import com.google.zxing.common.BitArray;
import com.google.zxing.oned.Code128Reader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Code128Test {
  private static String read(Code128 code) {
    BitArray row = new BitArray(code.width() + 2 * Code128.QUIET);
    int at = Code128.QUIET;
    boolean isBar = true;
    for (int width : code.modules()) {
      if (isBar) {
        row.setRange(at, at + width);
      }
      at += width;
      isBar = !isBar;
    }
    try {
      return new Code128Reader().decodeRow(0, row, Map.of()).getText();
    } catch (NotFoundException | FormatException | ChecksumException e) {
      throw new AssertionError(code.text(), e);
    }
  }

  @Test
  void anotherReaderReadsEveryText() {
    StringBuilder ascii = new StringBuilder();
    for (char c = ' '; c <= '~'; c++) {
      ascii.append(c);
    }
    for (String each : List.of(ascii.substring(0, 48), ascii.substring(48))) {
      assertEquals(each, read(Code128.of(each)));
    }
    for (int pair = 0; pair < 100; pair++) {
      String text = "%02d%02d".formatted(pair, 99 - pair);
      assertEquals(text, read(Code128.of(text)));
      assertEquals("X" + text + "1Y", read(Code128.of("X" + text + "1Y")));
    }
  }

  /// The least that ISO/IEC 15417 annex E allows: one start, one check symbol and a stop of 13
  /// modules, sets changed once each way.
  @Test
  void postalIdentifiersAreAsShortAsTheStandardAllows() {
    assertEquals(156, Code128.of("EE100000003IQ").width());
    assertEquals(244, Code128.of("IQBGWASYDAMAAEN60042").width());
    assertEquals(288, Code128.of("IQBGWASYDAMAAEN60042003100227").width());
  }

  @Test
  void whatIsNotPrintableIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Code128.of(""));
    assertThrows(IllegalArgumentException.class, () -> Code128.of("بغداد"));
    assertThrows(IllegalArgumentException.class, () -> Code128.of("1".repeat(61)));
  }
}
