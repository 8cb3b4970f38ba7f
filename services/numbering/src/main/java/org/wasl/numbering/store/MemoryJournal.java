package org.wasl.numbering.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.wasl.border.store.MemoryTransactions;
import org.wasl.numbering.keeping.Journal;

/// The journal in memory.
public final class MemoryJournal implements Journal {
  private final MemoryTransactions transactions;
  private final List<Step> steps = new ArrayList<>();
  private final Map<Stray, Long> strays = new LinkedHashMap<>();

  public MemoryJournal(MemoryTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public synchronized void add(Step step) {
    steps.add(step);
    transactions.changed(() -> steps.remove(step));
  }

  @Override
  public synchronized List<Step> of(UUID matter) {
    return steps.stream().filter(step -> step.matter().equals(matter)).toList();
  }

  @Override
  public synchronized List<Step> all(Kind kind) {
    return steps.stream().filter(step -> step.kind() == kind).toList();
  }

  @Override
  public synchronized void addStray(Stray stray) {
    Stray key = new Stray(stray.route(), stray.hour(), stray.outcome(), 0);
    strays.merge(key, stray.calls(), Long::sum);
    transactions.changed(() -> strays.merge(key, -stray.calls(), Long::sum));
  }

  @Override
  public synchronized List<Stray> strays(int most) {
    return strays.entrySet().stream()
        .filter(each -> each.getValue() > 0)
        .map(each ->
            new Stray(
                each.getKey().route(),
                each.getKey().hour(),
                each.getKey().outcome(),
                each.getValue()))
        .sorted(
            Comparator.comparing(Stray::hour)
                .reversed()
                .thenComparing(Stray::route)
                .thenComparing(Stray::outcome))
        .limit(most)
        .toList();
  }
}
