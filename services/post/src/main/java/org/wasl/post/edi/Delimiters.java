package org.wasl.post.edi;

/// The service characters of an interchange (ISO 9735, UNA).
///
/// @param release [#NONE] where it is not used
/// @param repetition [#NONE] before syntax version 4, and where it is not used
public record Delimiters(
    char component, char element, char decimal, char release, char repetition, char terminator) {
  /// The sign of a service character that is not used.
  public static final char NONE = ' ';

  /// Those of an interchange without UNA.
  public static final Delimiters USUAL = new Delimiters(':', '+', '.', '?', NONE, '\'');

  /// Those of an interchange without UNA in syntax version 4.
  public static final Delimiters USUAL_OF_VERSION_4 = new Delimiters(':', '+', '.', '?', '*', '\'');

  /// Information separators 1, 3 and 4 of level B, which need no release character.
  public static final Delimiters OF_LEVEL_B =
      new Delimiters('\u001f', '\u001d', '.', NONE, NONE, '\u001c');

  public Delimiters {
    char[] used = {component, element, terminator, release, repetition};
    for (int i = 0; i < used.length; i++) {
      if (used[i] == NONE && i > 2) {
        continue;
      }
      if (used[i] == NONE || used[i] >= 0x7f || Character.isLetterOrDigit(used[i])) {
        throw new IllegalArgumentException("not a service character: " + (int) used[i]);
      }
      for (int j = 0; j < i; j++) {
        if (used[i] == used[j]) {
          throw new IllegalArgumentException("twice a service character: " + (int) used[i]);
        }
      }
    }
    if (decimal != '.' && decimal != ',') {
      throw new IllegalArgumentException("not a decimal mark: " + (int) decimal);
    }
  }

  /// The same without repetition, as in syntax versions before 4, where its place is reserved.
  Delimiters withoutRepetition() {
    return new Delimiters(component, element, decimal, release, NONE, terminator);
  }

  boolean separates(char c) {
    return c == component
        || c == element
        || c == terminator
        || (release != NONE && c == release)
        || (repetition != NONE && c == repetition);
  }

  /// As UNA says it, 9 characters.
  public String serviceString() {
    return "UNA" + component + element + decimal + release + repetition + terminator;
  }
}
