package org.wasl.border;

import java.time.Instant;
import java.util.Optional;
import org.wasl.terms.DataClass;
import org.wasl.terms.LegalGround;
import org.wasl.terms.OrganisationId;

/// A message of the peer as it is handed to its service, in the order of the log, once.
///
/// @param origin the log it stands in
/// @param index its place, dense from 0
/// @param created the sender's clock: a claim, never used for order
/// @param receivedAt when this node made it durable
public record Delivery(
    Origin origin,
    long index,
    MessageId id,
    MessageKind kind,
    OrganisationId author,
    OrganisationId addressee,
    DataClass dataClass,
    Optional<LegalGround> ground,
    Optional<MessageId> inReplyTo,
    Instant created,
    String mediaType,
    Content content,
    Instant receivedAt) {

  /// The node that sent it.
  public NodeId peer() {
    return origin.from();
  }

  /// The body, or why there is none.
  public sealed interface Content {
    record Present(byte[] body) implements Content {}

    record BodyAbsent(AbsenceReason reason) implements Content {}
  }

  /// Why a body is not there although its entry is.
  public enum AbsenceReason {
    ERASED,
    EXPIRED,
    REFUSED_BY_POLICY
  }
}
