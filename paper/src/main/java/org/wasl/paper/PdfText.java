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
  record Glyph(int number, String text) {
    /// Whether it only tells readers a direction.
    boolean isMark() {
      return text.charAt(0) == LEFT_TO_RIGHT_MARK || text.charAt(0) == RIGHT_TO_LEFT_MARK;
    }
  }

  private static final char LEFT_TO_RIGHT_MARK = '\u200E';
  private static final char RIGHT_TO_LEFT_MARK = '\u200F';
  private static final int FIRST_HEBREW = 0x0590;

  /// Whether a text by itself reads from right to left: its first strong letter does (UAX #9 P2).
  static boolean startsRightToLeft(String text) {
    return !isPlain(text)
        && !new Bidi(text, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight();
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= FIRST_HEBREW) {
        return false;
      }
    }
    return true;
  }

  /// Orders (UAX #9) and joins a line.
  ///
  /// @param rightToLeft the direction of the paragraph
  static PdfText of(PdfFont font, String text, boolean rightToLeft) {
    Line line = new Line(font.file());
    if (!rightToLeft && isPlain(text)) {
      for (int i = 0; i < text.length(); i++) {
        line.add(text.charAt(i), text.charAt(i));
      }
      return line.end();
    }
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
    if (misleads(text, order, rightToLeft)) {
      line.mark(rightToLeft ? RIGHT_TO_LEFT_MARK : LEFT_TO_RIGHT_MARK);
    }
    for (int index : order) {
      boolean mirrored = bidi.getLevelAt(index) % 2 == 1;
      char drawn = shaped[index];
      if (mirrored && mirror(drawn) != drawn) {
        line.add(mirror(drawn), mirror(drawn));
      } else {
        line.add(drawn, text.charAt(index));
      }
    }
    return line.end();
  }

  /// Readers that turn text back into the order of reading take the direction of a line from its
  /// leftmost strong letter; where that misleads them, an invisible mark stands before it.
  private static boolean misleads(String text, Integer[] order, boolean rightToLeft) {
    for (int index : order) {
      switch (Character.getDirectionality(text.charAt(index))) {
        case Character.DIRECTIONALITY_LEFT_TO_RIGHT -> {
          return rightToLeft;
        }
        case Character.DIRECTIONALITY_RIGHT_TO_LEFT,
            Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC -> {
          return !rightToLeft;
        }
        default -> {
          // numbers and signs say nothing about it
        }
      }
    }
    return false;
  }

  /// Collects the glyphs of a line.
  private static final class Line {
    private final TrueTypeFont font;
    private final List<Glyph> glyphs = new ArrayList<>();
    private int width;

    Line(TrueTypeFont font) {
      this.font = font;
    }

    /// @param drawn the letter or its joined form
    /// @param letter that it stands for
    void add(char drawn, char letter) {
      if (isDrawn(drawn)) {
        int glyph = font.glyph(drawn);
        glyphs.add(new Glyph(glyph, isLigature(drawn) ? letters(drawn) : String.valueOf(letter)));
        width += font.width(glyph);
      }
    }

    void mark(char mark) {
      int glyph = font.glyph(mark);
      if (glyph != 0 && font.width(glyph) == 0) {
        glyphs.add(new Glyph(glyph, String.valueOf(mark)));
      }
    }

    PdfText end() {
      return new PdfText(List.copyOf(glyphs), width);
    }
  }

  /// Vowel marks are not drawn: placing them needs the font's own tables.
  private static boolean isDrawn(char c) {
    int type = Character.getType(c);
    return c != ArabicShaping.NOTHING
        && type != Character.FORMAT
        && type != Character.NON_SPACING_MARK;
  }

  private static boolean isLigature(char c) {
    return c >= '\uFEF5' && c <= '\uFEFC';
  }

  /// The letters behind a ligature, in the order of reading.
  private static String letters(char c) {
    return Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKC);
  }

  /// Breaks a text into lines no wider than `most` (thousandths): at spaces, and inside words that
  /// are wider than a line.
  static List<PdfText> wrapped(PdfFont font, String text, boolean rightToLeft, int most) {
    List<PdfText> lines = new ArrayList<>();
    String rest = text;
    while (!rest.isEmpty()) {
      int end = fitting(font, rest, rightToLeft, most);
      lines.add(of(font, rest.substring(0, end).strip(), rightToLeft));
      rest = rest.substring(end).strip();
    }
    return lines;
  }

  private static int fitting(PdfFont font, String text, boolean rightToLeft, int most) {
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
