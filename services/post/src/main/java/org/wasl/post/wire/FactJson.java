package org.wasl.post.wire;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import org.wasl.post.Assessment;
import org.wasl.post.CarrierStatus;
import org.wasl.post.Condition;
import org.wasl.post.ConsignmentAdvice;
import org.wasl.post.ConsignmentId;
import org.wasl.post.DispatchId;
import org.wasl.post.DispatchKey;
import org.wasl.post.DispatchSeries;
import org.wasl.post.EventCode;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.Leg;
import org.wasl.post.MailFormat;
import org.wasl.post.Moment;
import org.wasl.post.NonDelivery;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.post.recording.Irregularity;
import org.wasl.post.recording.ItemInquiry;
import org.wasl.post.recording.VerificationNote;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.terms.json.JsonReader;
import org.wasl.terms.json.MalformedJsonException;

/// Facts as JSON, a closed schema: in bodies of messages, in stored rows and from the screens of
/// clerks. `{"id", "office", "wall", "offset"?, "captured", "kind", …}`.
public final class FactJson {
  /// The largest list of facts, in bytes.
  public static final int MOST_BYTES = 16 << 20;

  /// The most facts of one message.
  public static final int MOST_FACTS = 10_000;

  private static final String FACTS = "facts";
  private static final String DISPATCH = "dispatch";
  private static final String RECEPTACLE = "receptacle";
  private static final String GRAMS = "grams";
  private static final String FORMAT = "format";
  private static final String CONDITION = "condition";
  private static final String ITEM = "item";
  private static final String NOTE = "note";
  private static final String TEXT = "text";
  private static final String OFFICE = "office";
  private static final String INQUIRY = "inquiry";
  private static final String CONSIGNMENT = "consignment";
  private static final String ADVICE = "advice";
  private static final int HEAVIEST = 100_000_000;

  private FactJson() {}

  public static byte[] list(List<Fact> facts) {
    return Json.Obj.with()
        .put(FACTS, Json.Arr.of(facts.stream().map(FactJson::json).toList()))
        .end()
        .canonicalBytes();
  }

  /// @throws MalformedJsonException with the place of what is wrong
  public static List<Fact> readList(String source, byte[] body) {
    JsonObjectReader in = JsonReader.read(source, body, MOST_BYTES).asObject(source);
    List<JsonObjectReader> each = in.objects(FACTS);
    if (each.size() > MOST_FACTS) {
      throw in.wrong(FACTS, "at most " + MOST_FACTS, Integer.toString(each.size()));
    }
    List<Fact> facts = each.stream().map(FactJson::read).toList();
    in.end();
    return facts;
  }

  /// What is kept of a fact. Whatever could not be read again would stop every later reading, and
  /// facts are never changed: it is refused while it can be.
  ///
  /// @throws IllegalArgumentException for a fact that says what no message may say
  public static String kept(Fact fact) {
    String text = json(fact).canonical();
    try {
      read(
          JsonReader.read("fact", text.getBytes(StandardCharsets.UTF_8), MOST_BYTES)
              .asObject("fact"));
    } catch (MalformedJsonException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    return text;
  }

  public static Json.Obj json(Fact fact) {
    Json.Builder out =
        Json.Obj.with()
            .put("id", fact.id().toString())
            .put(OFFICE, fact.office().value())
            .put("wall", fact.at().wall().toString())
            .put("captured", fact.at().captured().toString())
            .put("kind", fact.deed().kind());
    fact.at().offset().ifPresent(each -> out.put("offset", each.getId()));
    deed(out, fact.deed());
    return out.end();
  }

  private static void deed(Json.Builder out, Deed deed) {
    switch (deed) {
      case Deed.ItemSeen seen -> itemSeen(out, seen);
      case Deed.ItemAssessed(ItemReading item, Assessment assessment, String note) -> {
        out.put(ITEM, item.written());
        out.put("assessment", assessment.name());
        out.put(NOTE, note);
      }
      case Deed.ReceptacleSeen seen -> {
        out.put(RECEPTACLE, seen.receptacle().toString());
        out.put(CONDITION, seen.condition().name());
        grams(out, seen.grams());
      }
      case Deed.ReceptacleChecked(ReceptacleId receptacle) ->
          out.put(RECEPTACLE, receptacle.toString());
      case Deed.DispatchReceived(DispatchKey dispatch) -> out.put(DISPATCH, dispatch.toString());
      case Deed.BagOpened(UUID bag, DispatchSeries series, String type) -> {
        out.put("bag", bag.toString());
        out.put("series", series.toString());
        out.put("type", type);
      }
      case Deed.ItemPut put -> {
        out.put("bag", put.bag().toString());
        out.put(ITEM, put.item().written());
        grams(out, put.grams());
        put.format().ifPresent(each -> out.put(FORMAT, each.name()));
      }
      case Deed.ItemTaken(UUID bag, ItemReading item) -> {
        out.put("bag", bag.toString());
        out.put(ITEM, item.written());
      }
      case Deed.LettersPut(UUID bag, var bulk) -> {
        out.put("bag", bag.toString());
        out.put("bulk", AdviceJson.bulk(bulk));
      }
      case Deed.BagClosed(UUID bag, int grams, Optional<String> seal) -> {
        out.put("bag", bag.toString());
        out.put(GRAMS, grams);
        seal.ifPresent(each -> out.put("seal", each));
      }
      case Deed.BagDispatched(UUID bag, ReceptacleId label) -> {
        out.put("bag", bag.toString());
        out.put("label", label.toString());
      }
      case Deed.Advised(var advice) -> out.put(ADVICE, AdviceJson.json(advice));
      case Deed.Departed(DispatchKey dispatch, var leg) -> {
        out.put(DISPATCH, dispatch.toString());
        out.put("leg", AdviceJson.leg(leg));
      }
      case Deed.NoteWritten(VerificationNote note) -> out.put(NOTE, note(note));
      case Deed.NoteAnswered answer -> {
        out.put(DISPATCH, answer.dispatch().toString());
        out.put(NOTE, answer.note().toString());
        out.put("accepted", answer.accepted());
        out.put(TEXT, answer.text());
      }
      case Deed.NoteWithdrawn(DispatchKey dispatch, UUID note, String text) -> {
        out.put(DISPATCH, dispatch.toString());
        out.put(NOTE, note.toString());
        out.put(TEXT, text);
      }
      case Deed.InquiryOpened(ItemInquiry inquiry) ->
          out.put(INQUIRY, InquiryJson.inquiry(inquiry));
      case Deed.InquiryPursued(ItemId item, UUID inquiry, String text) -> {
        inquiry(out, item, inquiry);
        out.put(TEXT, text);
      }
      case Deed.InquiryAnswered(ItemId item, UUID inquiry, var reply) -> {
        inquiry(out, item, inquiry);
        out.put("reply", InquiryJson.reply(reply));
      }
      case Deed.InquiryClosed(ItemId item, UUID inquiry, boolean withdrawn, String text) -> {
        inquiry(out, item, inquiry);
        out.put("withdrawn", withdrawn);
        out.put(TEXT, text);
      }
      case Deed.ConsignmentFormed(ConsignmentAdvice advice) ->
          out.put(ADVICE, AdviceJson.json(advice));
      case Deed.CarrierInstructed(ConsignmentAdvice advice) ->
          out.put(ADVICE, AdviceJson.json(advice));
      case Deed.ConsignmentCancelled(ConsignmentId consignment) ->
          out.put(CONSIGNMENT, consignment.value());
      case Deed.ConsignmentHandedOver(ConsignmentId consignment, var leg) -> {
        out.put(CONSIGNMENT, consignment.value());
        out.put("leg", AdviceJson.leg(leg));
      }
      case Deed.CarrierTold told -> {
        out.put(CONSIGNMENT, told.consignment().value());
        out.put("status", told.status().name());
        out.put("code", told.code());
        out.put("place", told.place());
        out.putStrings(
            "receptacles", told.receptacles().stream().map(ReceptacleId::toString).toList());
      }
      case Deed.ReceptacleUnloaded unloaded -> {
        out.put(CONSIGNMENT, unloaded.consignment().value());
        out.put(RECEPTACLE, unloaded.receptacle().toString());
        out.put(CONDITION, unloaded.condition().name());
        grams(out, unloaded.grams());
      }
      case Deed.ConsignmentReceived(ConsignmentId consignment) ->
          out.put(CONSIGNMENT, consignment.value());
    }
  }

  private static void inquiry(Json.Builder out, ItemId item, UUID inquiry) {
    out.put(ITEM, item.value());
    out.put(INQUIRY, inquiry.toString());
  }

  private static void itemSeen(Json.Builder out, Deed.ItemSeen seen) {
    out.put(ITEM, seen.item().written());
    out.put("event", seen.code().name());
    seen.in().ifPresent(each -> out.put(RECEPTACLE, each.toString()));
    seen.condition().ifPresent(each -> out.put(CONDITION, each.name()));
    seen.reason().ifPresent(each -> out.put("reason", each.name()));
    seen.measure().ifPresent(each -> out.put("measure", each.name()));
    seen.place().ifPresent(each -> out.put("place", each));
    grams(out, seen.grams());
  }

  private static void grams(Json.Builder out, OptionalInt grams) {
    grams.ifPresent(each -> out.put(GRAMS, each));
  }

  private static Json.Obj note(VerificationNote note) {
    return Json.Obj.with()
        .put("id", note.id().toString())
        .put(OFFICE, note.office().value())
        .put("year", note.year())
        .put("number", note.number())
        .put(DISPATCH, note.dispatch().toString())
        .put(
            "irregularities",
            Json.Arr.of(note.irregularities().stream().map(FactJson::json).toList()))
        .put(TEXT, note.text())
        .end();
  }

  public static Json.Obj json(Irregularity irregularity) {
    return Json.Obj.with()
        .put("kind", irregularity.kind().name())
        .put("subject", irregularity.subject())
        .put("expected", irregularity.expected())
        .put("found", irregularity.found())
        .end();
  }

  /// @throws MalformedJsonException with the place of what is wrong
  public static Fact read(JsonObjectReader in) {
    try {
      Fact fact =
          new Fact(id(in, "id"), new OfficeCode(in.string(OFFICE)), readMoment(in), readDeed(in));
      in.end();
      return fact;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw in.wrong("fact", "a fact", String.valueOf(e.getMessage()));
    }
  }

  /// The members `wall`, `offset` and `captured`.
  ///
  /// @throws DateTimeException when one is no time
  public static Moment readMoment(JsonObjectReader in) {
    return new Moment(
        LocalDateTime.parse(in.string("wall")),
        in.optionalString("offset").map(ZoneOffset::of),
        Instant.parse(in.string("captured")));
  }

  /// A leg of a transport, an object of its own.
  ///
  /// @throws IllegalArgumentException when a value is none of a leg
  /// @throws DateTimeException when one is no time
  public static Leg readLeg(JsonObjectReader in) {
    return AdviceJson.readLeg(in);
  }

  private static Deed readDeed(JsonObjectReader in) {
    String kind = in.string("kind");
    return switch (kind) {
      case "item-seen" ->
          new Deed.ItemSeen(
              item(in),
              EventCode.valueOf(in.string("event")),
              find(in, RECEPTACLE, ReceptacleId::parse),
              find(in, CONDITION, Condition::valueOf),
              find(in, "reason", NonDelivery.Reason::valueOf),
              find(in, "measure", NonDelivery.Measure::valueOf),
              in.has("place") ? Optional.of(shortText(in, "place")) : Optional.empty(),
              grams(in));
      case "item-assessed" ->
          new Deed.ItemAssessed(
              item(in), Assessment.valueOf(in.string("assessment")), in.string(NOTE));
      case "receptacle-seen" ->
          new Deed.ReceptacleSeen(
              receptacle(in, RECEPTACLE), Condition.valueOf(in.string(CONDITION)), grams(in));
      case "receptacle-checked" -> new Deed.ReceptacleChecked(receptacle(in, RECEPTACLE));
      case "dispatch-received" -> new Deed.DispatchReceived(dispatch(in));
      case "bag-opened" ->
          new Deed.BagOpened(
              id(in, "bag"),
              DispatchId.parse(in.string("series") + "0001").series(),
              shortText(in, "type"));
      case "item-put" ->
          new Deed.ItemPut(
              id(in, "bag"), item(in), grams(in), find(in, FORMAT, MailFormat::valueOf));
      case "item-taken" -> new Deed.ItemTaken(id(in, "bag"), item(in));
      case "letters-put" ->
          new Deed.LettersPut(id(in, "bag"), AdviceJson.readBulk(in.object("bulk")));
      case "bag-closed" ->
          new Deed.BagClosed(
              id(in, "bag"),
              in.integer(GRAMS, 0, HEAVIEST),
              in.has("seal") ? Optional.of(shortText(in, "seal")) : Optional.empty());
      case "bag-dispatched" -> new Deed.BagDispatched(id(in, "bag"), receptacle(in, "label"));
      case "advised" -> new Deed.Advised(AdviceJson.read(in.object(ADVICE)));
      case "departed" -> new Deed.Departed(dispatch(in), AdviceJson.readLeg(in.object("leg")));
      case "note-written" -> new Deed.NoteWritten(readNote(in.object(NOTE)));
      case "note-answered" ->
          new Deed.NoteAnswered(dispatch(in), id(in, NOTE), in.bool("accepted"), in.string(TEXT));
      case "note-withdrawn" -> new Deed.NoteWithdrawn(dispatch(in), id(in, NOTE), in.string(TEXT));
      case "inquiry-opened" -> new Deed.InquiryOpened(InquiryJson.readInquiry(in.object(INQUIRY)));
      case "inquiry-pursued" ->
          new Deed.InquiryPursued(itemId(in), id(in, INQUIRY), in.string(TEXT));
      case "inquiry-answered" ->
          new Deed.InquiryAnswered(
              itemId(in), id(in, INQUIRY), InquiryJson.readReply(in.object("reply")));
      case "inquiry-closed" ->
          new Deed.InquiryClosed(
              itemId(in), id(in, INQUIRY), in.bool("withdrawn"), in.string(TEXT));
      case "consignment-formed" ->
          new Deed.ConsignmentFormed(AdviceJson.readConsignment(in.object(ADVICE)));
      case "carrier-instructed" ->
          new Deed.CarrierInstructed(AdviceJson.readConsignment(in.object(ADVICE)));
      case "consignment-cancelled" -> new Deed.ConsignmentCancelled(consignment(in));
      case "consignment-handed-over" ->
          new Deed.ConsignmentHandedOver(consignment(in), AdviceJson.readLeg(in.object("leg")));
      case "carrier-told" ->
          new Deed.CarrierTold(
              consignment(in),
              CarrierStatus.valueOf(in.string("status")),
              in.string("code"),
              in.string("place"),
              in.strings("receptacles").stream().map(ReceptacleId::parse).toList());
      case "receptacle-unloaded" ->
          new Deed.ReceptacleUnloaded(
              consignment(in),
              receptacle(in, RECEPTACLE),
              Condition.valueOf(in.string(CONDITION)),
              grams(in));
      case "consignment-received" -> new Deed.ConsignmentReceived(consignment(in));
      default -> throw in.wrong("kind", "a kind of fact", kind);
    };
  }

  private static VerificationNote readNote(JsonObjectReader in) {
    VerificationNote note =
        new VerificationNote(
            id(in, "id"),
            new OfficeCode(in.string(OFFICE)),
            in.integer("year", 1_990, 9_999),
            in.integer("number", 1, 999_999),
            dispatch(in),
            readIrregularities(in),
            in.string(TEXT));
    in.end();
    return note;
  }

  /// The member `irregularities`.
  public static List<Irregularity> readIrregularities(JsonObjectReader in) {
    return in.objects("irregularities").stream().map(FactJson::readIrregularity).toList();
  }

  private static Irregularity readIrregularity(JsonObjectReader in) {
    Irregularity irregularity =
        new Irregularity(
            Irregularity.Kind.valueOf(in.string("kind")),
            in.string("subject"),
            in.string("expected"),
            in.string("found"));
    in.end();
    return irregularity;
  }

  private static ItemId itemId(JsonObjectReader in) {
    return new ItemId(in.string(ITEM));
  }

  static UUID id(JsonObjectReader in, String name) {
    String text = in.string(name);
    UUID id = UUID.fromString(text);
    if (!id.toString().equals(text)) {
      throw in.wrong(name, "an id in lower case", text);
    }
    return id;
  }

  private static ItemReading item(JsonObjectReader in) {
    return ItemReading.of(in.string(ITEM));
  }

  private static ReceptacleId receptacle(JsonObjectReader in, String name) {
    return ReceptacleId.parse(in.string(name));
  }

  private static DispatchKey dispatch(JsonObjectReader in) {
    return DispatchKey.parse(in.string(DISPATCH));
  }

  private static ConsignmentId consignment(JsonObjectReader in) {
    return new ConsignmentId(in.string(CONSIGNMENT));
  }

  private static OptionalInt grams(JsonObjectReader in) {
    return in.has(GRAMS) ? OptionalInt.of(in.integer(GRAMS, 0, HEAVIEST)) : OptionalInt.empty();
  }

  private static String shortText(JsonObjectReader in, String name) {
    String text = in.string(name);
    if (text.isBlank() || text.length() > 35) {
      throw in.wrong(name, "1 to 35 characters", text.length() + " characters");
    }
    return text;
  }

  private static <T> Optional<T> find(
      JsonObjectReader in, String name, Function<String, T> reading) {
    return in.optionalString(name).map(reading);
  }
}
