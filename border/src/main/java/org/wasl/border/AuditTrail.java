package org.wasl.border;

import java.util.Optional;
import org.wasl.terms.LegalGround;
import org.wasl.terms.Person;

/// Where every read of personal data and every decision is written down: an append-only tiled log
/// of the node itself, whose newest checkpoint is anchored across the border every hour.
public interface AuditTrail {

  /// Appends in the open transaction, or in one of its own.
  void record(AuditEvent event);

  /// @param actor the person, absent for the node itself
  /// @param action stable code, for example `voice.contest.approve`
  /// @param object what it was done to: a reference, never personal data
  /// @param ground the basis, where personal data was read
  /// @param detail short codes and figures, never personal data; empty where there is nothing to
  ///   add
  record AuditEvent(
      Optional<Person> actor,
      String action,
      String object,
      Optional<LegalGround> ground,
      String detail) {}
}
