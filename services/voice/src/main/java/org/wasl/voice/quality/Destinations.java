package org.wasl.voice.quality;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.NationalPlan;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.Span;

/// Where routes lead to: the country code, and, where the numbering plan of that country gives it
/// at the time of the call, what is behind the number's range and who holds it (ITU-T E.129).
public final class Destinations {
  private static final int MAX_NAME = 32;
  private static final long[] POWERS = powers();
  private static final String ELSEWHERE = "…";

  private final List<NationalPlan> plans;
  private final List<String> codes;
  private final long[] changes;
  private final Map<Integer, Table> tables = new ConcurrentHashMap<>();

  /// Ranges from the left, as numbers of 15 digits, and the name of each.
  private record Table(long[] from, String[] name) {}

  /// A destination's name in its parts.
  ///
  /// @param code with `+`
  /// @param usage as [PlanEntry.Usage], or empty; `holder` likewise
  public record Place(String code, String usage, String holder) {
    static final Set<String> USAGES = usages();

    private static Set<String> usages() {
      Set<String> names = new HashSet<>();
      Stream.of(PlanEntry.Usage.values()).forEach(each -> names.add(each.name()));
      return Set.copyOf(names);
    }

    /// @param destination as [Destinations] writes it; any other text is a code alone
    public static Place of(String destination) {
      String[] words = destination.split(" ", 3);
      boolean isKnown = words.length > 1 && USAGES.contains(words[1]);
      return isKnown
          ? new Place(words[0], words[1], words.length > 2 ? words[2] : "")
          : new Place(destination, "", "");
    }
  }

  /// @param plans of the countries whose ranges are told apart
  /// @param codes country codes that are named besides
  public Destinations(List<NationalPlan> plans, Collection<String> codes) {
    this.plans = List.copyOf(plans);
    this.codes = List.copyOf(codes);
    TreeSet<Long> edges = new TreeSet<>(List.of(Long.MIN_VALUE));
    for (NationalPlan plan : plans) {
      for (PlanEntry entry : plan.entries()) {
        edge(entry.valid().from()).ifPresent(edges::add);
        edge(entry.valid().to()).ifPresent(edges::add);
      }
    }
    this.changes = edges.stream().mapToLong(Long::longValue).toArray();
  }

  private static Optional<Long> edge(Instant moment) {
    boolean isEnd = moment.equals(Span.BEGINNING) || moment.equals(Span.END);
    return isEnd ? Optional.empty() : Optional.of(moment.getEpochSecond());
  }

  /// @param at seconds since 1970
  public String of(long called, long at) {
    int place = Arrays.binarySearch(changes, at);
    int stretch = place >= 0 ? place : -place - 2;
    Table table = tables.computeIfAbsent(stretch, each -> table(changes[each]));
    long number = called;
    while (number > 0 && number < POWERS[CodeRange.MAX_DIGITS - 1]) {
      number *= 10;
    }
    int found = Arrays.binarySearch(table.from(), number);
    return table.name()[found >= 0 ? found : -found - 2];
  }

  private Table table(long since) {
    TreeMap<Long, String> ranges = new TreeMap<>(Map.of(0L, ELSEWHERE));
    codes.forEach(code -> paint(ranges, "", CodeRange.of(code), "+" + code));
    Instant moment = since == Long.MIN_VALUE ? Instant.MIN : Instant.ofEpochSecond(since);
    for (NationalPlan plan : plans) {
      String code = plan.countryCode();
      paint(ranges, "", CodeRange.of(code), "+" + code);
      // a block decides before the destination code around it
      plan.entriesAt(moment).stream()
          .filter(entry -> entry.resource().isNumbers())
          .filter(entry -> code.length() + entry.codes().length() <= CodeRange.MAX_DIGITS)
          .sorted(Comparator.comparing(PlanEntry::resource))
          .forEach(entry -> paint(ranges, code, entry.codes(), name(code, entry)));
    }
    return new Table(
        ranges.keySet().stream().mapToLong(Long::longValue).toArray(),
        ranges.values().toArray(String[]::new));
  }

  /// What nobody was given is of the country alone.
  private static String name(String code, PlanEntry entry) {
    boolean isUsed =
        switch (entry.status()) {
          case IN_SERVICE, LEGACY_UNCONFIRMED, DISPUTED -> true;
          case FREE, RESERVED, ALLOCATED, WITHDRAWN, QUARANTINE -> false;
        };
    if (!isUsed) {
      return "+" + code;
    }
    String holder =
        entry
            .holder()
            .map(each -> " " + each.organisation().map(id -> id.value()).orElse(each.name()))
            .orElse("");
    String name = "+" + code + " " + entry.usage() + holder;
    return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME).strip();
  }

  private static void paint(
      TreeMap<Long, String> ranges, String before, CodeRange codes, String name) {
    int digits = before.length() + codes.length();
    long low = Long.parseLong(before + codes.first()) * POWERS[CodeRange.MAX_DIGITS - digits];
    long high = (Long.parseLong(before + codes.last()) + 1) * POWERS[CodeRange.MAX_DIGITS - digits];
    String behind = ranges.floorEntry(high).getValue();
    ranges.subMap(low, true, high, false).clear();
    ranges.put(low, name);
    ranges.put(high, behind);
  }

  private static long[] powers() {
    long[] powers = new long[CodeRange.MAX_DIGITS + 1];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }
}
