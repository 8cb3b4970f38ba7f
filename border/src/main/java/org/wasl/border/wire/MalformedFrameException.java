package org.wasl.border.wire;

/// Bytes of the line that are no frame: the offset and what was expected there.
public final class MalformedFrameException extends RuntimeException {
  private final int offset;

  public MalformedFrameException(int offset, String expected) {
    super("offset " + offset + ": expected " + expected);
    this.offset = offset;
  }

  public int offset() {
    return offset;
  }
}
