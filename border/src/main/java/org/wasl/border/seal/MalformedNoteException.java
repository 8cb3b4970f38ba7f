package org.wasl.border.seal;

import org.wasl.terms.LocalizedText;

/// Bytes that are no signed note, checkpoint or proof: what was expected and in which line (from
/// 1), in both languages.
public final class MalformedNoteException extends RuntimeException {
  private final int line;
  private final transient LocalizedText text;

  /// @param ar what was expected, in Arabic
  /// @param en what was expected, in English
  public MalformedNoteException(int line, String ar, String en) {
    super("line " + line + ": expected " + en);
    this.line = line;
    this.text =
        new LocalizedText("السطر " + line + ": المتوقع " + ar, "line " + line + ": expected " + en);
  }

  public int line() {
    return line;
  }

  /// What people read.
  public LocalizedText text() {
    return text;
  }
}
