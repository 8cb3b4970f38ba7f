package org.wasl.border.seal;

import org.wasl.border.log.Hash;

/// The state of a log at one size (C2SP `tlog-checkpoint`), without extension lines.
///
/// @param origin the origin line
/// @param size number of entries
/// @param root the Merkle tree hash
public record Checkpoint(String origin, long size, Hash root) {
  public Checkpoint {
    if (origin.isEmpty() || origin.contains("\n") || size < 0) {
      throw new IllegalArgumentException("not a checkpoint: " + origin + " " + size);
    }
  }

  public String text() {
    return origin + "\n" + size + "\n" + root.base64() + "\n";
  }

  /// @throws MalformedNoteException when the text is no checkpoint of three lines
  public static Checkpoint read(String text) {
    String[] lines = text.split("\n", -1);
    if (lines.length != 4 || !lines[3].isEmpty() || lines[0].isEmpty()) {
      throw new MalformedNoteException(
          1, "ثلاثة أسطر: المنشأ والحجم والجذر", "three lines: origin, size, root");
    }
    if (!lines[1].matches("0|[1-9][0-9]{0,17}")) {
      throw new MalformedNoteException(2, "حجم بلا أصفار في أوله", "a size without leading zeroes");
    }
    byte[] root = SignedNote.base64(lines[2], 3);
    if (root.length != Hash.SIZE) {
      throw new MalformedNoteException(3, "جذر من 32 بايت", "a root of 32 bytes");
    }
    return new Checkpoint(lines[0], Long.parseLong(lines[1]), Hash.of(root));
  }
}
