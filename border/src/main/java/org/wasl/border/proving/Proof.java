package org.wasl.border.proving;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.wasl.border.log.Hash;
import org.wasl.border.seal.MalformedNoteException;
import org.wasl.border.seal.SignedNote;

/// A `.tlog-proof` file (C2SP `tlog-proof`), without extra data.
///
/// @param index of the entry
/// @param path from the leaf's sibling upwards, at most 63 hashes
/// @param note the checkpoint with its signatures and cosignatures
public record Proof(long index, List<Hash> path, SignedNote note) {
  private static final String FIRST = "c2sp.org/tlog-proof@v1";
  private static final int MAX_BYTES = 2 << 20;

  public Proof {
    path = List.copyOf(path);
    if (index < 0 || path.size() > 63) {
      throw new IllegalArgumentException("not a proof: " + index + ", " + path.size() + " hashes");
    }
  }

  public byte[] bytes() {
    StringBuilder out = new StringBuilder(FIRST).append("\nindex ").append(index).append('\n');
    path.forEach(hash -> out.append(hash.base64()).append('\n'));
    out.append('\n').append(new String(note.bytes(), StandardCharsets.UTF_8));
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// @throws MalformedReceiptException when the bytes are no such file
  public static Proof read(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw malformed(MAX_BYTES + " بايت على الأكثر", "at most " + MAX_BYTES + " bytes");
    }
    String text = text(bytes);
    int blank = text.indexOf("\n\n");
    if (blank < 0) {
      throw malformed("سطر فارغ قبل نقطة التحقق", "a blank line before the checkpoint");
    }
    String[] lines = text.substring(0, blank).split("\n", -1);
    if (lines.length < 2 || !lines[0].equals(FIRST)) {
      throw malformed("السطر 1: المتوقع " + FIRST, "line 1: expected " + FIRST);
    }
    if (!lines[1].matches("index (0|[1-9][0-9]{0,17})")) {
      throw malformed("السطر 2: المتوقع رقم قيد", "line 2: expected an index");
    }
    long index = Long.parseLong(lines[1].substring(6));
    if (lines.length - 2 > 63) {
      throw malformed("63 بصمة على الأكثر", "at most 63 hashes");
    }
    return new Proof(index, path(lines), note(text.substring(blank + 2)));
  }

  private static List<Hash> path(String[] lines) {
    List<Hash> path = new ArrayList<>();
    for (int i = 2; i < lines.length; i++) {
      try {
        path.add(Hash.ofBase64(lines[i]));
      } catch (IllegalArgumentException e) {
        throw malformed(
            "السطر " + (i + 1) + ": المتوقع بصمة", "line " + (i + 1) + ": expected a hash");
      }
    }
    return path;
  }

  private static SignedNote note(String text) {
    try {
      return SignedNote.read(text.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedNoteException e) {
      throw malformed("نقطة التحقق، " + e.text().ar(), "checkpoint, " + e.text().en());
    }
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw malformed("ترميز UTF-8", "UTF-8");
    }
  }

  private static MalformedReceiptException malformed(String ar, String en) {
    return new MalformedReceiptException(
        "receipt.proof", "ملف الإثبات غير سليم: " + ar, "the proof file is malformed: " + en);
  }
}
