package org.wasl.border.seal;

/// Bytes that are no signed note, checkpoint or proof: what was expected and in which line (from
/// 1).
public final class MalformedNoteException extends RuntimeException {
  private final int line;

  public MalformedNoteException(int line, String expected) {
    super("line " + line + ": expected " + expected);
    this.line = line;
  }

  public int line() {
    return line;
  }
}
