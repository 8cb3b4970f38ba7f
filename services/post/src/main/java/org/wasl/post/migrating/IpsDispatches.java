package org.wasl.post.migrating;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wasl.post.Advice;
import org.wasl.post.DispatchId;
import org.wasl.post.DispatchKey;
import org.wasl.post.ItemReading;
import org.wasl.post.Moment;
import org.wasl.post.ReceptacleId;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;

/// The dispatches and receptacles of IPS (`L_DESPTCHS`, `L_RECPTCLS`): each dispatch becomes its
/// declaration, with its receptacles, their weights and seals, and the items that are known to have
/// been put into them or, of mail that comes, to have been listed. Mutable; confined to one import.
final class IpsDispatches {
  static final String DISPATCHES = "L_DESPTCHS";
  static final List<String> DISPATCH_COLUMNS =
      List.of(
          "DESPTCH_PID",
          "DESPTCH_FID",
          "ORIG_OFFICE_FCD",
          "DEST_OFFICE_FCD",
          "DESPTCH_WEIGHT",
          "DESPTCH_DEPARTURE_DT",
          "DESPTCH_RECPTCLS_NO");
  static final String RECEPTACLES = "L_RECPTCLS";
  static final List<String> RECEPTACLE_COLUMNS =
      List.of(
          "RECPTCL_PID",
          "RECPTCL_FID",
          "RECPTCL_WEIGHT",
          "RECPTCL_MAILITMS_NO",
          "RECPTCL_SEAL_NUMBER",
          "MAIL_SUBCLASS_FCD",
          "DESPTCH_PID");

  private static final int MOST_ITEMS = 100_000;
  private static final int LONGEST_SEAL = 35;
  private static final int LABEL_GRAMS = 100;

  /// What the other system does not say: a bag, as PREDES calls what is no tray and no box.
  private static final String TYPE = "BG";

  private final IpsRun run;
  private final Map<String, Sent> sent = new LinkedHashMap<>();
  private final Map<String, Bag> bags = new HashMap<>();
  private final Map<String, Instant> firstEvents = new HashMap<>();
  private final Map<String, Put> put = new HashMap<>();
  private final Map<String, Map<String, Listed>> listed = new HashMap<>();
  private boolean hasDispatches;

  private record Sent(DispatchId id, TableRow row) {}

  /// @param dispatch its key in the other system
  /// @param row where it is told, once anything about it may have to be named
  private record Bag(
      String fid,
      @Nullable String dispatch,
      OptionalInt grams,
      OptionalInt items,
      Optional<String> seal,
      TableRow row) {
    ReceptacleId id() {
      return ReceptacleId.parse(fid);
    }
  }

  /// When an item was last put into a receptacle of ours, and into which.
  private record Put(String receptacle, Instant at, Listed item) {}

  /// An item as far as a declaration says something of it.
  record Listed(String id, OptionalInt grams, Optional<String> country) {
    private Advice.Item declared() {
      return new Advice.Item(ItemReading.of(id), grams, country, Optional.empty());
    }
  }

  IpsDispatches(IpsRun run) {
    this.run = run;
  }

  void read() {
    hasDispatches = run.read(DISPATCHES, DISPATCH_COLUMNS, this::dispatch);
    run.read(RECEPTACLES, RECEPTACLE_COLUMNS, this::receptacle);
  }

  private void dispatch(TableRow row) {
    run.report().countDispatch();
    Optional<String> pid = row.find("DESPTCH_PID");
    Optional<DispatchId> id = row.find("DESPTCH_FID").flatMap(each -> identifier(row, each));
    if (pid.isEmpty() || id.isEmpty()) {
      run.report().found(Anomaly.DISPATCH_UNREADABLE, row);
      return;
    }
    run.listed(row, id.get().series().origin());
    run.listed(row, id.get().series().destination());
    run.put(sent, pid.get(), new Sent(id.get(), row), "dispatches");
  }

  private Optional<DispatchId> identifier(TableRow row, String text) {
    try {
      DispatchId id = DispatchId.parse(text);
      lowerCase(row, text);
      return Optional.of(id);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private void lowerCase(TableRow row, String text) {
    if (!text.equals(text.toUpperCase(Locale.ROOT))) {
      run.report().found(Anomaly.LOWER_CASE, row);
    }
  }

  private void receptacle(TableRow row) {
    run.report().countReceptacle();
    Optional<String> pid = row.find("RECPTCL_PID");
    Optional<ReceptacleId> id = row.find("RECPTCL_FID").flatMap(each -> receptacle(row, each));
    if (pid.isEmpty() || id.isEmpty()) {
      run.report().found(Anomaly.RECEPTACLE_UNREADABLE, row);
      return;
    }
    Optional<String> dispatch = row.find("DESPTCH_PID").filter(sent::containsKey);
    if (hasDispatches && dispatch.isEmpty()) {
      run.report().found(Anomaly.RECEPTACLE_WITHOUT_DISPATCH, row);
    }
    if (dispatch
        .flatMap(this::sent)
        .filter(each -> !each.id().equals(id.get().dispatch()))
        .isPresent()) {
      run.report().found(Anomaly.RECEPTACLE_OF_OTHER_DISPATCH, row);
    }
    String subClass = id.get().dispatch().series().subClass();
    if (row.find("MAIL_SUBCLASS_FCD")
        .filter(each -> !each.equalsIgnoreCase(subClass))
        .isPresent()) {
      run.report().found(Anomaly.RECEPTACLE_SUBCLASS_DIFFERS, row);
    }
    OptionalInt grams = run.grams(row, "RECPTCL_WEIGHT");
    label(row, id.get(), grams);
    Bag bag =
        new Bag(
            id.get().toString(),
            dispatch.orElse(null),
            grams,
            IpsRun.count(row, "RECPTCL_MAILITMS_NO"),
            row.find("RECPTCL_SEAL_NUMBER").map(IpsDispatches::seal),
            row);
    run.put(bags, pid.get(), bag, "receptacles");
  }

  private Optional<Sent> sent(String pid) {
    return Optional.ofNullable(sent.get(pid));
  }

  private static String seal(String text) {
    return text.length() <= LONGEST_SEAL ? text : text.substring(0, LONGEST_SEAL);
  }

  private Optional<ReceptacleId> receptacle(TableRow row, String text) {
    try {
      ReceptacleId id = ReceptacleId.parse(text);
      lowerCase(row, text);
      return Optional.of(id);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private void label(TableRow row, ReceptacleId id, OptionalInt grams) {
    OptionalInt label = id.labelGrams();
    if (grams.isPresent()
        && label.isPresent()
        && Math.abs((long) grams.getAsInt() - label.getAsInt()) > LABEL_GRAMS) {
      run.report()
          .found(
              Anomaly.LABEL_WEIGHT_DIFFERS,
              row,
              grams.getAsInt() + "g,label " + label.getAsInt() + "g");
    }
  }

  /// The receptacle with a key of the other system.
  Optional<ReceptacleId> find(String pid) {
    return Optional.ofNullable(bags.get(pid)).map(Bag::id);
  }

  /// Something happened to a receptacle.
  void happened(String pid, Instant at) {
    if (bags.containsKey(pid)) {
      firstEvents.merge(pid, at, (one, other) -> one.isBefore(other) ? one : other);
    }
  }

  /// An item was put into a receptacle of ours; where it was put into another one later, that one
  /// left with it.
  void put(String pid, Listed item, Instant at) {
    Bag bag = bags.get(pid);
    if (bag != null && bag.dispatch() != null && isOurs(bag)) {
      put.merge(
          item.id(),
          new Put(pid, at, item),
          (one, other) -> other.at().isBefore(one.at()) ? one : other);
    }
  }

  private boolean isOurs(Bag bag) {
    return run.isOurs(bag.id().dispatch().series().origin());
  }

  /// The other post listed an item in a receptacle of its own.
  void list(String pid, Listed item) {
    Bag bag = bags.get(pid);
    if (bag != null && bag.dispatch() != null && !isOurs(bag)) {
      listed.computeIfAbsent(pid, _ -> new TreeMap<>()).putIfAbsent(item.id(), item);
    }
  }

  /// Makes the declarations, once all that is in receptacles is known.
  void declare() {
    put.values()
        .forEach(each ->
            listed
                .computeIfAbsent(each.receptacle(), _ -> new TreeMap<>())
                .put(each.item().id(), each.item()));
    put.clear();
    Map<String, List<Map.Entry<String, Bag>>> within = new HashMap<>();
    bags.entrySet().stream()
        .filter(each -> each.getValue().dispatch() != null)
        .forEach(each ->
            within.computeIfAbsent(each.getValue().dispatch(), _ -> new ArrayList<>()).add(each));
    Map<String, SortedMap<Integer, TableRow>> series = new TreeMap<>();
    sent.forEach((pid, one) -> declare(one, within.getOrDefault(pid, List.of()), series));
    series.values().forEach(this::gaps);
    listed.clear();
  }

  private void declare(
      Sent one,
      List<Map.Entry<String, Bag>> inIt,
      Map<String, SortedMap<Integer, TableRow>> series) {
    Optional<LocalDateTime> closed = departure(one, inIt);
    if (closed.isEmpty()) {
      run.report().found(Anomaly.DISPATCH_UNDATED, one.row());
      return;
    }
    DispatchKey key = DispatchKey.seen(one.id(), closed.get().toLocalDate());
    TableRow before =
        series
            .computeIfAbsent(key.seriesOfYear(), _ -> new TreeMap<>())
            .putIfAbsent(one.id().serial(), one.row());
    if (before != null) {
      run.report().found(Anomaly.DISPATCH_UNREADABLE, one.row());
      return;
    }
    check(one, inIt);
    List<Advice.Receptacle> receptacles =
        inIt.stream()
            .map(each -> receptacle(each.getKey(), each.getValue()))
            .sorted(
                Comparator.comparing((Advice.Receptacle each) -> each.id().serial())
                    .thenComparing(each -> each.id().toString()))
            .toList();
    int items = receptacles.stream().mapToInt(each -> each.items().size()).sum();
    if (receptacles.size() > Advice.MOST_RECEPTACLES || items > MOST_ITEMS) {
      run.report().found(Anomaly.DISPATCH_TOO_LARGE, one.row());
      return;
    }
    Advice advice = new Advice(key, 1, closed.get(), Optional.empty(), List.of(), receptacles);
    Moment at =
        new Moment(closed.get(), Optional.empty(), closed.get().atZone(run.zone()).toInstant());
    run.report().countDeclared();
    run.take(
        new Fact(
            IpsRun.id("dispatch " + key),
            one.id().series().origin(),
            at,
            new Deed.Advised(advice)));
  }

  /// By the clock on the wall of the office of origin, as far as it is known.
  private Optional<LocalDateTime> departure(Sent one, List<Map.Entry<String, Bag>> inIt) {
    Optional<LocalDateTime> told =
        one.row().find("DESPTCH_DEPARTURE_DT").flatMap(IpsRun::wallOrDay);
    if (told.isPresent()) {
      return told;
    }
    Optional<LocalDateTime> event =
        inIt.stream()
            .flatMap(each -> Optional.ofNullable(firstEvents.get(each.getKey())).stream())
            .min(Comparator.naturalOrder())
            .map(each -> LocalDateTime.ofInstant(each, run.zone()));
    if (event.isPresent()) {
      run.report().found(Anomaly.DISPATCH_DEPARTURE_MISSING, one.row());
    }
    return event;
  }

  private Advice.Receptacle receptacle(String pid, Bag bag) {
    List<Advice.Item> items =
        listed.getOrDefault(pid, Map.of()).values().stream()
            .limit(Advice.MOST_ITEMS)
            .map(Listed::declared)
            .toList();
    if (bag.items().isPresent() && !items.isEmpty() && bag.items().getAsInt() != items.size()) {
      run.report()
          .found(
              Anomaly.RECEPTACLE_COUNT_DIFFERS,
              bag.row(),
              bag.items().getAsInt() + ",listed " + items.size());
    }
    return new Advice.Receptacle(bag.id(), TYPE, bag.grams(), bag.seal(), items, List.of());
  }

  private void check(Sent one, List<Map.Entry<String, Bag>> inIt) {
    offices(one);
    OptionalInt count = IpsRun.count(one.row(), "DESPTCH_RECPTCLS_NO");
    if (count.isPresent() && count.getAsInt() != inIt.size()) {
      run.report()
          .found(
              Anomaly.DISPATCH_COUNT_DIFFERS,
              one.row(),
              count.getAsInt() + ",there " + inIt.size());
    }
    OptionalInt grams = run.grams(one.row(), "DESPTCH_WEIGHT");
    long sum =
        inIt.stream()
            .map(Map.Entry::getValue)
            .mapToLong(each -> each.grams().orElse(each.id().labelGrams().orElse(0)))
            .sum();
    if (grams.isPresent() && !inIt.isEmpty() && grams.getAsInt() != sum) {
      run.report()
          .found(
              Anomaly.DISPATCH_WEIGHT_DIFFERS, one.row(), grams.getAsInt() + "g,sum " + sum + "g");
    }
  }

  private void offices(Sent one) {
    boolean isAnother =
        differs(one, "ORIG_OFFICE_FCD", one.id().series().origin().value())
            || differs(one, "DEST_OFFICE_FCD", one.id().series().destination().value());
    if (isAnother) {
      run.report().found(Anomaly.DISPATCH_OFFICES_DIFFER, one.row());
    }
  }

  private static boolean differs(Sent one, String column, String office) {
    return one.row().find(column).filter(each -> !each.equalsIgnoreCase(office)).isPresent();
  }

  private void gaps(SortedMap<Integer, TableRow> numbers) {
    int next = numbers.firstKey();
    for (Map.Entry<Integer, TableRow> each : numbers.entrySet()) {
      if (each.getKey() > next) {
        run.report()
            .found(
                Anomaly.DISPATCH_NUMBERS_MISSING,
                each.getValue(),
                "%04d-%04d".formatted(next, each.getKey() - 1));
      }
      next = each.getKey() + 1;
    }
  }
}
