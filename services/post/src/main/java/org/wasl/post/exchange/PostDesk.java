package org.wasl.post.exchange;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wasl.border.AuditTrail;
import org.wasl.border.AuditTrail.AuditEvent;
import org.wasl.border.Delivery;
import org.wasl.border.Delivery.Content;
import org.wasl.border.Draft;
import org.wasl.border.Lane;
import org.wasl.border.MessageHandler;
import org.wasl.border.MessageId;
import org.wasl.border.MessageKind;
import org.wasl.border.NodeId;
import org.wasl.border.Outbox;
import org.wasl.border.Outbox.Submission;
import org.wasl.border.Transactions;
import org.wasl.border.approval.Approvals;
import org.wasl.border.approval.Approvals.Decision;
import org.wasl.border.approval.Proposal;
import org.wasl.post.Advice;
import org.wasl.post.Assessment;
import org.wasl.post.ClosingTime;
import org.wasl.post.ConsignmentAdvice;
import org.wasl.post.ConsignmentId;
import org.wasl.post.DispatchKey;
import org.wasl.post.DispatchSeries;
import org.wasl.post.FirstNumbers;
import org.wasl.post.ItemReading;
import org.wasl.post.Leg;
import org.wasl.post.Moment;
import org.wasl.post.Office;
import org.wasl.post.OfficeCode;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.following.DispatchStory;
import org.wasl.post.following.ItemStory;
import org.wasl.post.following.NotePicture;
import org.wasl.post.forming.Bag;
import org.wasl.post.forming.DispatchClosing;
import org.wasl.post.keeping.DispatchRow;
import org.wasl.post.keeping.Divergence;
import org.wasl.post.keeping.MailBetween;
import org.wasl.post.keeping.PostStore;
import org.wasl.post.keeping.Stored;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.post.recording.Irregularity;
import org.wasl.post.recording.ItemInquiry;
import org.wasl.post.recording.VerificationNote;
import org.wasl.post.tracking.TimeStore;
import org.wasl.post.watching.MissingDispatch;
import org.wasl.post.wire.DigestJson;
import org.wasl.post.wire.FactJson;
import org.wasl.terms.DataClass;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;
import org.wasl.terms.country.Party;
import org.wasl.terms.country.WorkCalendar;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.MalformedJsonException;

/// The desk of a post. What its offices record is kept as facts and told to the other post as the
/// documents of the field: `predes` for what was declared and left, `resdes` for what was found of
/// receptacles, `precon`, `rescon` and `resdit` for consignments and their carriers, `emsevt` for
/// what happened to items, `cn43` for verification notes, `cn08` for inquiries. Both posts fold the
/// same facts; every night they compare what came out.
public final class PostDesk implements MessageHandler {
  public static final Lane POST = new Lane("post");

  private static final Duration AHEAD = Duration.ofMinutes(10);
  private static final Duration LOOKING_BACK = Duration.ofDays(60);

  /// How far a night's digests look back. What comes late changes a dispatch where it comes, so
  /// that it is compared again however late it was.
  private static final Duration COMPARED = Duration.ofDays(7);

  /// How long a dispatch of the system before this one may be under way.
  private static final Period UNDER_WAY = Period.ofDays(30);

  private static final int DIGESTS = 500;
  private static final int MOST_ROWS = 1_000;
  private static final int MOST_REFOLDS = 100;
  private static final int MOST_MESSAGES = 200;
  private static final int MOST_ROUNDS = 1_000;
  private static final int MOST_LISTINGS = 50;
  private static final String NOTE = "post.note";
  private static final String NOTE_ANSWER = "post.note-answer";
  private static final String NOTE_WITHDRAWAL = "post.note-withdrawal";

  private static final Refusal NOT_OURS =
      Refusal.of("post.office", "ليس من مكاتبنا", "not one of our offices");

  private final Parts parts;
  private final MailBetween between;
  private final Signals signals;
  private final DeclaredOnce once;

  /// The documents in which facts cross.
  private enum Document {
    PREDES("predes", true),
    PRECON("precon"),
    RESDES("resdes"),
    RESCON("rescon"),
    RESDIT("resdit"),
    EMSEVT("emsevt"),
    CUSRSP("cusrsp"),
    CN43("cn43"),
    CN43_ANSWER("cn43-answer"),
    CN08("cn08", true),
    CN08_ANSWER("cn08-answer", true);

    private final MessageKind kind;
    private final boolean isAlone;

    Document(String type) {
      this(type, false);
    }

    Document(String type, boolean isAlone) {
      this.kind = new MessageKind("post", type, 1);
      this.isAlone = isAlone;
    }

    static Document of(Deed deed) {
      return switch (deed) {
        case Deed.Advised _, Deed.Departed _ -> PREDES;
        case Deed.ReceptacleSeen _, Deed.ReceptacleChecked _, Deed.DispatchReceived _ -> RESDES;
        case Deed.ConsignmentFormed _, Deed.ConsignmentCancelled _, Deed.ConsignmentHandedOver _ ->
            PRECON;
        case Deed.ReceptacleUnloaded _, Deed.ConsignmentReceived _ -> RESCON;
        case Deed.CarrierTold _ -> RESDIT;
        case Deed.ItemSeen _ -> EMSEVT;
        case Deed.ItemAssessed _ -> CUSRSP;
        case Deed.NoteWritten _, Deed.NoteWithdrawn _ -> CN43;
        case Deed.NoteAnswered _ -> CN43_ANSWER;
        case Deed.InquiryOpened _, Deed.InquiryPursued _, Deed.InquiryClosed _ -> CN08;
        case Deed.InquiryAnswered _ -> CN08_ANSWER;
        case Deed.BagOpened _,
            Deed.ItemPut _,
            Deed.ItemTaken _,
            Deed.LettersPut _,
            Deed.BagClosed _,
            Deed.BagDispatched _,
            Deed.CarrierInstructed _ ->
            throw new IllegalArgumentException("it does not cross: " + deed.kind());
      };
    }
  }

  /// Is told of facts that were told to the other post and that were heard from it, in the
  /// transaction in which that happens, and of facts of ours that are not told to it, since they
  /// are about mail with others.
  public interface HearsOfFacts {
    /// @param facts with who recorded each; each is told of once
    void told(List<Stored> facts);

    void heard(List<Fact> facts);
  }

  /// Says why what the other post tells is not taken, where a desk beside this one has its own
  /// rules.
  public interface ObjectsToFacts {
    /// @param facts of one message
    Optional<Refusal> objection(List<Fact> facts, Delivery message);
  }

  private final List<HearsOfFacts> ears = new ArrayList<>();
  private final List<ObjectsToFacts> objectors = new ArrayList<>();

  private static final MessageKind DIGEST = new MessageKind("post", "digest", 1);

  /// What a desk is made of.
  ///
  /// @param zone of our offices
  /// @param firstNumbers of series that another system began
  /// @param closings until when mail of our offices has to be closed
  /// @param isReceipted whether the other node has a message for good
  /// @param hold why nothing that binds the country may be decided yet, after a restore
  public record Parts(
      PostAgreement agreement,
      PartyId us,
      PartyId them,
      NodeId peer,
      Party ours,
      Party theirs,
      ZoneId zone,
      FirstNumbers firstNumbers,
      List<ClosingTime> closings,
      PostStore store,
      Outbox outbox,
      Approvals approvals,
      AuditTrail audit,
      Transactions transactions,
      Predicate<MessageId> isReceipted,
      Supplier<Optional<Refusal>> hold,
      InstantSource clock,
      Supplier<UUID> ids) {}

  public PostDesk(Parts parts) {
    this.parts = parts;
    this.between = parts.agreement().between(parts.ours(), parts.theirs());
    this.signals = new Signals(parts.store(), parts.agreement());
    this.once = new DeclaredOnce(parts.store(), this::isOurs);
    parts.approvals().effect(NOTE, (proposal, _) -> writeNote(proposal));
    parts.approvals().effect(NOTE_ANSWER, (proposal, _) -> answerNote(proposal));
    parts.approvals().effect(NOTE_WITHDRAWAL, (proposal, _) -> withdrawNote(proposal));
  }

  /// Adds an ear, at construction.
  public void hear(HearsOfFacts ear) {
    ears.add(ear);
  }

  /// Adds an objector, at construction.
  void ask(ObjectsToFacts objector) {
    objectors.add(objector);
  }

  public PostAgreement agreement() {
    return parts.agreement();
  }

  public PartyId us() {
    return parts.us();
  }

  public PartyId them() {
    return parts.them();
  }

  /// Times of items and of their messages.
  public TimeStore times() {
    return parts.store();
  }

  /// Days of rest of our country.
  public WorkCalendar ourCalendar() {
    return parts.ours().calendar();
  }

  /// Days of rest of the other post's country.
  public WorkCalendar theirCalendar() {
    return parts.theirs().calendar();
  }

  /// The letters at the end of identifiers that our post gives.
  public String country() {
    return parts.ours().isoCode();
  }

  /// The same of the other post.
  public String theirCountry() {
    return parts.theirs().isoCode();
  }

  public List<Office> offices() {
    return parts.agreement().offices(parts.us());
  }

  public Instant now() {
    return parts.clock().instant().truncatedTo(ChronoUnit.MICROS);
  }

  /// Now, by the clock on the wall of our offices.
  public Moment here() {
    return Moment.at(now(), parts.zone());
  }

  /// The zone of our offices.
  public ZoneId zone() {
    return parts.zone();
  }

  public UUID freshId() {
    return parts.ids().get();
  }

  // What our offices record

  /// Records what a clerk or a device tells, each fact once, in one transaction. Facts may come
  /// late, twice and in any order. Of a fact that comes again everything is said again: nobody
  /// knows whether the first answer arrived.
  ///
  /// @return in the order of the facts
  public List<Recorded> record(List<Fact> facts, Person by) {
    if (facts.size() > FactJson.MOST_FACTS) {
      throw new IllegalArgumentException("more than " + FactJson.MOST_FACTS + " facts at once");
    }
    return parts
        .transactions()
        .within(() -> {
          parts.store().alone();
          return facts.stream().map(each -> record(each, by)).toList();
        });
  }

  /// Those of these facts that are not here; of the closing of a dispatch, not wholly here; of the
  /// wish for a note, neither proposed nor written.
  public List<UUID> unknown(List<UUID> facts) {
    Set<UUID> known =
        parts.store().findAll(facts).stream()
            .filter(each -> !once.isBackWithoutReceptacles(each))
            .map(each -> each.fact().id())
            .collect(Collectors.toUnmodifiableSet());
    return facts.stream()
        .filter(each -> !known.contains(each) && parts.approvals().find(each).isEmpty())
        .toList();
  }

  private Recorded record(Fact fact, Person by) {
    Optional<Refusal> refusal = mayNotSay(fact);
    if (refusal.isPresent()) {
      return new Recorded.Refused(fact.id(), refusal.get());
    }
    List<Remark> remarks = new ArrayList<>(signals.of(fact));
    if (fact.at().captured().isAfter(now().plus(AHEAD))) {
      remarks.add(Remark.FROM_THE_FUTURE);
    }
    return switch (keep(fact, by)) {
      case NEW -> new Recorded.Kept(fact.id(), remarks);
      case KNOWN -> {
        remarks.addFirst(Remark.KNOWN);
        yield new Recorded.Kept(fact.id(), remarks);
      }
      case CONFLICT -> new Recorded.Refused(fact.id(), conflict(fact.id()));
    };
  }

  private PostStore.Adding keep(Fact fact, Person by) {
    PostStore.Adding adding =
        parts.store().add(new Stored(fact, true, Optional.of(by.user()), now(), Optional.empty()));
    if (adding == PostStore.Adding.NEW) {
      signals.added(fact);
    }
    return adding;
  }

  private static Refusal conflict(UUID id) {
    return Refusal.of(
        "post.fact.conflict",
        "سُجّل أمر آخر بالمعرّف نفسه: " + id,
        "something else was recorded with this id: " + id);
  }

  /// Devices tell scans; what closes a dispatch and what binds the post has ways of its own.
  private Optional<Refusal> mayNotSay(Fact fact) {
    if (!parts.agreement().isOffice(parts.us(), fact.office())) {
      return Optional.of(
          Refusal.of(
              "post.office",
              "ليس من مكاتبنا: " + fact.office(),
              "not one of our offices: " + fact.office()));
    }
    return switch (fact.deed()) {
      case Deed.ItemSeen _,
          Deed.ReceptacleSeen _,
          Deed.ReceptacleChecked _,
          Deed.ReceptacleUnloaded _,
          Deed.DispatchReceived _,
          Deed.ConsignmentReceived _,
          Deed.BagOpened _,
          Deed.ItemPut _,
          Deed.ItemTaken _,
          Deed.LettersPut _,
          Deed.BagClosed _ ->
          Optional.empty();
      case Deed.ItemAssessed _,
          Deed.Advised _,
          Deed.Departed _,
          Deed.BagDispatched _,
          Deed.NoteWritten _,
          Deed.NoteAnswered _,
          Deed.NoteWithdrawn _,
          Deed.InquiryOpened _,
          Deed.InquiryPursued _,
          Deed.InquiryAnswered _,
          Deed.InquiryClosed _,
          Deed.ConsignmentFormed _,
          Deed.CarrierInstructed _,
          Deed.ConsignmentCancelled _,
          Deed.ConsignmentHandedOver _,
          Deed.CarrierTold _ ->
          Optional.of(
              Refusal.of(
                  "post.fact.kind",
                  "هذا لا يسجَّل بالمسح: " + fact.deed().kind(),
                  "this is not recorded by a scan: " + fact.deed().kind()));
    };
  }

  /// Holds up all others who keep facts, until the open transaction ends.
  void alone() {
    parts.store().alone();
  }

  /// Keeps a fact that another system of ours tells, or that a post without a node of its own tells
  /// through it.
  ///
  /// @param by the system
  /// @return whether it is new
  boolean take(Fact fact, String by) {
    Stored stored =
        new Stored(fact, isOurs(fact.office()), Optional.of(by), now(), Optional.empty());
    boolean isNew = parts.store().add(stored) == PostStore.Adding.NEW;
    if (isNew) {
      signals.added(fact);
    }
    return isNew;
  }

  /// Keeps a fact of ours for which a desk beside this one has its own rules, and tells the other
  /// post.
  void say(Fact fact, Person by) {
    keep(fact, by);
    tellWithin();
  }

  /// Keeps facts that somebody whom this node believes wholly has recorded elsewhere: a migration,
  /// a sample. They are told to the other post where they are ours.
  ///
  /// @param by whom or what they come from
  /// @return how many are new
  public int takeAll(List<Fact> facts, String by) {
    Instant now = now();
    List<Stored> all =
        facts.stream()
            .map(each ->
                new Stored(each, isOurs(each.office()), Optional.of(by), now, Optional.empty()))
            .toList();
    return parts
        .transactions()
        .within(() -> {
          List<Fact> fresh = parts.store().addAll(all);
          fresh.forEach(signals::added);
          return fresh.size();
        });
  }

  /// Keeps what another system of ours recorded before this one. That system told of it what was to
  /// be told: nobody is told again.
  ///
  /// @param by which system
  /// @return how many are new
  public int takeOver(List<Fact> facts, String by) {
    Instant now = now();
    List<Stored> all =
        facts.stream()
            .map(each ->
                new Stored(
                    each, isOurs(each.office()), Optional.of(by), now, Optional.empty(), true))
            .toList();
    return parts
        .transactions()
        .within(() -> {
          List<Fact> fresh = parts.store().addAll(all);
          fresh.forEach(signals::added);
          return fresh.size();
        });
  }

  /// Until when mail of one of our offices has to be closed, the earliest first.
  public List<ClosingTime> closings(OfficeCode office) {
    return ClosingTime.of(parts.closings(), office);
  }

  public boolean isOurs(OfficeCode office) {
    return parts.agreement().isOffice(parts.us(), office);
  }

  /// Whether it is an office of the post at the other end of the border.
  public boolean isTheirs(OfficeCode office) {
    return parts.agreement().isOffice(parts.them(), office);
  }

  // Closing and sending off a dispatch

  /// The wish to close a dispatch.
  ///
  /// @param id of the wish: wished twice, it is closed once
  /// @param series of any year: the dispatch is of the year in which it is closed
  /// @param bags in the order in which they get their numbers, each once
  public record Closing(
      UUID id,
      OfficeCode office,
      DispatchSeries series,
      List<UUID> bags,
      Optional<LocalDateTime> expected,
      List<Leg> legs) {
    public Closing {
      bags = bags.stream().distinct().toList();
      legs = List.copyOf(legs);
    }
  }

  /// What a wish came to.
  public sealed interface Closed {
    /// @param wish that closed it: this one, or an earlier one for the same receptacles
    record Done(DispatchKey dispatch, Closing wish) implements Closed {}

    /// Not now: the same wish may come again.
    record Later(Refusal refusal) implements Closed {}

    record Refused(Refusal refusal) implements Closed {}
  }

  /// Closes a dispatch: its serial number is used up, its receptacles get their labels, and the
  /// declaration is told to the other post.
  public Closed close(Closing wish, Person by) {
    return parts.transactions().within(() -> closeWithin(wish, by));
  }

  private Closed closeWithin(Closing wish, Person by) {
    // one for all series, since an item may be in receptacles of two
    parts.store().lock("dispatches");
    Optional<Fact> before = parts.store().find(wish.id()).map(Stored::fact);
    if (before.isPresent() && before.get().deed() instanceof Deed.Advised(Advice advice)) {
      sendOff(wish, before.get(), advice, by);
      return new Closed.Done(advice.dispatch(), wish);
    }
    if (before.isPresent()) {
      return new Closed.Refused(conflict(wish.id()));
    }
    boolean isOurs =
        parts.agreement().isOffice(parts.us(), wish.office())
            && wish.series().origin().equals(wish.office());
    if (!isOurs) {
      return new Closed.Refused(
          Refusal.of(
              "post.office",
              "لا تغلق الإرسالية إلا في مكتب مصدرها من مكاتبنا",
              "a dispatch is closed by the office it leaves, which is one of ours"));
    }
    Moment at = here();
    Optional<DeclaredOnce.Already> already = once.already(wish, at.wall().toLocalDate());
    if (already.isPresent()) {
      return new Closed.Done(already.get().dispatch(), already.get().wish());
    }
    Optional<Refusal> waits = hold().or(() -> awaited(wish, at));
    if (waits.isPresent()) {
      return new Closed.Later(waits.get());
    }
    DispatchSeries series = wish.series().inYear(at.wall().getYear());
    OptionalInt serial = nextSerial(series, at.wall().getYear());
    if (serial.isEmpty()) {
      return new Closed.Refused(seriesFull());
    }
    List<Bag> bags = new ArrayList<>();
    for (UUID each : wish.bags()) {
      Optional<Bag> bag = bag(each);
      if (bag.isEmpty()) {
        return new Closed.Later(
            Refusal.of(
                "post.bag.unknown", "لم يفتح أحد هذا الوعاء", "nobody opened this receptacle"));
      }
      bags.add(bag.get());
    }
    Optional<Refusal> held = held(bags);
    if (held.isPresent()) {
      return new Closed.Refused(held.get());
    }
    DispatchClosing closing =
        new DispatchClosing(
            series, serial.getAsInt(), at.wall(), wish.expected(), wish.legs(), bags);
    Optional<Refusal> obstacle =
        closing.obstacle().or(() -> once.elsewhere(items(bags), at.captured()));
    if (obstacle.isPresent()) {
      return new Closed.Refused(obstacle.get());
    }
    Advice advice = closing.advice();
    Fact declaration = new Fact(wish.id(), wish.office(), at, new Deed.Advised(advice));
    keep(declaration, by);
    sendOff(wish, declaration, advice, by);
    audit(by, "post.dispatch.close", advice.dispatch().toString(), bags.size() + " receptacles");
    tell();
    return new Closed.Done(advice.dispatch(), wish);
  }

  /// The next number of a series, while dispatches are locked; nothing where they are used up.
  OptionalInt nextSerial(DispatchSeries series, int year) {
    String seriesOfYear = year + "-" + series;
    int serial =
        Math.max(
            parts.store().lastSerial(seriesOfYear).orElse(0) + 1,
            parts.firstNumbers().find(seriesOfYear).orElse(1));
    return serial > 9_999 ? OptionalInt.empty() : OptionalInt.of(serial);
  }

  static Refusal seriesFull() {
    return Refusal.of(
        "post.dispatch.series-full",
        "استُنفدت أرقام السلسلة لهذه السنة",
        "the numbers of this series are used up for this year");
  }

  /// Why nothing that binds the country may be decided yet, after a restore.
  Optional<Refusal> hold() {
    return parts.hold().get();
  }

  private Optional<Refusal> awaited(Closing wish, Moment at) {
    for (int i = 0; i < MOST_REFOLDS && !parts.store().stale(1).isEmpty(); i++) {
      refold();
    }
    return once.awaited(wish, at.wall().getYear());
  }

  /// The receptacles that are in a dispatch are in work no longer. A node that was restored got the
  /// declaration back from the other post: when the wish comes again its receptacles join it,
  /// whether the devices that filled them told that before or tell it afterwards.
  private void sendOff(Closing wish, Fact declaration, Advice advice, Person by) {
    once.goneBy(wish, declaration, advice).forEach(each -> keep(each, by));
  }

  /// Nothing departs while the country of destination asks about it or forbids it.
  private Optional<Refusal> held(List<Bag> bags) {
    return heldAmong(items(bags));
  }

  private static List<String> items(List<Bag> bags) {
    return bags.stream()
        .flatMap(each -> each.items().stream())
        .map(each -> each.id().written())
        .toList();
  }

  /// Why these items may not depart together.
  Optional<Refusal> heldAmong(List<String> items) {
    List<String> held = parts.store().held(items);
    return held.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                "post.item.held",
                "بعائث لا تغادر قبل جواب بلد المقصد؛ أخرجها أولاً: " + some(held),
                "items that may not depart before the country of destination has answered; take"
                    + " them out first: "
                    + some(held)));
  }

  /// Why these items may not be declared: dispatches of ours declare them.
  Optional<Refusal> declaredElsewhere(List<String> items) {
    return once.elsewhere(items, now());
  }

  private static String some(List<String> items) {
    return items.stream().limit(10).collect(Collectors.joining(", "));
  }

  /// The items that may not depart now.
  public List<String> heldItems(int most) {
    return parts.store().heldItems(most);
  }

  /// Whether an item may not depart now.
  public boolean isHeld(String item) {
    return !parts.store().held(List.of(item)).isEmpty();
  }

  /// Tells the post of origin what customs answer to the data of an item.
  public void assess(ItemReading item, Assessment assessment, String note, Person by) {
    assess(freshId(), here(), item, assessment, note, by);
  }

  /// @param id of the answer: given twice, it is one
  void assess(UUID id, Moment at, ItemReading item, Assessment assessment, String note, Person by) {
    parts
        .transactions()
        .within(() -> {
          Deed answer = new Deed.ItemAssessed(item, assessment, note);
          keep(new Fact(id, offices().getFirst().code(), at, answer), by);
          audit(by, "post.item.assess", item.written(), assessment.name());
          tellWithin();
        });
  }

  // What the desk of consignments uses

  PostStore store() {
    return parts.store();
  }

  <T> T within(Supplier<T> work) {
    return parts.transactions().within(work);
  }

  PostStore.Adding keepOwn(Fact fact, Person by) {
    return keep(fact, by);
  }

  /// Keeps facts of ours as [#keepOwn] does each, many at once.
  void keepOwn(List<Fact> facts, Person by) {
    Instant now = now();
    for (int from = 0; from < facts.size(); from += FactJson.MOST_FACTS) {
      List<Stored> some =
          facts.subList(from, Math.min(facts.size(), from + FactJson.MOST_FACTS)).stream()
              .map(each -> new Stored(each, true, Optional.of(by.user()), now, Optional.empty()))
              .toList();
      parts.store().addAll(some).forEach(signals::added);
    }
  }

  void audit(Person by, String action, String object, String detail) {
    parts.audit().record(new AuditEvent(Optional.of(by), action, object, Optional.empty(), detail));
  }

  // Verification notes

  /// One clerk proposes a note on what is wrong with a dispatch; another one signs it.
  ///
  /// @param chosen of the irregularities of the dispatch
  public Proposal proposeNote(
      DispatchKey dispatch, List<Irregularity> chosen, String text, Person by) {
    OfficeCode office = dispatch.id().series().destination();
    int year = here().wall().getYear();
    VerificationNote note =
        new VerificationNote(freshId(), office, year, 1, dispatch, chosen, text);
    return propose(note, by);
  }

  private Proposal propose(VerificationNote note, Person by) {
    return parts.approvals().propose(note.id(), NOTE, FactJson.json(noteFact(note)), by);
  }

  /// The wish for a note on what a clerk found, perhaps told long after.
  ///
  /// @param id of the wish, of its proposal and of the note: told twice, it is one
  /// @param chosen as the clerk saw them, 1 to [VerificationNote#MOST]
  public record NoteWish(UUID id, DispatchKey dispatch, List<Irregularity> chosen, String text) {
    public NoteWish {
      chosen = chosen.stream().distinct().sorted().toList();
    }
  }

  /// What a wish for a note came to.
  public sealed interface Noted {
    /// It waits for the second clerk, or was decided, or written.
    record Done() implements Noted {}

    /// Not now: the same wish may come again.
    record Later(Refusal refusal) implements Noted {}

    /// The dispatch is no longer as the clerk saw it, and nothing is proposed.
    ///
    /// @param now what a note may name
    record Changed(Refusal refusal, List<Irregularity> now) implements Noted {
      public Changed {
        now = List.copyOf(now);
      }
    }

    record Refused(Refusal refusal) implements Noted {}
  }

  /// Proposes the note that a clerk wished for, where all that it names is still so and stands in
  /// no other note.
  public Noted proposeNote(NoteWish wish, Person by) {
    return parts.transactions().within(() -> proposeWithin(wish, by));
  }

  private Noted proposeWithin(NoteWish wish, Person by) {
    OfficeCode office = wish.dispatch().id().series().destination();
    if (!isOurs(office)) {
      return new Noted.Refused(NOT_OURS);
    }
    parts.store().lock("notes " + office);
    Optional<DispatchKey> before =
        parts
            .store()
            .find(wish.id())
            .map(Stored::fact)
            .or(() ->
                parts
                    .approvals()
                    .find(wish.id())
                    .map(each -> FactJson.read(each.subject().asObject(NOTE))))
            .flatMap(Fact::dispatch);
    if (before.isPresent()) {
      return before.get().equals(wish.dispatch())
          ? new Noted.Done()
          : new Noted.Refused(conflict(wish.id()));
    }
    Optional<Refusal> hold = hold();
    if (hold.isPresent()) {
      return new Noted.Later(hold.get());
    }
    List<Irregularity> all =
        picture(wish.dispatch()).map(DispatchPicture::irregularities).orElse(List.of());
    Set<Irregularity> named = named(wish.dispatch());
    List<Irregularity> now = all.stream().filter(each -> !named.contains(each)).toList();
    if (!Set.copyOf(now).containsAll(wish.chosen())) {
      return new Noted.Changed(changed(wish.chosen(), Set.copyOf(all), named), now);
    }
    int year = here().wall().getYear();
    propose(
        new VerificationNote(
            wish.id(), office, year, 1, wish.dispatch(), wish.chosen(), wish.text()),
        by);
    return new Noted.Done();
  }

  /// What notes of ours name that were not withdrawn, and those that wait for their second clerk.
  private Set<Irregularity> named(DispatchKey dispatch) {
    Stream<VerificationNote> written =
        picture(dispatch).stream()
            .flatMap(each -> each.notes().stream())
            .filter(each -> each.state() != NotePicture.State.WITHDRAWN)
            .map(NotePicture::note);
    Stream<VerificationNote> waiting =
        parts.approvals().waiting().stream()
            .filter(each -> each.kind().equals(NOTE))
            .map(each -> FactJson.read(each.subject().asObject(NOTE)).deed())
            .flatMap(each ->
                each instanceof Deed.NoteWritten(VerificationNote note)
                    ? Stream.of(note)
                    : Stream.<VerificationNote>empty())
            .filter(each -> each.dispatch().equals(dispatch));
    return Stream.concat(written, waiting)
        .flatMap(each -> each.irregularities().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Refusal changed(
      List<Irregularity> chosen, Set<Irregularity> all, Set<Irregularity> named) {
    String gone = subjects(chosen, each -> !all.contains(each));
    String noted = subjects(chosen, each -> all.contains(each) && named.contains(each));
    return Refusal.of(
        "post.note.changed",
        "تغيّرت الإرسالية منذ كتبت التقرير، ولم يُقدَّم بعد."
            + (gone.isEmpty() ? "" : " لم يعد كذلك: " + gone + ".")
            + (noted.isEmpty() ? "" : " في تقرير آخر: " + noted + "."),
        "the dispatch is no longer as you saw it, and the note is not proposed yet."
            + (gone.isEmpty() ? "" : " No longer so: " + gone + ".")
            + (noted.isEmpty() ? "" : " In another note: " + noted + "."));
  }

  private static String subjects(List<Irregularity> chosen, Predicate<Irregularity> which) {
    return some(chosen.stream().filter(which).map(Irregularity::subject).distinct().toList());
  }

  private Fact noteFact(VerificationNote note) {
    return new Fact(note.id(), note.office(), here(), new Deed.NoteWritten(note));
  }

  private Decision writeNote(Proposal proposal) {
    Fact proposed = FactJson.read(proposal.subject().asObject(NOTE));
    if (!(proposed.deed() instanceof Deed.NoteWritten(VerificationNote note))
        || !isOurs(note.office())
        || !note.dispatch().id().series().destination().equals(note.office())) {
      return new Decision.Refused(NOT_OURS);
    }
    parts.store().lock("notes " + note.office());
    if (parts.store().find(note.id()).isPresent()) {
      // written before a restore: it came back from the other post
      return new Decision.Done();
    }
    int number = parts.store().lastNote(note.office(), note.year()).orElse(0) + 1;
    VerificationNote numbered =
        new VerificationNote(
            note.id(),
            note.office(),
            note.year(),
            number,
            note.dispatch(),
            note.irregularities(),
            note.text());
    keep(noteFact(numbered), proposal.proposedBy());
    tell();
    return new Decision.Done();
  }

  /// One clerk proposes what we say to a note of the other post; another one signs it.
  public Proposal proposeAnswer(
      DispatchKey dispatch, UUID note, boolean accepted, String text, Person by) {
    Fact fact =
        new Fact(
            freshId(),
            dispatch.id().series().origin(),
            here(),
            new Deed.NoteAnswered(dispatch, note, accepted, text));
    return parts.approvals().propose(NOTE_ANSWER, FactJson.json(fact), by);
  }

  /// The day on which the second clerk signs counts.
  private Decision answerNote(Proposal proposal) {
    Fact fact = FactJson.read(proposal.subject().asObject(NOTE_ANSWER));
    if (!isOurs(fact.office()) || !(fact.deed() instanceof Deed.NoteAnswered answer)) {
      return new Decision.Refused(NOT_OURS);
    }
    Optional<Refusal> refusal = mayNotAnswer(answer.dispatch(), answer.note(), answer.accepted());
    return refusal.isPresent() ? new Decision.Refused(refusal.get()) : say(fact, proposal);
  }

  private Decision say(Fact proposed, Proposal proposal) {
    keep(
        new Fact(proposed.id(), proposed.office(), here(), proposed.deed()), proposal.proposedBy());
    tell();
    return new Decision.Done();
  }

  /// Why a note of the other post may not be answered so today.
  public Optional<Refusal> mayNotAnswer(DispatchKey dispatch, UUID note, boolean accepted) {
    Optional<NotePicture> known = note(dispatch, note);
    Period within = parts.agreement().tolerances().noteAnswer();
    LocalDate today = here().wall().toLocalDate();
    boolean may =
        known
            .map(each ->
                accepted ? each.mayBeAccepted(today, within) : each.mayBeContested(today, within))
            .orElse(false);
    if (may) {
      return Optional.empty();
    }
    return Optional.of(
        known
            .filter(each -> each.state() == NotePicture.State.OPEN)
            .map(each -> tooLate(each.lastDay(within)))
            .orElse(
                Refusal.of(
                    "post.note.answered",
                    "أُجيب عن هذا التقرير أو سُحب أو لا نعرفه",
                    "this note was answered or withdrawn, or is not known here")));
  }

  private static Refusal tooLate(LocalDate last) {
    return Refusal.of(
        "post.note.late",
        "انتهت مدة الرد على التقرير في " + last + " فعُدَّ مقبولاً؛ لا يغيّره رد بعدها",
        "the time for an answer ended on "
            + last
            + " and the note counts as accepted; an answer after it changes nothing");
  }

  private Optional<NotePicture> note(DispatchKey dispatch, UUID note) {
    return picture(dispatch).stream()
        .flatMap(each -> each.notes().stream())
        .filter(each -> each.note().id().equals(note))
        .findFirst();
  }

  /// One clerk proposes that a note of ours no longer claims what it says; another one signs it.
  public Proposal proposeWithdrawal(DispatchKey dispatch, UUID note, String text, Person by) {
    Fact fact =
        new Fact(
            freshId(),
            dispatch.id().series().destination(),
            here(),
            new Deed.NoteWithdrawn(dispatch, note, text));
    return parts.approvals().propose(NOTE_WITHDRAWAL, FactJson.json(fact), by);
  }

  private Decision withdrawNote(Proposal proposal) {
    Fact fact = FactJson.read(proposal.subject().asObject(NOTE_WITHDRAWAL));
    if (!isOurs(fact.office()) || !(fact.deed() instanceof Deed.NoteWithdrawn withdrawal)) {
      return new Decision.Refused(NOT_OURS);
    }
    boolean may =
        note(withdrawal.dispatch(), withdrawal.note())
            .filter(NotePicture::mayBeWithdrawn)
            .isPresent();
    return may
        ? say(fact, proposal)
        : new Decision.Refused(
            Refusal.of(
                "post.note.answered",
                "قُبل هذا التقرير أو سُحب أو لا نعرفه",
                "this note was accepted or withdrawn, or is not known here"));
  }

  // Telling the other post

  /// Queues what the other post was not told yet, as the documents it belongs into.
  ///
  /// @return why something may not leave; it stays and is tried again
  public Optional<Refusal> tell() {
    return parts.transactions().within(this::tellWithin);
  }

  private Optional<Refusal> tellWithin() {
    Optional<Refusal> refused = Optional.empty();
    Map<Document, List<Stored>> documents = new EnumMap<>(Document.class);
    for (Stored each : parts.store().untold(FactJson.MOST_FACTS)) {
      documents.computeIfAbsent(Document.of(each.fact().deed()), _ -> new ArrayList<>()).add(each);
    }
    for (Map.Entry<Document, List<Stored>> each : documents.entrySet()) {
      for (List<Stored> part : parted(each.getKey(), each.getValue())) {
        switch (submit(each.getKey().kind, FactJson.list(PostStore.facts(part)))) {
          case Submission.Refused(Refusal refusal) -> refused = Optional.of(refusal);
          case Submission.Queued(MessageId id, Instant created) -> markTold(part, id, created);
          case Submission.AlreadyAnswered(MessageId id) -> markTold(part, id, now());
        }
      }
    }
    passOn();
    return refused;
  }

  /// The other post was told when its receipt is here, not when a message was queued.
  private void hearReceipts() {
    int left = MOST_ROUNDS;
    while (left-- > 0 && parts.transactions().within(this::hearSomeReceipts) > 0) {
      // some more
    }
  }

  /// @return how many
  private int hearSomeReceipts() {
    Instant now = now();
    List<MessageId> receipted =
        parts.store().unreceipted(MOST_MESSAGES).stream().filter(parts.isReceipted()).toList();
    receipted.forEach(each -> parts.store().receipted(each, now));
    return receipted.size();
  }

  /// @param at as the message says, so that both posts have the same moment
  private void markTold(List<Stored> facts, MessageId message, Instant at) {
    Set<UUID> passed = parts.store().markTold(ids(facts), message, at);
    List<Stored> news = facts.stream().filter(each -> !passed.contains(each.fact().id())).toList();
    ears.forEach(ear -> ear.told(news));
  }

  /// What does not cross is told to the systems beside us all the same.
  private void passOn() {
    List<Stored> facts = parts.store().unpassed(FactJson.MOST_FACTS);
    if (!facts.isEmpty()) {
      ears.forEach(ear -> ear.told(facts));
      parts.store().markPassed(ids(facts));
    }
  }

  private static List<UUID> ids(List<Stored> facts) {
    return facts.stream().map(each -> each.fact().id()).toList();
  }

  /// A declaration is a document of its own, and so is each word about an inquiry: one that comes
  /// too late is refused alone. Scans go together.
  private static List<List<Stored>> parted(Document document, List<Stored> facts) {
    int size = document.isAlone ? 1 : 1_000;
    List<List<Stored>> all = new ArrayList<>();
    for (int from = 0; from < facts.size(); from += size) {
      all.add(facts.subList(from, Math.min(facts.size(), from + size)));
    }
    return all;
  }

  private Submission submit(MessageKind kind, byte[] body) {
    return parts
        .outbox()
        .submit(
            Draft.plain(
                parts.peer(),
                kind,
                parts.agreement().speaker(parts.us()),
                parts.agreement().speaker(parts.them()),
                DataClass.BUSINESS,
                "application/json",
                body));
  }

  // Hearing the other post

  @Override
  public Lane lane() {
    return POST;
  }

  @Override
  public Set<MessageKind> kinds() {
    Set<MessageKind> kinds =
        Set.of(Document.values()).stream().map(each -> each.kind).collect(Collectors.toSet());
    kinds.add(DIGEST);
    return kinds;
  }

  @Override
  public Outcome handle(Delivery delivery) {
    if (!(delivery.content() instanceof Content.Present(byte[] body))) {
      return no("post.body", "لا نص لهذه الرسالة", "this message has no body");
    }
    try {
      return delivery.kind().equals(DIGEST)
          ? compare(DigestJson.read(body))
          : hear(delivery, FactJson.readList(delivery.kind().type(), body));
    } catch (MalformedJsonException e) {
      return no(
          "post.malformed",
          "رسالة غير سليمة: " + e.text().ar(),
          "malformed message: " + e.text().en());
    }
  }

  private Outcome hear(Delivery delivery, List<Fact> facts) {
    for (Fact each : facts) {
      boolean belongs =
          each.deed().crosses() && Document.of(each.deed()).kind.equals(delivery.kind());
      if (!belongs) {
        return no(
            "post.fact.kind",
            "لا يحمله مستند كهذا: " + each.deed().kind(),
            "such a document does not carry it: " + each.deed().kind());
      }
      if (parts.agreement().isOffice(parts.us(), each.office())) {
        return no(
            "post.office",
            "لا يتكلم الآخر باسم مكتبنا " + each.office(),
            "the other side does not speak for our office " + each.office());
      }
      if (each.deed().aboutInquiry().isPresent() && !isTheirs(each.office())) {
        return no(
            "post.office",
            "ليس من مكاتب البريد الآخر: " + each.office(),
            "not an office of the other post: " + each.office());
      }
      if (isOurDeclaration(each.deed())) {
        return no(
            "post.declaration",
            "لا يعلن إرسالية مكتبنا ولا يعطي أرقامه إلا مكتبنا",
            "a dispatch of our office is declared, and its numbers are given, by our office alone");
      }
      Optional<Refusal> note = notTheirNote(each, delivery);
      if (note.isPresent()) {
        return new Outcome.Refused(note.get());
      }
    }
    Map<UUID, Fact> told =
        facts.stream().collect(Collectors.toMap(Fact::id, each -> each, (one, _) -> one));
    for (Stored known : parts.store().findAll(told.keySet())) {
      Fact each = told.get(known.fact().id());
      if (each != null && !known.fact().equals(each)) {
        return new Outcome.Refused(conflict(each.id()));
      }
    }
    Optional<Refusal> objection =
        objectors.stream().flatMap(each -> each.objection(facts, delivery).stream()).findFirst();
    if (objection.isPresent()) {
      return new Outcome.Refused(objection.get());
    }
    Instant now = now();
    List<Fact> fresh =
        parts
            .store()
            .addAll(facts.stream().map(each -> heard(each, delivery.created(), now)).toList());
    fresh.forEach(signals::added);
    ears.forEach(ear -> ear.heard(fresh));
    return new Outcome.Accepted();
  }

  /// When it was told counts for what has a clock of its own.
  private static Stored heard(Fact fact, Instant told, Instant now) {
    return new Stored(fact, false, Optional.empty(), now, Optional.of(told));
  }

  /// Only the post that should have received a dispatch writes notes on it and withdraws them, only
  /// the post of origin answers them, and neither dates them ahead.
  private Optional<Refusal> notTheirNote(Fact fact, Delivery delivery) {
    Optional<OfficeCode> writer =
        switch (fact.deed()) {
          case Deed.NoteWritten(VerificationNote note) ->
              Optional.of(note.dispatch().id().series().destination());
          case Deed.NoteWithdrawn deed -> Optional.of(deed.dispatch().id().series().destination());
          case Deed.NoteAnswered deed -> Optional.of(deed.dispatch().id().series().origin());
          default -> Optional.empty();
        };
    if (writer.isEmpty()) {
      return Optional.empty();
    }
    boolean isAnother =
        fact.deed() instanceof Deed.NoteWritten(VerificationNote note)
            && !note.office().equals(writer.get());
    if (isAnother || !isTheirs(writer.get()) || !fact.office().equals(writer.get())) {
      return Optional.of(
          Refusal.of(
              "post.note.office",
              "تقرير التحقق يكتبه ويسحبه مكتب مقصد الإرسالية وحده، ويرد عليه مكتب مصدرها وحده",
              "a verification note is written and withdrawn by the office of destination of the"
                  + " dispatch alone, and answered by its office of origin alone"));
    }
    LocalDate day = fact.at().wall().toLocalDate();
    return day.isAfter(LocalDate.ofInstant(delivery.receivedAt(), ZoneOffset.UTC).plusDays(1))
        ? Optional.of(
            Refusal.of(
                "post.note.ahead",
                "تاريخه بعد يومنا: " + day,
                "it is dated ahead of today: " + day))
        : Optional.empty();
  }

  private boolean isOurDeclaration(Deed deed) {
    return switch (deed) {
      case Deed.Advised(Advice advice) -> isOut(advice.dispatch());
      case Deed.Departed(DispatchKey dispatch, Leg _) -> isOut(dispatch);
      case Deed.InquiryOpened(ItemInquiry inquiry) -> isOurs(inquiry.office());
      case Deed.ConsignmentFormed(ConsignmentAdvice advice) ->
          isOurs(advice.origin()) || isOurConsignment(advice.consignment());
      case Deed.ConsignmentCancelled(ConsignmentId consignment) -> isOurConsignment(consignment);
      case Deed.ConsignmentHandedOver(ConsignmentId consignment, Leg _) ->
          isOurConsignment(consignment);
      default -> false;
    };
  }

  /// By its number, where it is of a series of ours, else by who formed it.
  private boolean isOurConsignment(ConsignmentId consignment) {
    return offices().stream().anyMatch(each -> consignment.value().startsWith(each.code().value()))
        || parts.store().ofConsignment(consignment).stream()
            .anyMatch(
                each -> each.isOurs() && each.fact().deed() instanceof Deed.ConsignmentFormed);
  }

  private boolean isOut(DispatchKey dispatch) {
    return parts.agreement().isOffice(parts.us(), dispatch.id().series().origin());
  }

  private static Outcome no(String code, String ar, String en) {
    return new Outcome.Refused(Refusal.of(code, ar, en));
  }

  @Override
  public void recall(Delivery own) {
    if (own.kind().equals(DIGEST) || !(own.content() instanceof Content.Present(byte[] body))) {
      return;
    }
    for (Fact each : FactJson.readList(own.kind().type(), body)) {
      Stored told = new Stored(each, true, Optional.empty(), now(), Optional.of(own.created()));
      PostStore.Adding adding = parts.store().add(told);
      boolean isUntold =
          adding == PostStore.Adding.KNOWN
              && parts.store().find(each.id()).flatMap(Stored::told).isEmpty();
      // what came back with its message was told then
      if (adding == PostStore.Adding.NEW || isUntold) {
        parts.store().markTold(List.of(each.id()), own.id(), own.created());
        parts.store().receipted(own.id(), own.created());
      }
      signals.added(each);
    }
  }

  // Comparing every night

  /// Makes the rows of lists anew where facts came, tells what is untold and, once a day, what we
  /// hold of each dispatch that changed lately.
  public void tend() {
    parts
        .transactions()
        .within(() -> {
          refold();
          tellWithin();
        });
    hearReceipts();
    parts.transactions().within(parts.store()::sum);
    LocalDate today = here().wall().toLocalDate();
    if (parts.store().lastDigest().map(each -> each.isBefore(today)).orElse(true)) {
      sendDigests();
      parts.transactions().within(() -> parts.store().digested(today));
    }
  }

  void refold() {
    parts.transactions().within(() -> parts.store().stale(MOST_ROWS).forEach(this::fold));
  }

  private Optional<DispatchPicture> fold(DispatchKey dispatch) {
    List<Stored> facts = parts.store().ofDispatch(dispatch);
    if (facts.isEmpty()) {
      return Optional.empty();
    }
    DispatchPicture picture = fold(dispatch, facts);
    Instant first = facts.stream().map(Stored::known).min(Instant::compareTo).orElseThrow();
    Instant changed = facts.stream().map(Stored::known).max(Instant::compareTo).orElse(first);
    boolean isBefore = facts.stream().anyMatch(Stored::isBefore) && !isDeclaredHere(facts);
    parts.store().put(DispatchRow.of(picture, isOut(dispatch), first, changed, isBefore));
    return Optional.of(picture);
  }

  private static boolean isDeclaredHere(List<Stored> facts) {
    return facts.stream()
        .anyMatch(each -> !each.isBefore() && each.fact().deed() instanceof Deed.Advised);
  }

  /// A declaration of ours or of the other post stands in the place of what the system before knew
  /// of the same dispatch.
  private DispatchPicture fold(DispatchKey dispatch, List<Stored> facts) {
    boolean isDeclared = isDeclaredHere(facts);
    List<Stored> holding =
        facts.stream()
            .filter(each ->
                !(isDeclared && each.isBefore() && each.fact().deed() instanceof Deed.Advised))
            .toList();
    return DispatchStory.of(
        dispatch,
        PostStore.facts(holding),
        PostStore.told(holding),
        parts.agreement().tolerances());
  }

  /// Tells what we hold of the dispatches that changed in the last days.
  public void sendDigests() {
    List<DispatchKey> changed =
        parts
            .transactions()
            .within(() -> {
              refold();
              Instant since = now().minus(COMPARED);
              return parts.store().changedSince(since, 20 * DigestJson.MOST).stream()
                  .filter(each -> between.runs(each) && !ofTheTwo(each).isEmpty())
                  .toList();
            });
    for (int from = 0; from < changed.size(); from += DIGESTS) {
      List<DispatchKey> some = changed.subList(from, Math.min(changed.size(), from + DIGESTS));
      parts
          .transactions()
          .within(() ->
              submit(
                  DIGEST,
                  DigestJson.json(some.stream().map(this::held).toList()).canonicalBytes()));
    }
  }

  private DigestJson.Held held(DispatchKey dispatch) {
    List<Stored> facts = ofTheTwo(dispatch);
    return new DigestJson.Held(dispatch, fold(dispatch, facts).digest(), own(facts), heard(facts));
  }

  /// What both posts hold: facts of either. What systems beside us tell of third posts, the other
  /// one does not hold, and each has a history of its own from before.
  private List<Stored> ofTheTwo(DispatchKey dispatch) {
    return parts.store().ofDispatch(dispatch).stream()
        .filter(each -> !each.isBefore())
        .filter(each -> each.isOurs() || isTheirs(each.fact().office()))
        .toList();
  }

  private static int own(List<Stored> facts) {
    return (int) facts.stream().filter(Stored::isOurs).count();
  }

  private static int heard(List<Stored> facts) {
    return facts.size() - own(facts);
  }

  private Outcome compare(List<DigestJson.Held> theirs) {
    theirs.stream().filter(each -> between.runs(each.dispatch())).forEach(this::compare);
    return new Outcome.Accepted();
  }

  /// Where both hold as many facts of each side, both must see the same; where they do not for some
  /// nights, something was lost.
  private void compare(DigestJson.Held theirs) {
    DispatchKey dispatch = theirs.dispatch();
    List<Stored> facts = ofTheTwo(dispatch);
    boolean isEven = own(facts) == theirs.heard() && heard(facts) == theirs.own();
    String ours = facts.isEmpty() ? "" : fold(dispatch, facts).digest();
    if (isEven) {
      parts.store().even(dispatch);
      diverged(theirs, ours, !facts.isEmpty() && !ours.equals(theirs.digest()));
    } else if (isOverdue(parts.store().uneven(dispatch, now()))) {
      diverged(theirs, ours, true);
    }
  }

  private boolean isOverdue(Instant since) {
    LocalDate first = LocalDate.ofInstant(since, parts.zone());
    int nights = parts.agreement().tolerances().differNights();
    return !here().wall().toLocalDate().isBefore(first.plusDays(nights));
  }

  private void diverged(DigestJson.Held theirs, String ours, boolean isDiverged) {
    Optional<Divergence> divergence =
        isDiverged
            ? Optional.of(new Divergence(theirs.dispatch(), ours, theirs.digest(), now()))
            : Optional.empty();
    parts.store().diverged(theirs.dispatch(), divergence);
  }

  /// How many facts the other post told us.
  public long heardCount() {
    return parts.store().heard();
  }

  public List<Divergence> divergences() {
    return parts.store().divergences();
  }

  // What the pages show

  public Optional<DispatchPicture> picture(DispatchKey dispatch) {
    List<Stored> facts = parts.store().ofDispatch(dispatch);
    return facts.isEmpty() ? Optional.empty() : Optional.of(fold(dispatch, facts));
  }

  /// Whether the system before this one handled a dispatch, and it was not declared here.
  public boolean isBefore(DispatchKey dispatch) {
    List<Stored> facts = parts.store().ofDispatch(dispatch);
    return facts.stream().anyMatch(Stored::isBefore) && !isDeclaredHere(facts);
  }

  public ItemStory item(String item) {
    return ItemStory.of(item, PostStore.facts(parts.store().ofItem(item)));
  }

  /// What customs of the country of destination answered to the data of an item, the newest last.
  public List<Fact> assessments(String item) {
    return PostStore.facts(parts.store().ofItem(item)).stream()
        .filter(each -> each.deed() instanceof Deed.ItemAssessed)
        .sorted(Comparator.comparing((Fact each) -> each.at().happened()))
        .toList();
  }

  /// The dispatches that list an item, by the declarations that hold, newest first.
  public List<DispatchKey> listing(String item) {
    return parts.store().listing(item).stream()
        .limit(MOST_LISTINGS)
        .filter(each -> once.isListed(each, item))
        .toList();
  }

  public Optional<Bag> bag(UUID id) {
    return Bag.of(id, PostStore.facts(parts.store().ofBag(id)));
  }

  /// The receptacles that an office is filling or has ready for a dispatch.
  public List<Bag> bags(OfficeCode office) {
    return parts.store().bagsInWork(office, MOST_ROWS).stream()
        .flatMap(each -> bag(each).stream())
        .toList();
  }

  /// The dispatches that an office awaits or is receiving, newest change first.
  public List<DispatchPicture> expected(OfficeCode office, int most) {
    return dispatches(false, MOST_ROWS).stream()
        .filter(each -> each.dispatch().id().series().destination().equals(office))
        .filter(each ->
            switch (each.status()) {
              case CLOSED, DESPATCHED, ARRIVING -> true;
              case RECEIVED_PARTIAL, RECEIVED_COMPLETE, CONTESTED -> false;
            })
        .filter(each -> !each.isBefore() || isUnderWay(each))
        .limit(most)
        .flatMap(each -> picture(each.dispatch()).stream())
        .toList();
  }

  private boolean isUnderWay(DispatchRow row) {
    LocalDateTime since = here().wall().minus(UNDER_WAY);
    return row.seen() == 0 && row.closed().filter(each -> each.isAfter(since)).isPresent();
  }

  /// Dispatches that leave us, or that come to us, newest change first.
  public List<DispatchRow> dispatches(boolean isOut, int most) {
    refold();
    return parts.store().rows(isOut, most);
  }

  /// What should have come to us and did not.
  public List<MissingDispatch> missing() {
    refold();
    Instant now = now();
    return parts.store().seriesSince(now.minus(LOOKING_BACK), MOST_ROWS).stream()
        .flatMap(series -> {
          List<DispatchRow> rows = parts.store().rowsOfSeries(series);
          return rows.isEmpty() || rows.getFirst().isOut()
              ? List.<MissingDispatch>of().stream()
              : missing(series, rows, now).stream();
        })
        .toList();
  }

  private List<MissingDispatch> missing(String series, List<DispatchRow> rows, Instant now) {
    int first =
        MissingDispatch.first(
            rows,
            parts.firstNumbers().find(series),
            !parts.store().rowsOfSeries(before(rows.getFirst().dispatch())).isEmpty());
    return MissingDispatch.in(
        series, rows, first, now, parts.agreement().tolerances().missing(), parts.zone());
  }

  /// The series of a dispatch in the year before.
  private static String before(DispatchKey dispatch) {
    DispatchSeries series = dispatch.id().series();
    int year = dispatch.year() - 1;
    return year
        + "-"
        + new DispatchSeries(
            series.origin(),
            series.destination(),
            series.category(),
            series.subClass(),
            Math.floorMod(year, 10));
  }

  /// The facts of a dispatch as they are kept, for who wants the evidence.
  public List<Stored> evidence(DispatchKey dispatch) {
    return parts.store().ofDispatch(dispatch);
  }

  /// The canonical form of a fact, as it stands in its message.
  public static Json.Obj json(Fact fact) {
    return FactJson.json(fact);
  }
}
