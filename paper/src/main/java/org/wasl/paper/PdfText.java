package org.wasl.paper;

import java.text.Bidi;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/// One line of text ready to be drawn: glyphs in the order of the eye, from left to right.
///
/// @param glyphs what is drawn
/// @param width in thousandths of the font size
record PdfText(List<Glyph> glyphs, int width) {

  /// @param number of the font's glyph
  /// @param text the letters that it stands for, for extraction
  record Glyph(int number, String text) {}

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
    List<Glyph> glyphs = new ArrayList<>();
    int width = 0;
    for (int index : order) {
      char c = shaped[index];
      if (isDrawn(c)) {
        boolean mirrored = bidi.getLevelAt(index) % 2 == 1;
        int glyph = font.glyph(mirrored ? mirror(c) : c);
        glyphs.add(new Glyph(glyph, letters(c)));
        width += font.width(glyph);
      }
    }
    return new PdfText(glyphs, width);
  }

  /// Vowel marks are not drawn: placing them needs the font's own tables.
  private static boolean isDrawn(char c) {
    int type = Character.getType(c);
    return c != ArabicShaping.NOTHING
        && type != Character.FORMAT
        && type != Character.NON_SPACING_MARK;
  }

  /// The letters behind a joined form. Readers turn right-to-left text around letter by letter, so
  /// the two letters of a ligature stand in the order of the eye.
  private static String letters(char c) {
    String plain = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKC);
    return plain.length() < 2 ? plain : new StringBuilder(plain).reverse().toString();
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
