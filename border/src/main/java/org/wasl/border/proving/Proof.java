package org.wasl.border.proving;

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
      throw new MalformedReceiptException("proof: at most " + MAX_BYTES + " bytes");
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    int blank = text.indexOf("\n\n");
    if (blank < 0) {
      throw new MalformedReceiptException("proof: a blank line before the checkpoint");
    }
    String[] lines = text.substring(0, blank).split("\n", -1);
    if (lines.length < 2 || !lines[0].equals(FIRST)) {
      throw new MalformedReceiptException("proof line 1: expected " + FIRST);
    }
    if (!lines[1].matches("index (0|[1-9][0-9]{0,17})")) {
      throw new MalformedReceiptException("proof line 2: expected an index");
    }
    long index = Long.parseLong(lines[1].substring(6));
    if (lines.length - 2 > 63) {
      throw new MalformedReceiptException("proof: at most 63 hashes");
    }
    return new Proof(index, path(lines), note(text.substring(blank + 2)));
  }

  private static List<Hash> path(String[] lines) {
    List<Hash> path = new ArrayList<>();
    for (int i = 2; i < lines.length; i++) {
      try {
        path.add(Hash.ofBase64(lines[i]));
      } catch (IllegalArgumentException e) {
        throw new MalformedReceiptException("proof line " + (i + 1) + ": expected a hash");
      }
    }
    return path;
  }

  private static SignedNote note(String text) {
    try {
      return SignedNote.read(text.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedNoteException e) {
      throw new MalformedReceiptException("proof, checkpoint: " + e.getMessage());
    }
  }
}
