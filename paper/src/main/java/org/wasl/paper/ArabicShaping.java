package org.wasl.paper;

import java.util.HashMap;
import java.util.Map;

/// Joins Arabic letters: replaces each by its isolated, final, initial or medial form (Unicode
/// Presentation Forms-B, U+FE80 to U+FEFC) by the joining rules of Unicode §9.2, and lam with alef
/// by their ligature. Positions stay those of the logical text; a ligature leaves a [#NOTHING]
/// behind.
final class ArabicShaping {
  /// Stands where a letter was taken into a ligature.
  static final char NOTHING = '\uFFFF';

  private static final int ISOLATED = 0;
  private static final int FINAL = 1;
  private static final char LAM = '\u0644';
  private static final char TATWEEL = '\u0640';
  private static final char JOINER = '\u200D';

  /// The letters in the order of the forms block, each with how many forms it has there.
  private static final String LETTERS =
      "\u0621\u0622\u0623\u0624\u0625\u0626\u0627\u0628\u0629\u062A\u062B\u062C\u062D\u062E"
          + "\u062F\u0630\u0631\u0632\u0633\u0634\u0635\u0636\u0637\u0638\u0639\u063A\u0641\u0642"
          + "\u0643\u0644\u0645\u0646\u0647\u0648\u0649\u064A";

  private static final String FORMS = "122224242444442222444444444444444224";

  /// Letters of names in other languages of the region (Kurdish, Persian, Turkmen), each with its
  /// first form in Presentation Forms-A or -B and how many it has.
  private static final String OTHERS =
      "\u0671\uFB502\u067E\uFB564\u0686\uFB7A4\u0698\uFB8A2\u06A4\uFB6A4\u06A9\uFB8E4"
          + "\u06AF\uFB924\u06BE\uFBAA4\u06C6\uFBD92\u06C7\uFBD72\u06CC\uFBFC4\u06D5\uFEE92";

  private static final Map<Character, Letter> BY_CHAR = table();

  private static final char ALEF_MAKSURA = '\u0649';

  /// @param ending the isolated form; the final form follows it
  /// @param inner the initial form, the medial form follows it; [#NOTHING] where there are none
  private record Letter(char ending, char inner, int forms) {
    static Letter of(char first, int forms) {
      return new Letter(first, forms == 4 ? (char) (first + 2) : NOTHING, forms);
    }

    boolean joinsNext() {
      return inner != NOTHING;
    }

    boolean joinsPrevious() {
      return forms > 1;
    }

    char form(boolean before, boolean after) {
      return (char) ((after ? inner : ending) + (before ? 1 : 0));
    }
  }

  private ArabicShaping() {}

  private static Map<Character, Letter> table() {
    Map<Character, Letter> table = new HashMap<>();
    char form = '\uFE80';
    for (int i = 0; i < LETTERS.length(); i++) {
      int forms = FORMS.charAt(i) - '0';
      table.put(LETTERS.charAt(i), Letter.of(form, forms));
      form += (char) forms;
    }
    for (int i = 0; i < OTHERS.length(); i += 3) {
      int forms = OTHERS.charAt(i + 2) - '0';
      table.put(OTHERS.charAt(i), Letter.of(OTHERS.charAt(i + 1), forms));
    }
    // its inner forms are not beside its endings
    table.put(ALEF_MAKSURA, new Letter('\uFEEF', '\uFBE8', 4));
    return table;
  }

  static char[] shape(String text) {
    char[] out = text.toCharArray();
    for (int i = 0; i < out.length; i++) {
      char c = text.charAt(i);
      Letter letter = BY_CHAR.get(c);
      if (letter == null) {
        continue;
      }
      boolean before = letter.joinsPrevious() && joinsForward(text, previous(text, i));
      int next = next(text, i);
      if (c == LAM && next >= 0 && alefForm(text.charAt(next)) >= 0) {
        out[i] = (char) ('\uFEF5' + alefForm(text.charAt(next)) + (before ? FINAL : ISOLATED));
        out[next] = NOTHING;
        i = next;
      } else {
        boolean after = letter.joinsNext() && joinsBackward(text, next);
        out[i] = letter.form(before, after);
      }
    }
    return out;
  }

  /// The offset of the ligature's isolated form behind U+FEF5, or -1 where the letter is no alef.
  private static int alefForm(char c) {
    return switch (c) {
      case '\u0622' -> 0;
      case '\u0623' -> 2;
      case '\u0625' -> 4;
      case '\u0627' -> 6;
      default -> -1;
    };
  }

  private static boolean joinsForward(String text, int at) {
    if (at < 0) {
      return false;
    }
    Letter letter = BY_CHAR.get(text.charAt(at));
    return joins(text.charAt(at)) || letter != null && letter.joinsNext();
  }

  private static boolean joinsBackward(String text, int at) {
    if (at < 0) {
      return false;
    }
    Letter letter = BY_CHAR.get(text.charAt(at));
    return joins(text.charAt(at)) || letter != null && letter.joinsPrevious();
  }

  /// Tatweel and the zero width joiner join on both sides.
  private static boolean joins(char c) {
    return c == TATWEEL || c == JOINER;
  }

  private static int previous(String text, int at) {
    int i = at - 1;
    while (i >= 0 && isMark(text.charAt(i))) {
      i--;
    }
    return i;
  }

  private static int next(String text, int at) {
    int i = at + 1;
    while (i < text.length() && isMark(text.charAt(i))) {
      i++;
    }
    return i < text.length() ? i : -1;
  }

  private static boolean isMark(char c) {
    return Character.getType(c) == Character.NON_SPACING_MARK;
  }
}
