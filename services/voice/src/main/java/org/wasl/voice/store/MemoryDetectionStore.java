package org.wasl.voice.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.wasl.border.store.MemoryTransactions;
import org.wasl.terms.PartyId;
import org.wasl.terms.json.Json;
import org.wasl.voice.detection.DetectionStore;

/// Detection's store in memory.
public final class MemoryDetectionStore implements DetectionStore {
  private final MemoryTransactions transactions;
  private final Map<String, List<Json.Obj>> steps = new LinkedHashMap<>();
  private final Map<String, byte[]> shares = new HashMap<>();
  private final SortedMap<LocalDate, Long> due = new ConcurrentSkipListMap<>();
  private final SortedMap<LocalDate, Unsearched> unsearched = new ConcurrentSkipListMap<>();
  private long lastMark;

  public MemoryDetectionStore(MemoryTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void addStep(String subject, Json.Obj step) {
    List<Json.Obj> all = steps.computeIfAbsent(subject, _ -> new ArrayList<>());
    all.add(step);
    transactions.changed(() -> {
      all.removeLast();
      if (all.isEmpty()) {
        steps.remove(subject);
      }
    });
  }

  @Override
  public List<Json.Obj> steps(String subject) {
    return List.copyOf(steps.getOrDefault(subject, List.of()));
  }

  @Override
  public List<String> subjects() {
    return List.copyOf(steps.keySet());
  }

  @Override
  public void putShare(LocalDate day, PartyId party, byte[] share) {
    String key = day + " " + party;
    if (shares.putIfAbsent(key, share.clone()) == null) {
      transactions.changed(() -> shares.remove(key));
    }
  }

  @Override
  public Optional<byte[]> share(LocalDate day, PartyId party) {
    return Optional.ofNullable(shares.get(day + " " + party)).map(byte[]::clone);
  }

  @Override
  public void destroyShares(LocalDate day) {
    Map<String, byte[]> before = new HashMap<>(shares);
    shares.keySet().removeIf(key -> key.startsWith(day + " "));
    transactions.changed(() -> shares.putAll(before));
  }

  @Override
  public void addDue(Set<LocalDate> days) {
    keepDue();
    for (LocalDate day : days) {
      due.put(day, ++lastMark);
    }
  }

  @Override
  public List<Due> due() {
    return due.entrySet().stream().map(each -> new Due(each.getKey(), each.getValue())).toList();
  }

  @Override
  public void removeDue(Due seen) {
    keepDue();
    due.computeIfPresent(seen.day(), (_, mark) -> mark <= seen.mark() ? null : mark);
  }

  private void keepDue() {
    SortedMap<LocalDate, Long> before = new TreeMap<>(due);
    transactions.changed(() -> {
      due.clear();
      due.putAll(before);
    });
  }

  @Override
  public List<LocalDate> keyed() {
    return shares.keySet().stream()
        .map(key -> LocalDate.parse(key.substring(0, key.indexOf(' '))))
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public void addUnsearched(Set<LocalDate> days, Instant loaded) {
    keepUnsearched();
    for (LocalDate day : days) {
      Unsearched known = unsearched.get(day);
      Instant last = known != null && known.loaded().isAfter(loaded) ? known.loaded() : loaded;
      unsearched.put(day, new Unsearched(day, last, Optional.empty()));
    }
  }

  @Override
  public List<Unsearched> unsearched() {
    return List.copyOf(unsearched.values());
  }

  @Override
  public void refuseSearch(LocalDate day, String code) {
    keepUnsearched();
    unsearched.computeIfPresent(
        day, (_, known) -> new Unsearched(day, known.loaded(), Optional.of(code)));
  }

  @Override
  public void searched(LocalDate day, Instant begun) {
    keepUnsearched();
    unsearched.computeIfPresent(day, (_, known) -> known.loaded().isAfter(begun) ? known : null);
  }

  private void keepUnsearched() {
    SortedMap<LocalDate, Unsearched> before = new TreeMap<>(unsearched);
    transactions.changed(() -> {
      unsearched.clear();
      unsearched.putAll(before);
    });
  }
}
