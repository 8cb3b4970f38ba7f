package org.wasl.settlement.wire;

import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;

/// One line of text ready to be drawn: glyphs in the order of the eye, from left to right.
///
/// @param logical the text as it is read, for extraction
/// @param glyphs glyph numbers of the font
/// @param width in thousandths of the font size
record PdfText(String logical, List<Integer> glyphs, int width) {

  /// Orders (UAX #9) and joins a line.
  ///
  /// @param rightToLeft the direction of the paragraph
  static PdfText of(TrueTypeFont font, String text, boolean rightToLeft) {
    int direction = rightToLeft ? Bidi.DIRECTION_RIGHT_TO_LEFT : Bidi.DIRECTION_LEFT_TO_RIGHT;
    Bidi bidi = new Bidi(text, direction);
    char[] shaped = ArabicShaping.shape(text);
    Integer[] order = new Integer[text.length()];
    byte[] levels = new byte[text.length()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
      levels[i] = (byte) bidi.getLevelAt(i);
    }
    Bidi.reorderVisually(levels, 0, order, 0, order.length);
    List<Integer> glyphs = new ArrayList<>();
    int width = 0;
    for (int index : order) {
      char c = shaped[index];
      if (c != ArabicShaping.NOTHING && Character.getType(c) != Character.FORMAT) {
        boolean mirrored = bidi.getLevelAt(index) % 2 == 1;
        int glyph = font.glyph(mirrored ? mirror(c) : c);
        glyphs.add(glyph);
        width += font.width(glyph);
      }
    }
    return new PdfText(text, glyphs, width);
  }

  /// Breaks a text into lines no wider than `most` (thousandths): at spaces, and inside words that
  /// are wider than a line.
  static List<PdfText> wrapped(TrueTypeFont font, String text, boolean rightToLeft, int most) {
    List<PdfText> lines = new ArrayList<>();
    String rest = text;
    while (!rest.isEmpty()) {
      int end = fitting(font, rest, rightToLeft, most);
      lines.add(of(font, rest.substring(0, end).strip(), rightToLeft));
      rest = rest.substring(end).strip();
    }
    return lines;
  }

  private static int fitting(TrueTypeFont font, String text, boolean rightToLeft, int most) {
    int end = text.length();
    while (end > 1 && of(font, text.substring(0, end), rightToLeft).width() > most) {
      int space = text.lastIndexOf(' ', end - 1);
      end = space > 0 ? space : end - 1;
    }
    return end;
  }

  private static char mirror(char c) {
    return switch (c) {
      case '(' -> ')';
      case ')' -> '(';
      case '[' -> ']';
      case ']' -> '[';
      case '<' -> '>';
      case '>' -> '<';
      default -> c;
    };
  }
}
