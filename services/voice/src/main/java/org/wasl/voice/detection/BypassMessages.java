package org.wasl.voice.detection;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.terms.json.JsonReader;

/// The bodies of the messages of the bypass search that name a day.
public final class BypassMessages {
  private static final int DAY = 11;

  private BypassMessages() {}

  /// A sieve or leftovers of a day.
  public record Dated(LocalDate day, byte[] content) {}

  static byte[] dated(LocalDate day, byte[] content) {
    byte[] head = (day + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] body = Arrays.copyOf(head, head.length + content.length);
    System.arraycopy(content, 0, body, head.length, content.length);
    return body;
  }

  /// @throws IllegalArgumentException with what is wrong
  public static Dated dated(byte[] body) {
    if (body.length < DAY || body[DAY - 1] != '\n') {
      throw new IllegalArgumentException("line 1: expected a day");
    }
    String day = new String(body, 0, DAY - 1, StandardCharsets.US_ASCII);
    return new Dated(day(day), Arrays.copyOfRange(body, DAY, body.length));
  }

  static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("expected a day, not " + text.length() + " characters", e);
    }
  }

  /// A share of the key of a day.
  public record Share(LocalDate day, byte[] bytes) {}

  static byte[] share(LocalDate day, byte[] share) {
    return Json.Obj.with()
        .put("day", day.toString())
        .put("share", Base64.getEncoder().encodeToString(share))
        .end()
        .canonicalBytes();
  }

  /// @throws org.wasl.terms.json.MalformedJsonException with the place of what is wrong
  public static Share share(byte[] body) {
    JsonObjectReader in = JsonReader.read("bypass-key", body, 1_024).asObject("bypass-key");
    try {
      LocalDate day = day(in.string("day"));
      byte[] share = Base64.getDecoder().decode(in.string("share"));
      in.end();
      if (share.length != 32) {
        throw new IllegalArgumentException("a share has 32 bytes");
      }
      return new Share(day, share);
    } catch (IllegalArgumentException e) {
      throw in.wrong("share", "a share of a day's key", String.valueOf(e.getMessage()));
    }
  }
}
