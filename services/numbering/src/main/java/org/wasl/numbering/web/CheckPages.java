package org.wasl.numbering.web;

import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.wasl.numbering.E164Number;
import org.wasl.numbering.Holder;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.RecordedEntry;
import org.wasl.numbering.Span;
import org.wasl.numbering.classifying.Classification;
import org.wasl.numbering.classifying.Classification.Outcome;
import org.wasl.numbering.exchange.NumberingDesk;
import org.wasl.numbering.normalising.Dialled;
import org.wasl.numbering.wire.PlanJson;
import org.wasl.numbering.world.ThirdCountries;
import org.wasl.terms.AskingLimit;
import org.wasl.terms.Client;
import org.wasl.terms.PartyId;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.terms.json.JsonReader;
import org.wasl.terms.json.MalformedJsonException;

/// Is this number real? For everybody, without an account. The number comes in the body of the
/// request, is answered, and is neither stored nor logged, nor is who asked; for the limit of a
/// minute the address stays in memory until the minute is over.
@Controller
public class CheckPages {
  private static final int A_MINUTE = 60;
  private static final int A_MINUTE_TOGETHER = 6_000;
  private static final int MAX_BATCH = 10_000;
  private static final int MAX_BYTES = 1 << 20;

  private final NumberingDesk desk;
  private final Parties parties;
  private final ThirdCountries others = new ThirdCountries();
  private final AskingLimit limit;

  public CheckPages(NumberingDesk desk, Parties parties) {
    this.desk = desk;
    this.parties = parties;
    this.limit = new AskingLimit(desk::now, A_MINUTE, A_MINUTE_TOGETHER);
  }

  @GetMapping("/check")
  String form(Model model) {
    model.addAttribute("parties", parties.both());
    model.addAttribute("home", desk.us().value());
    return "numbering/check";
  }

  @PostMapping("/check")
  String check(
      @RequestParam String number,
      @RequestParam(required = false) String home,
      Client client,
      Model model) {
    PartyId party = party(home);
    model.addAttribute("parties", parties.both());
    model.addAttribute("home", party.value());
    if (!limit.mayAsk(client.name())) {
      model.addAttribute("busy", true);
      return "numbering/check";
    }
    Instant now = desk.now();
    Classification answer = desk.classifier().classify(shortened(number), party, now);
    model.addAttribute("answer", answer(answer));
    return "numbering/check";
  }

  private static String shortened(String number) {
    return number.substring(0, Math.min(number.length(), Dialled.MAX_RAW + 1));
  }

  private PartyId party(@Nullable String home) {
    return home != null && home.equals(desk.them().value()) ? desk.them() : desk.us();
  }

  /// The new form of a number that changed.
  ///
  /// @param until last day on which the old form works or worked
  public record Changed(String written, LocalDate since, LocalDate until, boolean stillWorks) {}

  /// An answer for people.
  ///
  /// @param tone `good`, `warn` or `bad`
  /// @param written the number as people space it, empty where there is none
  /// @param since first day of the present state, where it is known
  /// @param belief what the general library holds of a third country's number
  public record Answer(
      String code,
      String tone,
      String written,
      Optional<PlanEntry> entry,
      Optional<String> holder,
      Optional<LocalDate> since,
      Optional<String> corrected,
      Optional<Changed> changed,
      int by,
      Optional<ThirdCountries.Belief> belief) {}

  private Answer answer(Classification classification) {
    Outcome outcome = classification.outcome();
    Optional<PlanEntry> entry = classification.basis().map(RecordedEntry::entry);
    Optional<String> corrected =
        outcome instanceof Outcome.TrunkZeroIncluded included
            ? Optional.of(others.spaced(included.corrected()))
            : Optional.empty();
    int by =
        switch (outcome) {
          case Outcome.TooShort(int missing) -> missing;
          case Outcome.TooLong(int over) -> over;
          default -> 0;
        };
    return new Answer(
        outcome.code(),
        tone(outcome),
        classification.e164().map(others::spaced).orElse(""),
        entry,
        ported(classification)
            .or(() -> entry.flatMap(PlanEntry::holder))
            .map(holder -> parties.name(holder)),
        classification.basis().flatMap(this::since),
        corrected,
        classification.moved().map(this::changed),
        by,
        outcome instanceof Outcome.Foreign
            ? classification.e164().flatMap(others::of)
            : Optional.empty());
  }

  /// The network that has a number whose user took it there.
  private Optional<Holder> ported(Classification classification) {
    return classification.outcome() instanceof Outcome.Live
        ? classification
            .e164()
            .filter(number ->
                number.length() >= E164Number.MIN_DIGITS
                    && number.length() <= E164Number.MAX_DIGITS)
            .flatMap(number -> desk.portability().find(new E164Number(number), desk.now()))
            .map(moved -> new Holder(moved.recipient().value(), Optional.of(moved.recipient())))
        : Optional.empty();
  }

  private Changed changed(Classification.NewForm form) {
    ZoneId zone =
        desk.classifier()
            .plans()
            .now()
            .planOf(form.e164())
            .map(plan -> parties.party(plan.party()).zone())
            .orElse(parties.ours().zone());
    return new Changed(
        others.spaced(form.e164()),
        LocalDate.ofInstant(form.from(), zone),
        LocalDate.ofInstant(form.parallelTo(), zone).minusDays(1),
        form.stillWorks());
  }

  /// The day since which the present state is known to hold, over all entries that say the same.
  private Optional<LocalDate> since(RecordedEntry row) {
    PlanEntry entry = row.entry();
    Instant from = entry.valid().from();
    List<PlanEntry> all = desk.registry().entries(row.plan());
    boolean isEarlier = true;
    while (isEarlier) {
      Instant edge = from;
      Optional<PlanEntry> before =
          all.stream()
              .filter(each ->
                  each.valid().to().equals(edge)
                      && each.codes().overlaps(entry.codes())
                      && each.status() == entry.status()
                      && each.holder().equals(entry.holder()))
              .findFirst();
      isEarlier = before.isPresent();
      from = before.map(each -> each.valid().from()).orElse(from);
    }
    return Optional.of(from)
        .filter(moment -> !moment.equals(Span.BEGINNING))
        .map(moment -> LocalDate.ofInstant(moment, parties.party(row.plan()).zone()));
  }

  private static String tone(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Live _, Outcome.ShortCode _ -> "good";
      case Outcome.Foreign _,
          Outcome.LegacyUnconfirmed _,
          Outcome.Disputed _,
          Outcome.TrunkZeroIncluded _,
          Outcome.TooShort _,
          Outcome.TooLong _ ->
          "warn";
      case Outcome.Reserved _,
          Outcome.AllocatedNotInService _,
          Outcome.Withdrawn _,
          Outcome.Quarantine _,
          Outcome.Unallocated _,
          Outcome.NotANumber _ ->
          "bad";
    };
  }

  // For programs

  /// Classifies many numbers: `{"home": …, "at": …, "knownAt": …, "numbers": […]}`, of which only
  /// `numbers` is needed; at most 10,000 in 1 MiB. Without an account, within the public limit.
  @PostMapping(path = "/api/numbering/check", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> api(Client client, InputStream in) throws IOException {
    if (!limit.mayAsk(client.name())) {
      return json(HttpStatus.TOO_MANY_REQUESTS, problem("numbering.busy", "later"));
    }
    return api(in.readNBytes(MAX_BYTES + 1));
  }

  private ResponseEntity<byte[]> api(byte[] body) {
    try {
      JsonObjectReader in = JsonReader.read("check", body, MAX_BYTES).asObject("check");
      PartyId home = party(in.optionalString("home").orElse(desk.us().value()));
      Instant now = desk.now();
      Instant at = in.optionalString("at").map(Instant::parse).orElse(now);
      Instant knownAt = in.optionalString("knownAt").map(Instant::parse).orElse(now);
      List<String> numbers = in.strings("numbers");
      in.end();
      if (numbers.size() > MAX_BATCH) {
        throw in.wrong("numbers", "at most " + MAX_BATCH, Integer.toString(numbers.size()));
      }
      var snapshot = desk.classifier().plans().at(at, knownAt);
      List<Json> answers = new ArrayList<>();
      for (String number : numbers) {
        answers.add(json(desk.classifier().classify(shortened(number), home, snapshot)));
      }
      return json(
          HttpStatus.OK,
          Json.Obj.with()
              .put("at", at.toString())
              .put("knownAt", knownAt.toString())
              .put("answers", Json.Arr.of(answers))
              .end());
    } catch (MalformedJsonException | DateTimeException e) {
      return json(
          HttpStatus.BAD_REQUEST, problem("numbering.malformed", String.valueOf(e.getMessage())));
    }
  }

  private static Json.Obj problem(String code, String text) {
    return Json.Obj.with().put("code", code).put("detail", text).end();
  }

  private static ResponseEntity<byte[]> json(HttpStatus status, Json.Obj body) {
    return ResponseEntity.status(status)
        .cacheControl(CacheControl.noStore())
        .contentType(MediaType.APPLICATION_JSON)
        .body(body.canonicalBytes());
  }

  private static Json.Obj json(Classification answer) {
    Json.Builder out = Json.Obj.with().put("answer", answer.outcome().code());
    answer.e164().ifPresent(number -> out.put("e164", "+" + number));
    switch (answer.outcome()) {
      case Outcome.TooShort(int by) -> out.put("missing", by);
      case Outcome.TooLong(int by) -> out.put("over", by);
      case Outcome.TrunkZeroIncluded(String corrected, Outcome of) ->
          out.put("corrected", "+" + corrected).put("correctedIs", of.code());
      case Outcome.Foreign(String code) -> out.put("countryCode", code);
      case Outcome.NotANumber(String reason) -> out.put("reason", reason);
      case Outcome.Withdrawn(Instant since, Optional<Instant> after) -> {
        out.put("since", since.toString());
        after.ifPresent(moment -> out.put("notBefore", moment.toString()));
      }
      default -> {}
    }
    answer
        .moved()
        .ifPresent(form ->
            out.put(
                "moved",
                Json.Obj.with()
                    .put("to", "+" + form.e164())
                    .put("since", form.from().toString())
                    .put("parallelTo", form.parallelTo().toString())
                    .end()));
    answer
        .basis()
        .ifPresent(
            row -> out.put("entry", row.id().toString()).put("basis", PlanJson.entry(row.entry())));
    return out.end();
  }
}
