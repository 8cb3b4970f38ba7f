package org.wasl.voice.bulk;

/// Finds the ends of lines.
final class LineEnd {
  private static final long NEWLINES = EightBytes.all('\n');

  private LineEnd() {}

  /// The place of the first newline from a place on. There must be one, and eight bytes behind it
  /// must be readable.
  static int find(byte[] bytes, int from) {
    int at = from;
    long found = EightBytes.marks(EightBytes.at(bytes, at), NEWLINES);
    while (found == 0) {
      at += 8;
      found = EightBytes.marks(EightBytes.at(bytes, at), NEWLINES);
    }
    return at + EightBytes.first(found);
  }
}
