package org.wasl.post.exchange;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
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
import org.wasl.post.DispatchKey;
import org.wasl.post.EventCode;
import org.wasl.post.ItemId;
import org.wasl.post.OfficeCode;
import org.wasl.post.customs.CustomsDeclaration;
import org.wasl.post.customs.CustomsDeclaration.Party;
import org.wasl.post.following.InquiryPicture;
import org.wasl.post.following.InquiryPicture.Liability;
import org.wasl.post.following.InquiryStory;
import org.wasl.post.following.ItemStory;
import org.wasl.post.inquiring.Indemnity;
import org.wasl.post.inquiring.IndemnityRow;
import org.wasl.post.inquiring.InquiryPeople;
import org.wasl.post.inquiring.InquiryTerms;
import org.wasl.post.inquiring.PrivateWords;
import org.wasl.post.keeping.InquiryPeopleStore;
import org.wasl.post.keeping.InquiryPeopleStore.Kept;
import org.wasl.post.keeping.PostStore;
import org.wasl.post.keeping.Stored;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.post.recording.InquiryReply;
import org.wasl.post.recording.ItemInquiry;
import org.wasl.post.recording.ItemInquiry.Names;
import org.wasl.post.wire.FactJson;
import org.wasl.post.wire.InquiryJson;
import org.wasl.terms.DataClass;
import org.wasl.terms.PartyId;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;
import org.wasl.terms.json.MalformedJsonException;

/// The desk of inquiries about items (CN 08). What is asked and answered are facts, which
/// [PostDesk] tells and hears as `cn08` and `cn08-answer`; names and addresses cross apart from
/// them as `cn08-people`, unless the customs declaration of the item, which has them, is at the
/// other post already. Every reading of them is written down, and they are forgotten after the
/// agreed time.
public final class InquiryDesk implements MessageHandler {
  private static final MessageKind PEOPLE = new MessageKind("post", "cn08-people", 1);
  private static final String ANSWER = "post.inquiry-answer";
  private static final String WITHDRAWAL = "post.inquiry-withdrawal";
  private static final String CLOCK = "inquiry-clock";
  private static final Set<String> KINDS = Set.of(ANSWER, WITHDRAWAL);
  private static final int MOST = 200;
  private static final int MOST_INQUIRIES = 1_000_000;
  private static final int AT_ONCE = 1_000;

  private final Parts parts;

  /// What a desk is made of.
  ///
  /// @param theirZone of the offices of the other post
  /// @param body of a message at the border, while it is there
  /// @param erase takes the body of a message away at the border
  public record Parts(
      PostDesk post,
      CustomsDesk customs,
      InquiryTerms terms,
      ZoneId theirZone,
      NodeId peer,
      PostStore facts,
      InquiryPeopleStore people,
      Outbox outbox,
      Approvals approvals,
      AuditTrail audit,
      Transactions transactions,
      Function<MessageId, Optional<byte[]>> body,
      Consumer<MessageId> erase) {}

  public InquiryDesk(Parts parts) {
    this.parts = parts;
    parts.post().ask(this::objection);
    parts.approvals().effect(ANSWER, (proposal, _) -> say(proposal, ANSWER, false));
    parts.approvals().effect(WITHDRAWAL, (proposal, _) -> say(proposal, WITHDRAWAL, true));
  }

  public InquiryTerms terms() {
    return parts.terms();
  }

  // Asking

  /// The wish to ask about an item.
  ///
  /// @param id of the inquiry: wished twice, it is opened once
  /// @param sent in which it left; absent where the records are to say it
  /// @param people absent where the number of the item is enough, or its declaration has them
  public record Wish(
      UUID id,
      OfficeCode office,
      ItemId item,
      Set<ItemInquiry.Reason> reasons,
      LocalDate posted,
      OfficeCode postedAt,
      int grams,
      boolean documents,
      OptionalLong insuredMicroSdr,
      OptionalLong claimedMicroSdr,
      ItemInquiry.Asker asker,
      Optional<People> people,
      String text) {
    public Wish {
      reasons = Set.copyOf(reasons);
    }
  }

  /// Whom an inquiry is about, as a clerk writes it.
  public record People(Party sender, Party addressee, String contents) {}

  /// What a wish came to.
  public sealed interface Opened {
    record Done(UUID inquiry) implements Opened {}

    record Refused(Refusal refusal) implements Opened {}
  }

  /// Asks the other post about an item. One clerk does it: it binds nobody.
  public Opened open(Wish wish, Person by) {
    return parts.transactions().within(() -> openWithin(wish, by));
  }

  /// Alone, so that of two that ask at the same time one tells whom it is about, and one is asked.
  private Opened openWithin(Wish wish, Person by) {
    parts.facts().lock("inquiries");
    if (parts.facts().find(wish.id()).isPresent()) {
      return new Opened.Done(wish.id());
    }
    Optional<Refusal> obstacle = obstacle(wish);
    if (obstacle.isPresent()) {
      return new Opened.Refused(obstacle.get());
    }
    ItemInquiry inquiry = inquiry(wish);
    Optional<Refusal> refusal =
        inquiry.names() == Names.TOLD
            ? tellPeople(inquiry, wish.people().orElseThrow())
            : Optional.empty();
    if (refusal.isPresent()) {
      return new Opened.Refused(refusal.get());
    }
    Fact fact =
        new Fact(wish.id(), wish.office(), parts.post().here(), new Deed.InquiryOpened(inquiry));
    parts.post().say(fact, by);
    audit(by, "post.inquiry.open", inquiry.item(), inquiry.printed());
    return new Opened.Done(wish.id());
  }

  private Optional<Refusal> obstacle(Wish wish) {
    if (!parts.post().isOurs(wish.office())) {
      return Optional.of(
          Refusal.of(
              "post.office",
              "ليس من مكاتبنا: " + wish.office(),
              "not one of our offices: " + wish.office()));
    }
    LocalDate today = parts.post().here().wall().toLocalDate();
    LocalDate last =
        parts
            .terms()
            .clocks()
            .on(provisional(wish).service(), wish.posted())
            .lastToAsk(wish.posted());
    if (wish.posted().isAfter(today) || today.isAfter(last)) {
      return Optional.of(
          Refusal.of(
              "post.inquiry.inadmissible",
              "لا يُقبل التقصي عن بعيثة أُودعت في " + wish.posted() + " إلا من يومها حتى " + last,
              "an item posted on "
                  + wish.posted()
                  + " can be asked about from then until "
                  + last));
    }
    List<InquiryPicture> ours = ofItem(wish.item()).stream().filter(this::isOurs).toList();
    if (ours.stream().anyMatch(each -> !state(each).isOver())) {
      return Optional.of(
          Refusal.of(
              "post.inquiry.open",
              "لدينا تقصٍّ مفتوح عن هذه البعيثة: " + wish.item(),
              "we have an open inquiry about this item: " + wish.item()));
    }
    boolean isOwed =
        ours.stream()
            .filter(each -> amount(each.inquiry()).microSdr().isPresent())
            .flatMap(each -> liability(each).stream())
            .anyMatch(InquiryPicture.Liability::stands);
    return isOwed
        ? Optional.of(
            Refusal.of(
                "post.inquiry.liable",
                "البريد الآخر مسؤول عن هذه البعيثة بتقصٍّ سابق: " + wish.item(),
                "the other post is liable for this item by an inquiry before: " + wish.item()))
        : Optional.empty();
  }

  private ItemInquiry provisional(Wish wish) {
    return inquiry(wish, 1, Names.NONE);
  }

  private ItemInquiry inquiry(Wish wish) {
    int year = parts.post().here().wall().getYear();
    int number = parts.facts().lastInquiry(wish.office(), year).orElse(0) + 1;
    Names names =
        hasDeclaredPeople(wish.item())
            ? Names.DECLARED
            : wish.people().isPresent() ? Names.TOLD : Names.NONE;
    return inquiry(wish, number, names);
  }

  private ItemInquiry inquiry(Wish wish, int number, Names names) {
    return new ItemInquiry(
        wish.id(),
        wish.office(),
        parts.post().here().wall().getYear(),
        number,
        wish.item(),
        wish.reasons(),
        wish.posted(),
        wish.postedAt(),
        wish.grams(),
        wish.documents(),
        wish.insuredMicroSdr(),
        wish.claimedMicroSdr(),
        wish.asker(),
        parts.post().listing(wish.item().value()).stream().findFirst(),
        names,
        wish.text());
  }

  /// Whether the customs declaration of an item is at both posts, and will be until an answer is
  /// due: then its names need not cross again.
  public boolean hasDeclaredPeople(ItemId item) {
    Period longest =
        parts.terms().clocks().rows().stream()
            .map(each -> each.answer())
            .max(Comparator.comparing(each -> each.toTotalMonths() * 31 + each.getDays()))
            .orElse(Period.ZERO);
    Instant until =
        parts.post().here().wall().plus(longest).atZone(parts.post().zone()).toInstant();
    return parts.customs().keptUntil(item).map(each -> each.isAfter(until)).orElse(false);
  }

  private Optional<Refusal> tellPeople(ItemInquiry inquiry, People people) {
    InquiryPeople body =
        new InquiryPeople(
            inquiry.id(),
            inquiry.office(),
            inquiry.item(),
            people.sender(),
            people.addressee(),
            people.contents());
    PostAgreement agreement = parts.post().agreement();
    Draft draft =
        new Draft(
            parts.peer(),
            PEOPLE,
            agreement.speaker(parts.post().us()),
            agreement.speaker(parts.post().them()),
            DataClass.PERSONAL,
            Optional.of(parts.terms().ground()),
            Optional.empty(),
            Optional.empty(),
            "application/json",
            InquiryJson.people(body).canonicalBytes());
    return switch (parts.outbox().submit(draft)) {
      case Submission.Refused(Refusal refusal) -> Optional.of(refusal);
      case Submission.AlreadyAnswered(MessageId id) -> keep(inquiry.id(), id);
      case Submission.Queued(MessageId id, var _) -> keep(inquiry.id(), id);
    };
  }

  private Optional<Refusal> keep(UUID inquiry, MessageId message) {
    put(new Kept(inquiry, true, parts.post().now(), message));
    return Optional.empty();
  }

  /// What told them before says nothing any more, and goes.
  private void put(Kept people) {
    parts.people().put(people).ifPresent(parts.erase());
  }

  private void audit(Person by, String action, ItemId item, String detail) {
    parts
        .audit()
        .record(
            new AuditEvent(
                Optional.of(by),
                action,
                item.value(),
                Optional.of(parts.terms().ground()),
                detail));
  }

  /// What saying something about an inquiry came to.
  public sealed interface Said {
    record Done() implements Said {}

    /// It binds our post: another clerk has to sign it.
    record Proposed(Proposal proposal) implements Said {}

    record Refused(Refusal refusal) implements Said {}
  }

  /// Asks again, about an inquiry of ours.
  ///
  /// @param wish its id: wished twice, it is said once
  public Said pursue(UUID wish, UUID inquiry, String text, Person by) {
    return parts.transactions().within(() -> pursueWithin(wish, inquiry, text, by));
  }

  private Said pursueWithin(UUID wish, UUID id, String text, Person by) {
    Optional<Said> already = already(wish, id, true, false);
    if (already.isPresent()) {
      return already.get();
    }
    ItemInquiry ours = find(id).orElseThrow().inquiry();
    return say(wish, ours, new Deed.InquiryPursued(ours.item(), id, text), by);
  }

  /// Asks again about our inquiries that are due or late, where the agreement says after how long
  /// the clock does it. A restored node waits until it knows what it said.
  public void remind() {
    Optional<InquiryTerms.Reminding> rule = parts.terms().reminding();
    if (rule.isEmpty() || parts.post().hold().isPresent()) {
      return;
    }
    Person clock = new Person(CLOCK, parts.post().agreement().speaker(parts.post().us()));
    LocalDate today = parts.post().here().wall().toLocalDate();
    all(false).stream()
        .filter(each -> isOurs(each) && (isDueSoon(each) || isLate(each)))
        .filter(each -> liability(each).isEmpty())
        .filter(each -> each.isToBeReminded(today, rule.get().after(), rule.get().most()))
        .forEach(
            each -> pursue(parts.post().freshId(), each.inquiry().id(), reminder(each), clock));
  }

  private static String reminder(InquiryPicture picture) {
    return "تذكير آلي: لم يصل جواب منذ "
        + picture.openedOn()
        + " / Reminder by the clock: no answer since "
        + picture.openedOn();
  }

  /// What comes of a wish that was said or proposed before, or that nobody may say.
  ///
  /// @param mayStillBeSaid of an inquiry that was closed
  private Optional<Said> already(UUID wish, UUID id, boolean isOurs, boolean mayStillBeSaid) {
    Optional<InquiryPicture> picture = find(id).filter(each -> isOurs(each) == isOurs);
    if (picture.isEmpty()) {
      return Optional.of(new Said.Refused(unknown()));
    }
    if (parts.facts().find(wish).isPresent()) {
      return Optional.of(new Said.Done());
    }
    Optional<Proposal> proposed =
        parts.approvals().waiting().stream()
            .filter(each -> KINDS.contains(each.kind()))
            .filter(each -> FactJson.read(each.subject().asObject(each.kind())).id().equals(wish))
            .findFirst();
    if (proposed.isPresent()) {
      return proposed.map(Said.Proposed::new);
    }
    return picture.get().isClosed() && !mayStillBeSaid
        ? Optional.of(
            new Said.Refused(
                Refusal.of("post.inquiry.closed", "أُغلق هذا التقصي", "this inquiry was closed")))
        : Optional.empty();
  }

  /// Ends an inquiry of ours. To give up a claim that stands, even after the inquiry was closed,
  /// binds our post: it is proposed, and said once another clerk has signed it.
  ///
  /// @param wish its id: wished twice, it is said once
  /// @param withdrawn whether we claim nothing
  public Said close(UUID wish, UUID inquiry, boolean withdrawn, String text, Person by) {
    return parts.transactions().within(() -> closeWithin(wish, inquiry, withdrawn, text, by));
  }

  private Said closeWithin(UUID wish, UUID id, boolean withdrawn, String text, Person by) {
    boolean gives =
        withdrawn && find(id).flatMap(this::liability).map(Liability::stands).orElse(false);
    Optional<Said> already = already(wish, id, true, gives);
    if (already.isPresent()) {
      return already.get();
    }
    InquiryPicture picture = find(id).orElseThrow();
    Deed deed = new Deed.InquiryClosed(picture.inquiry().item(), id, withdrawn, text);
    return gives
        ? propose(WITHDRAWAL, wish, picture.inquiry(), deed, by)
        : say(wish, picture.inquiry(), deed, by);
  }

  private Optional<ItemInquiry> find(UUID id, boolean isOurs) {
    return find(id).filter(each -> isOurs(each) == isOurs).map(InquiryPicture::inquiry);
  }

  private Said say(UUID wish, ItemInquiry inquiry, Deed deed, Person by) {
    say(fact(wish, inquiry, deed), inquiry, by);
    return new Said.Done();
  }

  private Said propose(String kind, UUID wish, ItemInquiry inquiry, Deed deed, Person by) {
    return new Said.Proposed(
        parts.approvals().propose(kind, FactJson.json(fact(wish, inquiry, deed)), by));
  }

  private Fact fact(UUID wish, ItemInquiry inquiry, Deed deed) {
    OfficeCode office =
        parts.post().isOurs(inquiry.office()) ? inquiry.office() : answering(inquiry);
    return new Fact(wish, office, parts.post().here(), deed);
  }

  private static Refusal unknown() {
    return Refusal.of(
        "post.inquiry.unknown",
        "لا نعرف تقصياً كهذا، أو هو للبريد الآخر",
        "no such inquiry, or it is the other post's");
  }

  // Answering

  /// Answers an inquiry of the other post. One that accepts that we are liable is proposed, and
  /// said once another clerk has signed it.
  ///
  /// @param wish its id: wished twice, it is said once
  public Said answer(UUID wish, UUID inquiry, InquiryReply reply, Person by) {
    return parts.transactions().within(() -> answerWithin(wish, inquiry, reply, by));
  }

  private Said answerWithin(UUID wish, UUID id, InquiryReply reply, Person by) {
    Optional<Said> already = already(wish, id, false, false);
    if (already.isPresent()) {
      return already.get();
    }
    ItemInquiry theirs = find(id).orElseThrow().inquiry();
    Deed deed = new Deed.InquiryAnswered(theirs.item(), id, reply);
    return reply.isLiable() ? propose(ANSWER, wish, theirs, deed, by) : say(wish, theirs, deed, by);
  }

  /// The office of ours that the item was sent to or from, else the first one.
  private OfficeCode answering(ItemInquiry inquiry) {
    return inquiry.sent().stream()
        .map(each -> each.id().series())
        .flatMap(each -> Stream.of(each.destination(), each.origin()))
        .filter(parts.post()::isOurs)
        .findFirst()
        .orElseGet(() -> parts.post().offices().getFirst().code());
  }

  private void say(Fact fact, ItemInquiry inquiry, Person by) {
    parts.post().say(fact, by);
    audit(by, "post." + fact.deed().kind(), inquiry.item(), inquiry.printed());
  }

  /// The day that counts is the one on which the second clerk signs.
  private Decision say(Proposal proposal, String kind, boolean isOurs) {
    Fact proposed = FactJson.read(proposal.subject().asObject(kind));
    Optional<ItemInquiry> inquiry =
        proposed.deed().aboutInquiry().flatMap(each -> find(each, isOurs));
    if (inquiry.isEmpty()) {
      return new Decision.Refused(unknown());
    }
    Fact said = new Fact(proposed.id(), proposed.office(), parts.post().here(), proposed.deed());
    say(said, inquiry.get(), proposal.proposedBy());
    return new Decision.Done();
  }

  /// What an answer could say, by what we recorded of the item: nothing that binds.
  public Optional<InquiryReply> suggestion(InquiryPicture picture) {
    ItemStory story = parts.post().item(picture.inquiry().item().value());
    return story.events().reversed().stream()
        .filter(each -> parts.post().isOurs(each.office()))
        .findFirst()
        .map(InquiryDesk::reply);
  }

  private static InquiryReply reply(Fact event) {
    InquiryReply.Result result =
        ItemStory.code(event) == EventCode.EMI
            ? InquiryReply.Result.DELIVERED
            : InquiryReply.Result.HELD;
    return new InquiryReply(
        result, Optional.of(event.at().wall().toLocalDate()), event.office().value(), false, "");
  }

  // What is known

  public boolean isOurs(InquiryPicture picture) {
    return parts.post().isOurs(picture.inquiry().office());
  }

  public Optional<InquiryPicture> find(UUID inquiry) {
    return story(inquiry, parts.facts().ofInquiries(List.of(inquiry)));
  }

  /// The facts of an inquiry as they are kept, for who wants the evidence.
  public List<Stored> evidence(UUID inquiry) {
    return parts.facts().ofInquiries(List.of(inquiry));
  }

  /// The inquiries about an item, opened last first.
  public List<InquiryPicture> ofItem(ItemId item) {
    List<Stored> all = parts.facts().ofItem(item.value());
    return all.stream()
        .flatMap(each -> each.fact().deed().aboutInquiry().stream())
        .distinct()
        .flatMap(each -> story(each, all).stream())
        .sorted(Comparator.comparing((InquiryPicture each) -> each.opened().wall()).reversed())
        .toList();
  }

  /// Today, by the calendar of the post that was asked.
  public LocalDate today(InquiryPicture picture) {
    ZoneId zone = isOurs(picture) ? parts.theirZone() : parts.post().zone();
    return LocalDate.ofInstant(parts.post().now(), zone);
  }

  public InquiryPicture.State state(InquiryPicture picture) {
    return picture.state(today(picture), parts.terms().clocks());
  }

  public boolean isLate(InquiryPicture picture) {
    return picture.isLate(today(picture), parts.terms().clocks());
  }

  public boolean isDueSoon(InquiryPicture picture) {
    return picture.isDueSoon(today(picture), parts.terms().clocks());
  }

  /// An answer of ours that was told after its time counts here as little as at the other post,
  /// which refuses it by the day of its message.
  private Optional<InquiryPicture> story(UUID inquiry, List<Stored> all) {
    Optional<InquiryPicture> told = InquiryStory.of(inquiry, PostStore.facts(all));
    if (told.isEmpty() || all.stream().noneMatch(each -> isBackdated(told.get(), each))) {
      return told;
    }
    return InquiryStory.of(
        inquiry,
        all.stream().filter(each -> !isBackdated(told.get(), each)).map(Stored::fact).toList());
  }

  private boolean isBackdated(InquiryPicture picture, Stored own) {
    return own.isOurs()
        && own.fact().deed().aboutInquiry().equals(Optional.of(picture.inquiry().id()))
        && isBackdated(
            picture, own.fact(), own.told().orElseGet(parts.post()::now), parts.post().zone());
  }

  private boolean isBackdated(InquiryPicture picture, Fact fact, Instant told, ZoneId zone) {
    return picture.isBackdated(
        fact, LocalDate.ofInstant(told, zone), parts.terms().toldDays(), parts.terms().clocks());
  }

  /// Inquiries that were closed, or that were not, opened last first.
  public List<InquiryPicture> inquiries(boolean isClosed, int most) {
    return fold(parts.facts().inquiries(isClosed, most));
  }

  /// Every one: money that was counted must not go because there is more.
  ///
  /// @throws IllegalStateException for more than [#MOST_INQUIRIES]
  private List<InquiryPicture> all(boolean isClosed) {
    List<UUID> inquiries = parts.facts().inquiries(isClosed, MOST_INQUIRIES + 1);
    if (inquiries.size() > MOST_INQUIRIES) {
      throw new IllegalStateException("more than " + MOST_INQUIRIES + " inquiries");
    }
    return fold(inquiries);
  }

  private List<InquiryPicture> fold(List<UUID> inquiries) {
    List<InquiryPicture> pictures = new ArrayList<>();
    for (int from = 0; from < inquiries.size(); from += AT_ONCE) {
      List<UUID> some = inquiries.subList(from, Math.min(inquiries.size(), from + AT_ONCE));
      Map<UUID, List<Stored>> facts = new HashMap<>();
      for (Stored each : parts.facts().ofInquiries(some)) {
        UUID inquiry = each.fact().deed().aboutInquiry().orElseThrow();
        facts.computeIfAbsent(inquiry, _ -> new ArrayList<>()).add(each);
      }
      for (UUID each : some) {
        story(each, facts.getOrDefault(each, List.of())).ifPresent(pictures::add);
      }
    }
    return pictures;
  }

  /// Every inquiry that was not closed.
  List<InquiryPicture> open() {
    return all(false);
  }

  /// Inquiries whose answer is due soon.
  public List<InquiryPicture> dueSoon() {
    return all(false).stream().filter(this::isDueSoon).toList();
  }

  /// Inquiries whose answer is late.
  public List<InquiryPicture> late() {
    return all(false).stream().filter(this::isLate).toList();
  }

  // What may not stand in a free text

  /// What in a free text looks like something of people, before it is said of an inquiry.
  public List<PrivateWords.Found> privateWords(InquiryPicture picture, String text, Person by) {
    if (text.isBlank()) {
      return List.of();
    }
    List<Party> known =
        people(picture, by) instanceof Read.Found(InquiryPeople people, boolean _)
            ? List.of(people.sender(), people.addressee())
            : List.of();
    return PrivateWords.in(text, known);
  }

  /// The same before an item is asked about. Its declaration is read for it where it is here; that
  /// it was read is written down.
  ///
  /// @param people as the clerk wrote them in their own fields
  public List<PrivateWords.Found> privateWords(
      ItemId item, String text, Optional<People> people, Person by) {
    if (text.isBlank()) {
      return List.of();
    }
    List<Party> known = new ArrayList<>();
    people.ifPresent(each -> known.addAll(List.of(each.sender(), each.addressee())));
    if (parts.customs().read(item, by)
        instanceof CustomsDesk.Read.Found(CustomsDeclaration declaration, boolean _)) {
      known.add(declaration.sender());
      known.add(declaration.addressee());
    }
    return PrivateWords.in(text, known);
  }

  // What we know of an item for an inquiry

  /// What our records say of an item, for the form; absent where they say nothing.
  ///
  /// @param sent in which it left, newest first
  public record Prefill(
      Optional<LocalDateTime> posted,
      Optional<OfficeCode> postedAt,
      Optional<Integer> grams,
      Optional<DispatchKey> sent) {}

  public Prefill prefill(ItemId item) {
    Optional<Fact> posting =
        parts.post().item(item.value()).events().stream()
            .filter(each -> ItemStory.code(each) == EventCode.EMA)
            .findFirst();
    Optional<DispatchKey> sent = parts.post().listing(item.value()).stream().findFirst();
    Optional<Advice> advice = sent.flatMap(parts.post()::picture).flatMap(each -> each.advice());
    return new Prefill(
        posting.map(each -> each.at().wall()).or(() -> advice.map(Advice::closed)),
        posting.map(Fact::office).or(() -> sent.map(each -> each.id().series().origin())),
        advice.stream()
            .flatMap(each -> each.receptacles().stream())
            .flatMap(each -> each.items().stream())
            .filter(each -> each.id().written().equals(item.value()))
            .flatMapToInt(each -> each.grams().stream())
            .boxed()
            .findFirst(),
        sent);
  }

  // People

  /// What reading the people of an inquiry came to.
  public sealed interface Read {
    /// @param isDeclared whether they stand in the customs declaration
    record Found(InquiryPeople people, boolean isDeclared) implements Read {}

    /// They were told, and their body is no longer at the border.
    record Erased() implements Read {}

    /// The number of the item is enough, or the message did not come yet.
    record Nobody() implements Read {}
  }

  /// Reads whom an inquiry is about; that it was read is written down.
  public Read people(InquiryPicture picture, Person by) {
    return parts
        .transactions()
        .within(() ->
            switch (picture.inquiry().names()) {
              case NONE -> new Read.Nobody();
              case DECLARED -> declared(picture.inquiry(), by);
              case TOLD -> told(picture.inquiry(), by);
            });
  }

  private Read told(ItemInquiry inquiry, Person by) {
    Optional<Kept> kept = parts.people().find(inquiry.id());
    if (kept.isEmpty()) {
      return isForgotten(inquiry) ? new Read.Erased() : new Read.Nobody();
    }
    Optional<byte[]> body = parts.body().apply(kept.get().message());
    if (body.isEmpty()) {
      return new Read.Erased();
    }
    audit(by, "post.inquiry.people", inquiry.item(), inquiry.printed());
    return new Read.Found(InquiryJson.readPeople(body.get()), false);
  }

  private boolean isForgotten(ItemInquiry inquiry) {
    return parts
        .facts()
        .find(inquiry.id())
        .map(each -> each.kept().isBefore(forgottenBefore()))
        .orElse(false);
  }

  private Read declared(ItemInquiry inquiry, Person by) {
    return switch (parts.customs().read(inquiry.item(), by)) {
      case CustomsDesk.Read.Found(CustomsDeclaration declaration, boolean _) -> {
        audit(by, "post.inquiry.people", inquiry.item(), inquiry.printed());
        yield new Read.Found(people(inquiry, declaration), true);
      }
      case CustomsDesk.Read.Erased _, CustomsDesk.Read.Unknown _ -> new Read.Erased();
    };
  }

  private static InquiryPeople people(ItemInquiry inquiry, CustomsDeclaration declaration) {
    String contents =
        declaration.pieces().stream()
            .map(CustomsDeclaration.Piece::description)
            .collect(Collectors.joining(", "));
    int length = Math.min(contents.length(), ItemInquiry.LONGEST_TEXT);
    return new InquiryPeople(
        inquiry.id(),
        inquiry.office(),
        inquiry.item(),
        declaration.sender(),
        declaration.addressee(),
        contents.substring(0, length));
  }

  /// Forgets the people of inquiries after the agreed time, here and at the border.
  public void forget() {
    parts
        .transactions()
        .within(() -> parts.people().forget(forgottenBefore(), MOST).forEach(parts.erase()));
  }

  private Instant forgottenBefore() {
    return parts.post().now().minus(Duration.ofDays(parts.terms().peopleDays()));
  }

  // Indemnities

  /// The row and the amount in millionths of an SDR that would be due if the post that was asked
  /// were liable; no row where none is laid down, no amount where nobody knows the declared value.
  public record Amount(Optional<IndemnityRow> row, OptionalLong microSdr) {}

  public Amount amount(ItemInquiry inquiry) {
    return amount(inquiry, parts.post().here().wall().toLocalDate());
  }

  /// A dispatch that lists the item tells its weight to both posts: an inquiry that names more gets
  /// no more.
  ///
  /// @param known the last day whose circulars are known
  private Amount amount(ItemInquiry inquiry, LocalDate known) {
    Optional<IndemnityRow> row = parts.terms().indemnities().find(inquiry, known);
    OptionalInt declared =
        row.isPresent() ? parts.facts().declaredGrams(inquiry.item().value()) : OptionalInt.empty();
    int grams = Math.min(inquiry.grams(), declared.orElse(inquiry.grams()));
    return new Amount(
        row, row.map(each -> each.microSdr(inquiry, grams)).orElse(OptionalLong.empty()));
  }

  /// That and since when the post that was asked is liable, as of today.
  public Optional<Liability> liability(InquiryPicture picture) {
    return picture.liability(today(picture), parts.terms().clocks());
  }

  /// What became due between the posts in a month for items that were asked about, and what was
  /// taken back in it, in one order. Equal on both nodes once both hold the same facts, whenever
  /// they ask; a fact that comes late changes a month that has passed.
  public List<Indemnity> indemnities(YearMonth month) {
    return indemnitiesUntil(month).stream()
        .filter(each -> YearMonth.from(each.due()).equals(month))
        .toList();
  }

  /// The same of a month and of all before it, by rows that were published by its end. For an item
  /// a post is owed one indemnity at a time, however often it asked: the one that was due first.
  public List<Indemnity> indemnitiesUntil(YearMonth month) {
    LocalDate end = month.atEndOfMonth();
    Map<Owed, List<Claim>> byItem = new HashMap<>();
    Stream.of(true, false)
        .flatMap(closed -> all(closed).stream())
        .filter(each -> !each.openedOn().isAfter(end))
        .flatMap(each -> claim(each, end).stream())
        .forEach(each ->
            byItem
                .computeIfAbsent(
                    new Owed(each.due().inquiry().item(), each.due().creditor()),
                    _ -> new ArrayList<>())
                .add(each));
    return byItem.values().stream()
        .flatMap(InquiryDesk::inTurn)
        .filter(each -> !each.due().isAfter(end))
        .sorted()
        .toList();
  }

  private record Owed(ItemId item, PartyId creditor) {}

  /// An indemnity that an inquiry brings, and when it was withdrawn.
  private record Claim(Indemnity due, Optional<LocalDate> withdrawn) {
    Claim from(LocalDate day) {
      return new Claim(due.on(day), withdrawn);
    }

    boolean stands() {
      return withdrawn.map(due.due()::isBefore).orElse(true);
    }

    Stream<Indemnity> indemnities() {
      return Stream.concat(Stream.of(due), withdrawn.stream().map(due::takenBack));
    }
  }

  private Optional<Claim> claim(InquiryPicture picture, LocalDate end) {
    Optional<Liability> liability = picture.liability(end, parts.terms().clocks());
    if (liability.isEmpty()) {
      return Optional.empty();
    }
    Amount amount = amount(picture.inquiry(), end);
    return amount.row().isPresent() && amount.microSdr().isPresent()
        ? Optional.of(claim(picture, liability.get(), amount))
        : Optional.empty();
  }

  private Claim claim(InquiryPicture picture, Liability liability, Amount amount) {
    boolean isOurs = isOurs(picture);
    Indemnity due =
        new Indemnity(
            picture.inquiry(),
            amount.row().orElseThrow(),
            amount.microSdr().orElseThrow(),
            isOurs ? parts.post().them() : parts.post().us(),
            isOurs ? parts.post().us() : parts.post().them(),
            liability.since(),
            liability.bySilence() ? Indemnity.Cause.SILENCE : Indemnity.Cause.ACCEPTED);
    return new Claim(due, liability.withdrawn());
  }

  /// Of claims for one item, each from the day on which the one before was withdrawn.
  private static Stream<Indemnity> inTurn(List<Claim> claims) {
    List<Indemnity> all = new ArrayList<>();
    Optional<LocalDate> free = Optional.of(LocalDate.MIN);
    for (Claim each : claims.stream().sorted(Comparator.comparing(Claim::due)).toList()) {
      if (free.isEmpty()) {
        break;
      }
      Claim turn = each.due().due().isBefore(free.get()) ? each.from(free.get()) : each;
      if (turn.stands()) {
        turn.indemnities().forEach(all::add);
        free = turn.withdrawn();
      }
    }
    return all.stream();
  }

  // Hearing the other post

  /// What counts nowhere is not taken, so that lists and clocks say the same.
  private Optional<Refusal> objection(List<Fact> facts, Delivery message) {
    return facts.stream()
        .filter(each -> each.deed().aboutInquiry().isPresent())
        .flatMap(each -> objection(each, facts, message).stream())
        .findFirst();
  }

  private Optional<Refusal> objection(Fact fact, List<Fact> others, Delivery message) {
    UUID inquiry = fact.deed().aboutInquiry().orElseThrow();
    LocalDate day = fact.at().wall().toLocalDate();
    LocalDate today = LocalDate.ofInstant(message.receivedAt(), ZoneOffset.UTC);
    if (day.isAfter(today.plusDays(1))) {
      return Optional.of(
          Refusal.of(
              "post.inquiry.ahead",
              "تاريخه بعد يومنا: " + day,
              "it is dated ahead of today: " + day));
    }
    Optional<Fact> opening = opening(inquiry, others).filter(each -> !each.equals(fact));
    if (opening.isPresent() && !InquiryStory.fits(opening.get(), fact)) {
      return Optional.of(
          Refusal.of(
              "post.inquiry.other",
              "ليس عن بعيثة هذا التقصي، أو ليس لمن قاله أن يقوله: " + inquiry,
              "not about the item of this inquiry, or not for that post to say: " + inquiry));
    }
    return isBackdated(fact, message)
        ? Optional.of(
            Refusal.of(
                "post.inquiry.late",
                "رد بتاريخ " + day + " وصل بعد انقضاء مدة الرد: " + inquiry,
                "an answer dated " + day + " that was told after its time: " + inquiry))
        : Optional.empty();
  }

  /// By the day of the message, which both posts have, so that both say the same of it.
  private boolean isBackdated(Fact fact, Delivery message) {
    return Optional.of(fact.deed())
        .filter(each -> each instanceof Deed.InquiryAnswered)
        .flatMap(Deed::aboutInquiry)
        .flatMap(this::find)
        .map(each -> isBackdated(each, fact, message.created(), parts.theirZone()))
        .orElse(false);
  }

  private Optional<Fact> opening(UUID inquiry, List<Fact> others) {
    return parts
        .facts()
        .find(inquiry)
        .map(Stored::fact)
        .or(() -> others.stream().filter(each -> each.id().equals(inquiry)).findFirst())
        .filter(each -> each.deed() instanceof Deed.InquiryOpened);
  }

  @Override
  public Lane lane() {
    return PostDesk.POST;
  }

  @Override
  public Set<MessageKind> kinds() {
    return Set.of(PEOPLE);
  }

  @Override
  public Outcome handle(Delivery delivery) {
    if (!(delivery.content() instanceof Content.Present(byte[] body))) {
      return new Outcome.Accepted();
    }
    try {
      InquiryPeople people = InquiryJson.readPeople(body);
      boolean isTheirs = parts.post().isTheirs(people.office());
      boolean isOfOurs = parts.people().find(people.inquiry()).map(Kept::isOurs).orElse(false);
      if (!isTheirs || isOfOurs) {
        return new Outcome.Refused(
            Refusal.of(
                "post.office",
                "ليس تقصياً من مكاتب البريد الآخر: " + people.office(),
                "not an inquiry of an office of the other post: " + people.office()));
      }
      put(new Kept(people.inquiry(), false, parts.post().now(), delivery.id()));
      return new Outcome.Accepted();
    } catch (MalformedJsonException e) {
      return new Outcome.Refused(
          Refusal.of(
              "post.malformed",
              "رسالة غير سليمة: " + e.text().ar(),
              "malformed message: " + e.text().en()));
    }
  }

  @Override
  public void recall(Delivery own) {
    if (own.content() instanceof Content.Present(byte[] body)) {
      UUID inquiry = InquiryJson.readPeople(body).inquiry();
      put(new Kept(inquiry, true, own.created(), own.id()));
    }
  }
}
