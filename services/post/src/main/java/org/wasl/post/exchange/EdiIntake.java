package org.wasl.post.exchange;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.wasl.post.Advice;
import org.wasl.post.Assessment;
import org.wasl.post.ConsignmentAdvice;
import org.wasl.post.ConsignmentId;
import org.wasl.post.DispatchKey;
import org.wasl.post.EventCode;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.Moment;
import org.wasl.post.OfficeCode;
import org.wasl.post.customs.CustomsDeclaration;
import org.wasl.post.customs.CustomsRules;
import org.wasl.post.edi.message.Consignment;
import org.wasl.post.edi.message.Cusrsp;
import org.wasl.post.edi.message.Emsevt;
import org.wasl.post.edi.message.ItemData;
import org.wasl.post.edi.message.MessageFunction;
import org.wasl.post.edi.message.PostalMessage;
import org.wasl.post.edi.message.Predes;
import org.wasl.post.edi.message.Rescon;
import org.wasl.post.edi.message.Resdes;
import org.wasl.post.edi.message.Resdit;
import org.wasl.post.following.ConsignmentPicture;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.messaging.ConsignmentMessages;
import org.wasl.post.messaging.CustomsMessages;
import org.wasl.post.messaging.FactMessages;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;

/// Makes of a message of another system what it says: facts, a declaration, an assessment. Where it
/// comes to nothing, the report says why.
final class EdiIntake {
  private static final String CANCEL_BY_NOTE =
      "write a verification note on what was declared or found";

  private final PostDesk desk;
  private final ConsignmentDesk consignments;
  private final CustomsDesk customs;
  private final FactMessages messages;
  private final ConsignmentMessages ofConsignments;
  private final CustomsMessages ofCustoms;

  EdiIntake(PostDesk desk, ConsignmentDesk consignments, CustomsDesk customs, EdiProfile profile) {
    this.desk = desk;
    this.consignments = consignments;
    this.customs = customs;
    this.messages = profile.messages();
    this.ofConsignments = profile.ofConsignments();
    this.ofCustoms = profile.ofCustoms();
  }

  /// @param recipient to whom the interchange is addressed
  void take(OtherSystem system, String recipient, PostalMessage message, EdiReport report) {
    String type = message.type();
    if (!system.tells().contains(type)) {
      report.count(type + " not taken", 1);
      report.note(
          "لا يُقبل " + type + " من " + system.name() + "؛ سمِّه له في «tells» في post.json",
          type
              + " is not taken from "
              + system.name()
              + "; name it under \"tells\" of this system in post.json");
      return;
    }
    boolean isDone =
        switch (message) {
          case Predes predes -> predes(system, predes, report);
          case Resdes resdes ->
              !isCancelled(resdes, report)
                  && facts(system, messages.facts(resdes, desk.here()), report);
          case Emsevt emsevt ->
              !isCancelled(emsevt, report)
                  && facts(
                      system,
                      messages.facts(emsevt, each -> answering(each, report), desk.here()),
                      report);
          case Consignment consignment -> consignment(system, recipient, consignment, report);
          case Rescon rescon -> !isCancelled(rescon, report) && rescon(system, rescon, report);
          case Resdit resdit ->
              !isCancelled(resdit, report)
                  && facts(system, ofConsignments.facts(resdit, this::hearer, desk.here()), report);
          case ItemData data -> declarations(system, data, report);
          case Cusrsp answers -> !isCancelled(answers, report) && answers(system, answers, report);
        };
    report.count(type + (isDone ? " taken" : " not taken"), 1);
  }

  private static boolean isCancelled(PostalMessage message, EdiReport report) {
    if (message.function() != MessageFunction.CANCELLATION) {
      return false;
    }
    boolean isEvents = message instanceof Emsevt || message instanceof Resdit;
    report.note(
        isEvents || message instanceof Cusrsp
            ? "إلغاء " + message.type() + ": ما وقع لا يُلغى؛ أرسل حدثاً أو قراراً جديداً"
            : "إلغاء " + message.type() + ": اكتب تقرير تحقق بدلاً منه",
        isEvents || message instanceof Cusrsp
            ? "a cancellation of "
                + message.type()
                + ": what happened stays; send a newer event or decision"
            : "a cancellation of " + message.type() + ": " + CANCEL_BY_NOTE);
    return true;
  }

  // Facts

  private boolean facts(OtherSystem system, List<Fact> facts, EdiReport report) {
    int fresh = 0;
    for (Fact each : facts) {
      fresh += take(system, each, report) ? 1 : 0;
      unlisted(each, report);
    }
    report.count("facts", facts.size());
    report.count("new facts", fresh);
    return true;
  }

  /// An office that the list does not hold is taken and said.
  private void unlisted(Fact fact, EdiReport report) {
    Stream<OfficeCode> ends =
        fact.dispatch().stream()
            .map(each -> each.id().series())
            .flatMap(each -> Stream.of(each.origin(), each.destination()));
    Stream.concat(Stream.of(fact.office()), ends)
        .distinct()
        .flatMap(each -> desk.agreement().list().warning(each).stream())
        .forEach(each -> report.noteOnce(each.ar(), each.en()));
  }

  private boolean take(OtherSystem system, Fact fact, EdiReport report) {
    if (desk.isTheirs(fact.office())) {
      report.note(
          "ما فعله مكتب الآخر " + fact.office() + " يخبرنا به البريد الآخر نفسه: لم يُؤخذ",
          "the other post tells itself what its office " + fact.office() + " did: passed over");
      return false;
    }
    return desk.take(fact, system.teller());
  }

  /// The office of ours that answers for an event at a local office. Where it happened by the way
  /// that the item goes at the other post, that post tells it itself.
  private Optional<OfficeCode> answering(Emsevt.Event event, EdiReport report) {
    String place = event.place().orElse("");
    boolean isOfOurs =
        event.item() instanceof ItemReading.Valid(ItemId id) && id.country().equals(desk.country());
    Optional<EventCode.Side> side = FactMessages.code(event.code()).map(EventCode::side);
    boolean isHere =
        side.filter(each ->
                each == EventCode.Side.TRANSIT || isOfOurs == (each == EventCode.Side.ORIGIN))
            .isPresent();
    isHere |= isOfOurs && side.isPresent() && isBack(event.item());
    if (!isHere) {
      report.note(
          event.item().written()
              + ": وقع عند البريد الآخر في "
              + place
              + "، وهو يخبرنا به: لم يُؤخذ",
          event.item().written()
              + ": happened at the other post, at "
              + place
              + ", which tells it itself: passed over");
      return Optional.empty();
    }
    OfficeCode office =
        event.receptacle().stream()
            .map(each -> each.dispatch().series())
            .flatMap(each -> Stream.of(each.destination(), each.origin()))
            .filter(desk::isOurs)
            .findFirst()
            .orElse(desk.offices().getFirst().code());
    report.note(
        place + ": ليس مكتب تبادل؛ سُجّل الحدث عند " + office + " وبقي الاسم",
        place + ": no office of exchange; the event is recorded at " + office + " with that name");
    return Optional.of(office);
  }

  /// Whether a post that could not deliver an item of ours sent it back to us: then it is delivered
  /// to its sender here.
  private boolean isBack(ItemReading item) {
    return desk.listing(item.written()).stream()
        .anyMatch(each -> desk.isOurs(each.id().series().destination()));
  }

  private Person person(OtherSystem system) {
    return new Person(system.user(), desk.agreement().speaker(desk.us()));
  }

  private boolean predes(OtherSystem system, Predes predes, EdiReport report) {
    return !isCancelled(predes, report)
        && facts(system, declared(predes, desk.here(), report).stream().toList(), report);
  }

  /// A declaration that came before and says the same is no other version. One that says something
  /// else replaces it when it says so, or when it is ours; of another post's the first one holds.
  private Optional<Fact> declared(Predes predes, Moment seen, EdiReport report) {
    Fact first = messages.fact(predes, 1, seen);
    DispatchKey dispatch = first.dispatch().orElseThrow();
    Optional<Advice> known = desk.picture(dispatch).flatMap(DispatchPicture::advice);
    if (known.isEmpty()) {
      return Optional.of(first);
    }
    boolean isSame =
        messages.fact(predes, known.get().version(), seen).deed() instanceof Deed.Advised(var same)
            && same.equals(known.get());
    boolean holds = !isSame && replaces(predes, first.office());
    if (!holds) {
      before(dispatch.toString(), isSame, report);
      return Optional.empty();
    }
    return Optional.of(messages.fact(predes, known.get().version() + 1, seen));
  }

  private boolean replaces(PostalMessage message, OfficeCode office) {
    return message.function() == MessageFunction.REPLACEMENT || desk.isOurs(office);
  }

  private static void before(String what, boolean isSame, EdiReport report) {
    report.note(
        what + (isSame ? ": أُعلن من قبل" : ": أُعلن غير هذا من قبل، ولم يُقل إنه يُبدَّل"),
        what + (isSame ? " declared before" : " declared before otherwise"));
  }

  // Consignments

  private boolean consignment(
      OtherSystem system, String recipient, Consignment message, EdiReport report) {
    Moment seen = desk.here();
    ConsignmentId id = ConsignmentId.parse(message.consignment());
    Optional<ConsignmentAdvice> known =
        consignments.picture(id).flatMap(ConsignmentPicture::advice);
    if (message.type().equals("CARDIT")) {
      return announced(system, recipient, message, report);
    }
    if (message.function() == MessageFunction.CANCELLATION) {
      if (known.isEmpty()) {
        report.note(
            "إلغاء شحنة لا نعرفها: " + id, "a cancellation of a consignment unknown here: " + id);
        return false;
      }
      Fact cancelled = ofConsignments.cancelled(message, known.get().origin(), seen);
      return facts(system, List.of(cancelled), report);
    }
    ConsignmentAdvice first = ofConsignments.advice(message, 1);
    if (known.isEmpty()) {
      return formed(system, first, seen, report);
    }
    int version = known.get().version();
    boolean isSame = ofConsignments.advice(message, version).equals(known.get());
    if (isSame || !replaces(message, first.origin())) {
      before(id.value(), isSame, report);
      return true;
    }
    return formed(system, ofConsignments.advice(message, version + 1), seen, report);
  }

  /// What another system says left has left: it is recorded, and held items in it are named.
  private boolean formed(
      OtherSystem system, ConsignmentAdvice advice, Moment seen, EdiReport report) {
    if (desk.isOurs(advice.origin())) {
      consignments.held(advice).ifPresent(each -> report.note(each.text().ar(), each.text().en()));
    }
    return facts(system, List.of(ofConsignments.formed(advice, seen)), report);
  }

  private boolean announced(
      OtherSystem system, String recipient, Consignment message, EdiReport report) {
    if (!recipient.equals(system.us().id())) {
      report.note(
          "CARDIT موجَّه إلى " + recipient + " لا إلينا",
          "the CARDIT is for " + recipient + ", not for us");
      return false;
    }
    if (message.function() == MessageFunction.CANCELLATION) {
      report.note(
          "إلغاء CARDIT: تبقى الشحنة كما أُعلنت حتى يُلغى إعلانها PRECON",
          "a cancellation of CARDIT: the consignment stays as announced until its PRECON is"
              + " cancelled");
      return false;
    }
    ConsignmentAdvice advice = ofConsignments.advice(message, 1);
    Fact fact = ofConsignments.instructed(advice, desk.offices().getFirst().code(), desk.here());
    return facts(system, List.of(fact), report);
  }

  private boolean rescon(OtherSystem system, Rescon message, EdiReport report) {
    Optional<OfficeCode> known =
        consignments
            .picture(ConsignmentId.parse(message.consignment()))
            .flatMap(ConsignmentPicture::destination)
            .or(() ->
                message.receptacles().stream()
                    .findFirst()
                    .map(each -> each.id().dispatch().series().destination()));
    if (message.office().isEmpty() && known.isEmpty()) {
      report.note(
          "لا مكتب ولا وعاء ولا شحنة معروفة في RESCON: " + message.consignment(),
          "neither an office nor a receptacle nor a known consignment in the RESCON: "
              + message.consignment());
      return false;
    }
    OfficeCode office = message.office().or(() -> known).orElseThrow();
    return facts(system, ofConsignments.facts(message, office, desk.here()), report);
  }

  /// The office of ours that forms or receives the consignment, else our first.
  private OfficeCode hearer(ConsignmentId consignment) {
    Optional<ConsignmentPicture> picture = consignments.picture(consignment);
    return picture
        .flatMap(ConsignmentPicture::origin)
        .filter(desk::isOurs)
        .or(() -> picture.flatMap(ConsignmentPicture::destination).filter(desk::isOurs))
        .orElseGet(() -> desk.offices().getFirst().code());
  }

  // Customs

  private boolean declarations(OtherSystem system, ItemData data, EdiReport report) {
    if (data.function() == MessageFunction.CANCELLATION) {
      report.note(
          "إلغاء " + data.type() + ": اطلب محو التصريح من صفحة المحو",
          "a cancellation of " + data.type() + ": ask for the declaration to be erased");
      return false;
    }
    int taken = 0;
    for (ItemData.Item each : data.items()) {
      taken += declaration(system, data, each, report) ? 1 : 0;
    }
    report.count("declarations", taken);
    return taken > 0 || data.items().isEmpty();
  }

  private boolean declaration(
      OtherSystem system, ItemData data, ItemData.Item item, EdiReport report) {
    if (!(item.id() instanceof ItemReading.Valid(ItemId id))) {
      report.note(
          "بعيثة بلا رقم S10 سليم: لا يُقبل تصريحها",
          "an item without a good S10 identifier: its declaration is not taken");
      return false;
    }
    if (!id.country().equals(desk.country())) {
      report.note(
          id + ": ليست من عندنا؛ تصريحها يخبرنا به بريدها",
          id + ": not an item of ours; its own post tells its declaration");
      return false;
    }
    if (item.destination().filter(each -> !each.equals(desk.theirCountry())).isPresent()) {
      report.note(
          id + ": إلى بلد آخر؛ لا يُخبر به هذا البريد",
          id + ": for another country; this post is not told of it");
      return false;
    }
    OfficeCode office = desk.offices().getFirst().code();
    return switch (ofCustoms.read(item, id, office, desk.here().wall().toLocalDate())) {
      case CustomsMessages.Read.Lacking(var text) -> {
        report.note(id + ": " + text.ar(), id + ": " + text.en());
        yield false;
      }
      case CustomsMessages.Read.Declared(CustomsDeclaration declaration) ->
          accept(system, data, declaration, report);
    };
  }

  private boolean accept(
      OtherSystem system, ItemData data, CustomsDeclaration declaration, EdiReport report) {
    ItemId id = declaration.item();
    Optional<Boolean> known = customs.isOurs(id);
    if (known.isPresent()) {
      if (customs.isQueued(id)) {
        report.note(
            id + ": أُعلن من قبل وما زال ينتظر الإرسال", id + " declared before, and still queued");
        return false;
      }
      boolean isSame =
          customs.read(id, person(system)) instanceof CustomsDesk.Read.Found found
              && found.declaration().equals(declaration);
      if (isSame || data.function() != MessageFunction.REPLACEMENT) {
        before(id.value(), isSame, report);
        return isSame;
      }
    }
    Person by = person(system);
    CustomsDesk.Accepted accepted =
        known.isPresent() ? customs.replace(declaration, by) : customs.declare(declaration, by);
    return switch (accepted) {
      case CustomsDesk.Accepted.Done _ -> true;
      case CustomsDesk.Accepted.Refused(Refusal refusal) -> {
        report.note(id + ": " + refusal.text().ar(), id + ": " + refusal.text().en());
        yield false;
      }
      case CustomsDesk.Accepted.Stopped(List<CustomsRules.Finding> findings) -> {
        findings.stream()
            .filter(CustomsRules.Finding::stops)
            .forEach(each ->
                report.note(
                    id + " (" + each.piece() + "): " + each.text().ar(),
                    id + " (" + each.piece() + "): " + each.text().en()));
        yield false;
      }
    };
  }

  private boolean answers(OtherSystem system, Cusrsp answers, EdiReport report) {
    int taken = 0;
    for (Cusrsp.Decision each : answers.decisions()) {
      taken += answer(system, answers, each, report) ? 1 : 0;
    }
    report.count("assessments", taken);
    return taken > 0 || answers.decisions().isEmpty();
  }

  /// When customs decided, by the clock on our wall: a file may have lain about since. What a clock
  /// that is ahead says counts from when it came.
  private Moment decided(LocalDateTime wall) {
    Moment seen = desk.here();
    Optional<ZoneOffset> offset =
        Optional.of(desk.zone().getRules().getOffset(wall))
            .filter(each -> !wall.toInstant(each).isAfter(seen.captured()));
    return new Moment(wall, offset, seen.captured());
  }

  /// Free text of customs does not cross: it may name people. The reason's code does.
  private boolean answer(
      OtherSystem system, Cusrsp answers, Cusrsp.Decision decision, EdiReport report) {
    Optional<Assessment> assessment = ofCustoms.assessment(decision);
    if (!(decision.item() instanceof ItemReading.Valid(ItemId id)) || assessment.isEmpty()) {
      report.note(
          decision.item().written() + ": قرار لا معنى له هنا، أو رقم ليس S10",
          decision.item().written() + ": a decision without a meaning here, or no S10 identifier");
      return false;
    }
    if (customs.isOurs(id).filter(ours -> ours).isPresent()) {
      report.note(
          id + ": بعيثة منا؛ قرارها عند جمارك المقصد، ويخبرنا به البريد الآخر",
          id + ": an item of ours; customs of its destination decide, and the other post tells it");
      return false;
    }
    Moment at = decided(decision.time().orElse(answers.prepared()));
    String said = id + " " + assessment.get() + " " + at.wall() + " " + decision.reason();
    UUID once = UUID.nameUUIDFromBytes(said.getBytes(StandardCharsets.UTF_8));
    if (desk.store().find(once).isPresent()) {
      before(id.value(), true, report);
      return true;
    }
    Optional<Refusal> refusal =
        customs.assess(
            once, at, id, assessment.get(), decision.reason().orElse(""), person(system));
    refusal.ifPresent(each -> report.note(each.text().ar(), each.text().en()));
    return refusal.isEmpty();
  }
}
