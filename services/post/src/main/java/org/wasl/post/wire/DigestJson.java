package org.wasl.post.wire;

import java.util.List;
import org.wasl.post.DispatchKey;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.terms.json.JsonReader;

/// What a post holds of its dispatches, to be compared with what the other post holds.
public final class DigestJson {
  /// The most dispatches of one message.
  public static final int MOST = 5_000;

  private static final String SOURCE = "digest";
  private static final String DISPATCHES = "dispatches";

  private DigestJson() {}

  /// @param digest of its picture
  /// @param own facts of the sender
  /// @param heard facts that the sender heard from the receiver
  public record Held(DispatchKey dispatch, String digest, int own, int heard) {}

  public static Json.Obj json(List<Held> held) {
    return Json.Obj.with()
        .put(
            DISPATCHES,
            Json.Arr.of(
                held.stream()
                    .map(each ->
                        Json.Obj.with()
                            .put("dispatch", each.dispatch().toString())
                            .put("digest", each.digest())
                            .put("own", each.own())
                            .put("heard", each.heard())
                            .end())
                    .toList()))
        .end();
  }

  /// @throws org.wasl.terms.json.MalformedJsonException with the place of what is wrong
  public static List<Held> read(byte[] body) {
    JsonObjectReader in = JsonReader.read(SOURCE, body, FactJson.MOST_BYTES).asObject(SOURCE);
    List<JsonObjectReader> rows = in.objects(DISPATCHES);
    if (rows.size() > MOST) {
      throw in.wrong(DISPATCHES, "at most " + MOST, Integer.toString(rows.size()));
    }
    List<Held> held = rows.stream().map(DigestJson::held).toList();
    in.end();
    return held;
  }

  private static Held held(JsonObjectReader in) {
    String digest = in.string("digest");
    if (!digest.matches("[0-9a-f]{64}")) {
      throw in.wrong("digest", "64 hexadecimal digits", digest);
    }
    try {
      Held held =
          new Held(
              DispatchKey.parse(in.string("dispatch")),
              digest,
              in.integer("own", 0, Integer.MAX_VALUE),
              in.integer("heard", 0, Integer.MAX_VALUE));
      in.end();
      return held;
    } catch (IllegalArgumentException e) {
      throw in.wrong("dispatch", "a dispatch with its year", String.valueOf(e.getMessage()));
    }
  }
}
