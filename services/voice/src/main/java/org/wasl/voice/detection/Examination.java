package org.wasl.voice.detection;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.wasl.numbering.NationalPlan;
import org.wasl.voice.Leg;

/// Runs the detectors of one side over a day's records: by the whole days and hours of the zone,
/// and once more by windows that lie half a day and half an hour aside, so that what begins in the
/// evening or towards the end of an hour lies whole in one of the two.
///
/// @param numbers how many numbers the watch holds at once, at 40 bytes each
public record Examination(Profile profile, NationalPlan plan, ZoneId zone, int numbers) {
  private static final int DAY = 86_400;
  private static final int ASIDE = DAY / 2 + 1_800;

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
    NumberKinds kinds = new NumberKinds(plan, day, profile.premium());
    Watch watch =
        new Watch(
            profile,
            kinds,
            Math.clamp(legs.size() * 2L, 1_000, numbers),
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
