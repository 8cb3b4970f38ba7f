package org.wasl.numbering.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.wasl.numbering.filing.FiledDocument;
import org.wasl.numbering.wire.RefusedFilingException.Reason;

/// Opens a filing in whichever form it comes; the form is told by its first bytes, not its name.
public final class FilingFiles {
  /// A file is read up to this size, in bytes; a larger one is refused before it is read.
  public static final int MAX_BYTES = 32 << 20;

  private FilingFiles() {}

  /// @throws RefusedFilingException with the place, when the file is not read
  public static List<FiledDocument> read(Path file, String name) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw tooLarge(name);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(name, in);
    }
  }

  /// Reads at most [#MAX_BYTES] and one byte from the stream.
  public static List<FiledDocument> read(String name, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw tooLarge(name);
    }
    return read(name, bytes);
  }

  /// @throws RefusedFilingException with the place, when the bytes are not read
  public static List<FiledDocument> read(String name, byte[] bytes) {
    if (startsWith(bytes, "%PDF-")) {
      return List.of(PdfTables.read(name, bytes));
    }
    if (startsWith(bytes, "PK")) {
      return List.of(DocxTables.read(name, bytes));
    }
    String text = text(name, bytes);
    if (text.isBlank()) {
      throw new RefusedFilingException(Reason.UNKNOWN_FORMAT, name, "byte 0", "a filing");
    }
    return textual(name, text);
  }

  private static List<FiledDocument> textual(String name, String text) {
    String head = text.stripLeading();
    String lower = name.toLowerCase(Locale.ROOT);
    if (head.startsWith("<")) {
      return List.of(HtmlTables.read(name, text));
    }
    if (head.startsWith("{")) {
      return E129Json.isOne(head)
          ? List.of(E129Json.document(name, text))
          : bulletin(name, text.replace('\t', ' '));
    }
    if (lower.endsWith(".yaml") || lower.endsWith(".yml") || head.startsWith("messages:")) {
      return bulletin(name, text);
    }
    return List.of(CsvTables.read(name, text));
  }

  private static List<FiledDocument> bulletin(String name, String text) {
    return BulletinReader.read(name, BulletinTree.parse(name, text));
  }

  private static boolean startsWith(byte[] bytes, String start) {
    return bytes.length >= start.length()
        && new String(bytes, 0, start.length(), StandardCharsets.ISO_8859_1).equals(start);
  }

  private static String text(String name, byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      throw new RefusedFilingException(Reason.NOT_UTF8, name, "byte " + in.position(), "UTF-8");
    }
    String text = out.flip().toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static RefusedFilingException tooLarge(String name) {
    return new RefusedFilingException(
        Reason.TOO_LARGE, name, "byte " + MAX_BYTES, "at most " + MAX_BYTES + " bytes");
  }
}
