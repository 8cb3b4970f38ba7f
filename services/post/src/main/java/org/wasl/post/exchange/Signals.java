package org.wasl.post.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.wasl.post.Advice;
import org.wasl.post.Condition;
import org.wasl.post.DispatchKey;
import org.wasl.post.ItemReading;
import org.wasl.post.ReceptacleId;
import org.wasl.post.forming.Bag;
import org.wasl.post.keeping.PostStore;
import org.wasl.post.keeping.Stored;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;

/// Says at once what a scan means, without folding the whole dispatch: the declarations that are in
/// work are remembered, the least used are forgotten.
final class Signals {
  private static final int REMEMBERED = 64;

  private final PostStore store;
  private final PostAgreement agreement;
  private final Map<DispatchKey, Declared> declared =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DispatchKey, Declared> eldest) {
          return size() > REMEMBERED;
        }
      };

  /// A declaration, ready for questions.
  private record Declared(
      Optional<Advice> advice,
      Map<String, ReceptacleId> items,
      Map<String, OptionalInt> grams,
      Set<ReceptacleId> receptacles) {
    static Declared of(Optional<Advice> advice) {
      Map<String, ReceptacleId> items = new HashMap<>();
      Map<String, OptionalInt> grams = new HashMap<>();
      List<Advice.Receptacle> bags = advice.map(Advice::receptacles).orElse(List.of());
      bags.forEach(bag ->
          bag.items()
              .forEach(item -> {
                items.putIfAbsent(item.id().written(), bag.id());
                grams.putIfAbsent(item.id().written(), item.grams());
              }));
      return new Declared(
          advice,
          items,
          grams,
          bags.stream().map(Advice.Receptacle::id).collect(Collectors.toUnmodifiableSet()));
    }
  }

  Signals(PostStore store, PostAgreement agreement) {
    this.store = store;
    this.agreement = agreement;
  }

  /// A fact was added; what it makes stale is forgotten.
  synchronized void added(Fact fact) {
    if (fact.deed() instanceof Deed.Advised(Advice advice)) {
      declared.remove(advice.dispatch());
    }
  }

  List<Remark> of(Fact fact) {
    return switch (fact.deed()) {
      case Deed.ItemSeen seen -> item(fact, seen);
      case Deed.ReceptacleSeen seen -> receptacle(fact, seen);
      case Deed.ReceptacleUnloaded(var _, var id, var condition, var grams) ->
          receptacle(fact, new Deed.ReceptacleSeen(id, condition, grams));
      case Deed.ItemPut put -> put(fact, put);
      case Deed.ItemTaken taken -> taken(fact, taken);
      case Deed.LettersPut _, Deed.BagClosed _ -> inWork(fact);
      default -> List.of();
    };
  }

  private List<Remark> item(Fact fact, Deed.ItemSeen seen) {
    List<Remark> remarks = new ArrayList<>(identifier(seen.item()));
    if (seen.condition().filter(each -> !each.isGood()).isPresent()) {
      remarks.add(Remark.DAMAGED);
    }
    if (seen.in().isEmpty() || fact.dispatch().isEmpty()) {
      return remarks;
    }
    Declared known = declared(fact.dispatch().get());
    ReceptacleId in = seen.in().get();
    ReceptacleId listed = known.items().get(seen.item().written());
    if (known.advice().isEmpty()) {
      remarks.add(Remark.ADVICE_MISSING);
    } else if (listed == null) {
      remarks.add(Remark.NOT_DECLARED);
    } else if (listed.serial() != in.serial()) {
      remarks.add(Remark.DECLARED_ELSEWHERE);
    }
    OptionalInt declared = known.grams().getOrDefault(seen.item().written(), OptionalInt.empty());
    if (agreement.tolerances().isOtherItemWeight(declared, seen.grams())) {
      remarks.add(Remark.WEIGHT_DIFFERENT);
    }
    return remarks;
  }

  private static List<Remark> identifier(ItemReading item) {
    return switch (item) {
      case ItemReading.Valid _ -> List.of();
      case ItemReading.WrongCheckDigit _ -> List.of(Remark.WRONG_CHECK_DIGIT);
      case ItemReading.Local _ -> List.of(Remark.NOT_S10);
    };
  }

  private List<Remark> receptacle(Fact fact, Deed.ReceptacleSeen seen) {
    List<Remark> remarks = new ArrayList<>();
    ReceptacleId id = seen.receptacle();
    if (!id.dispatch().series().destination().equals(fact.office())) {
      remarks.add(Remark.OTHER_OFFICE);
    }
    Declared known = declared(fact.dispatch().orElseThrow());
    if (known.advice().isEmpty()) {
      remarks.add(Remark.ADVICE_MISSING);
    } else if (!known.receptacles().contains(id)) {
      remarks.add(Remark.NOT_DECLARED);
    }
    if (seen.condition() != Condition.GOOD) {
      remarks.add(Remark.DAMAGED);
    }
    if (seen.grams().isPresent()
        && weight(known, id)
            .filter(each ->
                Math.abs((long) each - seen.grams().getAsInt()) > agreement.tolerances().grams())
            .isPresent()) {
      remarks.add(Remark.WEIGHT_DIFFERENT);
    }
    return remarks;
  }

  private static Optional<Integer> weight(Declared known, ReceptacleId id) {
    return known.advice().stream()
        .flatMap(each -> each.receptacles().stream())
        .filter(each -> each.id().equals(id) && each.grams().isPresent())
        .map(each -> each.grams().getAsInt())
        .findFirst()
        .or(() -> id.labelGrams().stream().boxed().findFirst());
  }

  /// The receptacle as it was when a fact about it came for the first time.
  private Optional<Bag> bagBefore(Fact fact) {
    UUID bag = fact.deed().aboutBag().orElseThrow();
    return Bag.of(
        bag,
        PostStore.facts(store.ofBag(bag)).stream()
            .takeWhile(each -> !each.id().equals(fact.id()))
            .toList());
  }

  private boolean isDeclaredIn(ReceptacleId label, ItemReading item) {
    Optional<DispatchKey> dispatch =
        store.listing(item.written()).stream()
            .filter(each -> each.id().equals(label.dispatch()))
            .findFirst();
    return dispatch
        .map(each -> label.equals(declared(each).items().get(item.written())))
        .orElse(false);
  }

  private List<Remark> taken(Fact fact, Deed.ItemTaken taken) {
    Optional<Bag> bag = bagBefore(fact);
    if (bag.isEmpty()) {
      return List.of(Remark.BAG_NOT_OPEN);
    }
    return bag.flatMap(Bag::label).filter(each -> isDeclaredIn(each, taken.item())).isPresent()
        ? List.of(Remark.BAG_DISPATCHED)
        : List.of();
  }

  private List<Remark> inWork(Fact fact) {
    Optional<Bag> bag = bagBefore(fact);
    if (bag.isEmpty()) {
      return List.of(Remark.BAG_NOT_OPEN);
    }
    return bag.get().label().isPresent() ? List.of(Remark.BAG_DISPATCHED) : List.of();
  }

  private List<Remark> put(Fact fact, Deed.ItemPut put) {
    List<Remark> remarks = new ArrayList<>(identifier(put.item()));
    Optional<Bag> bag = bagBefore(fact);
    Optional<ReceptacleId> label = bag.flatMap(Bag::label);
    if (label.isPresent()) {
      if (!isDeclaredIn(label.get(), put.item())) {
        remarks.add(Remark.BAG_DISPATCHED);
      }
    } else if (bag.map(each -> !each.isOpen()).orElse(true)) {
      remarks.add(Remark.BAG_NOT_OPEN);
    }
    boolean isElsewhere =
        store.ofItem(put.item().written()).stream()
            .map(Stored::fact)
            .filter(each -> each.deed() instanceof Deed.ItemPut)
            .flatMap(each -> each.deed().aboutBag().stream())
            .filter(each -> !each.equals(put.bag()))
            .distinct()
            .flatMap(each -> Bag.of(each, PostStore.facts(store.ofBag(each))).stream())
            .filter(each -> each.label().isEmpty())
            .anyMatch(each ->
                each.items().stream()
                    .anyMatch(one -> one.id().written().equals(put.item().written())));
    if (isElsewhere) {
      remarks.add(Remark.IN_ANOTHER_BAG);
    }
    if (!store.held(List.of(put.item().written())).isEmpty()) {
      remarks.add(Remark.HELD);
    }
    return remarks;
  }

  private synchronized Declared declared(DispatchKey dispatch) {
    return declared.computeIfAbsent(
        dispatch,
        each ->
            Declared.of(
                store.ofDispatch(each).stream()
                    .map(stored -> stored.fact().deed())
                    .flatMap(deed ->
                        deed instanceof Deed.Advised(Advice advice)
                            ? Optional.of(advice).stream()
                            : Optional.<Advice>empty().stream())
                    .max((one, other) -> Integer.compare(one.version(), other.version()))));
  }
}
