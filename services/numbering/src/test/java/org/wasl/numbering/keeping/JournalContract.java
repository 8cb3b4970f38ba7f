package org.wasl.numbering.keeping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wasl.border.Transactions;
import org.wasl.numbering.keeping.Journal.Kind;
import org.wasl.numbering.keeping.Journal.Step;
import org.wasl.numbering.keeping.Journal.Stray;
import org.wasl.terms.json.Json;

/// What the journal promises on every store.
public abstract class JournalContract {
  private static final Instant NOW = Instant.parse("2026-10-05T06:00:00Z");

  public record Store(Journal journal, Transactions transactions) {}

  /// A fresh journal and the transactions that it joins.
  protected abstract Store fresh();

  private static Step step(UUID matter, Kind kind, String text) {
    return new Step(matter, kind, NOW, Json.Obj.with().put("text", text).put("n", 7).end());
  }

  @Test
  void stepsComeBackInTheOrderInWhichTheyWereAddedByMatterAndByKind() {
    Store store = fresh();
    UUID one = UUID.randomUUID();
    UUID other = UUID.randomUUID();
    List<Step> steps =
        List.of(
            step(one, Kind.APPLIED, "أول"),
            step(other, Kind.APPLIED, "b"),
            step(one, Kind.DECIDED, "c"));
    store.transactions().within(() -> steps.forEach(store.journal()::add));
    assertEquals(bodies(List.of(steps.get(0), steps.get(2))), bodies(store.journal().of(one)));
    assertEquals(
        bodies(List.of(steps.get(0), steps.get(1))), bodies(store.journal().all(Kind.APPLIED)));
    assertEquals(NOW, store.journal().of(other).getFirst().at());
  }

  private static List<String> bodies(List<Step> steps) {
    return steps.stream().map(step -> step.matter() + step.body().canonical()).toList();
  }

  @Test
  void countsOfOneRouteHourAndOutcomeAddUp() {
    Store store = fresh();
    for (int i = 0; i < 3; i++) {
      store
          .transactions()
          .within(() -> store.journal().addStray(new Stray("gw-1", NOW, "UNALLOCATED", 5)));
    }
    store
        .transactions()
        .within(() ->
            store.journal().addStray(new Stray("gw-1", NOW.plusSeconds(3_600), "UNALLOCATED", 1)));
    assertEquals(
        List.of(
            new Stray("gw-1", NOW.plusSeconds(3_600), "UNALLOCATED", 1),
            new Stray("gw-1", NOW, "UNALLOCATED", 15)),
        store.journal().strays(10));
  }

  @Test
  void whatIsRolledBackWasNever() {
    Store store = fresh();
    UUID matter = UUID.randomUUID();
    assertThrows(
        IllegalStateException.class,
        () ->
            store
                .transactions()
                .within(() -> {
                  store.journal().add(step(matter, Kind.APPLIED, "a"));
                  store.journal().addStray(new Stray("gw-1", NOW, "UNALLOCATED", 5));
                  throw new IllegalStateException("stop");
                }));
    assertEquals(List.of(), store.journal().of(matter));
    assertEquals(List.of(), store.journal().strays(10));
  }
}
