package org.wasl.border.exchange;

/// What the mirror answers to an [Update].
public sealed interface Reply {
  /// Everything up to `size` is durable here.
  ///
  /// @param note the checkpoint of that size with the mirror's cosignatures
  record Cosigned(long size, byte[] note) implements Reply {}

  /// The mirror stands elsewhere; continue from there.
  record StandsAt(long size) implements Reply {}

  /// Not taken, with a stable code: `unknown-log`, `bad-signature`, `malformed`, `fork`, `frozen`,
  /// `paused`, `oversize`, `absence-unstated`, `full`, `guarded`.
  record Refused(String code, String detail) implements Reply {}
}
