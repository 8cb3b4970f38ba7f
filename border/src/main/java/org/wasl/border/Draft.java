package org.wasl.border;

import java.time.Instant;
import java.util.Optional;
import org.wasl.terms.DataClass;
import org.wasl.terms.LegalGround;
import org.wasl.terms.OrganisationId;

/// A message as its service hands it to the [Outbox]; the border gives it id, time, salt and place.
///
/// @param peer the node it goes to
/// @param author the organisation that speaks
/// @param addressee the organisation addressed
/// @param ground named for personal and sensitive data, absent otherwise
/// @param inReplyTo the message answered; the id of this one is then derived from it and the kind
/// @param expiry after this the receiver refuses to process it
/// @param mediaType of the body, for example `application/json`
/// @param body at most [#MAX_BODY] bytes
public record Draft(
    NodeId peer,
    MessageKind kind,
    OrganisationId author,
    OrganisationId addressee,
    DataClass dataClass,
    Optional<LegalGround> ground,
    Optional<MessageId> inReplyTo,
    Optional<Instant> expiry,
    String mediaType,
    byte[] body) {
  /// 64 MiB; larger material is split by its service.
  public static final int MAX_BODY = 64 << 20;

  public Draft {
    if (body.length > MAX_BODY) {
      throw new IllegalArgumentException("a body of " + body.length + " bytes is over " + MAX_BODY);
    }
    if (dataClass.needsLegalBasis() != ground.isPresent()) {
      throw new IllegalArgumentException(
          "a legal ground is named for personal and sensitive data and only there: " + kind);
    }
  }

  /// A message of a class that needs no legal ground, answering nothing, without expiry.
  public static Draft plain(
      NodeId peer,
      MessageKind kind,
      OrganisationId author,
      OrganisationId addressee,
      DataClass dataClass,
      String mediaType,
      byte[] body) {
    return new Draft(
        peer,
        kind,
        author,
        addressee,
        dataClass,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        mediaType,
        body);
  }

  /// The same message as an answer.
  public Draft answering(MessageId id) {
    return new Draft(
        peer, kind, author, addressee, dataClass, ground, Optional.of(id), expiry, mediaType, body);
  }
}
