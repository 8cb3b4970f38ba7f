package org.wasl.voice.generation;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.wasl.voice.Leg;
import org.wasl.voice.detection.Arrival;
import org.wasl.voice.detection.Suspects;
import org.wasl.voice.generation.Truth.Passage;

/// How well the bypass search did against the truth. There is no accuracy here: nearly all calls
/// are honest, and a search that finds nothing would be accurate.
///
/// @param planted bypassed calls that the originating gateway recorded
/// @param findable of these, those whose national leg is in the records given
/// @param found of the findable, those laid to one of the right SIMs
/// @param right hits on bypassed calls, laid to one of the right SIMs; also where records of only a
///   part of the call's pieces were given
/// @param wrong hits on calls that were not bypassed, or laid to a wrong number only
/// @param rightInAlarms `right`, of numbers in alarm; likewise `wrongInAlarms`
/// @param sims that carried at least as many findable calls as raise an alarm
/// @param simsRaised of these, those in alarm
/// @param honestRaised numbers in alarm that are no SIM of a box
/// @param refiled refiled calls that were recorded, `refiledFound` of these
public record BypassScore(
    int planted,
    int findable,
    int found,
    int right,
    int wrong,
    int rightInAlarms,
    int wrongInAlarms,
    int sims,
    int simsRaised,
    int honestRaised,
    int refiled,
    int refiledFound,
    Map<BoxStrategy, int[]> byStrategy) {

  /// @param lines the originating record behind each arrival
  public static BypassScore of(
      Truth truth, List<Integer> lines, List<Arrival> arrivals, Suspects suspects) {
    Set<Long> alarms = new HashSet<>(suspects.alarms());
    Set<Integer> foundLines = new HashSet<>();
    int rights = 0;
    int wrong = 0;
    int rightInAlarms = 0;
    int wrongInAlarms = 0;
    int refiledFound = 0;
    for (int i = 0; i < arrivals.size(); i++) {
      Passage passage = truth.passages().get(lines.get(i));
      if (arrivals.get(i) instanceof Arrival.Refiled && passage instanceof Passage.Refiled) {
        refiledFound++;
      }
      if (arrivals.get(i) instanceof Arrival.Bypassed how) {
        boolean right = isRight(passage, how);
        boolean alarmed = how.legs().stream().anyMatch(leg -> alarms.contains(leg.from()));
        rights += right ? 1 : 0;
        wrong += right ? 0 : 1;
        rightInAlarms += right && alarmed ? 1 : 0;
        wrongInAlarms += !right && alarmed ? 1 : 0;
        if (right) {
          foundLines.add(lines.get(i));
        }
      }
    }
    Map<Long, Integer> load = new TreeMap<>();
    Map<BoxStrategy, int[]> byStrategy = new TreeMap<>();
    int[] counts = count(truth, foundLines, load, byStrategy);
    Set<Long> due = new HashSet<>();
    load.forEach((sim, calls) -> {
      if (calls >= suspects.raisedAt()) {
        due.add(sim);
      }
    });
    Set<Long> all = truth.sims();
    return new BypassScore(
        counts[0],
        counts[1],
        byStrategy.values().stream().mapToInt(each -> each[1]).sum(),
        rights,
        wrong,
        rightInAlarms,
        wrongInAlarms,
        due.size(),
        (int) due.stream().filter(alarms::contains).count(),
        (int) alarms.stream().filter(number -> !all.contains(number)).count(),
        counts[2],
        refiledFound,
        byStrategy);
  }

  private static boolean isRight(
      @org.jspecify.annotations.Nullable Passage passage, Arrival.Bypassed how) {
    return passage instanceof Passage.Bypassed bypassed
        && how.legs().stream().map(Leg::from).anyMatch(bypassed.sims()::contains);
  }

  /// @return planted, findable, refiled
  private static int[] count(
      Truth truth,
      Set<Integer> foundLines,
      Map<Long, Integer> load,
      Map<BoxStrategy, int[]> byStrategy) {
    int[] counts = new int[3];
    truth
        .passages()
        .forEach((line, passage) -> {
          switch (passage) {
            case Passage.Refiled() -> counts[2]++;
            case Passage.Bypassed(BoxStrategy strategy, List<Long> sims, boolean recorded) -> {
              counts[0]++;
              int[] of = byStrategy.computeIfAbsent(strategy, _ -> new int[2]);
              if (recorded) {
                counts[1]++;
                of[0]++;
                of[1] += foundLines.contains(line) ? 1 : 0;
                sims.stream().distinct().forEach(sim -> load.merge(sim, 1, Integer::sum));
              }
            }
          }
        });
    return counts;
  }

  /// Found of findable, in ten-thousandths, down.
  public long recall() {
    return findable == 0 ? 10_000 : found * 10_000L / findable;
  }

  /// Right of all hits of numbers in alarm, in ten-thousandths, down.
  public long precisionInAlarms() {
    int all = rightInAlarms + wrongInAlarms;
    return all == 0 ? 10_000 : rightInAlarms * 10_000L / all;
  }

  public long precision() {
    return right + wrong == 0 ? 10_000 : right * 10_000L / (right + wrong);
  }
}
