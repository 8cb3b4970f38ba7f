package org.wasl.voice.quality;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wasl.terms.LocalizedText;

/// A route's hour that is worse than the same hour of the weeks before.
///
/// @param hour its first second
/// @param now the hour, `before` the same hours of earlier weeks together
public record QualityAlarm(
    String trunk, String destination, long hour, Kind kind, Counts now, Counts before) {

  /// What became worse.
  public enum Kind {
    ASR("نسبة الرد أدنى من المعتاد", "answer-seizure ratio below the usual"),
    NER("فعالية الشبكة أدنى من المعتاد", "network effectiveness below the usual"),
    ACD("متوسط المدة أقصر من المعتاد", "average duration shorter than usual"),
    PDD("زمن الوصول أطول من المعتاد", "post-dial delay longer than usual");

    private final LocalizedText text;

    Kind(String ar, String en) {
      this.text = new LocalizedText(ar, en);
    }

    public LocalizedText text() {
      return text;
    }
  }

  private record Route(String trunk, String destination) implements Comparable<Route> {
    @Override
    public int compareTo(Route other) {
      int first = trunk.compareTo(other.trunk);
      return first != 0 ? first : destination.compareTo(other.destination);
    }
  }

  /// @param zone whose hours are compared, so that a change of the clocks does not move them
  /// @param from first moment whose hours are judged; earlier ones serve as the past
  public static List<QualityAlarm> of(
      QualityCube cube, QualitySetting setting, ZoneId zone, Instant from) {
    Map<Route, Map<Long, Counts>> hours = new TreeMap<>();
    cube.cells()
        .forEach((key, counts) ->
            hours
                .computeIfAbsent(new Route(key.trunk(), key.destination()), _ -> new TreeMap<>())
                .merge(hourOf(key.time(), zone), counts, Counts::plus));
    List<QualityAlarm> alarms = new ArrayList<>();
    hours.forEach((route, byHour) ->
        byHour.forEach((hour, now) -> {
          if (hour >= from.getEpochSecond()) {
            judge(route, hour, now, before(byHour, hour, setting.weeks(), zone), setting, alarms);
          }
        }));
    return alarms;
  }

  private static long hourOf(long time, ZoneId zone) {
    ZonedDateTime local = Instant.ofEpochSecond(time).atZone(zone);
    return local.withMinute(0).withSecond(0).toEpochSecond();
  }

  private static Counts before(Map<Long, Counts> byHour, long hour, int weeks, ZoneId zone) {
    ZonedDateTime local = Instant.ofEpochSecond(hour).atZone(zone);
    Counts sum = Counts.NONE;
    for (int week = 1; week <= weeks; week++) {
      long earlier = local.minusWeeks(week).toEpochSecond();
      sum = sum.plus(byHour.getOrDefault(earlier, Counts.NONE));
    }
    return sum;
  }

  private static void judge(
      Route route,
      long hour,
      Counts now,
      Counts before,
      QualitySetting setting,
      List<QualityAlarm> alarms) {
    if (now.seizures() < setting.leastCalls() || before.seizures() < setting.leastCalls()) {
      return;
    }
    List<Kind> kinds = new ArrayList<>();
    if (now.asr().isBelow(before.asr(), setting.square())) {
      kinds.add(Kind.ASR);
    }
    if (now.ner().isBelow(before.ner(), setting.square())) {
      kinds.add(Kind.NER);
    }
    if (enough(now.answered(), before.answered(), setting)
        && scaled(now.acd(), 100).compareWith(scaled(before.acd(), setting.shorterPercent())) < 0) {
      kinds.add(Kind.ACD);
    }
    if (enough(now.delayed(), before.delayed(), setting)
        && scaled(now.pdd(), 100).compareWith(scaled(before.pdd(), setting.longerPercent())) > 0) {
      kinds.add(Kind.PDD);
    }
    kinds.forEach(kind ->
        alarms.add(new QualityAlarm(route.trunk(), route.destination(), hour, kind, now, before)));
  }

  private static boolean enough(long now, long before, QualitySetting setting) {
    return now >= setting.leastCalls() && before >= setting.leastCalls();
  }

  private static Ratio scaled(Ratio ratio, int percent) {
    return new Ratio(Math.multiplyExact(ratio.part(), percent), ratio.of());
  }
}
