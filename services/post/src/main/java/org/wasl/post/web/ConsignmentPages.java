package org.wasl.post.web;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.wasl.post.Condition;
import org.wasl.post.ConsignmentAdvice;
import org.wasl.post.ConsignmentId;
import org.wasl.post.DispatchKey;
import org.wasl.post.Leg;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.exchange.ConsignmentDesk;
import org.wasl.post.exchange.ConsignmentDesk.Formed;
import org.wasl.post.exchange.PostDesk;
import org.wasl.post.exchange.Recorded;
import org.wasl.post.following.ConsignmentPicture;
import org.wasl.post.following.ConsignmentPicture.Status;
import org.wasl.post.forms.Captions;
import org.wasl.post.forms.DeliveryBill;
import org.wasl.post.forms.FormPdf;
import org.wasl.post.forms.Offices;
import org.wasl.post.keeping.Stored;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;

/// Consignments: those on their way, forming a new one, and one with all that was said and found of
/// it. Everything works with a scanner that ends each code with Enter, and without scripts.
@Controller
public class ConsignmentPages {
  private static final int ROWS = 100;
  private static final int LEGS = 3;
  private static final int MOST_SCANS = 2_000;
  private static final int SHOWN = 40;
  private static final Captions CAPTIONS = Captions.shipped();

  private final ConsignmentDesk consignments;
  private final PostDesk post;

  public ConsignmentPages(ConsignmentDesk consignments, PostDesk post) {
    this.consignments = consignments;
    this.post = post;
  }

  /// What a list is of.
  public enum Show {
    ALL,
    FORMING,
    HANDED_OVER,
    UNDER_WAY,
    RECEIVED,
    DIFFERENT;

    Set<Status> states() {
      return switch (this) {
        case ALL, DIFFERENT -> EnumSet.allOf(Status.class);
        case FORMING -> EnumSet.of(Status.FORMING, Status.ANNOUNCED);
        case HANDED_OVER -> EnumSet.of(Status.HANDED_OVER);
        case UNDER_WAY -> EnumSet.of(Status.UNDER_WAY, Status.ARRIVING);
        case RECEIVED -> EnumSet.of(Status.RECEIVED, Status.RECEIVED_DIFFERENT);
      };
    }
  }

  @GetMapping("/post/consignments")
  String list(@RequestParam(defaultValue = "ALL") Show show, Model model) {
    model.addAttribute("show", show);
    model.addAttribute("shows", Show.values());
    model.addAttribute(
        "consignments", consignments.newest(show.states(), show == Show.DIFFERENT, ROWS));
    return "post/consignments";
  }

  @GetMapping("/post/consignments/new")
  String fresh(@RequestParam(defaultValue = "") String dispatch, Model model) {
    model.addAttribute("wish", post.freshId());
    model.addAttribute("chosen", dispatch.isBlank() ? List.of() : List.of(dispatch));
    return form(model);
  }

  private String form(Model model) {
    model.addAttribute("waiting", consignments.waiting());
    model.addAttribute("offices", post.offices());
    model.addAttribute("destinations", post.agreement().offices(post.them()));
    model.addAttribute("legs", LEGS);
    return "post/consignment-new";
  }

  /// Forms a consignment, and hands it over at once where that is wished.
  @PostMapping("/post/consignments")
  String form(
      @RequestParam UUID wish,
      @RequestParam String office,
      @RequestParam String destination,
      @RequestParam(defaultValue = "") List<String> dispatch,
      @RequestParam(defaultValue = "") String receptacles,
      @RequestParam(defaultValue = "false") boolean leaves,
      @RequestParam MultiValueMap<String, String> fields,
      Person person,
      Model model) {
    model.addAttribute("written", fields);
    Optional<Refusal> unreadable =
        mistakenScan(receptacles).or(() -> mistakenLeg(fields, office, destination));
    if (unreadable.isPresent()) {
      return again(unreadable.get(), wish, dispatch, receptacles, model);
    }
    List<Leg> legs = legs(fields, office, destination);
    Set<ReceptacleId> chosen = new LinkedHashSet<>(scans(receptacles));
    dispatch.stream()
        .filter(each -> !each.isBlank())
        .forEach(each -> chosen.addAll(consignments.free(DispatchKey.parse(each))));
    Formed formed =
        leaves && legs.isEmpty()
            ? new Formed.Refused(noVehicle())
            : consignments.form(
                new ConsignmentDesk.Forming(
                    wish,
                    new OfficeCode(office),
                    new OfficeCode(destination),
                    List.copyOf(chosen),
                    legs),
                person);
    return switch (formed) {
      case Formed.Refused(Refusal refusal) -> again(refusal, wish, dispatch, receptacles, model);
      case Formed.Done(ConsignmentId consignment) -> {
        Optional<Refusal> refusal =
            leaves
                ? consignments.handOver(left(wish), consignment, legs.getFirst(), person)
                : Optional.empty();
        yield refusal
            .map(each -> one(consignment, Optional.of(each.text()), model))
            .orElse("redirect:/post/consignments/" + consignment);
      }
    };
  }

  /// The form with what was written, and what is to be put right.
  private String again(
      Refusal refusal, UUID wish, List<String> dispatch, String receptacles, Model model) {
    model.addAttribute("refusal", refusal.text());
    model.addAttribute("wish", wish);
    model.addAttribute("chosen", dispatch);
    model.addAttribute("scanned", receptacles);
    return form(model);
  }

  private static Refusal noVehicle() {
    return Refusal.of(
        "post.consignment.vehicle",
        "اكتب رقم المركبة أو الرحلة التي تُسلَّم لها",
        "write the vehicle or flight that it is handed over to");
  }

  private static UUID left(UUID wish) {
    return UUID.nameUUIDFromBytes((wish + " left").getBytes(StandardCharsets.UTF_8));
  }

  /// Receptacles as a scanner writes them, one a line.
  private static List<ReceptacleId> scans(String text) {
    return lines(text).map(ReceptacleId::parse).toList();
  }

  private static Stream<String> lines(String text) {
    return text.lines().map(String::strip).filter(each -> !each.isEmpty());
  }

  private static Optional<Refusal> mistakenScan(String text) {
    return lines(text).skip(MOST_SCANS).findAny().isPresent()
        ? Optional.of(
            Refusal.of(
                "post.receptacles.many",
                "لا تُكتب أكثر من " + MOST_SCANS + " وعاء معاً",
                "no more than " + MOST_SCANS + " receptacles may be written at once"))
        : lines(text)
            .filter(each -> isMistaken(() -> ReceptacleId.parse(each)))
            .findFirst()
            .map(ConsignmentPages::noReceptacle);
  }

  private static Refusal noReceptacle(String line) {
    String start =
        line.codePointCount(0, line.length()) > SHOWN
            ? line.substring(0, line.offsetByCodePoints(0, SHOWN)) + "…"
            : line;
    return Refusal.of(
        "post.receptacle",
        "ليس معرّف وعاء من 29 محرفاً (S9): " + start,
        "no identifier of a receptacle, which has 29 characters (S9): " + start);
  }

  private static boolean isMistaken(Supplier<?> reading) {
    try {
      var _ = reading.get();
      return false;
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException _) {
      return true;
    }
  }

  private static List<Leg> legs(
      MultiValueMap<String, String> fields, String office, String destination) {
    return IntStream.range(0, LEGS)
        .filter(each -> text(fields, "conveyance" + each).isPresent())
        .mapToObj(each -> leg(fields, each, office, destination))
        .toList();
  }

  private static Leg leg(
      MultiValueMap<String, String> fields, int i, String office, String destination) {
    return new Leg(
        text(fields, "mode" + i).map(each -> each.charAt(0)).orElse('3'),
        text(fields, "conveyance" + i).orElseThrow(),
        text(fields, "carrier" + i),
        text(fields, "from" + i).orElse(office),
        text(fields, "to" + i).orElse(destination),
        text(fields, "departure" + i).map(LocalDateTime::parse),
        text(fields, "arrival" + i).map(LocalDateTime::parse),
        text(fields, "seal" + i));
  }

  private static Optional<Refusal> mistakenLeg(
      MultiValueMap<String, String> fields, String office, String destination) {
    return IntStream.range(0, LEGS)
        .filter(each -> text(fields, "conveyance" + each).isPresent())
        .filter(each -> isMistaken(() -> leg(fields, each, office, destination)))
        .mapToObj(each -> noLeg(each + 1))
        .findFirst();
  }

  private static Refusal noLeg(int number) {
    return Refusal.of(
        "post.consignment.leg",
        "راجع المرحلة " + number + ": المركبة والناقل والمكانان والوقتان",
        "check leg " + number + ": the vehicle, the carrier, the places and the times");
  }

  private static Optional<String> text(MultiValueMap<String, String> fields, String name) {
    return Optional.ofNullable(fields.getFirst(name))
        .map(String::strip)
        .filter(each -> !each.isEmpty());
  }

  /// A message that was sent or came, as a fact of the consignment.
  ///
  /// @param document in which it crosses
  public record Message(Stored stored, String document) {
    static Message of(Stored stored) {
      String kind = stored.fact().deed().kind();
      return new Message(
          stored,
          switch (kind) {
            case "carrier-instructed" -> "CARDIT";
            case "carrier-told" -> "RESDIT";
            case "receptacle-unloaded", "consignment-received" -> "RESCON";
            default -> "PRECON";
          });
    }
  }

  @GetMapping("/post/consignments/{id}")
  String one(@PathVariable String id, Model model) {
    return one(new ConsignmentId(id), Optional.empty(), model);
  }

  private String one(ConsignmentId id, Optional<LocalizedText> refusal, Model model) {
    Optional<ConsignmentPicture> found = consignments.picture(id);
    if (found.isEmpty()) {
      return "redirect:/post/consignments";
    }
    ConsignmentPicture picture = found.get();
    refusal.ifPresent(each -> model.addAttribute("refusal", each));
    model.addAttribute("picture", picture);
    model.addAttribute(
        "isOut", picture.advice().map(ConsignmentAdvice::origin).filter(post::isOurs).isPresent());
    model.addAttribute("isIn", picture.destination().filter(post::isOurs).isPresent());
    model.addAttribute("wish", post.freshId());
    model.addAttribute("offices", post.offices());
    model.addAttribute("conditions", Condition.values());
    model.addAttribute("first", picture.legs().stream().findFirst());
    model.addAttribute(
        "messages",
        consignments.evidence(id).stream()
            .sorted(Comparator.comparing((Stored each) -> each.fact().at().captured()))
            .limit(ROWS)
            .map(Message::of)
            .toList());
    return "post/consignment";
  }

  @PostMapping("/post/consignments/{id}/hand-over")
  String handOver(
      @PathVariable String id,
      @RequestParam UUID wish,
      @RequestParam char mode,
      @RequestParam String conveyance,
      @RequestParam String carrier,
      @RequestParam String seal,
      Person person,
      Model model) {
    ConsignmentId consignment = new ConsignmentId(id);
    Optional<Leg> planned =
        consignments.picture(consignment).stream()
            .flatMap(each -> each.legs().stream())
            .findFirst();
    Optional<ConsignmentAdvice> advice =
        consignments.picture(consignment).flatMap(ConsignmentPicture::advice);
    if (advice.isEmpty()) {
      return "redirect:/post/consignments";
    }
    Supplier<Leg> leg =
        () ->
            new Leg(
                mode,
                conveyance.strip(),
                Optional.of(carrier.strip()).filter(each -> !each.isEmpty()),
                planned.map(Leg::from).orElse(advice.get().origin().value()),
                planned.map(Leg::to).orElse(advice.get().destination().value()),
                Optional.of(post.here().wall()),
                planned.flatMap(Leg::arrival),
                Optional.of(seal.strip()).filter(each -> !each.isEmpty()));
    return said(
        consignment,
        isMistaken(leg)
            ? Optional.of(noLeg(1))
            : consignments.handOver(wish, consignment, leg.get(), person),
        model);
  }

  @PostMapping("/post/consignments/{id}/cancel")
  String cancel(@PathVariable String id, @RequestParam UUID wish, Person person, Model model) {
    ConsignmentId consignment = new ConsignmentId(id);
    return said(consignment, consignments.cancel(wish, consignment, person), model);
  }

  private String said(ConsignmentId consignment, Optional<Refusal> refusal, Model model) {
    return refusal
        .map(each -> one(consignment, Optional.of(each.text()), model))
        .orElse("redirect:/post/consignments/" + consignment);
  }

  /// Records what came out of the vehicle.
  ///
  /// @param found of those that are expected, by their identifiers
  /// @param receptacles scanned, one a line
  @PostMapping("/post/consignments/{id}/receive")
  String receive(
      @PathVariable String id,
      @RequestParam UUID wish,
      @RequestParam String office,
      @RequestParam(defaultValue = "") List<String> found,
      @RequestParam(defaultValue = "") String receptacles,
      @RequestParam(defaultValue = "GOOD") Condition condition,
      @RequestParam(defaultValue = "") String kilograms,
      @RequestParam(defaultValue = "false") boolean all,
      Person person,
      Model model) {
    ConsignmentId consignment = new ConsignmentId(id);
    model.addAttribute("scanned", receptacles);
    model.addAttribute("weighed", kilograms);
    model.addAttribute("at", office);
    model.addAttribute("chosenCondition", condition);
    model.addAttribute("ticked", found);
    Optional<Refusal> mistake =
        mistakenScan(receptacles)
            .or(() ->
                isMistaken(() -> grams(kilograms)) ? Optional.of(noWeight()) : Optional.empty());
    if (mistake.isPresent()) {
      return said(consignment, mistake, model);
    }
    Set<ReceptacleId> seen = new LinkedHashSet<>();
    List<ConsignmentDesk.Scan> scans = new ArrayList<>();
    for (ReceptacleId each : scans(receptacles)) {
      if (seen.add(each)) {
        scans.add(new ConsignmentDesk.Scan(each, condition, grams(kilograms)));
      }
    }
    for (String each : found.stream().filter(one -> !one.isBlank()).toList()) {
      ReceptacleId one = ReceptacleId.parse(each);
      if (seen.add(one)) {
        scans.add(new ConsignmentDesk.Scan(one, Condition.GOOD, OptionalInt.empty()));
      }
    }
    Optional<Refusal> refused =
        consignments.receive(wish, consignment, new OfficeCode(office), scans, all, person).stream()
            .flatMap(each ->
                each instanceof Recorded.Refused no
                    ? Optional.of(no.refusal()).stream()
                    : Optional.<Refusal>empty().stream())
            .findFirst();
    return said(consignment, refused, model);
  }

  private static Refusal noWeight() {
    return Refusal.of(
        "post.receptacle.weight",
        "اكتب الوزن بالكيلوغرام، بثلاث خانات عشرية على الأكثر",
        "write the weight in kilograms, with no more than three decimals");
  }

  private static OptionalInt grams(String kilograms) {
    return kilograms.isBlank() ? OptionalInt.empty() : OptionalInt.of(Decimals.grams(kilograms));
  }

  /// The delivery bill CN 37 or CN 38.
  @GetMapping("/post/consignments/{id}/bill.pdf")
  ResponseEntity<byte[]> bill(@PathVariable String id) {
    Optional<ConsignmentPicture> picture =
        consignments.picture(new ConsignmentId(id)).filter(each -> each.advice().isPresent());
    if (picture.isEmpty() || picture.get().advised() == 0) {
      return ResponseEntity.notFound().build();
    }
    Offices offices = new Offices(post.agreement()::findOffice);
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .cacheControl(CacheControl.noStore())
        .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + id + ".pdf\"")
        .body(FormPdf.of(List.of(DeliveryBill.ofConsignment(picture.get(), offices)), CAPTIONS));
  }

  @ExceptionHandler({
    IllegalArgumentException.class,
    ArithmeticException.class,
    DateTimeException.class
  })
  ResponseEntity<byte[]> wrong() {
    return ResponseEntity.badRequest().build();
  }
}
