package org.wasl.border;

import java.util.Set;
import org.wasl.terms.Refusal;

/// A service's ear: takes the messages of its lane one by one, inside the transaction that also
/// moves the lane's hand-over cursor and queues the answer.
public interface MessageHandler {

  /// The lane it listens on; the service's name.
  Lane lane();

  /// What it understands; anything else is answered with a refusal by the border.
  Set<MessageKind> kinds();

  /// Does what the message asks. An exception rolls the transaction back; after a fixed number of
  /// tries the message is answered with a refusal, shown, and the lane goes on.
  Outcome handle(Delivery delivery);

  /// Hears again what this node itself sent after the backup from which it was restored: the peer
  /// brought the entry back, and the service's store does not know of it. Inside the transaction
  /// that puts the entry back into the log, in the order of the log and between the peer's messages
  /// as they were handled then, each once; nothing is answered.
  void recall(Delivery own);

  /// The answer that the border sends.
  sealed interface Outcome {
    record Accepted() implements Outcome {}

    record Refused(Refusal refusal) implements Outcome {}
  }
}
