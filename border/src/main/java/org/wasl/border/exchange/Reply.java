package org.wasl.border.exchange;

/// What the mirror answers to an [Update].
public sealed interface Reply {
  /// Everything up to `size` is durable here.
  ///
  /// @param note the checkpoint of that size with the mirror's cosignatures
  record Cosigned(long size, byte[] note) implements Reply {}

  /// The mirror stands elsewhere; continue from there.
  record StandsAt(long size) implements Reply {}

  /// The code for a body that the receiver's policy does not let in; the detail is the message.
  String BODY_NOT_ACCEPTABLE = "body-not-acceptable";

  /// The code for a large body that is not staged; it is brought again. The detail is the message.
  String BODY_MISSING = "body-missing";

  /// The code for a body that is missing without a statement of its absence; the statement may
  /// still be on its way.
  String ABSENCE_UNSTATED = "absence-unstated";

  /// Not taken, with a stable code: `unknown-log`, `bad-signature`, `malformed`, `fork`, `frozen`,
  /// `paused`, `oversize`, `absence-unstated`, `body-not-acceptable`, `body-missing`, `full`,
  /// `guarded`.
  record Refused(String code, String detail) implements Reply {}
}
