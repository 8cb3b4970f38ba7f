package org.wasl.border.linking;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.wasl.border.Lane;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.terms.json.JsonReader;

/// Whom two persons of this node let read logs at the peer port: entries, tiles and checkpoints of
/// the named lanes between two dates, never bodies.
///
/// @param name who it is, as the audit log names them
/// @param tlsPin SHA-256 of the key in the auditor's certificate, base64
/// @param lanes at least one
public record Auditor(String name, String tlsPin, List<Lane> lanes, Instant from, Instant until) {
  private static final int MAX_BYTES = 1 << 14;

  public Auditor {
    lanes = List.copyOf(lanes);
    boolean formed =
        name.matches("[a-z][a-z0-9.-]{1,60}")
            && tlsPin.matches("[A-Za-z0-9+/]{43}=")
            && !lanes.isEmpty()
            && from.isBefore(until);
    if (!formed) {
      throw new IllegalArgumentException(
          "an auditor has a name, the pin of a key, lanes, and two dates in order");
    }
  }

  /// Whether a log of this lane may be read at this time.
  public boolean mayRead(Lane lane, Instant time) {
    return lanes.contains(lane) && !time.isBefore(from) && time.isBefore(until);
  }

  public byte[] bytes() {
    return Json.Obj.with()
        .put("name", name)
        .put("tlsPin", tlsPin)
        .putStrings("lanes", lanes.stream().map(Lane::value).toList())
        .put("from", from.toString())
        .put("until", until.toString())
        .end()
        .canonicalBytes();
  }

  /// @throws org.wasl.terms.json.MalformedJsonException with the place of what is wrong
  public static Auditor read(String source, byte[] bytes) {
    JsonObjectReader in = JsonReader.read(source, bytes, MAX_BYTES).asObject(source);
    try {
      Auditor auditor =
          new Auditor(
              in.string("name"),
              in.string("tlsPin"),
              in.strings("lanes").stream().map(Lane::new).toList(),
              Instant.parse(in.string("from")),
              Instant.parse(in.string("until")));
      in.end();
      return auditor;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw in.wrong("auditor", "an auditor", String.valueOf(e.getMessage()));
    }
  }
}
