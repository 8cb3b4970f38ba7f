package org.wasl.post.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.wasl.post.Advice;
import org.wasl.post.Condition;
import org.wasl.post.ConsignmentAdvice;
import org.wasl.post.ConsignmentId;
import org.wasl.post.DispatchKey;
import org.wasl.post.EventCode;
import org.wasl.post.Leg;
import org.wasl.post.Moment;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.following.ConsignmentPicture;
import org.wasl.post.following.ConsignmentPicture.Status;
import org.wasl.post.following.ConsignmentStory;
import org.wasl.post.following.DispatchPicture;
import org.wasl.post.keeping.ConsignmentRow;
import org.wasl.post.keeping.PostStore;
import org.wasl.post.keeping.Stored;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;

/// The desk of consignments: what is handed over to a carrier at once, of one dispatch or of
/// several, and what came out of its vehicle at the other end. That a dispatch has left follows
/// from the consignment that carries it.
public final class ConsignmentDesk {
  private static final int MOST_WAITING = 1_000;
  private static final int MOST_ROWS = 1_000;
  private static final int MOST_HELD = 5_000;

  private final PostDesk post;

  public ConsignmentDesk(PostDesk post) {
    this.post = post;
  }

  /// The wish to form a consignment.
  ///
  /// @param id of the wish: wished twice, it is formed once
  public record Forming(
      UUID id,
      OfficeCode office,
      OfficeCode destination,
      List<ReceptacleId> receptacles,
      List<Leg> legs) {
    public Forming {
      receptacles = List.copyOf(receptacles);
      legs = List.copyOf(legs);
    }
  }

  /// What a wish came to.
  public sealed interface Formed {
    record Done(ConsignmentId consignment) implements Formed {}

    record Refused(Refusal refusal) implements Formed {}
  }

  /// Forms a consignment of receptacles that our dispatches declare.
  public Formed form(Forming wish, Person by) {
    return post.within(() -> {
      lock();
      Formed formed = formWithin(wish, post.here(), by);
      post.tell();
      return formed;
    });
  }

  /// A receptacle goes into one consignment, and a consignment leaves once: whoever looks at that
  /// and then acts is alone until the transaction ends.
  private void lock() {
    post.store().lock("consignments");
  }

  private Formed formWithin(Forming wish, Moment at, Person by) {
    Optional<ConsignmentId> before =
        post.store().find(wish.id()).flatMap(each -> each.fact().deed().aboutConsignment());
    if (before.isPresent()) {
      return new Formed.Done(before.get());
    }
    if (!post.isOurs(wish.office())) {
      return new Formed.Refused(
          Refusal.of(
              "post.office",
              "ليس من مكاتبنا: " + wish.office(),
              "not one of our offices: " + wish.office()));
    }
    Map<ReceptacleId, Advice.Receptacle> declared = declared(wish.receptacles());
    Optional<Refusal> obstacle = obstacle(wish, declared);
    if (obstacle.isPresent()) {
      return new Formed.Refused(obstacle.get());
    }
    String series = ConsignmentId.series(wish.office(), at.wall().getYear());
    int number = post.store().lastConsignment(series).orElse(0) + 1;
    if (number > ConsignmentId.MOST) {
      return new Formed.Refused(
          Refusal.of(
              "post.consignment.series-full",
              "استُنفدت أرقام شحنات المكتب لهذه السنة",
              "the numbers of consignments of this office are used up for this year"));
    }
    ConsignmentId consignment = ConsignmentId.of(series, number);
    List<ConsignmentAdvice.Receptacle> receptacles =
        declared.values().stream()
            .map(each -> new ConsignmentAdvice.Receptacle(each.id(), each.type(), each.grams()))
            .toList();
    ConsignmentAdvice advice =
        new ConsignmentAdvice(
            consignment, 1, at.wall(), wish.office(), wish.destination(), wish.legs(), receptacles);
    post.keepOwn(new Fact(wish.id(), wish.office(), at, new Deed.ConsignmentFormed(advice)), by);
    post.audit(
        by, "post.consignment.form", consignment.value(), receptacles.size() + " receptacles");
    return new Formed.Done(consignment);
  }

  /// What our dispatches declare of receptacles, in the order of the receptacles; those that none
  /// declares are absent.
  private Map<ReceptacleId, Advice.Receptacle> declared(Collection<ReceptacleId> receptacles) {
    Map<ReceptacleId, Advice.Receptacle> all = new HashMap<>();
    Set<DispatchKey> dispatches = new TreeSet<>();
    for (ReceptacleId each : receptacles) {
      dispatches.add(DispatchKey.seen(each.dispatch(), post.here().wall().toLocalDate()));
    }
    for (DispatchKey each : dispatches) {
      if (post.isOurs(each.id().series().origin())) {
        advice(each)
            .ifPresent(one -> one.receptacles().forEach(bag -> all.putIfAbsent(bag.id(), bag)));
      }
    }
    Map<ReceptacleId, Advice.Receptacle> declared = new LinkedHashMap<>();
    for (ReceptacleId each : receptacles) {
      Advice.Receptacle bag = all.get(each);
      if (bag != null) {
        declared.put(each, bag);
      }
    }
    return declared;
  }

  private Optional<Advice> advice(DispatchKey dispatch) {
    return post.picture(dispatch).flatMap(DispatchPicture::advice);
  }

  private Optional<Refusal> obstacle(Forming wish, Map<ReceptacleId, Advice.Receptacle> declared) {
    if (wish.receptacles().isEmpty()) {
      return Optional.of(
          Refusal.of(
              "post.consignment.empty",
              "اختر إرسالية أو امسح وعاء",
              "choose a dispatch or scan a receptacle"));
    }
    List<ReceptacleId> unknown =
        wish.receptacles().stream().filter(each -> !declared.containsKey(each)).toList();
    if (!unknown.isEmpty()) {
      return Optional.of(
          Refusal.of(
              "post.consignment.unknown",
              "لم تعلن إرسالية من مكاتبنا هذه الأوعية: " + some(unknown),
              "no dispatch of our offices declares these receptacles: " + some(unknown)));
    }
    Map<ReceptacleId, ConsignmentId> taken = taken(declared.keySet());
    if (!taken.isEmpty()) {
      return Optional.of(
          Refusal.of(
              "post.consignment.elsewhere",
              "أوعية في شحنة أخرى: " + elsewhere(taken),
              "receptacles in another consignment: " + elsewhere(taken)));
    }
    return post.heldAmong(items(declared.values()));
  }

  private static String some(Collection<ReceptacleId> receptacles) {
    return receptacles.stream()
        .limit(5)
        .map(ReceptacleId::printed)
        .collect(Collectors.joining(", "));
  }

  private static String elsewhere(Map<ReceptacleId, ConsignmentId> taken) {
    return taken.entrySet().stream()
        .limit(5)
        .map(each -> each.getKey().printed() + " (" + each.getValue() + ")")
        .collect(Collectors.joining(", "));
  }

  private static List<String> items(Collection<Advice.Receptacle> bags) {
    return bags.stream()
        .flatMap(bag -> bag.items().stream())
        .map(item -> item.id().written())
        .toList();
  }

  /// Those of these receptacles that a consignment carries, each with it.
  private Map<ReceptacleId, ConsignmentId> taken(Set<ReceptacleId> receptacles) {
    Set<DispatchKey> dispatches = new TreeSet<>();
    receptacles.forEach(each ->
        dispatches.add(DispatchKey.seen(each.dispatch(), post.here().wall().toLocalDate())));
    Map<ReceptacleId, ConsignmentId> taken = new LinkedHashMap<>();
    for (DispatchKey each : dispatches) {
      for (ConsignmentPicture carrier : carrying(each)) {
        Set<ReceptacleId> in =
            carrier.advice().map(ConsignmentAdvice::identifiers).orElse(Set.of());
        if (carrier.status() != Status.CANCELLED) {
          receptacles.stream()
              .filter(in::contains)
              .forEach(one -> taken.put(one, carrier.consignment()));
        }
      }
    }
    return taken;
  }

  /// Hands a consignment over to its carrier; each dispatch in it, and each item in its
  /// receptacles, has departed.
  ///
  /// @param id of the wish
  /// @return why not
  public Optional<Refusal> handOver(UUID id, ConsignmentId consignment, Leg leg, Person by) {
    return post.within(() -> {
      lock();
      return handOverWithin(id, consignment, leg, post.here(), by);
    });
  }

  private Optional<Refusal> handOverWithin(
      UUID id, ConsignmentId consignment, Leg leg, Moment at, Person by) {
    if (post.store().find(id).isPresent()) {
      return Optional.empty();
    }
    Optional<ConsignmentPicture> picture = picture(consignment);
    Optional<ConsignmentAdvice> advice = picture.flatMap(ConsignmentPicture::advice);
    if (advice.isEmpty() || !post.isOurs(advice.get().origin())) {
      return Optional.of(unknown(consignment));
    }
    if (picture.get().status() == Status.CANCELLED || picture.get().handedOver().isPresent()) {
      return Optional.of(gone(consignment));
    }
    Map<ReceptacleId, Advice.Receptacle> declared = declared(advice.get().identifiers());
    Optional<Refusal> held = post.heldAmong(items(declared.values()));
    if (held.isPresent()) {
      return held;
    }
    OfficeCode office = advice.get().origin();
    Fact left = new Fact(id, office, at, new Deed.ConsignmentHandedOver(consignment, leg));
    if (post.keepOwn(left, by) != PostStore.Adding.NEW) {
      return Optional.of(gone(consignment));
    }
    post.keepOwn(departures(left, advice.get(), leg, declared.values()), by);
    post.audit(by, "post.consignment.hand-over", consignment.value(), "");
    post.tell();
    return Optional.empty();
  }

  /// What follows from a hand-over: each dispatch of ours and each item in its receptacles left. Of
  /// one hand-over these are always the same facts.
  private List<Fact> departures(
      Fact left, ConsignmentAdvice advice, Leg leg, Collection<Advice.Receptacle> bags) {
    List<Fact> facts = new ArrayList<>();
    for (DispatchKey each : advice.dispatches()) {
      OfficeCode origin = each.id().series().origin();
      if (post.isOurs(origin)) {
        UUID id = derived(left.id(), "departed " + each);
        facts.add(new Fact(id, origin, left.at(), new Deed.Departed(each, leg)));
      }
    }
    for (Advice.Receptacle bag : bags) {
      OfficeCode origin = bag.id().dispatch().series().origin();
      for (Advice.Item item : bag.items()) {
        UUID id = derived(left.id(), "departed " + bag.id() + " " + item.id().written());
        facts.add(new Fact(id, origin, left.at(), departed(item, bag)));
      }
    }
    return facts;
  }

  private static Deed departed(Advice.Item item, Advice.Receptacle bag) {
    return new Deed.ItemSeen(
        item.id(),
        EventCode.EMC,
        Optional.of(bag.id()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// Why what is in it may not depart now.
  Optional<Refusal> held(ConsignmentAdvice advice) {
    return post.heldAmong(items(declared(advice.identifiers()).values()));
  }

  private static Refusal unknown(ConsignmentId consignment) {
    return Refusal.of(
        "post.consignment.not-ours",
        "لا نعرف شحنة كهذه من مكاتبنا: " + consignment,
        "no such consignment of our offices: " + consignment);
  }

  private static Refusal gone(ConsignmentId consignment) {
    return Refusal.of(
        "post.consignment.gone",
        "سُلّمت الشحنة للناقل أو أُلغيت من قبل: " + consignment,
        "the consignment was handed over or dissolved before: " + consignment);
  }

  /// Forms a consignment of what of a dispatch is in none, and hands it over.
  ///
  /// @param id of the wish
  public Optional<Refusal> handOver(UUID id, DispatchKey dispatch, Leg leg, Person by) {
    return post.within(() -> {
      lock();
      return handOverWithin(id, dispatch, leg, by);
    });
  }

  private Optional<Refusal> handOverWithin(UUID id, DispatchKey dispatch, Leg leg, Person by) {
    if (post.store().find(id).isPresent()) {
      return Optional.empty();
    }
    OfficeCode office = dispatch.id().series().origin();
    OfficeCode destination = dispatch.id().series().destination();
    UUID forming = derived(id, "formed");
    List<ReceptacleId> free = free(dispatch);
    if (free.isEmpty() && post.store().find(forming).isEmpty()) {
      return Optional.of(
          Refusal.of(
              "post.dispatch.unknown",
              "لا وعاء من هذه الإرسالية ينتظر ناقلاً: " + dispatch.id().printed(),
              "no receptacle of this dispatch waits for a carrier: " + dispatch.id().printed()));
    }
    Moment at = post.here();
    Forming wish = new Forming(forming, office, destination, free, List.of(leg));
    return switch (formWithin(wish, at, by)) {
      case Formed.Refused(Refusal refusal) -> Optional.of(refusal);
      case Formed.Done(ConsignmentId consignment) -> handOverWithin(id, consignment, leg, at, by);
    };
  }

  /// The wish of a clerk who handed receptacles over to a carrier, perhaps told long after.
  ///
  /// @param id of the wish and of the hand-over: told twice, it is one
  /// @param at when they were handed over
  /// @param receptacles of dispatches to one office
  public record Leaving(
      UUID id, OfficeCode office, Moment at, List<ReceptacleId> receptacles, Leg leg) {
    public Leaving {
      receptacles = receptacles.stream().distinct().toList();
      if (receptacles.isEmpty() || receptacles.size() > ConsignmentAdvice.MOST_RECEPTACLES) {
        throw new IllegalArgumentException(
            receptacles.size() + " receptacles, not 1 to " + ConsignmentAdvice.MOST_RECEPTACLES);
      }
    }
  }

  /// What a wish came to.
  public sealed interface Left {
    record Done(ConsignmentId consignment) implements Left {}

    /// Not now: the same wish may come again.
    record Later(Refusal refusal) implements Left {}

    record Refused(Refusal refusal) implements Left {}
  }

  /// Forms the consignment that left and records that it did, at the moment at which it left.
  public Left leave(Leaving wish, Person by) {
    return post.within(() -> {
      lock();
      return leaveWithin(wish, by);
    });
  }

  private Left leaveWithin(Leaving wish, Person by) {
    Optional<ConsignmentId> before =
        post.store().find(wish.id()).flatMap(each -> each.fact().deed().aboutConsignment());
    if (before.isPresent()) {
      return new Left.Done(before.get());
    }
    Optional<Refusal> hold = post.hold();
    if (hold.isPresent()) {
      return new Left.Later(hold.get());
    }
    List<OfficeCode> destinations =
        wish.receptacles().stream()
            .map(each -> each.dispatch().series().destination())
            .distinct()
            .toList();
    if (destinations.size() != 1) {
      return new Left.Refused(
          Refusal.of(
              "post.consignment.destinations",
              "سلّم أوعية كل مكتب مقصد وحدها",
              "hand over the receptacles to each office of destination by themselves"));
    }
    Forming forming =
        new Forming(
            derived(wish.id(), "formed"),
            wish.office(),
            destinations.getFirst(),
            wish.receptacles(),
            List.of(wish.leg()));
    Moment at = believed(wish);
    return switch (formWithin(forming, at, by)) {
      case Formed.Refused(Refusal refusal) -> new Left.Refused(refusal);
      case Formed.Done(ConsignmentId consignment) ->
          handOverWithin(wish.id(), consignment, wish.leg(), at, by)
              .<Left>map(Left.Refused::new)
              .orElseGet(() -> new Left.Done(consignment));
    };
  }

  /// A clock by which something left before it was declared, or will leave, is wrong: then it left
  /// when that was told.
  private Moment believed(Leaving wish) {
    Instant left = wish.at().captured();
    boolean isBelievable =
        !left.isAfter(post.now())
            && wish.receptacles().stream()
                .map(each -> DispatchKey.seen(each.dispatch(), post.here().wall().toLocalDate()))
                .distinct()
                .flatMap(each -> post.picture(each).stream())
                .flatMap(each -> each.advised().stream())
                .noneMatch(each -> left.isBefore(each.captured()));
    return isBelievable ? wish.at() : post.here();
  }

  /// A receptacle that waits for a carrier.
  ///
  /// @param isHeld whether an item in it may not depart
  public record Ready(ReceptacleId receptacle, boolean isHeld) {}

  /// What of the dispatches of an office of ours waits for a carrier, those closed last first.
  public Map<DispatchKey, List<Ready>> ready(OfficeCode office, int most) {
    Map<DispatchKey, List<Ready>> ready = new LinkedHashMap<>();
    Set<String> held = new HashSet<>(post.heldItems(MOST_HELD));
    waiting().stream()
        .map(PostStore.Waiting::dispatch)
        .filter(each -> each.id().series().origin().equals(office))
        .limit(most)
        .forEach(each -> ready.put(each, ready(each, held)));
    return ready;
  }

  private List<Ready> ready(DispatchKey dispatch, Set<String> held) {
    Map<ReceptacleId, Advice.Receptacle> declared = declared(free(dispatch));
    return declared.values().stream()
        .map(each -> new Ready(each.id(), items(List.of(each)).stream().anyMatch(held::contains)))
        .toList();
  }

  private static UUID derived(UUID wish, String what) {
    return UUID.nameUUIDFromBytes((wish + " " + what).getBytes(StandardCharsets.UTF_8));
  }

  /// Dissolves a consignment that did not leave.
  ///
  /// @param id of the wish
  public Optional<Refusal> cancel(UUID id, ConsignmentId consignment, Person by) {
    return post.within(() -> {
      lock();
      if (post.store().find(id).isPresent()) {
        return Optional.<Refusal>empty();
      }
      Optional<ConsignmentPicture> picture = picture(consignment);
      Optional<ConsignmentAdvice> advice = picture.flatMap(ConsignmentPicture::advice);
      if (advice.isEmpty() || !post.isOurs(advice.get().origin())) {
        return Optional.of(unknown(consignment));
      }
      if (picture.get().status() != Status.FORMING) {
        return Optional.of(gone(consignment));
      }
      post.keepOwn(
          new Fact(
              id, advice.get().origin(), post.here(), new Deed.ConsignmentCancelled(consignment)),
          by);
      post.audit(by, "post.consignment.cancel", consignment.value(), "");
      post.tell();
      return Optional.<Refusal>empty();
    });
  }

  /// A receptacle as it came out of the vehicle.
  public record Scan(ReceptacleId receptacle, Condition condition, OptionalInt grams) {}

  /// Records what came out of the vehicle of a consignment at an office of ours.
  ///
  /// @param wish its id: wished twice, it is recorded once
  /// @param isAll whether the consignment is accounted for with it
  public List<Recorded> receive(
      UUID wish,
      ConsignmentId consignment,
      OfficeCode office,
      List<Scan> scans,
      boolean isAll,
      Person by) {
    List<Fact> facts = new ArrayList<>();
    Moment at = at(wish, scans);
    for (Scan each : scans) {
      facts.add(
          new Fact(
              derived(wish, each.receptacle().toString()),
              office,
              at,
              new Deed.ReceptacleUnloaded(
                  consignment, each.receptacle(), each.condition(), each.grams())));
    }
    if (isAll) {
      facts.add(new Fact(wish, office, at, new Deed.ConsignmentReceived(consignment)));
    }
    return post.within(() -> {
      List<Recorded> recorded = post.record(facts, by);
      post.tell();
      return recorded;
    });
  }

  /// When it was recorded before, else now.
  private Moment at(UUID wish, List<Scan> scans) {
    List<UUID> ids = new ArrayList<>(List.of(wish));
    scans.forEach(each -> ids.add(derived(wish, each.receptacle().toString())));
    return post.store().findAll(ids).stream()
        .findFirst()
        .map(each -> each.fact().at())
        .orElseGet(post::here);
  }

  // What is known

  public Optional<ConsignmentPicture> picture(ConsignmentId consignment) {
    List<Fact> facts = PostStore.facts(post.store().ofConsignment(consignment));
    return facts.isEmpty() ? Optional.empty() : Optional.of(fold(consignment, facts));
  }

  private ConsignmentPicture fold(ConsignmentId consignment, List<Fact> facts) {
    Set<DispatchKey> dispatches = new TreeSet<>();
    for (Fact each : facts) {
      if (each.deed() instanceof Deed.ConsignmentFormed(ConsignmentAdvice advice)) {
        dispatches.addAll(advice.dispatches());
      }
    }
    Set<Fact> all = new HashSet<>(facts);
    if (!dispatches.isEmpty()) {
      all.addAll(PostStore.facts(post.store().scansOf(dispatches)));
    }
    return ConsignmentStory.of(consignment, all);
  }

  /// The consignments that carry receptacles of a dispatch.
  public List<ConsignmentPicture> carrying(DispatchKey dispatch) {
    return post.store().carrying(dispatch).stream()
        .flatMap(each -> picture(each).stream())
        .toList();
  }

  /// Makes the rows of lists anew where facts came.
  public void refold() {
    post.within(() -> {
      List<ConsignmentId> stale = post.store().staleConsignments(MOST_ROWS);
      stale.forEach(each -> picture(each).ifPresent(this::put));
      return stale.size();
    });
  }

  private void put(ConsignmentPicture picture) {
    Set<ReceptacleId> carried =
        picture
            .advice()
            .filter(_ -> picture.status() != Status.CANCELLED)
            .map(ConsignmentAdvice::identifiers)
            .orElse(Set.of());
    post.store().put(ConsignmentRow.of(picture), carried);
  }

  /// Consignments in one of these states, newest change first.
  ///
  /// @param isDifferent those with differences alone
  public List<ConsignmentRow> newest(Set<Status> states, boolean isDifferent, int most) {
    refold();
    return post.store().consignments(states, isDifferent, most);
  }

  /// The receptacles of a dispatch of ours that no consignment carries.
  public List<ReceptacleId> free(DispatchKey dispatch) {
    if (!post.isOurs(dispatch.id().series().origin())) {
      return List.of();
    }
    List<ReceptacleId> all =
        advice(dispatch).map(Advice::receptacles).orElse(List.of()).stream()
            .map(Advice.Receptacle::id)
            .toList();
    Set<ReceptacleId> taken = taken(new HashSet<>(all)).keySet();
    return all.stream().filter(each -> !taken.contains(each)).distinct().toList();
  }

  /// Dispatches of ours with receptacles that no consignment carries, also where others of the same
  /// dispatch have left, closed last first.
  public List<PostStore.Waiting> waiting() {
    post.refold();
    refold();
    return post.store().waiting(MOST_WAITING);
  }

  /// The facts of a consignment as they are kept.
  public List<Stored> evidence(ConsignmentId consignment) {
    return post.store().ofConsignment(consignment);
  }
}
