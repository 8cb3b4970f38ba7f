package org.wasl.post.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
      Optional<Advice> advice, Map<String, ReceptacleId> items, Set<ReceptacleId> receptacles) {
    static Declared of(Optional<Advice> advice) {
      Map<String, ReceptacleId> items = new HashMap<>();
      List<Advice.Receptacle> bags = advice.map(Advice::receptacles).orElse(List.of());
      bags.forEach(
          bag -> bag.items().forEach(item -> items.putIfAbsent(item.id().written(), bag.id())));
      return new Declared(
          advice,
          items,
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
      case Deed.ItemPut put -> put(put);
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

  private List<Remark> put(Deed.ItemPut put) {
    List<Remark> remarks = new ArrayList<>(identifier(put.item()));
    Optional<Bag> bag = Bag.of(put.bag(), PostStore.facts(store.ofBag(put.bag())));
    if (bag.map(each -> !each.isOpen()).orElse(true)) {
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
