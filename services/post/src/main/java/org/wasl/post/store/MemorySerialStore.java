package org.wasl.post.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wasl.border.store.MemoryTransactions;
import org.wasl.post.OfficeCode;
import org.wasl.post.allocating.SerialBlock;
import org.wasl.post.keeping.SerialStore;

/// Serial numbers in memory.
public final class MemorySerialStore implements SerialStore {
  private static final Comparator<Block> AS_TAKEN =
      Comparator.comparing(Block::taken).thenComparing(each -> each.block().first());

  private final MemoryTransactions transactions;
  private final Map<String, Range> ranges = new TreeMap<>();
  private final Map<UUID, Block> blocks = new LinkedHashMap<>();
  private final NavigableMap<String, Number> numbers = new TreeMap<>();

  private record Number(
      String indicator, int serial, OfficeCode office, Instant drawn, Optional<Instant> used) {
    boolean hasRested(Instant rested) {
      return drawn.isBefore(rested) && used.map(each -> each.isBefore(rested)).orElse(true);
    }
  }

  public MemorySerialStore(MemoryTransactions transactions) {
    this.transactions = transactions;
  }

  private static String key(String indicator, int serial) {
    return indicator + "%08d".formatted(serial);
  }

  private <K, V> void put(Map<K, V> map, K key, V value) {
    Optional<V> before = Optional.ofNullable(map.put(key, value));
    transactions.changed(
        () -> before.ifPresentOrElse(each -> map.put(key, each), () -> map.remove(key)));
  }

  private <K, V> void remove(Map<K, V> map, K key) {
    Optional.ofNullable(map.remove(key))
        .ifPresent(each -> transactions.changed(() -> map.put(key, each)));
  }

  @Override
  public void lock() {
    // one thread
  }

  @Override
  public synchronized void addRange(Range range) {
    put(ranges, key(range.indicator(), range.block().first()), range);
  }

  @Override
  public synchronized List<Range> ranges(int most) {
    return ranges.values().stream().limit(most).toList();
  }

  @Override
  public synchronized void addBlock(Block block) {
    put(blocks, block.id(), block);
  }

  private Counted counted(Block each) {
    return new Counted(each, within(each).size());
  }

  private NavigableMap<String, Number> within(Block each) {
    return numbers.subMap(
        key(each.indicator(), each.block().first()),
        true,
        key(each.indicator(), each.block().last()),
        true);
  }

  private Stream<Block> those(Predicate<Block> which) {
    return blocks.values().stream().filter(which);
  }

  private static boolean isHeld(Block each, LocalDate after) {
    return each.handedBack().map(day -> day.isAfter(after)).orElse(true);
  }

  @Override
  public synchronized Optional<Block> find(UUID id) {
    return those(each -> each.id().equals(id)).findFirst();
  }

  @Override
  public Optional<Block> hold(UUID id) {
    return find(id);
  }

  @Override
  public synchronized Set<Integer> unrested(String indicator, SerialBlock within, Instant since) {
    return numbers
        .subMap(key(indicator, within.first()), true, key(indicator, within.last()), true)
        .values()
        .stream()
        .filter(each -> !each.hasRested(since))
        .map(Number::serial)
        .collect(Collectors.toSet());
  }

  @Override
  public synchronized List<Block> held(String indicator, LocalDate after) {
    return those(each -> each.indicator().equals(indicator) && isHeld(each, after))
        .sorted(AS_TAKEN)
        .toList();
  }

  @Override
  public synchronized List<Counted> out(int most) {
    return those(each -> each.handedBack().isEmpty())
        .sorted(
            Comparator.comparing(Block::indicator)
                .thenComparing(each -> each.office().value())
                .thenComparing(AS_TAKEN))
        .limit(most)
        .map(this::counted)
        .toList();
  }

  @Override
  public synchronized int countOut() {
    return (int) those(each -> each.handedBack().isEmpty()).count();
  }

  @Override
  public synchronized List<Counted> newest(int most) {
    return those(_ -> true)
        .sorted(
            Comparator.comparing(Block::taken)
                .reversed()
                .thenComparing(Block::indicator)
                .thenComparing(each -> -each.block().first()))
        .limit(most)
        .map(this::counted)
        .toList();
  }

  @Override
  public synchronized Optional<Block> holder(String indicator, int serial, LocalDate after) {
    return held(indicator, after).stream()
        .filter(each -> each.block().contains(serial))
        .reduce((_, later) -> later);
  }

  @Override
  public synchronized OptionalInt greatestUsed(Block block) {
    return within(block).values().stream().mapToInt(Number::serial).max();
  }

  @Override
  public synchronized void handBack(UUID id, OptionalInt last, LocalDate day) {
    if (last.isEmpty()) {
      remove(blocks, id);
      return;
    }
    Block each = find(id).orElseThrow();
    SerialBlock kept = new SerialBlock(each.block().first(), last.getAsInt());
    put(blocks, id, changed(each, kept, Math.min(each.next(), kept.last() + 1), Optional.of(day)));
  }

  private static Block changed(
      Block each, SerialBlock block, int next, Optional<LocalDate> handedBack) {
    return new Block(
        each.id(),
        each.indicator(),
        block,
        each.office(),
        each.isOffline(),
        each.taken(),
        next,
        handedBack);
  }

  @Override
  public synchronized OptionalInt draw(
      String indicator, OfficeCode office, Instant at, LocalDate day, Instant rested) {
    while (true) {
      Optional<Block> open =
          those(each ->
                  each.indicator().equals(indicator)
                      && each.office().equals(office)
                      && !each.isOffline()
                      && each.handedBack().isEmpty())
              .min(AS_TAKEN);
      if (open.isEmpty()) {
        return OptionalInt.empty();
      }
      Block block = open.get();
      int serial = block.next();
      boolean isLast = serial == block.block().last();
      put(
          blocks,
          block.id(),
          changed(block, block.block(), serial + 1, isLast ? Optional.of(day) : Optional.empty()));
      Optional<Number> before = Optional.ofNullable(numbers.get(key(indicator, serial)));
      if (before.map(each -> each.hasRested(rested)).orElse(true)) {
        Number number = new Number(indicator, serial, office, at, Optional.empty());
        put(numbers, key(indicator, serial), number);
        return OptionalInt.of(serial);
      }
    }
  }

  @Override
  public synchronized boolean use(
      String indicator, int serial, OfficeCode office, Instant at, Instant rested) {
    Optional<Number> before = Optional.ofNullable(numbers.get(key(indicator, serial)));
    if (before.flatMap(Number::used).filter(each -> !each.isBefore(rested)).isPresent()) {
      return false;
    }
    Instant drawn = before.map(Number::drawn).orElse(at);
    put(
        numbers,
        key(indicator, serial),
        new Number(indicator, serial, office, drawn, Optional.of(at)));
    return true;
  }

  @Override
  public synchronized void release(String indicator, int serial) {
    Optional.ofNullable(numbers.get(key(indicator, serial)))
        .ifPresent(each ->
            put(
                numbers,
                key(indicator, serial),
                new Number(indicator, serial, each.office(), each.drawn(), Optional.empty())));
  }

  @Override
  public synchronized boolean isUsed(String indicator, int serial, Instant since) {
    return Optional.ofNullable(numbers.get(key(indicator, serial)))
        .flatMap(Number::used)
        .filter(each -> !each.isBefore(since))
        .isPresent();
  }

  @Override
  public synchronized List<Usage> usage(Instant since) {
    Map<String, List<Number>> grouped =
        numbers.values().stream()
            .filter(each -> !each.drawn().isBefore(since))
            .collect(
                Collectors.groupingBy(
                    each -> each.indicator() + each.office(), TreeMap::new, Collectors.toList()));
    return grouped.values().stream()
        .map(each -> new Usage(each.getFirst().indicator(), each.getFirst().office(), each.size()))
        .toList();
  }

  @Override
  public synchronized int forget(Instant before, int most) {
    List<String> old =
        numbers.entrySet().stream()
            .filter(each -> each.getValue().hasRested(before))
            .limit(most)
            .map(Map.Entry::getKey)
            .toList();
    old.forEach(each -> remove(numbers, each));
    return old.size();
  }
}
