package org.wasl.post;

/// The formats of letter post that are paid for apart (Universal Postal Convention, terminal dues):
/// small letters, large letters, and bulky letters with small packets.
public enum MailFormat {
  P,
  G,
  E
}
