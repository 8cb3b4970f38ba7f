package org.wasl.voice.wire;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.wasl.settlement.LineKey;
import org.wasl.settlement.wire.StepJson;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.terms.json.JsonReader;
import org.wasl.voice.reconciliation.Buckets.Place;
import org.wasl.voice.reconciliation.Further;

/// The body of a `detail-further` message.
///
/// @param clocks digest of the clocks under which the first question was asked
public record FurtherJson(YearMonth period, String clocks, Further further) {
  private static final int MAX_BYTES = 8 << 20;

  public byte[] bytes() {
    List<Json> open = new ArrayList<>();
    for (Place place : further.open()) {
      open.add(place.key().writeInto(Json.Obj.with()).put("bucket", place.bucket()).end());
    }
    List<Json> near = new ArrayList<>();
    for (Further.Near each : further.near()) {
      near.add(
          each.key()
              .writeInto(Json.Obj.with())
              .put("pair", each.pair())
              .put("time", each.time())
              .end());
    }
    return Json.Obj.with()
        .put("period", period.toString())
        .put("clocks", clocks)
        .putStrings(
            "elements",
            further.elements().stream().map(HexFormat.of()::toHexDigits).sorted().toList())
        .put("open", new Json.Arr(open))
        .put("symbols", further.symbols())
        .put("more", further.more())
        .put("near", new Json.Arr(near))
        .end()
        .canonicalBytes();
  }

  /// @throws org.wasl.terms.json.MalformedJsonException with the place of what is wrong
  /// @throws IllegalArgumentException when more is asked than may be
  public static FurtherJson read(byte[] body) {
    JsonObjectReader in =
        JsonReader.read("detail-further", body, MAX_BYTES).asObject("detail-further");
    YearMonth period = StepJson.period(in);
    String clocks = in.string("clocks");
    Set<Long> elements =
        in.strings("elements").stream()
            .map(HexFormat::fromHexDigitsToLong)
            .collect(Collectors.toSet());
    List<Place> open = in.objects("open").stream().map(FurtherJson::place).toList();
    int symbols = count(in.integer("symbols"));
    int more = count(in.integer("more"));
    List<Further.Near> near = in.objects("near").stream().map(FurtherJson::near).toList();
    in.end();
    return new FurtherJson(period, clocks, new Further(elements, open, symbols, more, near));
  }

  private static int count(long value) {
    return (int) Math.clamp(value, -1, Integer.MAX_VALUE);
  }

  private static Place place(JsonObjectReader in) {
    Place place = new Place(LineKey.read(in), count(in.integer("bucket")));
    in.end();
    return place;
  }

  private static Further.Near near(JsonObjectReader in) {
    Further.Near near =
        new Further.Near(LineKey.read(in), (int) in.integer("pair"), in.integer("time"));
    in.end();
    return near;
  }
}
