package org.wasl.post.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.wasl.post.Advice;
import org.wasl.post.DispatchKey;
import org.wasl.post.DispatchSeries;
import org.wasl.post.EventCode;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.exchange.PostDesk.Closing;
import org.wasl.post.forming.Bag;
import org.wasl.post.keeping.DispatchRow;
import org.wasl.post.keeping.PostStore;
import org.wasl.post.keeping.Stored;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.terms.Refusal;

/// Keeps a receptacle and an item in one declaration of ours, since what is declared is paid for.
/// Devices tell what was filled in any order and tell it again to a node that was restored: by then
/// the declaration may have come back from the other post while nobody told yet which receptacles
/// are in it.
final class DeclaredOnce {
  /// How far clocks of devices may be apart.
  private static final Duration CLOCKS = Duration.ofMinutes(10);

  /// A number may be given again after this time (UPU S10-12).
  private static final Duration NUMBER_RESTS = Duration.ofDays(365);

  private static final int NAMED = 10;
  private static final int MOST_LISTINGS = 20;

  private final PostStore store;
  private final Predicate<OfficeCode> isOurs;

  DeclaredOnce(PostStore store, Predicate<OfficeCode> isOurs) {
    this.store = store;
    this.isOurs = isOurs;
  }

  /// A declaration and its fact.
  private record Declared(Stored stored, Advice advice) {
    Instant at() {
      return stored.fact().at().captured();
    }

    boolean lists(String item) {
      return advice.receptacles().stream()
          .flatMap(each -> each.items().stream())
          .anyMatch(each -> each.id().written().equals(item));
    }
  }

  /// All versions, the one that holds last.
  private List<Declared> declared(DispatchKey dispatch) {
    return store.ofDispatch(dispatch).stream()
        .flatMap(each -> declared(each).stream())
        .sorted(
            Comparator.comparingInt((Declared each) -> each.advice().version())
                .thenComparing(each -> each.stored().fact().at().happened())
                .thenComparing(each -> each.stored().fact().at().wall())
                .thenComparing(each -> each.stored().fact().id()))
        .toList();
  }

  /// Whether the declaration of a dispatch that holds lists an item; one that stayed behind was
  /// taken out of it.
  boolean isListed(DispatchKey dispatch, String item) {
    return listing(dispatch, item).isPresent();
  }

  /// The declaration since which a dispatch lists an item.
  private Optional<Declared> listing(DispatchKey dispatch, String item) {
    Optional<Declared> since = Optional.empty();
    for (Declared each : declared(dispatch).reversed()) {
      if (!each.lists(item)) {
        return since;
      }
      since = Optional.of(each);
    }
    return since;
  }

  private static Optional<Declared> declared(Stored stored) {
    return stored.fact().deed() instanceof Deed.Advised(Advice advice)
        ? Optional.of(new Declared(stored, advice))
        : Optional.empty();
  }

  /// That the receptacles of a wish left under the labels of its declaration, in their order,
  /// whatever is known of their content by now.
  ///
  /// @param declaration the fact with the id of the wish
  List<Fact> goneBy(Closing wish, Fact declaration, Advice advice) {
    if (wish.bags().size() != advice.receptacles().size()) {
      return List.of();
    }
    return IntStream.range(0, wish.bags().size())
        .filter(i -> mayBe(wish.bags().get(i), declaration, advice))
        .mapToObj(i -> {
          ReceptacleId label = advice.receptacles().get(i).id();
          Deed gone = new Deed.BagDispatched(wish.bags().get(i), label);
          return new Fact(idOf(advice.dispatch(), label), wish.office(), declaration.at(), gone);
        })
        .toList();
  }

  /// One id for each label: it is put on one receptacle.
  private static UUID idOf(DispatchKey dispatch, ReceptacleId label) {
    String name = "bag-dispatched " + dispatch + " " + label;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  private boolean mayBe(UUID bag, Fact declaration, Advice advice) {
    List<Fact> facts = PostStore.facts(store.ofBag(bag));
    DispatchSeries series = advice.dispatch().id().series();
    return label(facts).isEmpty()
        && Bag.of(bag, facts)
            .map(each -> each.series().inYear(advice.dispatch().year()).equals(series))
            .orElse(true)
        && opened(facts).map(each -> isBefore(each, declaration.at().captured())).orElse(true);
  }

  private static Optional<ReceptacleId> label(List<Fact> facts) {
    return facts.stream()
        .flatMap(each ->
            each.deed() instanceof Deed.BagDispatched(UUID _, ReceptacleId label)
                ? Optional.of(label).stream()
                : Optional.<ReceptacleId>empty().stream())
        .findFirst();
  }

  private static Optional<Instant> opened(List<Fact> facts) {
    return facts.stream()
        .filter(each -> each.deed() instanceof Deed.BagOpened)
        .map(each -> each.at().captured())
        .min(Comparator.naturalOrder());
  }

  private static boolean isBefore(Instant one, Instant other) {
    return !one.isAfter(other.plus(CLOCKS));
  }

  /// The wish by which exactly these receptacles left, in the order of their labels.
  ///
  /// @param today on the wall of our offices
  Optional<Already> already(Closing wish, LocalDate today) {
    record Gone(UUID bag, ReceptacleId label) {}
    List<Gone> gone = new ArrayList<>();
    for (UUID each : wish.bags()) {
      label(PostStore.facts(store.ofBag(each))).ifPresent(one -> gone.add(new Gone(each, one)));
    }
    if (gone.isEmpty() || gone.size() != wish.bags().size()) {
      return Optional.empty();
    }
    gone.sort(Comparator.comparing(each -> each.label().serial()));
    List<ReceptacleId> labels = gone.stream().map(Gone::label).toList();
    DispatchKey dispatch = DispatchKey.seen(labels.getFirst().dispatch(), today);
    return declared(dispatch).stream()
        .filter(each ->
            each.advice().receptacles().stream().map(Advice.Receptacle::id).toList().equals(labels))
        .map(each ->
            new Already(
                dispatch,
                new Closing(
                    each.stored().fact().id(),
                    wish.office(),
                    wish.series(),
                    gone.stream().map(Gone::bag).toList(),
                    wish.expected(),
                    wish.legs())))
        .findFirst();
  }

  /// A dispatch and the wish that closed it.
  record Already(DispatchKey dispatch, Closing wish) {}

  /// Why receptacles wait: a declaration came back after a restore, nobody told yet which
  /// receptacles are in it, and one of these may be among them, since it was opened before.
  ///
  /// @param year of closure
  Optional<Refusal> awaited(Closing wish, int year) {
    Optional<Instant> opened =
        wish.bags().stream()
            .flatMap(each -> opened(PostStore.facts(store.ofBag(each))).stream())
            .min(Comparator.naturalOrder());
    return opened.flatMap(first ->
        IntStream.rangeClosed(year - 1, year)
            .mapToObj(each -> each + "-" + wish.series().inYear(each))
            .flatMap(each -> store.rowsOfSeries(each).stream())
            .filter(each -> mayBeAfter(each, first))
            .flatMap(each -> declared(each.dispatch()).stream().limit(1))
            .filter(each -> isBefore(first, each.at()) && isBackWithoutReceptacles(each))
            .map(each -> awaited(each.advice().dispatch()))
            .findFirst());
  }

  /// By the clock on a wall, whose zone is within a day of UTC.
  private static boolean mayBeAfter(DispatchRow row, Instant opened) {
    LocalDateTime first = LocalDateTime.ofInstant(opened, ZoneOffset.UTC).minusDays(1);
    return row.isOut() && row.closed().filter(each -> each.isAfter(first)).isPresent();
  }

  /// Whether it is a declaration that came back after a restore, and nobody told again yet which
  /// receptacles are in it.
  boolean isBackWithoutReceptacles(Stored stored) {
    return declared(stored).filter(this::isBackWithoutReceptacles).isPresent();
  }

  /// What came back from the other post has nobody of ours who recorded it.
  private boolean isBackWithoutReceptacles(Declared declared) {
    DispatchKey dispatch = declared.advice().dispatch();
    List<UUID> gone =
        declared.advice().receptacles().stream().map(each -> idOf(dispatch, each.id())).toList();
    return declared.stored().isOurs()
        && declared.stored().by().isEmpty()
        && store.findAll(gone).size() < gone.size();
  }

  private static Refusal awaited(DispatchKey dispatch) {
    String printed = dispatch.id().printed();
    return Refusal.of(
        "post.dispatch.awaited",
        "لم يُعرف بعد الاستعادة أي الأوعية في الإرسالية "
            + printed
            + "، وقد يكون هذا منها: صِل"
            + " الجهاز الذي أغلقها بالشبكة، أو انقل محتوى هذا الوعاء إلى وعاء جديد",
        "after the restore it is not known yet which receptacles are in dispatch "
            + printed
            + ", and this may be one of them: bring the device that closed it on line, or move what"
            + " is in this one into a new receptacle");
  }

  /// Items that a dispatch of ours declares and that were not seen here since.
  ///
  /// @param items of the receptacles of one dispatch
  Optional<Refusal> elsewhere(List<String> items, Instant now) {
    List<String> declared = new ArrayList<>();
    for (String each : items) {
      elsewhere(each, now).ifPresent(one -> declared.add(each + " (" + one.id().printed() + ")"));
    }
    return declared.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                "post.item.declared",
                "بعائث معلنة في إرسالية أخرى؛ أخرجها، أو سجّل حدث وصولها (EMB) إن كانت هنا ثانية: "
                    + some(declared),
                "items that are declared in another dispatch; take them out, or record that they"
                    + " are here again (EMB): "
                    + some(declared)));
  }

  private static String some(List<String> items) {
    return items.stream().limit(NAMED).collect(Collectors.joining(", "));
  }

  private Optional<DispatchKey> elsewhere(String item, Instant now) {
    return store.listing(item).stream()
        .limit(MOST_LISTINGS)
        .flatMap(each -> listing(each, item).stream())
        .max(Comparator.comparing(Declared::at))
        .filter(each -> isOurs.test(each.advice().dispatch().id().series().origin()))
        .filter(each -> each.at().isAfter(now.minus(NUMBER_RESTS)))
        .filter(each -> !isHereAgain(item, each))
        .map(each -> each.advice().dispatch());
  }

  private boolean isHereAgain(String item, Declared declared) {
    return store.ofItem(item).stream()
        .filter(Stored::isOurs)
        .map(Stored::fact)
        .filter(each -> !isBefore(each.at().captured(), declared.at()))
        .anyMatch(each ->
            switch (each.deed()) {
              case Deed.ItemSeen seen -> seen.code() != EventCode.EMC;
              case Deed.ItemTaken taken ->
                  label(PostStore.facts(store.ofBag(taken.bag())))
                      .filter(one -> one.dispatch().equals(declared.advice().dispatch().id()))
                      .isPresent();
              default -> false;
            });
  }
}
