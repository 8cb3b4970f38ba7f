package org.wasl.voice.exchange;

import java.util.List;

/// The note under which a message of an account stands: the checkpoint of its log with the
/// signatures of the sender and of the other side (C2SP `signed-note`, `tlog-checkpoint`).
///
/// @param index place of the message in the log
/// @param note as text, as it is in the receipt
/// @param signers names of the keys that signed it
public record Countersigned(long index, String note, List<String> signers) {
  public Countersigned {
    signers = List.copyOf(signers);
  }
}
