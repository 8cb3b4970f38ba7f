package org.wasl.voice.detection;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.wasl.numbering.NationalPlan;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.Resource;

/// What a number is on one day, from the leading digits alone: a table of ranges, searched in a few
/// steps and without making anything.
public final class NumberKinds {
  /// The four kinds as bytes, so that a batch holds them in an array.
  public static final byte HOME = 0;

  public static final byte FOREIGN = 1;
  public static final byte PREMIUM = 2;
  public static final byte UNALLOCATED = 3;

  private static final int DIGITS = 15;
  private static final long[] POWERS = powers();

  private final long[] from;
  private final byte[] kind;

  private record Range(long from, long to, byte kind) {}

  /// @param premium prefixes with country code
  public NumberKinds(NationalPlan plan, LocalDate day, Collection<String> premium) {
    List<Range> ranges = new ArrayList<>();
    ranges.add(range(plan.countryCode(), plan.countryCode(), UNALLOCATED));
    for (PlanEntry entry : plan.entries()) {
      if (isUsed(entry) && entry.valid().holds(noon(day))) {
        ranges.add(
            range(
                plan.countryCode() + entry.codes().first(),
                plan.countryCode() + entry.codes().last(),
                HOME));
      }
    }
    premium.forEach(prefix -> ranges.add(range(prefix, prefix, PREMIUM)));
    TreeSet<Long> edges = new TreeSet<>(List.of(0L));
    ranges.forEach(each -> edges.addAll(List.of(each.from(), each.to())));
    from = edges.stream().mapToLong(Long::longValue).toArray();
    kind = new byte[from.length];
    for (int i = 0; i < from.length; i++) {
      kind[i] = kindAt(from[i], ranges);
    }
  }

  /// Whether calls to and from the range are usual.
  private static boolean isUsed(PlanEntry entry) {
    boolean dialled =
        entry.resource() == Resource.E164_NDC || entry.resource() == Resource.E164_BLOCK;
    return dialled
        && switch (entry.status()) {
          case IN_SERVICE, LEGACY_UNCONFIRMED, DISPUTED -> true;
          case FREE, RESERVED, ALLOCATED, WITHDRAWN, QUARANTINE -> false;
        };
  }

  /// Plans change at midnights; noon of UTC is the same day wherever a plan is in force.
  private static Instant noon(LocalDate day) {
    return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
  }

  private static byte kindAt(long at, List<Range> ranges) {
    byte found = FOREIGN;
    for (Range each : ranges) {
      found = each.from() <= at && at < each.to() ? each.kind() : found;
    }
    return found;
  }

  private static Range range(String first, String last, byte kind) {
    long from = Long.parseLong(first) * POWERS[DIGITS - first.length()];
    long to = (Long.parseLong(last) + 1) * POWERS[DIGITS - last.length()];
    return new Range(from, to, kind);
  }

  public byte kind(long number) {
    long left = number * POWERS[DIGITS - digits(number)];
    int low = 0;
    int high = from.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (from[middle] <= left) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return kind[low];
  }

  /// How many digits a number of 1 to 15 digits has.
  static int digits(long number) {
    int guess = ((64 - Long.numberOfLeadingZeros(number | 1)) * 1_233) >>> 12;
    return guess < DIGITS && number >= POWERS[guess] ? guess + 1 : Math.max(1, guess);
  }

  private static long[] powers() {
    long[] powers = new long[DIGITS + 1];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }
}
