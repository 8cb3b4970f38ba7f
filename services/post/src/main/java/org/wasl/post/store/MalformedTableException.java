package org.wasl.post.store;

import org.wasl.terms.LocalizedText;

/// A table of facts that cannot be used: which file, line and column, what was expected and what is
/// there instead.
public final class MalformedTableException extends IllegalArgumentException {
  private final transient LocalizedText text;
  private final int line;
  private final String column;

  MalformedTableException(
      String file, int line, String column, LocalizedText expected, String found) {
    this(
        line,
        column,
        new LocalizedText(
            file
                + " السطر "
                + line
                + "، العمود "
                + column
                + ": المتوقع "
                + expected.ar()
                + "، والموجود «"
                + found
                + "»",
            file
                + " line "
                + line
                + ", column "
                + column
                + ": expected "
                + expected.en()
                + ", found \""
                + found
                + "\""));
  }

  private MalformedTableException(int line, String column, LocalizedText text) {
    super(text.en() + " / " + text.ar());
    this.text = text;
    this.line = line;
    this.column = column;
  }

  /// What is wrong, in both languages.
  public LocalizedText text() {
    return text;
  }

  /// Counted from 1, the line of the columns' names.
  public int line() {
    return line;
  }

  public String column() {
    return column;
  }
}
