package org.wasl.border.keeping;

/// Whose log it is.
public enum LogRole {
  /// What this node sends.
  OUTGOING,
  /// The mirror of what a peer sends.
  MIRROR,
  /// The node's own audit log.
  AUDIT
}
