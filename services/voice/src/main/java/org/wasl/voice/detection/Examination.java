package org.wasl.voice.detection;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wasl.numbering.NationalPlan;
import org.wasl.voice.Leg;

/// Runs the detectors of one side over a day's records: by the whole days and hours of the zone,
/// and once more by windows that lie half a day and half an hour aside, so that what begins in the
/// evening or towards the end of an hour lies whole in one of the two.
///
/// @param numbers how many numbers the watch holds at once, at 40 bytes each
public record Examination(Profile profile, KindsOfDays kinds, ZoneId zone, int numbers) {
  private static final int DAY = 86_400;

  /// How many seconds before a day the records begin that are looked at for it.
  public static final int ASIDE = DAY / 2 + 1_800;

  /// What numbers are on each of the days that are asked for one after the other.
  public static final class KindsOfDays {
    private static final int MOST = 64;

    private final NationalPlan plan;
    private final Profile profile;
    private final Map<LocalDate, NumberKinds> known = new HashMap<>();

    KindsOfDays(NationalPlan plan, Profile profile) {
      this.plan = plan;
      this.profile = profile;
    }

    synchronized NumberKinds of(LocalDate day) {
      if (known.size() == MOST && !known.containsKey(day)) {
        known.clear();
      }
      return known.computeIfAbsent(day, each -> new NumberKinds(plan, each, profile.premium()));
    }
  }

  public Examination(Profile profile, NationalPlan plan, ZoneId zone, int numbers) {
    this(profile, new KindsOfDays(plan, profile), zone, numbers);
  }

  /// What was found, and how many records found no room in a table.
  public record Result(List<Confirmation> found, long unwatched) {}

  /// @param records also of half a day before
  public Result of(LegRecords records, LocalDate day) {
    long start = day.atStartOfDay(zone).toEpochSecond();
    long end = day.plusDays(1).atStartOfDay(zone).toEpochSecond();
    long offset = -start;
    Result whole = run(records.between(start, end), day, offset);
    Result aside = run(records.between(start - ASIDE, start - ASIDE + DAY), day, offset + ASIDE);
    List<Confirmation> found = new ArrayList<>();
    Set<Sign> known = new HashSet<>();
    List<Confirmation> all = new ArrayList<>(whole.found());
    all.addAll(aside.found());
    all.sort((one, other) -> Boolean.compare(other.holds(), one.holds()));
    for (Confirmation each : all) {
      if (known.add(new Sign(each.sign().rule(), each.sign().subject(), 0))) {
        found.add(each);
      }
    }
    return new Result(found, whole.unwatched() + aside.unwatched());
  }

  /// One pass over records in the order of time.
  ///
  /// @param shift seconds that bring a window's beginning to a whole day
  Result run(List<Leg> legs, LocalDate day, long shift) {
    long moved = Math.floorMod(shift, (long) DAY);
    List<Sign> signs = new ArrayList<>();
    Watch watch =
        new Watch(
            profile,
            kinds.of(day),
            Math.clamp(legs.size() * 2L, Math.min(16, numbers), numbers),
            sign -> signs.add(new Sign(sign.rule(), sign.subject(), sign.at() - moved)));
    LegBatch batch = new LegBatch();
    for (Leg leg : legs) {
      batch.add(leg, moved);
      if (batch.isFull()) {
        watch.take(batch);
        batch.clear();
      }
    }
    watch.take(batch);
    return new Result(Confirmation.of(signs, profile, legs, moved), watch.unwatched());
  }
}
