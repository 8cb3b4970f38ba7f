package org.wasl.post.generation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.UUID;
import org.wasl.post.Advice;
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
import org.wasl.post.MailStream;
import org.wasl.post.Moment;
import org.wasl.post.NonDelivery;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.ReceptacleId.Indicator;
import org.wasl.post.following.ItemStory;
import org.wasl.post.generation.MailSetting.Side;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.post.recording.Irregularity.Kind;

/// Makes mail up from a seed: every day dispatches of each kind both ways, posted, closed, carried,
/// received, delivered, all that leaves on a day by road in one consignment, with noise that is
/// nothing wrong (bags scanned twice, items that customs kept or that went back) and with
/// irregularities whose truth is known.
public final class MailWithTruth {
  private static final int TENTH = 100;

  private final MailSetting setting;
  private final SplittableRandom random;
  private final Map<OfficeCode, List<Fact>> facts = new HashMap<>();
  private final Map<String, Integer> serials = new HashMap<>();
  private final List<Fortnight.Planted> planted = new ArrayList<>();
  private final List<Fortnight.Carried> carried = new ArrayList<>();
  private final List<Fortnight.Flagged> flagged = new ArrayList<>();
  private final List<DispatchKey> gaps = new ArrayList<>();
  private final List<DispatchKey> unseen = new ArrayList<>();
  private int items;

  /// What is wrong with a dispatch, or nothing.
  private enum Plan {
    NOTHING,
    BAG_LOST,
    BAG_SURPLUS,
    BAG_MISSENT,
    BAG_TWIN,
    BAG_TORN,
    BAG_LIGHTER,
    LAST_UNMARKED,
    REGISTERED_UNMARKED,
    ITEM_LOST,
    ITEM_SURPLUS,
    ITEM_ELSEWHERE,
    ITEM_ABROAD,
    ITEM_WET,
    ITEM_HEAVIER,
    ITEM_TWICE,
    ITEM_MISREAD,
    ITEM_WRONG_CLASS,
    NO_ADVICE,
    ADVICE_AFTERWARDS,
    ADVICE_AGAIN,
    NEVER_TOLD,
    NEVER_CAME,
    ARRIVAL_FORGOTTEN,
    DELIVERED_TWICE
  }

  private MailWithTruth(MailSetting setting) {
    this.setting = setting;
    this.random = new SplittableRandom(setting.seed());
  }

  public static Fortnight make(MailSetting setting) {
    return new MailWithTruth(setting).make();
  }

  private Fortnight make() {
    for (int day = 0; day < setting.days(); day++) {
      LocalDate date = setting.from().plusDays(day);
      List<OnTheWay> there = new ArrayList<>();
      List<OnTheWay> back = new ArrayList<>();
      for (MailStream mail : setting.mails()) {
        dispatch(setting.one(), setting.other(), mail, date).ifPresent(there::add);
        dispatch(setting.other(), setting.one(), mail, date).ifPresent(back::add);
      }
      consign(setting.one(), setting.other(), there);
      consign(setting.other(), setting.one(), back);
    }
    return new Fortnight(
        inOrder(setting.one()), inOrder(setting.other()), planted, carried, flagged, gaps, unseen);
  }

  // One consignment

  /// A dispatch that was closed and waits for a carrier.
  ///
  /// @param arrival of what comes of it
  private record OnTheWay(
      Advice advice, Making making, Plan plan, LocalDateTime arrival, boolean isByAir) {}

  /// What leaves on a day goes by one aeroplane and by one lorry.
  private void consign(Side from, Side to, List<OnTheWay> all) {
    for (boolean isByAir : new boolean[] {true, false}) {
      List<OnTheWay> some = all.stream().filter(each -> each.isByAir() == isByAir).toList();
      if (!some.isEmpty()) {
        consign(from, to, some, isByAir);
      }
    }
  }

  private void consign(Side from, Side to, List<OnTheWay> some, boolean isByAir) {
    LocalDateTime closed =
        some.stream()
            .map(each -> each.advice().closed())
            .max(Comparator.naturalOrder())
            .orElseThrow();
    LocalDateTime left = closed.plusHours(2);
    Leg leg =
        new Leg(
            isByAir ? '4' : '3',
            (isByAir ? "RB" : "TRUCK ") + (100 + random.nextInt(900)),
            Optional.of(isByAir ? "AIRLINE" : "ROADS"),
            from.office().value(),
            to.office().value(),
            Optional.of(left),
            Optional.empty(),
            isByAir ? Optional.empty() : Optional.of("V" + (1_000 + random.nextInt(9_000))));
    String series = ConsignmentId.series(from.office(), left.getYear());
    ConsignmentId id = ConsignmentId.of(series, serials.merge(series, 1, Integer::sum));
    List<ConsignmentAdvice.Receptacle> bags =
        some.stream()
            .flatMap(each -> each.making().declared.stream())
            .map(each -> new ConsignmentAdvice.Receptacle(each.id(), each.type(), each.grams()))
            .toList();
    ConsignmentAdvice advice =
        new ConsignmentAdvice(
            id, 1, closed.plusMinutes(30), from.office(), to.office(), List.of(leg), bags);
    add(from, advice.formed(), new Deed.ConsignmentFormed(advice));
    add(from, left, new Deed.ConsignmentHandedOver(id, leg));
    if (isByAir) {
      told(id, from, left.minusMinutes(30), CarrierStatus.POSSESSION, "74");
      told(id, from, left.plusMinutes(40), CarrierStatus.DEPARTED, "24");
    }
    some.forEach(each -> departed(each.advice(), from, left, leg));
    unloaded(id, to, some);
  }

  private void told(
      ConsignmentId id, Side from, LocalDateTime at, CarrierStatus status, String code) {
    add(from, at, new Deed.CarrierTold(id, status, code, from.office().value(), List.of()));
  }

  /// What came out of the vehicle. The receptacles that are scanned for their dispatches have come;
  /// those that nobody declared are noted here.
  private void unloaded(ConsignmentId id, Side to, List<OnTheWay> some) {
    List<OnTheWay> came = some.stream().filter(each -> each.plan() != Plan.NEVER_CAME).toList();
    if (came.isEmpty()) {
      return;
    }
    for (OnTheWay each : some) {
      List<ReceptacleId> declared =
          each.making().declared.stream().map(Advice.Receptacle::id).toList();
      List<ReceptacleId> found =
          each.plan() == Plan.NEVER_CAME
              ? List.of()
              : each.making().found.stream().map(one -> one.id).toList();
      declared.stream()
          .filter(one -> !found.contains(one))
          .forEach(one -> carry(id, Kind.RECEPTACLE_MISSING, one));
      found.stream()
          .filter(one -> !declared.contains(one))
          .forEach(one -> {
            Deed surplus =
                new Deed.ReceptacleUnloaded(id, one, Condition.GOOD, OptionalInt.empty());
            add(to, each.arrival().plusMinutes(2), surplus);
            carry(id, Kind.RECEPTACLE_EXCESS, one);
          });
      if (each.plan() == Plan.BAG_TORN) {
        carry(id, Kind.RECEPTACLE_DAMAGED, found.getLast());
      }
    }
    LocalDateTime last =
        came.stream().map(OnTheWay::arrival).max(Comparator.naturalOrder()).orElseThrow();
    add(to, last.plusHours(2), new Deed.ConsignmentReceived(id));
  }

  private void carry(ConsignmentId consignment, Kind kind, ReceptacleId subject) {
    carried.add(new Fortnight.Carried(consignment, kind, subject.toString()));
  }

  private List<Fact> inOrder(Side side) {
    return facts.getOrDefault(side.office(), List.of()).stream()
        .sorted(Comparator.comparing((Fact each) -> each.at().captured()).thenComparing(Fact::id))
        .toList();
  }

  // One dispatch

  /// A dispatch as it is made, before anything is recorded of it.
  private static final class Making {
    final List<Advice.Receptacle> declared = new ArrayList<>();
    final List<Found> found = new ArrayList<>();
  }

  /// A receptacle as it will be found.
  private static final class Found {
    final ReceptacleId id;
    final List<ItemReading> items = new ArrayList<>();
    Condition condition = Condition.GOOD;
    OptionalInt grams = OptionalInt.empty();
    Optional<ItemReading> wet = Optional.empty();
    final Map<ItemReading, Integer> weighed = new HashMap<>();

    Found(ReceptacleId id) {
      this.id = id;
    }
  }

  /// @return what waits for a carrier, where it was closed
  private Optional<OnTheWay> dispatch(Side from, Side to, MailStream mail, LocalDate day) {
    DispatchSeries series =
        new DispatchSeries(
            from.office(), to.office(), mail.category(), mail.subClass(), day.getYear() % 10);
    String name = day.getYear() + "-" + series;
    int serial = serials.merge(name, 1, Integer::sum);
    DispatchKey key = new DispatchKey(new DispatchId(series, serial), day.getYear());
    Plan plan = plan();
    LocalDateTime closed = day.atTime(9 + random.nextInt(4), random.nextInt(60));
    if (plan == Plan.NEVER_TOLD) {
      gaps.add(key);
      return Optional.empty();
    }
    Making making = making(key, plan, from, to, mail);
    LocalDateTime arrival = closed.plusHours(20 + random.nextInt(16));
    posted(making, from, closed);
    Advice advice = new Advice(key, 1, closed, Optional.of(arrival), List.of(), making.declared);
    told(plan, advice, from, arrival);
    OnTheWay onTheWay = new OnTheWay(advice, making, plan, arrival, mail.category() == 'A');
    if (plan == Plan.NEVER_CAME) {
      unseen.add(key);
      return Optional.of(onTheWay);
    }
    received(making, key, plan, to, arrival);
    delivered(making, plan, to, arrival.plusHours(3));
    return Optional.of(onTheWay);
  }

  private Plan plan() {
    if (random.nextInt(1_000) >= setting.irregularPerMille()) {
      return Plan.NOTHING;
    }
    Plan[] all = Plan.values();
    return all[1 + random.nextInt(all.length - 1)];
  }

  private void plant(DispatchKey dispatch, Kind kind, Object subject) {
    planted.add(new Fortnight.Planted(dispatch, kind, subject.toString()));
  }

  private ItemReading item(Side from, MailStream mail) {
    String indicator =
        switch (mail.subClass().charAt(0)) {
          case 'E' -> "EE";
          case 'C' -> "CP";
          default -> random.nextInt(3) == 0 ? "RR" : "LX";
        };
    return new ItemReading.Valid(ItemId.of(indicator, ++items, from.country()));
  }

  private Making making(DispatchKey key, Plan plan, Side from, Side to, MailStream mail) {
    Making making = new Making();
    int bags = 2 + random.nextInt(setting.bags() - 1);
    boolean isLetters = mail.subClass().startsWith("U");
    for (int number = 1; number <= bags; number++) {
      List<Advice.Item> listed = new ArrayList<>();
      int many = 2 + random.nextInt(setting.items() - 1);
      for (int i = 0; i < many; i++) {
        listed.add(
            new Advice.Item(
                item(from, mail),
                OptionalInt.of(200 + random.nextInt(4_000)),
                Optional.of(to.country()),
                isLetters ? Optional.of(MailFormat.E) : Optional.empty()));
      }
      int grams = 400 + listed.stream().mapToInt(each -> each.grams().orElse(0)).sum();
      boolean registered = listed.stream().anyMatch(Advice.Item::isRegisteredOrInsured);
      ReceptacleId id =
          new ReceptacleId(
              key.id(),
              number,
              number == bags ? Indicator.YES : Indicator.NO,
              registered ? Indicator.YES : Indicator.NO,
              Math.min(ReceptacleId.HEAVIER - 1, (grams + TENTH / 2) / TENTH));
      making.declared.add(
          new Advice.Receptacle(
              id,
              "BG",
              OptionalInt.of(grams),
              Optional.of("S" + (100_000 + random.nextInt(900_000))),
              listed,
              List.of()));
    }
    declareWrongly(making, key, plan, from, to, mail);
    for (Advice.Receptacle bag : making.declared) {
      Found found = new Found(bag.id());
      bag.items().stream().map(Advice.Item::id).distinct().forEach(found.items::add);
      making.found.add(found);
    }
    findWrongly(making, key, plan, from, mail);
    return making;
  }

  private static Advice.Receptacle with(
      Advice.Receptacle bag, ReceptacleId id, List<Advice.Item> listed) {
    return new Advice.Receptacle(
        id, bag.type(), bag.grams(), bag.seal(), listed, bag.bulk(), bag.empties());
  }

  private static Advice.Receptacle with(Advice.Receptacle bag, Advice.Item changed, int at) {
    List<Advice.Item> listed = new ArrayList<>(bag.items());
    listed.set(at, changed);
    return with(bag, bag.id(), listed);
  }

  /// What the office of origin does wrong.
  private void declareWrongly(
      Making making, DispatchKey key, Plan plan, Side from, Side to, MailStream mail) {
    int last = making.declared.size() - 1;
    Advice.Receptacle bag = making.declared.getLast();
    Advice.Item item = bag.items().getFirst();
    switch (plan) {
      case LAST_UNMARKED -> {
        making.declared.set(
            last,
            with(
                bag,
                new ReceptacleId(
                    key.id(),
                    bag.id().serial(),
                    Indicator.NO,
                    bag.id().registered(),
                    bag.id().labelWeight()),
                bag.items()));
        plant(key, Kind.LAST_INDICATOR_WRONG, key.id());
      }
      case REGISTERED_UNMARKED -> {
        Indicator wrong = bag.id().registered() == Indicator.YES ? Indicator.NO : Indicator.YES;
        ReceptacleId id =
            new ReceptacleId(
                key.id(), bag.id().serial(), Indicator.YES, wrong, bag.id().labelWeight());
        making.declared.set(last, with(bag, id, bag.items()));
        plant(key, Kind.REGISTERED_INDICATOR_WRONG, id);
      }
      case ITEM_ABROAD -> {
        Advice.Item abroad =
            new Advice.Item(item.id(), item.grams(), Optional.of(from.country()), item.format());
        making.declared.set(last, with(bag, abroad, 0));
        plant(key, Kind.ITEM_MISSENT, item.id().written());
      }
      case ITEM_TWICE -> {
        List<Advice.Item> longer = new ArrayList<>(bag.items());
        longer.add(item);
        making.declared.set(last, with(bag, bag.id(), longer));
        plant(key, Kind.ITEM_DUPLICATE, item.id().written());
      }
      case ITEM_MISREAD -> {
        String right = item.id().written();
        char digit = right.charAt(10);
        char wrong = digit == '9' ? '0' : (char) (digit + 1);
        ItemReading misread = ItemReading.of(right.substring(0, 10) + wrong + right.substring(11));
        making.declared.set(
            last,
            with(bag, new Advice.Item(misread, item.grams(), item.country(), item.format()), 0));
        plant(key, Kind.ITEM_IDENTIFIER_WRONG, misread.written());
        if (item.isRegisteredOrInsured()) {
          remark(making, key, last);
        }
      }
      case ITEM_WRONG_CLASS -> {
        String indicator = mail.subClass().startsWith("E") ? "CP" : "EE";
        ItemReading other = new ItemReading.Valid(ItemId.of(indicator, ++items, from.country()));
        making.declared.set(
            last,
            with(bag, new Advice.Item(other, item.grams(), item.country(), item.format()), 0));
        plant(key, Kind.SUB_CLASS_WRONG, other.written());
        if (item.isRegisteredOrInsured()) {
          remark(making, key, last);
        }
      }
      default -> {}
    }
  }

  /// Marks a receptacle anew by what it holds now.
  private static void remark(Making making, DispatchKey key, int at) {
    Advice.Receptacle bag = making.declared.get(at);
    ReceptacleId id =
        new ReceptacleId(
            key.id(),
            bag.id().serial(),
            bag.id().last(),
            bag.hasRegisteredOrInsured() ? Indicator.YES : Indicator.NO,
            bag.id().labelWeight());
    making.declared.set(at, with(bag, id, bag.items()));
  }

  /// What the office of destination finds otherwise than declared.
  private void findWrongly(Making making, DispatchKey key, Plan plan, Side from, MailStream mail) {
    Found bag = making.found.getLast();
    ItemReading item = bag.items.getFirst();
    switch (plan) {
      case BAG_LOST -> {
        making.found.removeLast();
        plant(key, Kind.RECEPTACLE_MISSING, bag.id);
      }
      case BAG_SURPLUS -> {
        ReceptacleId surplus =
            new ReceptacleId(key.id(), 700 + random.nextInt(200), Indicator.NO, Indicator.NO, 9);
        making.found.add(new Found(surplus));
        plant(key, Kind.RECEPTACLE_EXCESS, surplus);
      }
      case BAG_TWIN -> {
        ReceptacleId twin =
            new ReceptacleId(
                key.id(),
                bag.id.serial(),
                bag.id.last(),
                bag.id.registered(),
                bag.id.labelWeight() + 1);
        making.found.add(new Found(twin));
        plant(key, Kind.RECEPTACLE_DUPLICATE, twin);
        plant(key, Kind.RECEPTACLE_EXCESS, twin);
      }
      case BAG_TORN -> {
        bag.condition = Condition.TORN;
        plant(key, Kind.RECEPTACLE_DAMAGED, bag.id);
      }
      case BAG_LIGHTER -> {
        int declared = making.declared.getLast().grams().orElseThrow();
        bag.grams = OptionalInt.of(Math.max(0, declared - 1_000 - random.nextInt(500)));
        plant(key, Kind.WEIGHT_DIFFERENT, bag.id);
      }
      case ITEM_LOST -> {
        bag.items.removeFirst();
        plant(key, Kind.ITEM_MISSING, item.written());
      }
      case ITEM_SURPLUS -> {
        ItemReading surplus = item(from, mail);
        bag.items.add(surplus);
        plant(key, Kind.ITEM_EXCESS, surplus.written());
      }
      case ITEM_ELSEWHERE -> {
        bag.items.removeFirst();
        making.found.getFirst().items.add(item);
        plant(key, Kind.ITEM_MISPLACED, item.written());
      }
      case ITEM_WET -> {
        bag.wet = Optional.of(item);
        plant(key, Kind.ITEM_DAMAGED, item.written());
      }
      case ITEM_HEAVIER -> {
        int declared = making.declared.getLast().items().getFirst().grams().orElseThrow();
        bag.weighed.put(item, declared + 100 + random.nextInt(500));
        plant(key, Kind.ITEM_WEIGHT_DIFFERENT, item.written());
      }
      default -> {}
    }
  }

  // What is recorded

  private void add(Side side, LocalDateTime wall, Deed deed) {
    add(side, side.office(), wall, deed);
  }

  private void add(Side side, OfficeCode office, LocalDateTime wall, Deed deed) {
    Instant captured = wall.atZone(side.zone()).toInstant().truncatedTo(ChronoUnit.SECONDS);
    UUID id = new UUID(random.nextLong(), random.nextLong());
    facts
        .computeIfAbsent(side.office(), _ -> new ArrayList<>())
        .add(new Fact(id, office, Moment.at(captured, side.zone()), deed));
  }

  private static Deed seen(ItemReading item, EventCode code, Optional<ReceptacleId> in) {
    return new Deed.ItemSeen(item, code, in, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private void posted(Making making, Side from, LocalDateTime closed) {
    for (Advice.Receptacle bag : making.declared) {
      for (Advice.Item item : bag.items()) {
        LocalDateTime at = closed.minusHours(30).plusMinutes(random.nextInt(600));
        add(from, at, seen(item.id(), EventCode.EMA, Optional.empty()));
        add(from, closed.minusHours(6), seen(item.id(), EventCode.EMB, Optional.empty()));
      }
    }
  }

  private void told(Plan plan, Advice advice, Side from, LocalDateTime arrival) {
    switch (plan) {
      case NO_ADVICE -> plant(advice.dispatch(), Kind.ADVICE_MISSING, advice.dispatch().id());
      case ADVICE_AFTERWARDS -> {
        add(from, arrival.plusHours(30), new Deed.Advised(advice));
        plant(advice.dispatch(), Kind.ADVICE_LATE, advice.dispatch().id());
      }
      case ADVICE_AGAIN -> {
        Advice before =
            new Advice(
                advice.dispatch(),
                1,
                advice.closed(),
                advice.expected(),
                advice.legs(),
                advice.receptacles().subList(0, 1));
        add(from, advice.closed(), new Deed.Advised(before));
        add(
            from,
            advice.closed().plusMinutes(20),
            new Deed.Advised(
                new Advice(
                    advice.dispatch(),
                    2,
                    advice.closed(),
                    advice.expected(),
                    advice.legs(),
                    advice.receptacles())));
        plant(advice.dispatch(), Kind.ADVICE_REPLACED, advice.dispatch().id());
      }
      default -> add(from, advice.closed(), new Deed.Advised(advice));
    }
  }

  private void departed(Advice advice, Side from, LocalDateTime at, Leg leg) {
    add(from, at, new Deed.Departed(advice.dispatch(), leg));
    for (Advice.Receptacle bag : advice.receptacles()) {
      for (Advice.Item item : bag.items()) {
        add(from, at, seen(item.id(), EventCode.EMC, Optional.of(bag.id())));
      }
    }
  }

  private void received(Making making, DispatchKey key, Plan plan, Side to, LocalDateTime arrival) {
    LocalDateTime at = arrival;
    for (Found bag : making.found) {
      at = at.plusMinutes(1);
      Deed scan = new Deed.ReceptacleSeen(bag.id, bag.condition, bag.grams);
      if (plan == Plan.BAG_MISSENT && bag == making.found.getLast()) {
        add(to, to.elsewhere(), at, scan);
        plant(key, Kind.RECEPTACLE_MISSENT, bag.id);
        continue;
      }
      add(to, at, scan);
      if (random.nextInt(10) == 0) {
        add(to, at.plusSeconds(20), new Deed.ReceptacleSeen(bag.id, Condition.GOOD, bag.grams));
      }
    }
    for (Found bag : making.found) {
      if (plan == Plan.BAG_MISSENT && bag == making.found.getLast()) {
        continue;
      }
      for (ItemReading item : bag.items) {
        at = at.plusSeconds(10);
        boolean isForgotten = plan == Plan.ARRIVAL_FORGOTTEN && item == bag.items.getFirst();
        if (!isForgotten) {
          Optional<Condition> condition = bag.wet.filter(item::equals).map(_ -> Condition.WET);
          Integer weighed = bag.weighed.get(item);
          add(
              to,
              at,
              new Deed.ItemSeen(
                  item,
                  EventCode.EMD,
                  Optional.of(bag.id),
                  condition,
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  weighed == null ? OptionalInt.empty() : OptionalInt.of(weighed)));
        } else {
          plant(key, Kind.ITEM_MISSING, item.written());
          flagged.add(new Fortnight.Flagged(item.written(), ItemStory.Flag.ARRIVAL_MISSING));
        }
      }
      add(to, at.plusSeconds(30), new Deed.ReceptacleChecked(bag.id));
    }
    add(to, at.plusHours(1), new Deed.DispatchReceived(key));
  }

  private void delivered(Making making, Plan plan, Side to, LocalDateTime from) {
    for (Found bag : making.found) {
      if (plan == Plan.BAG_MISSENT && bag == making.found.getLast()) {
        continue;
      }
      for (ItemReading item : bag.items) {
        boolean isTwice =
            plan == Plan.DELIVERED_TWICE
                && bag == making.found.getFirst()
                && item == bag.items.getFirst();
        story(to, item, from, isTwice);
      }
    }
  }

  private void story(Side to, ItemReading item, LocalDateTime from, boolean isTwice) {
    LocalDateTime at = from.plusMinutes(random.nextInt(600));
    add(to, at, seen(item, EventCode.EDB, Optional.empty()));
    int fate = isTwice ? 99 : random.nextInt(100);
    if (fate < 2) {
      add(to, at.plusHours(3), seen(item, EventCode.EME, Optional.empty()));
      return;
    }
    at = at.plusHours(2 + random.nextInt(20));
    add(to, at, seen(item, EventCode.EDC, Optional.empty()));
    add(to, at.plusHours(1), seen(item, EventCode.EMF, Optional.empty()));
    at = at.plusHours(8 + random.nextInt(30));
    add(to, at, seen(item, EventCode.EMG, Optional.empty()));
    if (fate < 8) {
      add(
          to,
          at.plusHours(2),
          new Deed.ItemSeen(
              item,
              EventCode.EMH,
              Optional.empty(),
              Optional.empty(),
              Optional.of(NonDelivery.Reason.ABSENT),
              Optional.of(NonDelivery.Measure.RETRY)));
    }
    if (fate < 4) {
      add(to, at.plusDays(5), seen(item, EventCode.EDX, Optional.empty()));
      return;
    }
    add(to, at.plusHours(5), seen(item, EventCode.EMI, Optional.empty()));
    if (isTwice) {
      add(to, at.plusHours(7), seen(item, EventCode.EMI, Optional.empty()));
      flagged.add(new Fortnight.Flagged(item.written(), ItemStory.Flag.DELIVERED_TWICE));
    }
  }
}
