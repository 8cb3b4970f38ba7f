package org.wasl.border.seal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The bytes under cosignatures (C2SP `tlog-cosignature`).
final class SignedMessage {
  private SignedMessage() {}

  /// `cosignature/v1`, the time, the whole checkpoint.
  static byte[] cosignature(String checkpoint, long time) {
    return ("cosignature/v1\ntime " + time + "\n" + checkpoint).getBytes(StandardCharsets.UTF_8);
  }

  /// `cosigned_message` of the tree from 0 to the checkpoint's size.
  ///
  /// @throws MalformedNoteException when the text is no checkpoint
  static byte[] subtree(String cosigner, long time, String text) {
    Checkpoint checkpoint = Checkpoint.read(text);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("subtree/v1\n\0".getBytes(StandardCharsets.US_ASCII));
    prefixed(out, cosigner);
    out.writeBytes(number(time));
    prefixed(out, checkpoint.origin());
    out.writeBytes(number(0));
    out.writeBytes(number(checkpoint.size()));
    out.writeBytes(checkpoint.root().bytes());
    return out.toByteArray();
  }

  private static void prefixed(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0 || bytes.length > 255) {
      throw new MalformedNoteException(1, "اسم من 1 إلى 255 بايت", "a name of 1 to 255 bytes");
    }
    out.write(bytes.length);
    out.writeBytes(bytes);
  }

  private static byte[] number(long value) {
    return ByteBuffer.allocate(8).putLong(value).array();
  }
}
