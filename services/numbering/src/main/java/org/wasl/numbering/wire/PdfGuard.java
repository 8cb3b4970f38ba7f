package org.wasl.numbering.wire;

import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.wasl.numbering.wire.RefusedFilingException.Reason;

/// Looks at the raw bytes of a PDF before a library opens it: whole to the end, streams that do not
/// unpack beyond [#MAX_UNPACKED], and no nesting beyond [#MAX_DEPTH]. A stream packed twice is
/// refused.
final class PdfGuard {
  static final int MAX_UNPACKED = 64 << 20;
  static final int MAX_DEPTH = 200;
  private static final int MAX_DICTIONARY = 1_024;
  private static final int TAIL = 2_048;

  private final String document;
  private final byte[] pdf;
  private final byte[] block = new byte[64 << 10];
  private long unpacked;

  private PdfGuard(String document, byte[] pdf) {
    this.document = document;
    this.pdf = pdf;
  }

  static void check(String document, byte[] pdf) {
    PdfGuard guard = new PdfGuard(document, pdf);
    guard.requireEnd();
    guard.requireShallow(pdf, pdf.length, "byte ");
    guard.requireNoOtherPacking();
    guard.requireOpen();
    guard.requireModestStreams();
  }

  private void requireEnd() {
    int from = Math.max(0, pdf.length - TAIL);
    if (find("%%EOF", from) < 0 || find("startxref", from) < 0) {
      throw refused(Reason.TRUNCATED, pdf.length, "%%EOF at the end");
    }
  }

  private void requireNoOtherPacking() {
    int lzw = find("/LZW", 0);
    if (lzw >= 0) {
      throw refused(Reason.EXPANDS, lzw, "no LZW streams");
    }
  }

  /// What is encrypted cannot be looked at here, with an empty password neither.
  private void requireOpen() {
    int encrypt = find("/Encrypt", 0);
    if (encrypt >= 0) {
      throw refused(Reason.ENCRYPTED, encrypt, "no password");
    }
  }

  private void requireModestStreams() {
    for (int at = find("stream", 0); at >= 0; at = find("stream", at + 6)) {
      int data = at + 6;
      while (data < pdf.length && (pdf[data] == '\r' || pdf[data] == '\n')) {
        data++;
      }
      boolean opens = at < 3 || !startsWith(pdf, at - 3, pdf.length, "end");
      if (opens && data > at + 6 && data < pdf.length) {
        inflate(data, declaresPacking(at));
      }
    }
  }

  /// Whether the dictionary in front of the stream says that it is packed, and nothing else about
  /// it.
  private boolean declaresPacking(int stream) {
    int from = Math.max(0, stream - MAX_DICTIONARY);
    String before = new String(pdf, from, stream - from, StandardCharsets.ISO_8859_1);
    String dictionary = before.substring(Math.max(0, before.lastIndexOf(" obj")));
    return dictionary.contains("/FlateDecode") && !dictionary.contains("85Decode");
  }

  /// A stream that says it is packed must unpack to its end, check sum included: the library behind
  /// this would go on with half of it.
  private void inflate(int from, boolean declared) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(pdf, from, pdf.length - from);
      boolean begin = true;
      while (!inflater.finished()) {
        int count = inflater.inflate(block);
        if (count == 0 && !inflater.finished()) {
          requireWhole(declared, from);
          return;
        }
        if (begin && count > 2 && isPacked(block)) {
          throw refused(Reason.EXPANDS, from, "streams packed once");
        }
        begin = false;
        unpacked += count;
        if (unpacked > MAX_UNPACKED) {
          throw refused(Reason.EXPANDS, from, "at most " + MAX_UNPACKED + " bytes unpacked");
        }
        requireShallow(block, count, "stream at byte ");
      }
    } catch (DataFormatException _) {
      requireWhole(declared, from);
    } finally {
      inflater.end();
    }
  }

  private void requireWhole(boolean declared, int from) {
    if (declared) {
      throw refused(Reason.MALFORMED, from, "a whole packed stream");
    }
  }

  private static boolean isPacked(byte[] bytes) {
    int header = (bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF);
    return (bytes[0] & 0x0F) == 8 && (bytes[0] & 0xFF) >> 4 <= 7 && header % 31 == 0;
  }

  private void requireShallow(byte[] bytes, int length, String where) {
    int depth = 0;
    for (int i = 0; i < length; i++) {
      byte c = bytes[i];
      if (c == '[' || (c == '<' && i + 1 < length && bytes[i + 1] == '<')) {
        i += c == '<' ? 1 : 0;
        if (++depth > MAX_DEPTH) {
          throw new RefusedFilingException(
              Reason.TOO_DEEP, document, where + i, "at most " + MAX_DEPTH + " levels");
        }
      } else if (c == ']' || (c == '>' && i + 1 < length && bytes[i + 1] == '>')) {
        i += c == '>' ? 1 : 0;
        depth = Math.max(0, depth - 1);
      } else if (c == 'e' && startsWith(bytes, i, length, "endobj")) {
        depth = 0;
      } else if (c == 's' && startsWith(bytes, i, length, "stream")) {
        depth = 0;
      }
    }
  }

  private static boolean startsWith(byte[] bytes, int at, int length, String word) {
    if (at + word.length() > length) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes[at + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private int find(String word, int from) {
    for (int i = from; i + word.length() <= pdf.length; i++) {
      if (startsWith(pdf, i, pdf.length, word)) {
        return i;
      }
    }
    return -1;
  }

  private RefusedFilingException refused(Reason reason, int at, String expected) {
    return new RefusedFilingException(reason, document, "byte " + at, expected);
  }
}
