package org.wasl.post.store;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.wasl.border.store.MemoryTransactions;
import org.wasl.settlement.keeping.StepStore;
import org.wasl.terms.json.Json;

/// The steps of accounts in memory.
public final class MemoryStepStore implements StepStore {
  private final MemoryTransactions transactions;
  private final Map<YearMonth, List<Json.Obj>> steps = new TreeMap<>();

  public MemoryStepStore(MemoryTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public synchronized void addStep(YearMonth period, Json.Obj step) {
    List<Json.Obj> all = steps.computeIfAbsent(period, _ -> new ArrayList<>());
    all.add(step);
    transactions.changed(all::removeLast);
  }

  @Override
  public synchronized List<Json.Obj> steps(YearMonth period) {
    return List.copyOf(steps.getOrDefault(period, List.of()));
  }

  @Override
  public synchronized SequencedMap<YearMonth, Integer> counts() {
    SequencedMap<YearMonth, Integer> counts = new LinkedHashMap<>();
    steps.forEach((period, all) -> {
      if (!all.isEmpty()) {
        counts.put(period, all.size());
      }
    });
    return counts;
  }

  @Override
  public synchronized List<YearMonth> periods() {
    return List.copyOf(counts().sequencedKeySet());
  }
}
