package org.wasl.post.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.wasl.post.Advice;
import org.wasl.post.ClosingTime;
import org.wasl.post.Condition;
import org.wasl.post.ConsignmentId;
import org.wasl.post.DispatchId;
import org.wasl.post.DispatchKey;
import org.wasl.post.EventCode;
import org.wasl.post.Leg;
import org.wasl.post.MailFormat;
import org.wasl.post.NonDelivery;
import org.wasl.post.Office;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.exchange.ConsignmentDesk;
import org.wasl.post.exchange.PostDesk;
import org.wasl.post.exchange.Recorded;
import org.wasl.post.exchange.Remark;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.following.ReceptaclePicture;
import org.wasl.post.forming.Bag;
import org.wasl.post.recording.Irregularity;
import org.wasl.post.wire.FactJson;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.terms.json.JsonReader;
import org.wasl.terms.json.MalformedJsonException;

/// The screen of a clerk with a scanner. It works without a line: the browser keeps the page, what
/// is expected, and what was scanned, and brings it here when the line is back. Everything that it
/// brings has an id of its own, so that bringing it twice changes nothing.
@Controller
public class ClerkPages {
  private static final int EXPECTED = 50;
  private static final int HELD = 5_000;
  private static final int LEAVING = 50;
  private static final int MOST_NEWEST = 50;
  private static final String WORKER = "/static/assets/clerk-worker.js";
  private static final MediaType SCRIPT = MediaType.parseMediaType("text/javascript");

  private final PostDesk desk;
  private final ConsignmentDesk consignments;

  public ClerkPages(PostDesk desk, ConsignmentDesk consignments) {
    this.consignments = consignments;
    this.desk = desk;
  }

  @GetMapping("/post/desk")
  String page(Model model) {
    model.addAttribute("offices", desk.offices());
    model.addAttribute("conditions", Condition.values());
    model.addAttribute("codes", EventCode.values());
    model.addAttribute("reasons", NonDelivery.Reason.values());
    model.addAttribute("measures", NonDelivery.Measure.values());
    model.addAttribute("mails", desk.agreement().mails());
    model.addAttribute("destinations", desk.agreement().offices(desk.them()));
    model.addAttribute("remarks", Remark.values());
    model.addAttribute("formats", MailFormat.values());
    model.addAttribute("irregularities", Irregularity.Kind.values());
    return "post/desk";
  }

  /// The worker that keeps the screen for times without a line; its place says what it may keep.
  @GetMapping("/post/worker.js")
  ResponseEntity<byte[]> worker() {
    try (InputStream in = ClerkPages.class.getResourceAsStream(WORKER)) {
      return in == null
          ? ResponseEntity.notFound().build()
          : ResponseEntity.ok()
              .contentType(SCRIPT)
              .cacheControl(CacheControl.noCache())
              .body(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What an office works on: what it expects and what it is filling.
  ///
  /// @param newest facts that the device told last, separated by commas; the answer names those
  ///   that are not here, after a backup was restored
  @GetMapping("/post/desk/work")
  ResponseEntity<byte[]> work(
      @RequestParam String office, @RequestParam(defaultValue = "") String newest, Person person) {
    OfficeCode code = ours(office);
    Json.Builder work = Json.Obj.with();
    desk.agreement().tolerances().itemGrams().ifPresent(each -> work.put("itemTolerance", each));
    return json(
        work.put("user", person.user())
            .put("office", code.value())
            .putStrings("unknown", unknown(newest))
            .put("at", desk.now().toString())
            .put("offset", desk.here().offset().map(each -> each.getId()).orElse("Z"))
            .put("year", desk.here().wall().getYear())
            .put("tolerance", desk.agreement().tolerances().grams())
            .put(
                "expected",
                Json.Arr.of(
                    desk.expected(code, EXPECTED).stream().map(ClerkPages::dispatch).toList()))
            .putStrings("held", desk.heldItems(HELD))
            .put(
                "closings",
                Json.Arr.of(desk.closings(code).stream().map(ClerkPages::closing).toList()))
            .put("bags", Json.Arr.of(desk.bags(code).stream().map(ClerkPages::bag).toList()))
            .put(
                "leaving",
                Json.Arr.of(
                    consignments.ready(code, LEAVING).entrySet().stream()
                        .map(each -> leaving(each.getKey(), each.getValue()))
                        .toList()))
            .end());
  }

  private List<String> unknown(String facts) {
    List<UUID> ids =
        Stream.of(facts.split(","))
            .filter(each -> !each.isEmpty())
            .map(UUID::fromString)
            .limit(MOST_NEWEST)
            .toList();
    return desk.unknown(ids).stream().map(UUID::toString).toList();
  }

  private OfficeCode ours(String office) {
    return desk.offices().stream()
        .map(Office::code)
        .filter(each -> each.value().equals(office))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not one of our offices: " + office));
  }

  private static ResponseEntity<byte[]> json(Json.Obj body) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .cacheControl(CacheControl.noStore())
        .body(body.canonicalBytes());
  }

  private static Json.Obj dispatch(DispatchPicture picture) {
    return Json.Obj.with()
        .put("key", picture.dispatch().toString())
        .put("id", picture.dispatch().id().toString())
        .put("advised", picture.advice().isPresent())
        .put(
            "expected", picture.advice().flatMap(Advice::expected).map(Object::toString).orElse(""))
        .put(
            "receptacles",
            Json.Arr.of(picture.receptacles().stream().map(ClerkPages::receptacle).toList()))
        .put("wrong", Json.Arr.of(picture.irregularities().stream().map(FactJson::json).toList()))
        .end();
  }

  private static Json.Obj receptacle(ReceptaclePicture picture) {
    Json.Builder out = Json.Obj.with();
    found(out, picture.declared(), picture.worst(), picture.weighed());
    return out.put("id", picture.id().toString())
        .put("advised", picture.isAdvised())
        .put("state", picture.state().name())
        .put("seal", picture.seal().orElse(""))
        .put("counted", !picture.letters().isEmpty())
        .put("items", Json.Arr.of(picture.items().stream().map(ClerkPages::item).toList()))
        .end();
  }

  private static Json.Obj item(ReceptaclePicture.Item item) {
    Json.Builder out = Json.Obj.with();
    found(out, item.grams(), item.worst(), item.weighed());
    return out.put("id", item.id()).put("state", item.state().name()).end();
  }

  /// What is as usual is not said: there are thousands of items.
  private static void found(
      Json.Builder out, OptionalInt declared, Condition worst, OptionalInt weighed) {
    declared.ifPresent(each -> out.put("grams", each));
    weighed.ifPresent(each -> out.put("weighed", each));
    if (!worst.isGood()) {
      out.put("condition", worst.name());
    }
  }

  /// @return days from 1 for Monday to 7 for Sunday
  private static Json.Obj closing(ClosingTime closing) {
    return Json.Obj.with()
        .put("series", closing.series())
        .put(
            "days",
            Json.Arr.of(
                closing.days().stream()
                    .sorted()
                    .map(each -> new Json.Int(each.getValue()))
                    .toList()))
        .put("at", closing.at().toString())
        .end();
  }

  private static Json.Obj leaving(DispatchKey dispatch, List<ConsignmentDesk.Ready> receptacles) {
    return Json.Obj.with()
        .put("id", dispatch.id().toString())
        .put(
            "receptacles",
            Json.Arr.of(
                receptacles.stream()
                    .map(each ->
                        Json.Obj.with()
                            .put("id", each.receptacle().toString())
                            .put("held", each.isHeld())
                            .end())
                    .toList()))
        .end();
  }

  private static Json.Obj bag(Bag bag) {
    return Json.Obj.with()
        .put("id", bag.id().toString())
        .put("series", bag.series().toString())
        .put("type", bag.type())
        .put("closed", bag.closing().isPresent())
        .put("grams", bag.closing().map(each -> each.grams()).orElse(0))
        .put("seal", bag.closing().flatMap(each -> each.seal()).orElse(""))
        .putStrings("items", bag.items().stream().map(each -> each.id().written()).toList())
        .put("count", bag.count())
        .put(
            "letters",
            Json.Arr.of(
                bag.letters().stream()
                    .map(each ->
                        Json.Obj.with()
                            .put("format", each.format().name())
                            .put("items", each.items())
                            .put("grams", each.grams())
                            .end())
                    .toList()))
        .end();
  }

  /// Takes what was scanned; the answer says of each fact whether it is kept and what is to be said
  /// about it.
  ///
  /// @param newest as above
  @PostMapping("/post/desk/facts")
  ResponseEntity<byte[]> facts(
      @RequestParam String facts, @RequestParam(defaultValue = "") String newest, Person person) {
    List<Json.Obj> answers = new ArrayList<>();
    List<String> unknown = unknown(newest);
    byte[] body = facts.getBytes(StandardCharsets.UTF_8);
    for (Recorded each : desk.record(FactJson.readList("facts", body), person)) {
      answers.add(
          switch (each) {
            case Recorded.Kept(UUID id, List<Remark> remarks) ->
                Json.Obj.with()
                    .put("id", id.toString())
                    .put("kept", true)
                    .putStrings("remarks", remarks.stream().map(Remark::name).toList())
                    .end();
            case Recorded.Refused(UUID id, Refusal refusal) ->
                Json.Obj.with()
                    .put("id", id.toString())
                    .put("kept", false)
                    .put("refusal", refusal(refusal))
                    .end();
          });
    }
    return json(
        Json.Obj.with().put("facts", Json.Arr.of(answers)).putStrings("unknown", unknown).end());
  }

  private static Json.Obj refusal(Refusal refusal) {
    return Json.Obj.with()
        .put("code", refusal.code())
        .put("ar", refusal.text().ar())
        .put("en", refusal.text().en())
        .end();
  }

  /// Closes a dispatch. The answer names the wish that closed it, which a device that comes second
  /// keeps in the place of its own.
  @PostMapping("/post/desk/close")
  ResponseEntity<byte[]> close(@RequestParam String wish, Person person) {
    byte[] body = wish.getBytes(StandardCharsets.UTF_8);
    JsonObjectReader in = JsonReader.read("wish", body, 1 << 20).asObject("wish");
    PostDesk.Closing closing =
        new PostDesk.Closing(
            UUID.fromString(in.string("id")),
            new OfficeCode(in.string("office")),
            DispatchId.parse(in.string("series") + "0001").series(),
            in.strings("bags").stream().map(UUID::fromString).toList(),
            in.optionalString("expected").map(LocalDateTime::parse),
            List.of());
    in.end();
    return switch (desk.close(closing, person)) {
      case PostDesk.Closed.Done(DispatchKey dispatch, PostDesk.Closing by) ->
          json(
              Json.Obj.with()
                  .put("dispatch", dispatch.toString())
                  .put("printed", dispatch.id().printed())
                  .put("wish", by.id().toString())
                  .putStrings("bags", by.bags().stream().map(UUID::toString).toList())
                  .end());
      case PostDesk.Closed.Later(Refusal refusal) ->
          json(Json.Obj.with().put("later", refusal(refusal)).end());
      case PostDesk.Closed.Refused(Refusal refusal) ->
          json(Json.Obj.with().put("refusal", refusal(refusal)).end());
    };
  }

  /// Proposes the verification note that a clerk wrote, perhaps without a line. Where the dispatch
  /// has changed since, the answer says what a note may name now, and the clerk decides anew.
  @PostMapping("/post/desk/note")
  ResponseEntity<byte[]> note(@RequestParam String wish, Person person) {
    byte[] body = wish.getBytes(StandardCharsets.UTF_8);
    JsonObjectReader in = JsonReader.read("wish", body, 1 << 20).asObject("wish");
    PostDesk.NoteWish note =
        new PostDesk.NoteWish(
            UUID.fromString(in.string("id")),
            DispatchKey.parse(in.string("dispatch")),
            FactJson.readIrregularities(in),
            in.string("text"));
    in.end();
    return switch (desk.proposeNote(note, person)) {
      case PostDesk.Noted.Done() -> json(Json.Obj.with().put("kept", true).end());
      case PostDesk.Noted.Later(Refusal refusal) ->
          json(Json.Obj.with().put("later", refusal(refusal)).end());
      case PostDesk.Noted.Changed(Refusal refusal, List<Irregularity> now) ->
          json(
              Json.Obj.with()
                  .put("changed", refusal(refusal))
                  .put("now", Json.Arr.of(now.stream().map(FactJson::json).toList()))
                  .end());
      case PostDesk.Noted.Refused(Refusal refusal) ->
          json(Json.Obj.with().put("refusal", refusal(refusal)).end());
    };
  }

  /// Records what a clerk handed over to a carrier, perhaps without a line.
  @PostMapping("/post/desk/leave")
  ResponseEntity<byte[]> leave(@RequestParam String wish, Person person) {
    byte[] body = wish.getBytes(StandardCharsets.UTF_8);
    JsonObjectReader in = JsonReader.read("wish", body, 1 << 20).asObject("wish");
    return switch (consignments.leave(readLeaving(in), person)) {
      case ConsignmentDesk.Left.Done(ConsignmentId consignment) ->
          json(Json.Obj.with().put("kept", true).put("consignment", consignment.value()).end());
      case ConsignmentDesk.Left.Later(Refusal refusal) ->
          json(Json.Obj.with().put("later", refusal(refusal)).end());
      case ConsignmentDesk.Left.Refused(Refusal refusal) ->
          json(Json.Obj.with().put("refusal", refusal(refusal)).end());
    };
  }

  private static ConsignmentDesk.Leaving readLeaving(JsonObjectReader in) {
    try {
      ConsignmentDesk.Leaving wish =
          new ConsignmentDesk.Leaving(
              UUID.fromString(in.string("id")),
              new OfficeCode(in.string("office")),
              FactJson.readMoment(in),
              in.strings("receptacles").stream().map(ReceptacleId::parse).toList(),
              FactJson.readLeg(in.object("leg")));
      in.end();
      return wish;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw in.wrong("wish", "what left, when and in what", String.valueOf(e.getMessage()));
    }
  }

  /// Hands a dispatch over to its carrier.
  @PostMapping("/post/depart")
  String depart(
      @RequestParam UUID id,
      @RequestParam String dispatch,
      @RequestParam char mode,
      @RequestParam String conveyance,
      @RequestParam String carrier,
      @RequestParam String seal,
      Person person,
      Model model) {
    DispatchKey key = DispatchKey.parse(dispatch);
    Leg leg =
        new Leg(
            mode,
            conveyance.strip(),
            Optional.of(carrier.strip()).filter(each -> !each.isEmpty()),
            key.id().series().origin().value(),
            key.id().series().destination().value(),
            Optional.of(desk.here().wall()),
            Optional.empty(),
            Optional.of(seal.strip()).filter(each -> !each.isEmpty()));
    Optional<Refusal> refusal = consignments.handOver(id, key, leg, person);
    return refusal
        .map(each -> {
          model.addAttribute("refusal", each.text());
          return "redirect:/post/dispatch/" + key + "?refused=" + each.code();
        })
        .orElse("redirect:/post/dispatch/" + key);
  }

  @ExceptionHandler({MalformedJsonException.class, IllegalArgumentException.class})
  ResponseEntity<byte[]> wrong(RuntimeException e) {
    return ResponseEntity.badRequest()
        .contentType(MediaType.APPLICATION_JSON)
        .body(Json.Obj.with().put("error", String.valueOf(e.getMessage())).end().canonicalBytes());
  }
}
