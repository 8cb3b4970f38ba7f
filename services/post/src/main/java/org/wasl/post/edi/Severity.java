package org.wasl.post.edi;

/// How much a finding weighs.
public enum Severity {
  /// Recorded; the message is taken.
  NOTE,
  /// The message is taken and somebody should look.
  WARNING,
  /// The message is refused.
  ERROR,
  /// Nothing behind it can be read.
  FATAL
}
