package org.wasl.border.approval;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.wasl.terms.Person;
import org.wasl.terms.json.Json;

/// An act that waits for a second person, or was decided.
///
/// @param kind code of the act, for example `voice.account.send`
/// @param subject what exactly is proposed; the approver approves these bytes and no others
/// @param decidedBy the second person, absent while it waits
public record Proposal(
    UUID id,
    String kind,
    Json.Obj subject,
    Person proposedBy,
    Instant proposedAt,
    State state,
    Optional<Person> decidedBy,
    Optional<Instant> decidedAt) {

  public enum State {
    WAITING,
    APPROVED,
    REJECTED,
    WITHDRAWN
  }
}
