package org.wasl.numbering.lookup;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.wasl.numbering.NationalPlan;
import org.wasl.numbering.lookup.PlanSnapshot.PlanRows;
import org.wasl.numbering.registering.Registry;

/// The plans opened at any page. The state as known now is exchanged in one step when a change is
/// committed: who looks up meanwhile finishes in the state they began with. Pages of the world's
/// time are made when asked for and kept; what was known earlier is read from the registry.
public final class PlanBook {
  private static final int PAGES = 64;

  private final Registry registry;
  private final List<NationalPlan> dialling;
  private final InstantSource clock;
  private final AtomicReference<State> state;

  /// What is known, since when, and the pages made of it so far, the newest first.
  private record State(Instant since, List<PlanRows> rows, List<PlanSnapshot> pages) {}

  /// @param dialling how each party dials; their entries come from the registry
  public PlanBook(Registry registry, List<NationalPlan> dialling, InstantSource clock) {
    this.registry = registry;
    this.dialling = List.copyOf(dialling);
    this.clock = clock;
    this.state = new AtomicReference<>(read());
    registry.onChange(_ -> state.set(read()));
  }

  private State read() {
    Instant since =
        dialling.stream()
            .map(plan -> registry.newest(plan.party()))
            .max(Instant::compareTo)
            .orElse(Instant.MIN);
    return new State(since, rows(since), List.of());
  }

  private List<PlanRows> rows(Instant knownAt) {
    return dialling.stream()
        .map(plan ->
            new PlanRows(
                plan, registry.known(plan.party(), knownAt), registry.moves(plan.party(), knownAt)))
        .toList();
  }

  /// What the plans say now.
  public PlanSnapshot now() {
    return at(clock.instant());
  }

  /// What the plans say of that moment, as known now.
  public PlanSnapshot at(Instant moment) {
    State known = state.get();
    for (PlanSnapshot page : known.pages()) {
      if (page.holds().holds(moment)) {
        return page;
      }
    }
    PlanSnapshot made = PlanSnapshot.of(known.rows(), moment);
    List<PlanSnapshot> pages = new ArrayList<>();
    pages.add(made);
    pages.addAll(known.pages().subList(0, Math.min(known.pages().size(), PAGES - 1)));
    state.compareAndSet(known, new State(known.since(), known.rows(), List.copyOf(pages)));
    return made;
  }

  /// What the plans say of that moment, as known at another.
  public PlanSnapshot at(Instant moment, Instant knownAt) {
    return knownAt.isBefore(state.get().since())
        ? PlanSnapshot.of(rows(knownAt), moment)
        : at(moment);
  }

  public List<NationalPlan> dialling() {
    return dialling;
  }
}
