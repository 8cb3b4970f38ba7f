package org.wasl.post.exchange;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
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
import org.wasl.post.Assessment;
import org.wasl.post.EventCode;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.Moment;
import org.wasl.post.OfficeCode;
import org.wasl.post.customs.CustomsDeclaration;
import org.wasl.post.customs.CustomsRules;
import org.wasl.post.customs.Heading;
import org.wasl.post.customs.HeadingBook;
import org.wasl.post.following.ItemStory;
import org.wasl.post.keeping.DeclarationStore;
import org.wasl.post.keeping.DeclarationStore.Kept;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.post.wire.DeclarationJson;
import org.wasl.terms.DataClass;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;
import org.wasl.terms.json.MalformedJsonException;

/// The desk of customs data: takes an item at the counter with its declaration, tells the other
/// post before the item departs (`itmatt`), and answers what the other post tells. Declarations
/// hold names: every reading is written down, and they are forgotten after the agreed time.
public final class CustomsDesk implements MessageHandler {
  private static final MessageKind ITMATT = new MessageKind("post", "itmatt", 1);
  private static final int MOST = 200;

  /// An item with any of these was here.
  private static final Set<EventCode> HERE =
      EnumSet.of(
          EventCode.EMA, EventCode.EMB, EventCode.EXA, EventCode.EXB, EventCode.EXC, EventCode.EXD);

  /// After any of these the data of an item no longer go ahead of it.
  private static final Set<EventCode> LEFT = EnumSet.complementOf(EnumSet.copyOf(HERE));

  private final Parts parts;
  private final List<HearsOfDeclarations> ears = new ArrayList<>();

  /// Is told of declarations that were taken here and that the other post told, in the transaction
  /// in which that happens: of their numbers alone.
  public interface HearsOfDeclarations {
    /// @param by the clerk or the system that took it
    void taken(ItemId item, Person by);

    void came(ItemId item);
  }

  /// What a desk is made of.
  ///
  /// @param rules of the country of destination, for what we send
  /// @param ourRules for what comes to us
  /// @param postedWithinDays of what is taken over from another system
  /// @param body of a message at the border, while it is there
  /// @param isLogged whether a message is more than queued
  /// @param erase takes the body of a message away at the border
  public record Parts(
      PostDesk post,
      SerialDesk serials,
      NodeId peer,
      CustomsRules rules,
      CustomsRules ourRules,
      HeadingBook headings,
      int postedWithinDays,
      DeclarationStore store,
      Outbox outbox,
      AuditTrail audit,
      Transactions transactions,
      Function<MessageId, Optional<byte[]>> body,
      Predicate<MessageId> isLogged,
      Consumer<MessageId> erase) {}

  public CustomsDesk(Parts parts) {
    this.parts = parts;
  }

  /// Adds an ear, at construction.
  public void hear(HearsOfDeclarations ear) {
    ears.add(ear);
  }

  private PostAgreement agreement() {
    return parts.post().agreement();
  }

  /// What accepting an item came to.
  public sealed interface Accepted {
    record Done(ItemId item, List<CustomsRules.Finding> findings) implements Accepted {
      public Done {
        findings = List.copyOf(findings);
      }
    }

    /// Something in the declaration stops it; nothing is kept.
    record Stopped(List<CustomsRules.Finding> findings) implements Accepted {
      public Stopped {
        findings = List.copyOf(findings);
      }
    }

    record Refused(Refusal refusal) implements Accepted {}
  }

  /// Takes an item: posted, declared, and told to the other post.
  public Accepted accept(CustomsDeclaration declaration, Person by) {
    return parts.transactions().within(() -> posted(accepted(declaration, by), declaration, by));
  }

  private Accepted posted(Accepted accepted, CustomsDeclaration declaration, Person by) {
    if (accepted instanceof Accepted.Done) {
      Deed posted =
          new Deed.ItemSeen(
              new ItemReading.Valid(declaration.item()),
              EventCode.EMA,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      Fact fact =
          new Fact(parts.post().freshId(), declaration.office(), parts.post().here(), posted);
      parts.post().record(List.of(fact), by);
    }
    return accepted;
  }

  /// Takes what another system of ours declares of an item, and tells it to the other post. That
  /// the item was posted, an event says.
  Accepted declare(CustomsDeclaration declaration, Person by) {
    return parts.transactions().within(() -> accepted(declaration, by));
  }

  private static Refusal notOurs(OfficeCode office) {
    return Refusal.of(
        "post.office", "ليس من مكاتبنا: " + office, "not one of our offices: " + office);
  }

  /// Takes another declaration of an item of ours in place of the one that we told before, which
  /// goes: its number is in use, and where it was posted it stays posted.
  public Accepted replace(CustomsDeclaration declaration, Person by) {
    return parts.transactions().within(() -> replaceWithin(declaration, by));
  }

  private Accepted replaceWithin(CustomsDeclaration declaration, Person by) {
    if (!parts.post().isOurs(declaration.office())) {
      return new Accepted.Refused(notOurs(declaration.office()));
    }
    ItemId item = declaration.item();
    if (!isOurs(item).orElse(false) || isQueued(item)) {
      return new Accepted.Refused(
          Refusal.of(
              "post.declaration.none",
              "لم نُخبر بعدُ بتصريح منا لهذه البعيثة يُبدَّل: " + item,
              "no declaration of ours was told of this item yet that could be replaced: " + item));
    }
    List<CustomsRules.Finding> findings = parts.rules().check(declaration);
    return findings.stream().anyMatch(CustomsRules.Finding::stops)
        ? new Accepted.Stopped(findings)
        : tell(declaration, findings, by);
  }

  private Accepted accepted(CustomsDeclaration declaration, Person by) {
    if (!parts.post().isOurs(declaration.office())) {
      return new Accepted.Refused(notOurs(declaration.office()));
    }
    List<CustomsRules.Finding> findings = new ArrayList<>(parts.rules().check(declaration));
    boolean isReturned = declaration.kind() == CustomsDeclaration.Kind.RETURNED;
    findings.addAll(parts.serials().check(declaration.item(), declaration.office(), isReturned));
    if (findings.stream().anyMatch(CustomsRules.Finding::stops)) {
      return new Accepted.Stopped(findings);
    }
    if (!parts.serials().use(declaration.item(), declaration.office(), parts.post().now())) {
      return new Accepted.Stopped(List.of(SerialDesk.used(declaration.item())));
    }
    Accepted accepted = tell(declaration, findings, by);
    if (accepted instanceof Accepted.Refused) {
      parts.serials().release(declaration.item());
    }
    return accepted;
  }

  private Accepted tell(
      CustomsDeclaration declaration, List<CustomsRules.Finding> findings, Person by) {
    return switch (parts.outbox().submit(draft(declaration))) {
      case Submission.Refused(Refusal refusal) -> new Accepted.Refused(refusal);
      case Submission.AlreadyAnswered(MessageId id) -> kept(declaration, id, findings, by);
      case Submission.Queued(MessageId id, var _) -> kept(declaration, id, findings, by);
    };
  }

  private Draft draft(CustomsDeclaration declaration) {
    return new Draft(
        parts.peer(),
        ITMATT,
        agreement().speaker(parts.post().us()),
        agreement().speaker(parts.post().them()),
        DataClass.PERSONAL,
        Optional.of(agreement().ground()),
        Optional.empty(),
        Optional.empty(),
        "application/json",
        DeclarationJson.json(declaration).canonicalBytes());
  }

  /// What taking over a declaration from another system came to.
  public enum TakenOver {
    /// It is told to the other post, as at the counter.
    TOLD,
    KNOWN,
    /// The item has left or its journey has ended: what the other post was told of it, it was told
    /// by the other system.
    DEPARTED,
    /// No event says that the item is here: whether it has left, nobody knows.
    UNSEEN,
    /// It was posted too long ago to be here still, or on a day to come.
    OLD,
    OF_OTHERS,
    STOPPED,
    REFUSED
  }

  /// Takes over a declaration that another system of ours holds, of an item of ours that was posted
  /// lately, was seen here and is still here. Whatever else the other system holds stays there.
  ///
  /// @param system for the audit
  public TakenOver takeOver(CustomsDeclaration declaration, String system) {
    ItemId item = declaration.item();
    boolean isOurs =
        parts.post().isOurs(declaration.office())
            && item.country().equals(parts.post().country())
            && declaration.sender().country().equals(parts.post().country())
            && declaration.addressee().country().equals(parts.post().theirCountry());
    if (!isOurs) {
      return TakenOver.OF_OTHERS;
    }
    return parts
        .transactions()
        .within(() -> {
          if (parts.store().find(item).isPresent()) {
            return TakenOver.KNOWN;
          }
          Optional<TakenOver> gone = gone(declaration);
          if (gone.isPresent()) {
            return gone.get();
          }
          if (parts.rules().check(declaration).stream().anyMatch(CustomsRules.Finding::stops)) {
            return TakenOver.STOPPED;
          }
          return switch (parts.outbox().submit(draft(declaration))) {
            case Submission.Refused _ -> TakenOver.REFUSED;
            case Submission.AlreadyAnswered(MessageId id) -> takenOver(declaration, id, system);
            case Submission.Queued(MessageId id, var _) -> takenOver(declaration, id, system);
          };
        });
  }

  /// Why an item need not be here still. What the other post was told of such an item, it was told
  /// by the other system, and no name crosses again.
  private Optional<TakenOver> gone(CustomsDeclaration declaration) {
    ItemStory story = parts.post().item(declaration.item().value());
    boolean hasLeft =
        LEFT.stream().anyMatch(each -> story.first(each).isPresent())
            || !parts.post().listing(declaration.item().value()).isEmpty();
    if (hasLeft) {
      return Optional.of(TakenOver.DEPARTED);
    }
    if (HERE.stream().noneMatch(each -> story.first(each).isPresent())) {
      return Optional.of(TakenOver.UNSEEN);
    }
    LocalDate today = parts.post().here().wall().toLocalDate();
    LocalDate posted = declaration.posted();
    return posted.isAfter(today) || posted.isBefore(today.minusDays(parts.postedWithinDays()))
        ? Optional.of(TakenOver.OLD)
        : Optional.empty();
  }

  private TakenOver takenOver(CustomsDeclaration declaration, MessageId message, String system) {
    ItemId item = declaration.item();
    put(new Kept(item, true, parts.post().now(), message, false));
    parts.serials().use(item, declaration.office(), parts.post().now());
    parts
        .audit()
        .record(
            new AuditEvent(
                Optional.empty(),
                "post.declaration.migrate",
                item.value(),
                Optional.of(agreement().ground()),
                system));
    return TakenOver.TOLD;
  }

  private Accepted kept(
      CustomsDeclaration declaration,
      MessageId message,
      List<CustomsRules.Finding> findings,
      Person by) {
    put(new Kept(declaration.item(), true, parts.post().now(), message, false));
    audit(by, "post.declaration.take", declaration.item());
    ears.forEach(each -> each.taken(declaration.item(), by));
    return new Accepted.Done(declaration.item(), findings);
  }

  /// What was declared of the item before says nothing any more, and goes.
  private void put(Kept declaration) {
    parts.store().put(declaration).ifPresent(parts.erase());
    parts.post().store().exchanged(declaration.item());
  }

  private void audit(Person by, String action, ItemId item) {
    parts
        .audit()
        .record(
            new AuditEvent(
                Optional.of(by), action, item.value(), Optional.of(agreement().ground()), ""));
  }

  /// What reading a declaration came to.
  public sealed interface Read {
    record Found(CustomsDeclaration declaration, boolean isOurs) implements Read {}

    /// It was declared, and its body is no longer at the border: erased at the wish of a person it
    /// names, or lost with a backup.
    record Erased(ItemId item, boolean isOurs) implements Read {}

    record Unknown() implements Read {}
  }

  /// Reads a declaration; that it was read is written down.
  public Read read(ItemId item, Person by) {
    return parts
        .transactions()
        .within(() -> {
          Optional<Kept> known = parts.store().find(item);
          if (known.isEmpty()) {
            return new Read.Unknown();
          }
          Kept kept = known.get();
          Optional<byte[]> body = parts.body().apply(kept.message());
          if (body.isEmpty()) {
            return new Read.Erased(item, kept.isOurs());
          }
          audit(by, "post.declaration.read", item);
          return new Read.Found(DeclarationJson.read(body.get()), kept.isOurs());
        });
  }

  /// Whether what was declared of an item then stands here still: neither erased nor forgotten nor
  /// replaced.
  boolean stands(ItemId item, Instant then) {
    return parts
        .store()
        .find(item)
        .filter(each -> !each.at().isAfter(then))
        .filter(each ->
            !parts.isLogged().test(each.message())
                || parts.body().apply(each.message()).isPresent())
        .isPresent();
  }

  /// Until when a declaration stands here; absent where there is none, or its body was erased.
  public Optional<Instant> keptUntil(ItemId item) {
    return parts
        .store()
        .find(item)
        .filter(each -> parts.body().apply(each.message()).isPresent())
        .map(each -> each.at().plus(Duration.ofDays(agreement().declarationDays())));
  }

  /// Items of theirs that wait for our answer: their numbers alone.
  public List<ItemId> waiting() {
    return parts.store().waiting(MOST).stream().map(each -> each.item()).toList();
  }

  /// Items that we took, newest first: their numbers alone.
  public List<ItemId> taken() {
    return parts.store().ours(MOST).stream().map(each -> each.item()).toList();
  }

  /// What our rules say of a declaration of theirs.
  public List<CustomsRules.Finding> findings(CustomsDeclaration declaration) {
    return parts.ourRules().check(declaration);
  }

  /// What would be due here for a declaration of theirs.
  public Optional<BigDecimal> estimate(CustomsDeclaration declaration, LocalDate day) {
    return parts.ourRules().estimate(declaration, day);
  }

  /// What would be due there for an item that we take.
  public Optional<BigDecimal> quote(CustomsDeclaration declaration, LocalDate day) {
    return parts.rules().estimate(declaration, day);
  }

  /// Whose declaration of an item is known: ours, theirs, or nobody's.
  public Optional<Boolean> isOurs(ItemId item) {
    return parts.store().find(item).map(Kept::isOurs);
  }

  /// Whether what was declared of an item is queued and cannot be read yet.
  boolean isQueued(ItemId item) {
    return parts
        .store()
        .find(item)
        .filter(each -> each.isOurs() && !parts.isLogged().test(each.message()))
        .isPresent();
  }

  /// Answers the data of an item of theirs.
  ///
  /// @return why not
  public Optional<Refusal> assess(ItemId item, Assessment assessment, String note, Person by) {
    return assess(parts.post().freshId(), parts.post().here(), item, assessment, note, by);
  }

  /// @param id of the answer: given twice, it is one
  Optional<Refusal> assess(
      UUID id, Moment at, ItemId item, Assessment assessment, String note, Person by) {
    return parts
        .transactions()
        .within(() -> {
          Optional<Kept> kept = parts.store().find(item).filter(each -> !each.isOurs());
          if (kept.isEmpty()) {
            return Optional.of(
                Refusal.of(
                    "post.declaration.unknown",
                    "لم تصلنا بيانات هذه البعيثة: " + item,
                    "no data of this item came to us: " + item));
          }
          parts.post().assess(id, at, new ItemReading.Valid(item), assessment, note, by);
          if (!assessment.holds() && !parts.post().isHeld(item.value())) {
            parts.store().markAssessed(item);
          }
          return Optional.<Refusal>empty();
        });
  }

  public List<Heading> headings(String text) {
    return parts.headings().find(text);
  }

  /// Forgets declarations after the agreed time, here and at the border.
  public void forget() {
    parts
        .transactions()
        .within(() -> {
          Duration kept = Duration.ofDays(agreement().declarationDays());
          parts.store().forget(parts.post().now().minus(kept), MOST).forEach(parts.erase());
        });
  }

  /// Where the offices of the other post are, for the form.
  public List<OfficeCode> offices() {
    return parts.post().offices().stream().map(each -> each.code()).toList();
  }

  @Override
  public Lane lane() {
    return PostDesk.POST;
  }

  @Override
  public Set<MessageKind> kinds() {
    return Set.of(ITMATT);
  }

  @Override
  public Outcome handle(Delivery delivery) {
    if (!(delivery.content() instanceof Content.Present(byte[] body))) {
      return new Outcome.Accepted();
    }
    try {
      CustomsDeclaration declaration = DeclarationJson.read(body);
      if (parts.post().isOurs(declaration.office())) {
        return new Outcome.Refused(
            Refusal.of(
                "post.office",
                "لا يتكلم الآخر باسم مكتبنا " + declaration.office(),
                "the other side does not speak for our office " + declaration.office()));
      }
      boolean isReturned = declaration.kind() == CustomsDeclaration.Kind.RETURNED;
      if (!isReturned && isOurs(declaration.item()).orElse(false)) {
        return new Outcome.Refused(
            Refusal.of(
                "post.declaration",
                "لا يبدّل الآخر تصريحاً منا: " + declaration.item(),
                "the other side does not replace a declaration of ours: " + declaration.item()));
      }
      if (!isReturned && declaration.item().country().equals(parts.post().country())) {
        return new Outcome.Refused(
            Refusal.of(
                "post.declaration.issue",
                "معرّف أعطيناه نحن؛ لا يصرّح الآخر به إلا مرتجعاً: " + declaration.item(),
                "an identifier that we give; the other side declares it only as returned: "
                    + declaration.item()));
      }
      put(new Kept(declaration.item(), false, parts.post().now(), delivery.id(), false));
      ears.forEach(each -> each.came(declaration.item()));
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
      CustomsDeclaration declaration = DeclarationJson.read(body);
      ItemId item = declaration.item();
      put(new Kept(item, true, own.created(), own.id(), false));
      parts.serials().use(item, declaration.office(), own.created());
    }
  }
}
