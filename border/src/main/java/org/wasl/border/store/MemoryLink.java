package org.wasl.border.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wasl.border.keeping.LinkStore;

/// Link values and alarms in memory.
final class MemoryLink implements LinkStore {
  private final MemoryTransactions transactions;
  private final Map<String, String> values = new TreeMap<>();
  private final Map<String, Alarm> alarms = new TreeMap<>();

  MemoryLink(MemoryTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<String> value(String key) {
    return Optional.ofNullable(values.get(key));
  }

  @Override
  public void setValue(String key, String value) {
    put(values, key, value);
  }

  @Override
  public Map<String, String> values(String prefix) {
    Map<String, String> found = new TreeMap<>(values);
    found.keySet().removeIf(key -> !key.startsWith(prefix));
    return found;
  }

  @Override
  public void raise(String code, String subject, String detail, Instant at) {
    Optional<Alarm> standing =
        Optional.ofNullable(alarms.get(code + " " + subject)).filter(old -> old.ended().isEmpty());
    Instant since = standing.map(Alarm::since).orElse(at);
    long count = standing.map(Alarm::count).orElse(0L) + 1;
    put(
        alarms,
        code + " " + subject,
        new Alarm(code, subject, detail, since, at, count, Optional.empty()));
  }

  @Override
  public void clear(String code, String subject, Instant at) {
    Alarm old = alarms.get(code + " " + subject);
    if (old != null && old.ended().isEmpty()) {
      put(
          alarms,
          code + " " + subject,
          new Alarm(
              code, subject, old.detail(), old.since(), old.last(), old.count(), Optional.of(at)));
    }
  }

  @Override
  public List<Alarm> alarms(int most) {
    return alarms.values().stream()
        .sorted(Comparator.comparing(Alarm::last).reversed())
        .limit(most)
        .toList();
  }

  private <V> void put(Map<String, V> map, String key, V value) {
    @Nullable V old = map.put(key, value);
    transactions.changed(() -> {
      if (old == null) {
        map.remove(key);
      } else {
        map.put(key, old);
      }
    });
  }
}
