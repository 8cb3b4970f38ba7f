package org.wasl.border.seal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// A text with signature lines (C2SP `signed-note`).
///
/// @param text ends with a newline; what is signed
/// @param lines 1 to [#MAX_LINES] signatures
public record SignedNote(String text, List<Line> lines) {
  /// Verifiers accept at least 16; more are refused.
  public static final int MAX_LINES = 32;

  /// The greatest note read.
  public static final int MAX_BYTES = 1 << 20;

  /// One signature.
  ///
  /// @param name the key's name
  /// @param keyId its first four bytes, as a number
  /// @param signature what follows the key id
  public record Line(String name, int keyId, byte[] signature) {
    String text() {
      byte[] bytes = ByteBuffer.allocate(4 + signature.length).putInt(keyId).put(signature).array();
      return "\u2014 " + name + " " + Base64.getEncoder().encodeToString(bytes) + "\n";
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Line line && text().equals(line.text());
    }

    @Override
    public int hashCode() {
      return text().hashCode();
    }
  }

  public SignedNote {
    lines = List.copyOf(lines);
    if (!text.endsWith("\n") || lines.size() > MAX_LINES) {
      throw new IllegalArgumentException("not the text of a note");
    }
  }

  public byte[] textBytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// This note with more signatures.
  public SignedNote with(List<Line> more) {
    List<Line> all = new ArrayList<>(lines);
    more.stream().filter(line -> !all.contains(line)).forEach(all::add);
    return new SignedNote(text, all);
  }

  public byte[] bytes() {
    StringBuilder out = new StringBuilder(text).append('\n');
    lines.forEach(line -> out.append(line.text()));
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// The signature lines alone, as a cosigner answers.
  public static byte[] bytesOf(List<Line> lines) {
    StringBuilder out = new StringBuilder();
    lines.forEach(line -> out.append(line.text()));
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// @throws MalformedNoteException when the bytes are no signed note
  public static SignedNote read(byte[] bytes) {
    String whole = utf8(bytes);
    int split = whole.lastIndexOf("\n\n");
    if (split < 0) {
      throw new MalformedNoteException(
          1, "سطر فارغ قبل التواقيع", "a blank line before the signatures");
    }
    String text = whole.substring(0, split + 1);
    int firstLine = (int) text.chars().filter(c -> c == '\n').count() + 2;
    List<Line> lines = readLines(whole.substring(split + 2), firstLine);
    if (lines.isEmpty()) {
      throw new MalformedNoteException(firstLine, "سطر توقيع", "a signature line");
    }
    return new SignedNote(text, lines);
  }

  /// Reads signature lines that stand alone.
  public static List<Line> readLines(byte[] bytes) {
    return readLines(utf8(bytes), 1);
  }

  private static List<Line> readLines(String text, int firstLine) {
    List<Line> lines = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int number = firstLine + lines.size();
      int end = text.indexOf('\n', at);
      if (end < 0) {
        throw new MalformedNoteException(number, "نهاية سطر في الآخر", "a newline at the end");
      }
      if (lines.size() == MAX_LINES) {
        throw new MalformedNoteException(
            number, MAX_LINES + " توقيعاً على الأكثر", "at most " + MAX_LINES + " signatures");
      }
      lines.add(readLine(text.substring(at, end), number));
      at = end + 1;
    }
    return lines;
  }

  private static Line readLine(String line, int number) {
    String[] parts = line.split(" ", -1);
    if (parts.length != 3 || !parts[0].equals("\u2014") || parts[1].isEmpty()) {
      throw new MalformedNoteException(
          number, "شرطة واسم مفتاح وتوقيع", "a dash, a key name and a signature");
    }
    if (parts[1].contains("+") || parts[1].chars().anyMatch(Character::isSpaceChar)) {
      throw new MalformedNoteException(
          number, "اسم مفتاح بلا + ولا مسافات", "a key name without + and spaces");
    }
    byte[] bytes = base64(parts[2], number);
    if (bytes.length < 5) {
      throw new MalformedNoteException(number, "معرّف مفتاح وتوقيع", "a key id and a signature");
    }
    byte[] signature = new byte[bytes.length - 4];
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int keyId = in.getInt();
    in.get(signature);
    return new Line(parts[1], keyId, signature);
  }

  static byte[] base64(String text, int line) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException _) {
      // said below
    }
    throw new MalformedNoteException(line, "base64 بصورته القانونية", "canonical base64");
  }

  private static String utf8(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new MalformedNoteException(
          1, MAX_BYTES + " بايت على الأكثر", "at most " + MAX_BYTES + " bytes");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    if (StandardCharsets.UTF_8.newDecoder().decode(in, out, true).isError()) {
      throw new MalformedNoteException(lineAt(bytes, in.position()), "ترميز UTF-8", "UTF-8");
    }
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] >= 0 && bytes[i] < 0x20 && bytes[i] != '\n') {
        throw new MalformedNoteException(
            lineAt(bytes, i), "لا محارف تحكم", "no control characters");
      }
    }
    return out.flip().toString();
  }

  private static int lineAt(byte[] bytes, int offset) {
    int line = 1;
    for (int i = 0; i < offset; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return line;
  }
}
