package org.wasl.post.wire;

import java.time.LocalDateTime;
import java.util.Optional;
import java.util.OptionalInt;
import org.wasl.post.Advice;
import org.wasl.post.ConsignmentAdvice;
import org.wasl.post.ConsignmentId;
import org.wasl.post.DispatchKey;
import org.wasl.post.ItemReading;
import org.wasl.post.Leg;
import org.wasl.post.MailFormat;
import org.wasl.post.Moment;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;

/// A declaration of a dispatch as JSON, a closed schema.
final class AdviceJson {
  private static final int HEAVIEST = 100_000_000;
  private static final String GRAMS = "grams";
  private static final String ITEMS = "items";
  private static final String FORMAT = "format";
  private static final String EMPTIES = "empties";

  private AdviceJson() {}

  static Json.Obj json(Advice advice) {
    Json.Builder out =
        Json.Obj.with()
            .put("dispatch", advice.dispatch().toString())
            .put("version", advice.version())
            .put("closed", advice.closed().toString())
            .put("legs", Json.Arr.of(advice.legs().stream().map(AdviceJson::leg).toList()))
            .put(
                "receptacles",
                Json.Arr.of(advice.receptacles().stream().map(AdviceJson::receptacle).toList()));
    advice.expected().ifPresent(each -> out.put("expected", each.toString()));
    return out.end();
  }

  private static Json.Obj receptacle(Advice.Receptacle each) {
    Json.Builder out =
        Json.Obj.with()
            .put("id", each.id().toString())
            .put("type", each.type())
            .put(ITEMS, Json.Arr.of(each.items().stream().map(AdviceJson::item).toList()))
            .put("bulk", Json.Arr.of(each.bulk().stream().map(AdviceJson::bulk).toList()));
    each.grams().ifPresent(grams -> out.put(GRAMS, grams));
    each.seal().ifPresent(seal -> out.put("seal", seal));
    if (each.empties() > 0) {
      out.put(EMPTIES, each.empties());
    }
    return out.end();
  }

  private static Json.Obj item(Advice.Item item) {
    Json.Builder out = Json.Obj.with().put("id", item.id().written());
    item.grams().ifPresent(grams -> out.put(GRAMS, grams));
    item.country().ifPresent(country -> out.put("country", country));
    item.format().ifPresent(format -> out.put(FORMAT, format.name()));
    return out.end();
  }

  static Json.Obj bulk(Advice.Bulk bulk) {
    return Json.Obj.with()
        .put(FORMAT, bulk.format().name())
        .put(ITEMS, bulk.items())
        .put(GRAMS, bulk.grams())
        .end();
  }

  static Json.Obj leg(Leg leg) {
    Json.Builder out =
        Json.Obj.with()
            .put("mode", String.valueOf(leg.mode()))
            .put("conveyance", leg.conveyance())
            .put("from", leg.from())
            .put("to", leg.to());
    leg.carrier().ifPresent(each -> out.put("carrier", each));
    leg.departure().ifPresent(each -> out.put("departure", each.toString()));
    leg.arrival().ifPresent(each -> out.put("arrival", each.toString()));
    leg.seal().ifPresent(each -> out.put("seal", each));
    return out.end();
  }

  static Json.Obj json(ConsignmentAdvice advice) {
    return Json.Obj.with()
        .put("consignment", advice.consignment().value())
        .put("version", advice.version())
        .put("formed", advice.formed().toString())
        .put("origin", advice.origin().value())
        .put("destination", advice.destination().value())
        .put("legs", Json.Arr.of(advice.legs().stream().map(AdviceJson::leg).toList()))
        .put(
            "receptacles",
            Json.Arr.of(advice.receptacles().stream().map(AdviceJson::consigned).toList()))
        .end();
  }

  private static Json.Obj consigned(ConsignmentAdvice.Receptacle each) {
    Json.Builder out = Json.Obj.with().put("id", each.id().toString()).put("type", each.type());
    each.grams().ifPresent(grams -> out.put(GRAMS, grams));
    return out.end();
  }

  static ConsignmentAdvice readConsignment(JsonObjectReader in) {
    ConsignmentAdvice advice =
        new ConsignmentAdvice(
            new ConsignmentId(in.string("consignment")),
            in.integer("version", 1, 999),
            wall(in.string("formed")),
            new OfficeCode(in.string("origin")),
            new OfficeCode(in.string("destination")),
            in.objects("legs").stream().map(AdviceJson::readLeg).toList(),
            in.objects("receptacles").stream().map(AdviceJson::readConsigned).toList());
    in.end();
    return advice;
  }

  private static ConsignmentAdvice.Receptacle readConsigned(JsonObjectReader in) {
    ConsignmentAdvice.Receptacle receptacle =
        new ConsignmentAdvice.Receptacle(
            ReceptacleId.parse(in.string("id")), in.string("type"), grams(in));
    in.end();
    return receptacle;
  }

  static Advice read(JsonObjectReader in) {
    Advice advice =
        new Advice(
            DispatchKey.parse(in.string("dispatch")),
            in.integer("version", 1, 999),
            wall(in.string("closed")),
            in.optionalString("expected").map(AdviceJson::wall),
            in.objects("legs").stream().map(AdviceJson::readLeg).toList(),
            in.objects("receptacles").stream().map(AdviceJson::readReceptacle).toList());
    in.end();
    return advice;
  }

  private static Advice.Receptacle readReceptacle(JsonObjectReader in) {
    String type = in.string("type");
    if (type.isBlank() || type.length() > 35) {
      throw in.wrong("type", "1 to 35 characters", type.length() + " characters");
    }
    Optional<String> seal = in.optionalString("seal");
    if (seal.isPresent() && seal.get().length() > 35) {
      throw in.wrong("seal", "at most 35 characters", seal.get().length() + " characters");
    }
    Advice.Receptacle receptacle =
        new Advice.Receptacle(
            ReceptacleId.parse(in.string("id")),
            type,
            grams(in),
            seal,
            in.objects(ITEMS).stream().map(AdviceJson::readItem).toList(),
            in.objects("bulk").stream().map(AdviceJson::readBulk).toList(),
            in.has(EMPTIES) ? in.integer(EMPTIES, 1, Advice.Receptacle.MOST_EMPTIES) : 0);
    in.end();
    return receptacle;
  }

  private static Advice.Item readItem(JsonObjectReader in) {
    Optional<String> country = in.optionalString("country");
    if (country.isPresent() && !country.get().matches("[A-Z]{2}")) {
      throw in.wrong("country", "two capital letters", country.get());
    }
    Advice.Item item =
        new Advice.Item(
            ItemReading.of(in.string("id")),
            grams(in),
            country,
            in.optionalString(FORMAT).map(MailFormat::valueOf));
    in.end();
    return item;
  }

  static Advice.Bulk readBulk(JsonObjectReader in) {
    Advice.Bulk bulk =
        new Advice.Bulk(
            MailFormat.valueOf(in.string(FORMAT)),
            in.integer(ITEMS, 0, 10_000_000),
            in.integer(GRAMS, 0, HEAVIEST));
    in.end();
    return bulk;
  }

  static Leg readLeg(JsonObjectReader in) {
    String mode = in.string("mode");
    if (mode.length() != 1) {
      throw in.wrong("mode", "one digit", mode);
    }
    Leg leg =
        new Leg(
            mode.charAt(0),
            in.string("conveyance"),
            in.optionalString("carrier"),
            in.string("from"),
            in.string("to"),
            in.optionalString("departure").map(AdviceJson::wall),
            in.optionalString("arrival").map(AdviceJson::wall),
            in.optionalString("seal"));
    in.end();
    return leg;
  }

  private static LocalDateTime wall(String text) {
    return Moment.known(LocalDateTime.parse(text));
  }

  private static OptionalInt grams(JsonObjectReader in) {
    return in.has(GRAMS) ? OptionalInt.of(in.integer(GRAMS, 0, HEAVIEST)) : OptionalInt.empty();
  }
}
