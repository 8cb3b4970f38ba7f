package org.wasl.voice.bulk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wasl.numbering.NationalPlan;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.Resource;
import org.wasl.numbering.Span;
import org.wasl.voice.rating.PrefixIds;
import org.wasl.voice.rating.PrefixTable;

/// National numbering plans made ready for look-up by digits: what
/// [NationalPlan#standing(org.wasl.numbering.E164Number, LocalDate)] says, in a few nanoseconds.
public final class PlanTable {
  /// The most codes of all plans together.
  private static final int MAX_CODES = 1_000_000;

  private record Range(long from, long to, int least, int most) {}

  private record Code(int countryDigits, List<Range> ranges) {}

  private final PrefixTable prefixes;
  private final List<Code> codes = new ArrayList<>();

  /// @param plans of the countries whose numbers are looked at; all others are foreign
  public PlanTable(List<NationalPlan> plans) {
    Map<String, List<Range>> ranges = new TreeMap<>();
    Map<String, Integer> countries = new TreeMap<>();
    for (NationalPlan plan : plans) {
      ranges.put(plan.countryCode(), new ArrayList<>());
      countries.put(plan.countryCode(), plan.countryCode().length());
      for (PlanEntry entry : plan.entries()) {
        if (isHeld(entry)) {
          add(plan.countryCode(), entry, ranges, countries);
        }
      }
    }
    PrefixIds ids = new PrefixIds();
    ranges.forEach((digits, of) -> {
      ids.id(Long.parseLong(digits), digits.length());
      codes.add(new Code(countries.getOrDefault(digits, 0), List.copyOf(of)));
    });
    prefixes = ids.table();
  }

  /// Whether somebody holds the range, so that a call to it is no stray.
  private static boolean isHeld(PlanEntry entry) {
    boolean dialled =
        entry.resource() == Resource.E164_NDC || entry.resource() == Resource.E164_BLOCK;
    return dialled
        && switch (entry.status()) {
          case IN_SERVICE, ALLOCATED, LEGACY_UNCONFIRMED, DISPUTED -> true;
          case FREE, RESERVED, WITHDRAWN, QUARANTINE -> false;
        };
  }

  /// Plans change at local midnights; the nearest midnight of UTC names the local day.
  private static long day(Instant moment) {
    if (moment.equals(Span.BEGINNING)) {
      return Long.MIN_VALUE;
    }
    return moment.equals(Span.END)
        ? Long.MAX_VALUE
        : Math.floorDiv(moment.getEpochSecond() + 43_200, 86_400L);
  }

  private static void add(
      String country,
      PlanEntry entry,
      Map<String, List<Range>> ranges,
      Map<String, Integer> countries) {
    Range range =
        new Range(
            day(entry.valid().from()),
            day(entry.valid().to()),
            entry.leastDigits(),
            entry.mostDigits());
    int width = entry.codes().length();
    long last = Long.parseLong(entry.codes().last());
    for (long code = Long.parseLong(entry.codes().first()); code <= last; code++) {
      if (ranges.size() == MAX_CODES) {
        throw new IllegalArgumentException("more than " + MAX_CODES + " codes");
      }
      String digits = country + String.format("%0" + width + "d", code);
      ranges.computeIfAbsent(digits, _ -> new ArrayList<>()).add(range);
      countries.put(digits, country.length());
    }
  }

  /// Whether a number belongs to one of the countries and to no range in force on that day, or has
  /// a length that its range does not have.
  boolean isUnallocated(long number, int length, long day) {
    int id = prefixes.find(number, length);
    if (id == 0) {
      return false;
    }
    int national = length - codes.get(id - 1).countryDigits();
    for (; id != 0; id = prefixes.shorter(id)) {
      for (Range range : codes.get(id - 1).ranges()) {
        if (day >= range.from() && day < range.to()) {
          return national < range.least() || national > range.most();
        }
      }
    }
    return true;
  }
}
