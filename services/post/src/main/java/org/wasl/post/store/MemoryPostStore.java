package org.wasl.post.store;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wasl.border.MessageId;
import org.wasl.border.store.MemoryTransactions;
import org.wasl.post.Advice;
import org.wasl.post.ConsignmentId;
import org.wasl.post.DispatchKey;
import org.wasl.post.EventCode;
import org.wasl.post.ItemId;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.following.ConsignmentPicture;
import org.wasl.post.following.InquiryPicture;
import org.wasl.post.following.InquiryStory;
import org.wasl.post.following.ItemStory;
import org.wasl.post.keeping.ConsignmentRow;
import org.wasl.post.keeping.DispatchRow;
import org.wasl.post.keeping.Divergence;
import org.wasl.post.keeping.MailBetween;
import org.wasl.post.keeping.PostStore;
import org.wasl.post.keeping.Stored;
import org.wasl.post.managing.Arrival;
import org.wasl.post.managing.Arrivals;
import org.wasl.post.managing.Bags;
import org.wasl.post.managing.CustomsStay;
import org.wasl.post.managing.DispatchFigures;
import org.wasl.post.managing.FigureStore;
import org.wasl.post.managing.RatedDay;
import org.wasl.post.managing.ScannedHour;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.post.recording.ItemInquiry;
import org.wasl.post.tracking.Completeness;
import org.wasl.post.tracking.ItemTimes;
import org.wasl.post.tracking.TransitLeg;
import org.wasl.post.tracking.WorkingDays;
import org.wasl.post.wire.FactJson;

/// The facts of a post in memory.
public final class MemoryPostStore implements PostStore {
  private final MemoryTransactions transactions;
  private final MailBetween between;
  private final Set<String> exchanged = new HashSet<>();
  private final Set<UUID> passed = new HashSet<>();
  private final Map<MessageId, List<UUID>> unreceipted = new LinkedHashMap<>();
  private final Map<UUID, Instant> receipted = new HashMap<>();
  private final Map<UUID, Stored> facts = new LinkedHashMap<>();
  private final Map<DispatchKey, DispatchRow> rows = new TreeMap<>();
  private final Set<DispatchKey> stale = new TreeSet<>();
  private final Map<ConsignmentId, ConsignmentRow> consignments = new TreeMap<>();
  private final Map<ConsignmentId, Set<ReceptacleId>> carried = new TreeMap<>();
  private final Set<ConsignmentId> staleConsignments = new TreeSet<>();
  private final Set<LocalDate> days = new TreeSet<>();
  private final Map<DispatchKey, Divergence> divergences = new HashMap<>();
  private final Map<DispatchKey, Instant> uneven = new HashMap<>();
  private final Map<DispatchKey, Long> changes = new TreeMap<>(Comparator.reverseOrder());
  private final Map<DispatchKey, Long> made = new HashMap<>();
  private final Map<DispatchKey, DispatchFigures> figures = new TreeMap<>();
  private String basis = "";

  public MemoryPostStore(MemoryTransactions transactions, MailBetween between) {
    this.transactions = transactions;
    this.between = between;
  }

  /// One transaction at a time is open.
  @Override
  public void lock(String series) {
    alone();
  }

  @Override
  public void alone() {
    if (!transactions.isOpen()) {
      throw new IllegalStateException("numbers and facts are locked in a transaction");
    }
  }

  @Override
  public synchronized Adding add(Stored fact) {
    Stored known = facts.get(fact.fact().id());
    if (known != null) {
      return known.fact().equals(fact.fact()) ? Adding.KNOWN : Adding.CONFLICT;
    }
    FactJson.kept(fact.fact());
    facts.put(fact.fact().id(), fact);
    transactions.changed(() -> facts.remove(fact.fact().id()));
    between.shown(fact.fact()).forEach(this::exchanged);
    fact.fact()
        .dispatch()
        .filter(stale::add)
        .ifPresent(each -> transactions.changed(() -> stale.remove(each)));
    fact.fact().dispatch().ifPresent(this::touchFigures);
    fact.fact().deed().aboutConsignment().ifPresent(this::markStale);
    if (fact.fact().deed() instanceof Deed.ReceptacleSeen) {
      carrying(fact.fact().dispatch().orElseThrow()).forEach(this::markStale);
    }
    return Adding.NEW;
  }

  private void exchanged(String name) {
    if (exchanged.add(name)) {
      transactions.changed(() -> exchanged.remove(name));
    }
  }

  @Override
  public synchronized void exchanged(ItemId item) {
    exchanged(MailBetween.name(item.value()));
  }

  private boolean mayCross(Fact fact) {
    return between.crosses(fact) || between.waitsFor(fact).filter(exchanged::contains).isPresent();
  }

  private void markStale(ConsignmentId consignment) {
    if (staleConsignments.add(consignment)) {
      transactions.changed(() -> staleConsignments.remove(consignment));
    }
  }

  @Override
  public synchronized List<Fact> addAll(List<Stored> facts) {
    return facts.stream().filter(each -> add(each) == Adding.NEW).map(Stored::fact).toList();
  }

  @Override
  public synchronized List<Stored> findAll(Collection<UUID> ids) {
    return ids.stream().flatMap(each -> find(each).stream()).toList();
  }

  @Override
  public synchronized Optional<Stored> find(UUID fact) {
    return Optional.ofNullable(facts.get(fact));
  }

  @Override
  public synchronized List<Stored> ofDispatch(DispatchKey dispatch) {
    return those(each -> each.fact().dispatch().equals(Optional.of(dispatch)));
  }

  @Override
  public synchronized List<Stored> ofItem(String item) {
    return those(each -> each.fact().deed().aboutItem().equals(Optional.of(item)));
  }

  @Override
  public synchronized List<Stored> ofBag(UUID bag) {
    return those(each -> each.fact().deed().aboutBag().equals(Optional.of(bag)));
  }

  @Override
  public synchronized List<Stored> ofConsignment(ConsignmentId consignment) {
    return those(each -> each.fact().deed().aboutConsignment().equals(Optional.of(consignment)));
  }

  @Override
  public synchronized List<Stored> scansOf(Collection<DispatchKey> dispatches) {
    return those(each ->
        (each.fact().deed() instanceof Deed.ReceptacleSeen
                || each.fact().deed() instanceof Deed.ReceptacleUnloaded)
            && each.fact().dispatch().filter(dispatches::contains).isPresent());
  }

  @Override
  public synchronized List<ConsignmentId> staleConsignments(int most) {
    return staleConsignments.stream().limit(most).toList();
  }

  @Override
  public synchronized void put(ConsignmentRow row, Collection<ReceptacleId> carries) {
    ConsignmentId consignment = row.consignment();
    ConsignmentRow before = consignments.put(consignment, row);
    Set<ReceptacleId> carriedBefore =
        Optional.ofNullable(carried.put(consignment, Set.copyOf(carries))).orElse(Set.of());
    boolean wasStale = staleConsignments.remove(consignment);
    transactions.changed(() -> {
      if (before == null) {
        consignments.remove(consignment);
      } else {
        consignments.put(consignment, before);
      }
      carried.put(consignment, carriedBefore);
      if (wasStale) {
        staleConsignments.add(consignment);
      }
    });
  }

  @Override
  public synchronized List<ConsignmentRow> consignments(
      Collection<ConsignmentPicture.Status> states, boolean isDifferent, int most) {
    return byChange()
        .flatMap(each -> Optional.ofNullable(consignments.get(each)).stream())
        .filter(each -> states.contains(each.status()))
        .filter(each -> !isDifferent || each.differences() > 0)
        .limit(most)
        .toList();
  }

  @Override
  public synchronized List<Waiting> waiting(int most) {
    Set<ReceptacleId> taken =
        carried.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    return rows.values().stream()
        .filter(each -> each.isOut() && !each.isBefore())
        .sorted(
            Comparator.comparing((DispatchRow each) -> each.closed().orElse(LocalDateTime.MIN))
                .thenComparing(DispatchRow::dispatch)
                .reversed())
        .flatMap(each -> waiting(each, taken).stream())
        .limit(most)
        .toList();
  }

  private Optional<Waiting> waiting(DispatchRow row, Set<ReceptacleId> taken) {
    int free =
        row.receptacles()
            - (int)
                taken.stream().filter(each -> each.dispatch().equals(row.dispatch().id())).count();
    boolean mayWait =
        switch (row.status()) {
          case CLOSED, DESPATCHED -> true;
          case ARRIVING -> free < row.receptacles();
          case RECEIVED_PARTIAL, RECEIVED_COMPLETE, CONTESTED -> false;
        };
    return mayWait && free > 0 ? Optional.of(new Waiting(row.dispatch(), free)) : Optional.empty();
  }

  private Stream<ConsignmentId> byChange() {
    Map<ConsignmentId, Instant> changed = new TreeMap<>();
    for (Stored each : facts.values()) {
      each.fact()
          .deed()
          .aboutConsignment()
          .ifPresent(id ->
              changed.merge(id, each.kept(), (one, other) -> one.isAfter(other) ? one : other));
    }
    return changed.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<ConsignmentId, Instant> each) -> each.getValue())
                .thenComparing(Map.Entry::getKey)
                .reversed())
        .map(Map.Entry::getKey);
  }

  @Override
  public synchronized List<ConsignmentId> carrying(DispatchKey dispatch) {
    return deeds()
        .flatMap(each ->
            each instanceof Deed.ConsignmentFormed(var advice) ? Stream.of(advice) : Stream.empty())
        .filter(each -> each.dispatches().contains(dispatch))
        .map(each -> each.consignment())
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public synchronized OptionalInt lastConsignment(String series) {
    return facts.values().stream()
        .filter(each -> each.isOurs() && each.fact().deed() instanceof Deed.ConsignmentFormed)
        .flatMap(each -> each.fact().deed().aboutConsignment().stream())
        .map(ConsignmentId::value)
        .filter(each -> each.matches(series + "[0-9]{4}"))
        .mapToInt(each -> Integer.parseInt(each, each.length() - 4, each.length(), 10))
        .max();
  }

  private List<Stored> those(Predicate<Stored> which) {
    return facts.values().stream().filter(which).limit(MOST_FACTS).toList();
  }

  @Override
  public synchronized List<Stored> untold(int most) {
    return facts.values().stream()
        .filter(each -> each.isOurs() && each.told().isEmpty() && !each.isBefore())
        .filter(each -> mayCross(each.fact()))
        .limit(most)
        .toList();
  }

  @Override
  public synchronized List<Stored> unpassed(int most) {
    return facts.values().stream()
        .filter(each -> each.isOurs() && each.told().isEmpty() && !each.isBefore())
        .filter(each -> each.fact().deed().crosses())
        .filter(each -> !passed.contains(each.fact().id()) && !mayCross(each.fact()))
        .limit(most)
        .toList();
  }

  @Override
  public synchronized void markPassed(Collection<UUID> some) {
    for (UUID id : some) {
      if (passed.add(id)) {
        transactions.changed(() -> passed.remove(id));
      }
    }
  }

  @Override
  public synchronized long heard() {
    return facts.values().stream().filter(each -> !each.isOurs() && !each.isBefore()).count();
  }

  @Override
  public synchronized Set<UUID> markTold(Collection<UUID> told, MessageId message, Instant at) {
    List<UUID> known = unreceipted.put(message, List.copyOf(told));
    transactions.changed(() -> {
      if (known == null) {
        unreceipted.remove(message);
      } else {
        unreceipted.put(message, known);
      }
    });
    for (UUID id : told) {
      Stored before = facts.get(id);
      if (before == null) {
        throw new IllegalArgumentException("no such fact: " + id);
      }
      facts.put(
          id,
          new Stored(before.fact(), before.isOurs(), before.by(), before.kept(), Optional.of(at)));
      transactions.changed(() -> facts.put(id, before));
    }
    return told.stream().filter(passed::contains).collect(Collectors.toSet());
  }

  @Override
  public synchronized List<MessageId> unreceipted(int most) {
    return unreceipted.keySet().stream().limit(most).toList();
  }

  @Override
  public synchronized void receipted(MessageId message, Instant at) {
    List<UUID> told = Optional.ofNullable(unreceipted.remove(message)).orElse(List.of());
    told.forEach(each -> receipted.put(each, at));
    transactions.changed(() -> {
      told.forEach(receipted::remove);
      unreceipted.put(message, told);
    });
  }

  @Override
  public synchronized List<UUID> bagsInWork(OfficeCode office, int most) {
    Set<UUID> gone =
        deeds()
            .filter(each -> each instanceof Deed.BagDispatched)
            .flatMap(each -> each.aboutBag().stream())
            .collect(Collectors.toSet());
    return facts.values().stream()
        .filter(each ->
            each.fact().office().equals(office) && each.fact().deed() instanceof Deed.BagOpened)
        .flatMap(each -> each.fact().deed().aboutBag().stream())
        .filter(each -> !gone.contains(each))
        .limit(most)
        .toList();
  }

  private Stream<Deed> deeds() {
    return facts.values().stream().map(each -> each.fact().deed());
  }

  private Stream<Advice> advices() {
    return deeds()
        .flatMap(each ->
            each instanceof Deed.Advised(Advice advice) ? Stream.of(advice) : Stream.empty());
  }

  @Override
  public synchronized List<DispatchKey> listing(String item) {
    return advices()
        .filter(each ->
            each.receptacles().stream()
                .flatMap(bag -> bag.items().stream())
                .anyMatch(one -> one.id().written().equals(item)))
        .map(Advice::dispatch)
        .distinct()
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  @Override
  public synchronized OptionalInt lastSerial(String seriesOfYear) {
    return advices()
        .map(Advice::dispatch)
        .filter(each -> each.seriesOfYear().equals(seriesOfYear))
        .mapToInt(each -> each.id().serial())
        .max();
  }

  @Override
  public synchronized OptionalInt lastNote(OfficeCode office, int year) {
    return deeds()
        .flatMap(
            each -> each instanceof Deed.NoteWritten(var note) ? Stream.of(note) : Stream.empty())
        .filter(each -> each.office().equals(office) && each.year() == year)
        .mapToInt(each -> each.number())
        .max();
  }

  @Override
  public synchronized OptionalInt lastInquiry(OfficeCode office, int year) {
    return openings()
        .filter(each -> each.office().equals(office) && each.year() == year)
        .mapToInt(ItemInquiry::number)
        .max();
  }

  @Override
  public synchronized OptionalInt declaredGrams(String item) {
    return advices()
        .flatMap(advice -> advice.receptacles().stream())
        .flatMap(bag -> bag.items().stream())
        .filter(each -> each.id().written().equals(item))
        .flatMapToInt(each -> each.grams().stream())
        .max();
  }

  private Stream<ItemInquiry> openings() {
    return deeds()
        .flatMap(each ->
            each instanceof Deed.InquiryOpened(ItemInquiry inquiry)
                ? Stream.of(inquiry)
                : Stream.empty());
  }

  @Override
  public synchronized List<UUID> inquiries(boolean isClosed, int most) {
    Set<UUID> closed =
        deeds()
            .filter(each -> each instanceof Deed.InquiryClosed)
            .flatMap(each -> each.aboutInquiry().stream())
            .filter(this::isClosed)
            .collect(Collectors.toSet());
    return facts.values().stream()
        .map(Stored::fact)
        .filter(each ->
            each.deed() instanceof Deed.InquiryOpened && closed.contains(each.id()) == isClosed)
        .sorted(
            Comparator.comparing((Fact each) -> each.at().wall())
                .reversed()
                .thenComparing(Fact::id))
        .map(Fact::id)
        .limit(most)
        .toList();
  }

  private boolean isClosed(UUID inquiry) {
    return InquiryStory.of(inquiry, PostStore.facts(ofInquiries(List.of(inquiry))))
        .map(InquiryPicture::isClosed)
        .orElse(false);
  }

  @Override
  public synchronized List<Stored> ofInquiries(Collection<UUID> inquiries) {
    return those(each -> each.fact().deed().aboutInquiry().map(inquiries::contains).orElse(false));
  }

  @Override
  public synchronized List<DispatchKey> stale(int most) {
    return stale.stream().limit(most).toList();
  }

  @Override
  public synchronized void put(DispatchRow row) {
    DispatchRow before = rows.put(row.dispatch(), row);
    boolean wasStale = stale.remove(row.dispatch());
    transactions.changed(() -> {
      if (before == null) {
        rows.remove(row.dispatch());
      } else {
        rows.put(row.dispatch(), before);
      }
      if (wasStale) {
        stale.add(row.dispatch());
      }
    });
  }

  @Override
  public synchronized Optional<DispatchRow> findRow(DispatchKey dispatch) {
    return Optional.ofNullable(rows.get(dispatch));
  }

  @Override
  public synchronized List<DispatchRow> rows(boolean isOut, int most) {
    return rows.values().stream()
        .filter(each -> each.isOut() == isOut)
        .sorted(
            Comparator.comparing(DispatchRow::changed)
                .thenComparing(DispatchRow::dispatch)
                .reversed())
        .limit(most)
        .toList();
  }

  @Override
  public synchronized List<DispatchRow> rowsOfSeries(String seriesOfYear) {
    return rows.values().stream()
        .filter(each -> each.dispatch().seriesOfYear().equals(seriesOfYear))
        .toList();
  }

  @Override
  public synchronized List<String> seriesSince(Instant since, int most) {
    return rows.values().stream()
        .filter(each -> !each.changed().isBefore(since))
        .map(each -> each.dispatch().seriesOfYear())
        .distinct()
        .limit(most)
        .toList();
  }

  @Override
  public synchronized List<DispatchKey> changedSince(Instant since, int most) {
    return rows.values().stream()
        .filter(each -> !each.changed().isBefore(since))
        .sorted(Comparator.comparing(DispatchRow::changed).thenComparing(DispatchRow::dispatch))
        .map(DispatchRow::dispatch)
        .limit(most)
        .toList();
  }

  @Override
  public synchronized Optional<LocalDate> lastDigest() {
    return days.stream().max(Comparator.naturalOrder());
  }

  @Override
  public synchronized void digested(LocalDate day) {
    if (days.add(day)) {
      transactions.changed(() -> days.remove(day));
    }
  }

  @Override
  public synchronized List<Divergence> divergences() {
    return divergences.values().stream()
        .sorted(Comparator.comparing(Divergence::dispatch))
        .toList();
  }

  @Override
  public synchronized Instant uneven(DispatchKey dispatch, Instant now) {
    Instant since = uneven.putIfAbsent(dispatch, now);
    if (since == null) {
      transactions.changed(() -> uneven.remove(dispatch));
      return now;
    }
    return since;
  }

  @Override
  public synchronized void even(DispatchKey dispatch) {
    Instant since = uneven.remove(dispatch);
    if (since != null) {
      transactions.changed(() -> uneven.put(dispatch, since));
    }
  }

  @Override
  public synchronized void diverged(DispatchKey dispatch, Optional<Divergence> divergence) {
    Divergence before =
        divergence.isPresent()
            ? divergences.put(dispatch, divergence.get())
            : divergences.remove(dispatch);
    transactions.changed(() -> {
      if (before == null) {
        divergences.remove(dispatch);
      } else {
        divergences.put(dispatch, before);
      }
    });
  }

  @Override
  public synchronized List<String> held(Collection<String> items) {
    return heldItems(MOST_FACTS).stream().filter(items::contains).toList();
  }

  @Override
  public synchronized List<String> heldItems(int most) {
    Map<String, Fact> newest = new TreeMap<>();
    for (Stored each : facts.values()) {
      if (each.fact().deed() instanceof Deed.ItemAssessed) {
        newest.merge(
            each.fact().deed().aboutItem().orElseThrow(),
            each.fact(),
            (one, other) -> one.at().happened().isAfter(other.at().happened()) ? one : other);
      }
    }
    return newest.entrySet().stream()
        .filter(each ->
            each.getValue().deed() instanceof Deed.ItemAssessed deed && deed.assessment().holds())
        .map(Map.Entry::getKey)
        .limit(most)
        .toList();
  }

  @Override
  public void sum() {
    // reports are made of the facts themselves
  }

  private Stream<ItemTimes> times(Which which) {
    Map<String, List<Fact>> byItem =
        facts.values().stream()
            .map(Stored::fact)
            .filter(each -> each.deed() instanceof Deed.ItemSeen)
            .collect(Collectors.groupingBy(each -> each.deed().aboutItem().orElseThrow()));
    return byItem.entrySet().stream()
        .filter(each -> isAbout(each.getKey(), which))
        .map(each -> ItemTimes.of(ItemStory.of(each.getKey(), each.getValue())));
  }

  private static boolean isAbout(String item, Which which) {
    return item.endsWith(which.country()) == which.isOut()
        && (which.classes().isEmpty() || which.classes().indexOf(item.charAt(0)) >= 0);
  }

  private static boolean endsIn(ItemTimes times, TransitLeg leg, Which which) {
    LocalDate end = times.days().get(leg.to());
    return end != null && !end.isBefore(which.first()) && !end.isAfter(which.last());
  }

  @Override
  public synchronized Completeness.Share completeness(Completeness of, Which which) {
    List<ItemTimes> all =
        times(which)
            .filter(each -> {
              LocalDate day = each.days().get(of.event());
              return day != null && !day.isBefore(which.first()) && !day.isAfter(which.last());
            })
            .toList();
    long followed = all.stream().filter(each -> each.happened().containsKey(of.next())).count();
    return new Completeness.Share(of, all.size(), followed);
  }

  @Override
  public synchronized SortedMap<Integer, Long> hours(TransitLeg leg, Which which) {
    SortedMap<Integer, Long> counts = new TreeMap<>();
    times(which)
        .filter(each -> endsIn(each, leg, which))
        .flatMap(each -> each.time(leg).stream())
        .forEach(each -> counts.merge((int) each.toHours(), 1L, Long::sum));
    return counts;
  }

  @Override
  public synchronized List<WorkingDays.DayPair> days(TransitLeg leg, Which which) {
    Map<List<LocalDate>, Long> pairs =
        times(which)
            .filter(each -> endsIn(each, leg, which) && each.time(leg).isPresent())
            .collect(
                Collectors.groupingBy(
                    each ->
                        List.of(
                            Optional.ofNullable(each.days().get(leg.from())).orElseThrow(),
                            Optional.ofNullable(each.days().get(leg.to())).orElseThrow()),
                    Collectors.counting()));
    return pairs.entrySet().stream()
        .map(each ->
            new WorkingDays.DayPair(
                each.getKey().getFirst(), each.getKey().getLast(), each.getValue()))
        .sorted(
            Comparator.comparing(WorkingDays.DayPair::from).thenComparing(WorkingDays.DayPair::to))
        .toList();
  }

  @Override
  public synchronized List<Telling> telling(LocalDate first, LocalDate last, String classes) {
    Map<EventCode, List<Stored>> ours = new TreeMap<>();
    Map<EventCode, List<Stored>> theirs = new TreeMap<>();
    for (Stored each : facts.values()) {
      LocalDate day = each.fact().at().wall().toLocalDate();
      if (each.fact().deed() instanceof Deed.ItemSeen seen
          && !each.isBefore()
          && (!each.isOurs() || each.told().isPresent() || mayCross(each.fact()))
          && (classes.isEmpty() || classes.contains(seen.item().written().substring(0, 1)))
          && !day.isBefore(first)
          && !day.isAfter(last)) {
        (each.isOurs() ? ours : theirs)
            .computeIfAbsent(seen.code(), _ -> new ArrayList<>())
            .add(each);
      }
    }
    List<Telling> told = new ArrayList<>();
    ours.forEach((code, list) -> told.add(telling(code, true, list)));
    theirs.forEach((code, list) -> told.add(telling(code, false, list)));
    return told;
  }

  private Telling telling(EventCode code, boolean isOurs, List<Stored> list) {
    long inTime =
        list.stream()
            .filter(each ->
                (isOurs
                        ? Optional.ofNullable(receipted.get(each.fact().id()))
                        : Optional.of(each.kept()))
                    .filter(
                        at -> !at.isAfter(each.fact().at().happened().plus(Duration.ofHours(24))))
                    .isPresent())
            .count();
    return new Telling(code, isOurs, list.size(), inTime);
  }

  @Override
  public void declared(
      LocalDate first, LocalDate last, BiConsumer<DispatchKey, List<Stored>> taker) {
    Map<DispatchKey, List<Stored>> all = new TreeMap<>();
    synchronized (this) {
      Set<DispatchKey> keys =
          advised()
              .filter(each -> !each.at().wall().toLocalDate().isBefore(first))
              .filter(each -> !each.at().wall().toLocalDate().isAfter(last))
              .flatMap(each -> each.dispatch().stream())
              .collect(Collectors.toSet());
      for (Stored each : facts.values()) {
        Optional<DispatchKey> dispatch = each.fact().dispatch();
        if (dispatch.filter(keys::contains).isPresent()
            && !each.isBefore()
            && PostStore.isForAccounts(each.fact().deed())) {
          all.computeIfAbsent(dispatch.get(), _ -> new ArrayList<>()).add(each);
        }
      }
    }
    all.forEach(taker);
  }

  private Stream<Fact> advised() {
    return facts.values().stream()
        .filter(each -> !each.isBefore())
        .map(Stored::fact)
        .filter(each -> each.deed() instanceof Deed.Advised);
  }

  @Override
  public synchronized List<YearMonth> declaredMonths() {
    return advised().map(each -> YearMonth.from(each.at().wall())).distinct().sorted().toList();
  }

  // Figures of the board

  private void touchFigures(DispatchKey dispatch) {
    changes.merge(dispatch, 1L, Long::sum);
  }

  @Override
  public synchronized List<FigureStore.Stale> staleFigures(int most) {
    return changes.entrySet().stream()
        .filter(each -> !each.getValue().equals(made.get(each.getKey())))
        .filter(each -> !ofDispatch(each.getKey()).isEmpty())
        .limit(most)
        .map(each -> new FigureStore.Stale(each.getKey(), each.getValue()))
        .toList();
  }

  @Override
  public synchronized void put(DispatchFigures row, long change) {
    figures.put(row.dispatch(), row);
    made.put(row.dispatch(), change);
  }

  @Override
  public synchronized void ratedBy(String by, LocalDate since) {
    if (!basis.equals(by)) {
      basis = by;
      figures.values().stream()
          .filter(each -> each.rated().map(one -> !one.closed().isBefore(since)).orElse(true))
          .forEach(each -> touchFigures(each.dispatch()));
    }
  }

  @Override
  public synchronized List<RatedDay> rated(LocalDate first, LocalDate last) {
    Map<String, RatedDay> days = new TreeMap<>();
    for (DispatchFigures each : figures.values()) {
      each.rated()
          .filter(one -> !one.closed().isBefore(first) && !one.closed().isAfter(last))
          .ifPresent(one ->
              days.merge(
                  one.stream() + " " + one.closed(),
                  new RatedDay(
                      one.stream(),
                      one.closed(),
                      1,
                      one.isPriced() ? 0 : 1,
                      one.grams(),
                      one.microSdr()),
                  RatedDay::plus));
    }
    return List.copyOf(days.values());
  }

  @Override
  public synchronized List<DispatchFigures> ratedDispatches(
      String stream, LocalDate first, LocalDate last, int most) {
    return figures.values().stream()
        .filter(each ->
            each.rated()
                .filter(one -> one.stream().equals(stream))
                .filter(one -> !one.closed().isBefore(first) && !one.closed().isAfter(last))
                .isPresent())
        .sorted(
            Comparator.comparing((DispatchFigures each) -> each.rated().orElseThrow().closed())
                .thenComparing(DispatchFigures::dispatch)
                .reversed())
        .limit(most)
        .map(MemoryPostStore::withoutBags)
        .toList();
  }

  private static DispatchFigures withoutBags(DispatchFigures each) {
    return new DispatchFigures(
        each.dispatch(), each.isOut(), each.arrival(), each.rated(), List.of());
  }

  @Override
  public synchronized List<FigureStore.Unfollowed> unfollowed(
      Completeness of, Which which, int most) {
    return times(which)
        .filter(each -> !each.happened().containsKey(of.next()))
        .flatMap(each ->
            Optional.ofNullable(each.days().get(of.event()))
                .map(day -> new FigureStore.Unfollowed(each.item(), day))
                .stream())
        .filter(each -> !each.day().isBefore(which.first()) && !each.day().isAfter(which.last()))
        .sorted(
            Comparator.comparing(FigureStore.Unfollowed::day)
                .thenComparing(FigureStore.Unfollowed::item))
        .limit(most)
        .toList();
  }

  @Override
  public synchronized Optional<LocalDate> firstRated() {
    return figures.values().stream()
        .flatMap(each -> each.rated().stream())
        .map(DispatchFigures.Rated::closed)
        .min(Comparator.naturalOrder());
  }

  private Stream<DispatchFigures> arrived(boolean isOut, LocalDate first, LocalDate last) {
    return figures.values().stream()
        .filter(each -> each.isOut() == isOut)
        .filter(each ->
            each.arrival()
                .filter(one -> !one.day().isBefore(first) && !one.day().isAfter(last))
                .isPresent());
  }

  @Override
  public synchronized Arrivals arrivals(boolean isOut, LocalDate first, LocalDate last) {
    Arrivals sum = Arrivals.NONE;
    for (DispatchFigures each : arrived(isOut, first, last).toList()) {
      sum = sum.plus(each.arrival().orElseThrow());
    }
    return sum;
  }

  @Override
  public synchronized List<DispatchFigures> arrived(
      boolean isOut, Arrival.Which which, LocalDate first, LocalDate last, int most) {
    return arrived(isOut, first, last)
        .filter(each -> isOf(which, each.arrival().orElseThrow()))
        .sorted(
            Comparator.comparing((DispatchFigures each) -> each.arrival().orElseThrow().day())
                .thenComparing(DispatchFigures::dispatch)
                .reversed())
        .limit(most)
        .map(MemoryPostStore::withoutBags)
        .toList();
  }

  @Override
  public synchronized List<Bags> bags(boolean isOut) {
    Map<String, Bags> byType = new TreeMap<>();
    figures.values().stream()
        .filter(each -> each.isOut() == isOut)
        .flatMap(each -> each.bags().stream())
        .forEach(each -> byType.merge(each.type(), each, Bags::plus));
    return List.copyOf(byType.values());
  }

  private static boolean isOf(Arrival.Which which, Arrival arrival) {
    return switch (which) {
      case ALL -> true;
      case ADVISED_LATE -> !arrival.isAdvisedBefore();
      case NOTED -> arrival.notes() > 0;
      case WEIGHED_OTHERWISE -> arrival.declaredGrams() != arrival.foundGrams();
    };
  }

  @Override
  public synchronized List<CustomsStay> atCustoms(Instant since, int most) {
    return facts.values().stream()
        .map(Stored::fact)
        .filter(each -> each.deed() instanceof Deed.ItemSeen)
        .collect(Collectors.groupingBy(each -> each.deed().aboutItem().orElseThrow()))
        .entrySet()
        .stream()
        .flatMap(each -> CustomsStay.of(each.getKey(), each.getValue()).stream())
        .filter(each -> !each.since().isAfter(since))
        .sorted(Comparator.comparing(CustomsStay::since).thenComparing(CustomsStay::item))
        .limit(most)
        .toList();
  }

  @Override
  public synchronized List<ScannedHour> scanned(LocalDate first, LocalDate last) {
    Map<String, Map<LocalDate, Long>> hours = new TreeMap<>();
    Map<String, OfficeCode> offices = new HashMap<>();
    for (Stored each : facts.values()) {
      LocalDateTime wall = each.fact().at().wall();
      LocalDate day = wall.toLocalDate();
      if (each.isOurs()
          && ScannedHour.isScan(each.fact().deed())
          && !day.isBefore(first)
          && !day.isAfter(last)) {
        String key = each.fact().office() + " " + (100 + wall.getHour());
        offices.put(key, each.fact().office());
        hours.computeIfAbsent(key, _ -> new TreeMap<>()).merge(day, 1L, Long::sum);
      }
    }
    return hours.entrySet().stream()
        .map(each ->
            new ScannedHour(
                Optional.ofNullable(offices.get(each.getKey())).orElseThrow(),
                Integer.parseInt(each.getKey().split(" ", 2)[1]) - 100,
                each.getValue().size(),
                each.getValue().values().stream().mapToLong(Long::longValue).sum()))
        .toList();
  }
}
