package org.wasl.border;

import java.util.UUID;

/// The id of a message: a UUIDv7 (RFC 9562 §5.7), unique per sender; an answer's id is derived from
/// what it answers, so that answering twice makes a duplicate that the log refuses.
public record MessageId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }

  public static MessageId parse(String text) {
    UUID value = UUID.fromString(text);
    if (!value.toString().equals(text)) {
      throw new IllegalArgumentException("not a canonical UUID: " + text);
    }
    return new MessageId(value);
  }
}
