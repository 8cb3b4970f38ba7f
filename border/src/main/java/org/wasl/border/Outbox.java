package org.wasl.border;

import java.time.Instant;
import java.util.OptionalInt;
import java.util.Set;
import org.wasl.terms.Refusal;

/// Where a service puts what it wants to send, in its own database transaction: when that commits
/// the message will be sent, once, and when it does not the message never was.
public interface Outbox {

  /// Checks the message against this node's policy and the peer's accept list, then queues it.
  ///
  /// @throws IllegalStateException when no transaction of [Transactions] is open
  Submission submit(Draft draft);

  /// The highest version of a message that both this node and the peer know; the lowest of ours
  /// while the peer has not yet announced itself.
  ///
  /// @param known the versions that the sending service can write
  /// @return nothing when there is none in common
  OptionalInt version(NodeId peer, String service, String type, Set<Integer> known);

  /// What became of a draft.
  sealed interface Submission {
    /// It waits for its place in the log.
    ///
    /// @param created as its entry says, and as the receiver will read it
    record Queued(MessageId id, Instant created) implements Submission {}

    /// This answer was submitted before; nothing was queued.
    record AlreadyAnswered(MessageId id) implements Submission {}

    /// The policy of this node, the accept list of the peer or a full queue forbids it.
    record Refused(Refusal refusal) implements Submission {}
  }
}
