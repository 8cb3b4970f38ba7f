package org.wasl.post.forms;

/// What a box of a form is called, in the three languages of the forms.
public record Caption(String ar, String fr, String en) {

  /// In one line, for a value that is one of a list.
  String inOneLine() {
    return fr.equals(en) ? en + " · " + ar : fr + " · " + en + " · " + ar;
  }

  /// French with English, and Arabic below them.
  String inTwoLines() {
    return (fr.equals(en) ? en : fr + " · " + en) + (ar.equals(en) ? "" : "\n" + ar);
  }

  /// French and English below each other, once where they are equal.
  String latin() {
    return fr.equals(en) ? en : fr + "\n" + en;
  }
}
