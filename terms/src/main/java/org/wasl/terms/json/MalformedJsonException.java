package org.wasl.terms.json;

import org.wasl.terms.LocalizedText;

/// The input is not the JSON that was expected: says the source, the character offset or the path,
/// what was expected and what was found.
public final class MalformedJsonException extends RuntimeException {
  private final String source;
  private final int offset;
  private final String path;
  private final String expected;
  private final String found;

  public MalformedJsonException(
      String source, int offset, String path, String expected, String found) {
    super(
        source
            + " at "
            + path
            + " (offset "
            + offset
            + "): expected "
            + expected
            + ", found "
            + found);
    this.source = source;
    this.offset = offset;
    this.path = path;
    this.expected = expected;
    this.found = found;
  }

  public String source() {
    return source;
  }

  /// What people read. What was expected and found are words of the format, the same in both.
  public LocalizedText text() {
    return new LocalizedText(
        source
            + " عند "
            + path
            + "، الموضع "
            + offset
            + ": المتوقع "
            + expected
            + "، الموجود "
            + found,
        String.valueOf(getMessage()));
  }

  public int offset() {
    return offset;
  }

  public String path() {
    return path;
  }

  public String expected() {
    return expected;
  }

  public String found() {
    return found;
  }
}
