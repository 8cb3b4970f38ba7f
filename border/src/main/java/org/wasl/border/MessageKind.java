package org.wasl.border;

import java.util.regex.Pattern;

/// What a message is: service, type and version, for example `voice` / `account` / 1. An unknown
/// kind is answered with a business refusal and never stops a lane.
public record MessageKind(String service, String type, int version) {
  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{0,30}");

  public MessageKind {
    if (!WORD.matcher(service).matches()
        || !WORD.matcher(type).matches()
        || version < 1
        || version > 999) {
      throw new IllegalArgumentException(
          "not a message kind: " + service + "." + type + "/" + version);
    }
  }

  @Override
  public String toString() {
    return service + "." + type + "/" + version;
  }
}
