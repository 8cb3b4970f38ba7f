package org.wasl.numbering.registering;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.wasl.border.Transactions;
import org.wasl.numbering.Citation;
import org.wasl.numbering.NationalPlan;
import org.wasl.numbering.NumberMove;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.PlanEntry.Status;
import org.wasl.numbering.RecordedEntry;
import org.wasl.numbering.RecordedMove;
import org.wasl.numbering.Resource;
import org.wasl.numbering.Span;
import org.wasl.terms.PartyId;
import org.wasl.terms.Refusal;
import org.wasl.terms.country.Sourced.Confidence;

/// The registry of the plans. A change says what is true of some codes for some time; the registry
/// ends what it knew of exactly these codes and this time, keeps the rest of the old rows as new
/// rows, and so answers for ever what it held true at any earlier moment.
public final class Registry {
  /// PostgreSQL keeps microseconds.
  private static final ChronoUnit GRAIN = ChronoUnit.MICROS;

  private final PlanStore store;
  private final Transactions transactions;
  private final InstantSource clock;
  private final Supplier<UUID> ids;
  private final List<Consumer<PartyId>> listeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<PlanChange>> witnesses = new CopyOnWriteArrayList<>();

  public Registry(
      PlanStore store, Transactions transactions, InstantSource clock, Supplier<UUID> ids) {
    this.store = store;
    this.transactions = transactions;
    this.clock = clock;
    this.ids = ids;
  }

  /// What became of a change.
  public sealed interface Recording {
    /// @param at when it became known
    /// @param added new rows
    /// @param ended rows that were known before; of a change that says nothing new, both are none
    record Done(Instant at, int added, int ended) implements Recording {}

    /// Nothing was changed.
    record Refused(Refusal refusal) implements Recording {}
  }

  /// Told of a plan after a change of it is committed.
  public void onChange(Consumer<PartyId> listener) {
    listeners.add(listener);
  }

  /// Told of each change that says something new, in its transaction.
  public void onRecord(Consumer<PlanChange> witness) {
    witnesses.add(witness);
  }

  /// Takes a change, known from now on.
  public Recording record(PlanChange change) {
    return recordAt(change, clock.instant());
  }

  /// Takes a change of facts that were published at that moment; it is known since then, but never
  /// before what the registry learnt already.
  public Recording recordAt(PlanChange change, Instant published) {
    return transactions.within(() -> {
      store.lock(change.plan());
      Optional<Refusal> refusal = refusal(change);
      return refusal.isPresent()
          ? new Recording.Refused(refusal.get())
          : take(change, moment(change.plan(), published));
    });
  }

  private Instant moment(PartyId plan, Instant wished) {
    Instant truncated = wished.truncatedTo(GRAIN);
    return store
        .newest(plan)
        .filter(newest -> !newest.isBefore(truncated))
        .map(newest -> newest.plus(1, GRAIN))
        .orElse(truncated);
  }

  private Recording take(PlanChange change, Instant at) {
    List<PlanEntry> fresh = new ArrayList<>();
    Map<UUID, Replaced> replaced = new LinkedHashMap<>();
    for (PlanEntry entry : change.entries()) {
      List<RecordedEntry> old = store.overlapping(change.plan(), entry);
      if (!isKnown(entry, old)) {
        fresh.add(entry);
        old.forEach(
            row -> replaced.computeIfAbsent(row.id(), _ -> Replaced.of(row)).by().add(entry));
      }
    }
    int added = fresh.size();
    replaced.keySet().forEach(row -> store.end(row, at));
    for (Replaced each : replaced.values()) {
      List<PlanEntry> rests = each.rests();
      rests.forEach(rest -> store.add(row(change, rest, at)));
      added += rests.size();
    }
    fresh.forEach(entry -> store.add(row(change, entry, at)));
    change.events().forEach(event -> store.addEvent(change.plan(), event, at));
    boolean moved = move(change, at);
    if (added > 0 || moved || !change.events().isEmpty()) {
      witnesses.forEach(each -> each.accept(change));
      transactions.afterCommit(() -> listeners.forEach(each -> each.accept(change.plan())));
    }
    return new Recording.Done(at, added, replaced.size());
  }

  /// Takes the number changes; one of the same old numbers takes the place of what was known.
  ///
  /// @return whether anything became known
  private boolean move(PlanChange change, Instant at) {
    boolean moved = false;
    List<RecordedMove> known =
        change.moves().isEmpty() ? List.of() : movesRecorded(change.plan(), Span.END);
    for (NumberMove move : change.moves()) {
      List<RecordedMove> before =
          known.stream().filter(each -> each.move().isSameRange(move)).toList();
      if (before.stream().anyMatch(each -> each.move().equals(move))) {
        continue;
      }
      before.forEach(each -> store.endMove(each.id(), at));
      moved |= !before.isEmpty() || !move.isRevocation();
      if (!move.isRevocation()) {
        store.addMove(
            new RecordedMove(
                ids.get(),
                change.plan(),
                move,
                citation(change, move),
                Span.from(at),
                change.id()));
      }
    }
    return moved;
  }

  /// The source of a number change is that of the entries that come with it.
  private static Citation citation(PlanChange change, NumberMove move) {
    return change.entries().stream()
        .map(PlanEntry::citation)
        .findFirst()
        .map(source ->
            new Citation(source.document(), move.before().toString(), source.confidence()))
        .orElseGet(() ->
            new Citation("change " + change.id(), move.before().toString(), Confidence.CONFIRMED));
  }

  /// A row that is ended, and the entries that take its place in part.
  private record Replaced(RecordedEntry row, List<PlanEntry> by) {
    static Replaced of(RecordedEntry row) {
      return new Replaced(row, new ArrayList<>());
    }

    List<PlanEntry> rests() {
      List<PlanEntry> rests = List.of(row.entry());
      for (PlanEntry entry : by) {
        rests = rests.stream().flatMap(rest -> rest.without(entry).stream()).toList();
      }
      return rests;
    }
  }

  /// Whether one row says exactly this already, so that nothing becomes known.
  private static boolean isKnown(PlanEntry entry, List<RecordedEntry> old) {
    return old.size() == 1
        && old.getFirst().entry().saysAs(entry)
        && old.getFirst().entry().citation().equals(entry.citation())
        && old.getFirst().entry().note().equals(entry.note())
        && old.getFirst().entry().codes().contains(entry.codes())
        && old.getFirst().entry().valid().shared(entry.valid()).equals(Optional.of(entry.valid()));
  }

  private RecordedEntry row(PlanChange change, PlanEntry entry, Instant at) {
    return new RecordedEntry(ids.get(), change.plan(), entry, Span.from(at), change.id());
  }

  /// Why a change cannot be taken as a whole.
  private Optional<Refusal> refusal(PlanChange change) {
    Optional<Refusal> twice = overlapInside(change.entries());
    if (twice.isPresent() || change.ground() == PlanChange.Ground.NOTIFIED) {
      return twice;
    }
    for (PlanEntry entry : change.entries()) {
      for (RecordedEntry row : store.overlapping(change.plan(), entry)) {
        Optional<Refusal> refusal =
            quarantine(row.entry(), entry).or(() -> step(change, row.entry(), entry));
        if (refusal.isPresent()) {
          return refusal;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> quarantine(PlanEntry old, PlanEntry entry) {
    if (old.status() != Status.QUARANTINE || !shortens(old, entry)) {
      return Optional.empty();
    }
    String until = day(old.valid().to());
    return refusal(
        "numbering.quarantine",
        "المجال " + old.codes() + " في فترة حجر حتى " + until + " ولا يُسند قبلها",
        "the range " + old.codes() + " rests until " + until + " and is given to nobody before");
  }

  /// Whether a step of this administration follows from what was before, in the registry or in the
  /// change itself.
  private static Optional<Refusal> step(PlanChange change, PlanEntry old, PlanEntry entry) {
    if (!change.ground().isOurs() || !old.valid().holds(entry.valid().from())) {
      return Optional.empty();
    }
    Status before =
        change.entries().stream()
            .filter(each -> each.valid().to().equals(entry.valid().from()))
            .filter(each -> each.codes().contains(entry.codes()))
            .map(PlanEntry::status)
            .findFirst()
            .orElse(old.status());
    boolean moves =
        entry.status() == Status.IN_SERVICE
            && (before == Status.FREE || before == Status.RESERVED)
            && change.moves().stream().anyMatch(each -> each.after().overlaps(entry.codes()));
    return before == entry.status() || before.mayBecome(entry.status()) || moves
        ? Optional.empty()
        : refusal(
            "numbering.step",
            "لا ينتقل المجال "
                + old.codes()
                + " من «"
                + before.text().ar()
                + "» إلى «"
                + entry.status().text().ar()
                + "»",
            "the range "
                + old.codes()
                + " does not go from "
                + before.text().en()
                + " to "
                + entry.status().text().en());
  }

  /// Whether some moment of a quarantine would become something else.
  private static boolean shortens(PlanEntry old, PlanEntry entry) {
    return entry.status() != Status.QUARANTINE && old.valid().overlaps(entry.valid());
  }

  private static Optional<Refusal> overlapInside(List<PlanEntry> entries) {
    try {
      NationalPlan.requireDisjoint(entries);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return refusal(
          "numbering.overlap",
          "يصف التغيير الرموز نفسها مرتين: " + e.getMessage(),
          "the change speaks twice of the same codes: " + e.getMessage());
    }
  }

  private static Optional<Refusal> refusal(String code, String ar, String en) {
    return Optional.of(Refusal.of(code, ar, en));
  }

  private static String day(Instant moment) {
    return moment.equals(Span.END) ? "–" : moment.toString().substring(0, 10);
  }

  /// What is known now.
  public List<PlanEntry> entries(PartyId plan) {
    return entries(plan, newest(plan));
  }

  /// The moment at which the registry last learnt something of a plan.
  public Instant newest(PartyId plan) {
    return store.newest(plan).orElse(Span.BEGINNING);
  }

  /// What was known at that moment.
  public List<PlanEntry> entries(PartyId plan, Instant knownAt) {
    return store.known(plan, knownAt).stream().map(RecordedEntry::entry).toList();
  }

  public List<RecordedEntry> known(PartyId plan, Instant knownAt) {
    return store.known(plan, knownAt);
  }

  /// Everything that was ever known of some codes, newest first.
  public List<RecordedEntry> history(PartyId plan, Resource resource, String code) {
    List<RecordedEntry> rows = new ArrayList<>();
    for (RecordedEntry row : store.history(plan)) {
      if (row.entry().resource() == resource
          && (row.entry().covers(code) || row.entry().codes().mayFollow(code))) {
        rows.add(row);
      }
    }
    return rows.reversed();
  }

  /// The moments at which the registry learnt something of a plan, oldest first.
  public List<Instant> moments(PartyId plan) {
    return store.history(plan).stream().map(row -> row.known().from()).distinct().sorted().toList();
  }

  /// The number changes of a plan as known now.
  public List<NumberMove> moves(PartyId plan) {
    return moves(plan, Span.END);
  }

  /// The number changes of a plan as known at that moment, by old code.
  public List<NumberMove> moves(PartyId plan, Instant knownAt) {
    return movesRecorded(plan, knownAt).stream().map(RecordedMove::move).toList();
  }

  /// The number changes with their sources.
  ///
  /// @param knownAt [Span#END] for what is known now
  public List<RecordedMove> movesRecorded(PartyId plan, Instant knownAt) {
    return store.moves(plan).stream()
        .filter(
            each -> knownAt.equals(Span.END) ? each.known().isOpen() : each.known().holds(knownAt))
        .sorted(Comparator.comparing((RecordedMove each) -> each.move().before()))
        .toList();
  }

  public List<PlanStore.KnownEvent> events(PartyId plan) {
    return store.events(plan);
  }

  public PlanStore store() {
    return store;
  }
}
