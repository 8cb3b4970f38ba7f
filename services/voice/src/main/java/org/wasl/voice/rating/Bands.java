package org.wasl.voice.rating;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wasl.terms.country.WorkCalendar;
import org.wasl.voice.TimeProfile;
import org.wasl.voice.TimeProfile.Hours;

/// The peak and the off-peak band by day and second, made ready for rating from a [TimeProfile].
public final class Bands {
  /// Days since 1970 that can be asked for.
  static final int DAYS = 1 << 16;

  private static final byte REST = 7;
  private static final DayOfWeek[] WEEK = DayOfWeek.values();
  private static final Bands NO_PEAK = of(TimeProfile.daily(TimeProfile.STANDARD, List.of()));

  /// By day since 1970: the day of the week from 0 for Monday, or 7 for a day of rest.
  private final byte[] kinds;

  /// By kind of day: the seconds at which the band changes, the first to peak.
  private final int[][] edges;

  private Bands(byte[] kinds, int[][] edges) {
    this.kinds = kinds;
    this.edges = edges;
  }

  public static Bands of(TimeProfile profile) {
    int[][] edges = new int[REST + 1][];
    for (DayOfWeek day : DayOfWeek.values()) {
      edges[day.ordinal()] = edges(profile.peak().getOrDefault(day, List.of()));
    }
    edges[REST] = edges(profile.restPeak());
    return new Bands(kinds(profile.calendars()), edges);
  }

  private static byte[] kinds(List<WorkCalendar> calendars) {
    byte[] kinds = new byte[DAYS];
    int first = LocalDate.EPOCH.getDayOfWeek().ordinal();
    for (int day = 0; day < DAYS; day++) {
      kinds[day] = (byte) ((day + first) % 7);
    }
    byte[] rests = kinds.clone();
    for (WorkCalendar calendar : calendars) {
      for (WorkCalendar.Weekend weekend : calendar.weekends()) {
        int end = weekend.validity().to().map(Bands::day).orElse(DAYS);
        for (int day = weekend.validity().from().map(Bands::day).orElse(0); day < end; day++) {
          if (weekend.days().contains(WEEK[kinds[day]])) {
            rests[day] = REST;
          }
        }
      }
      calendar.holidays().forEach(holiday -> rests[day(holiday.day())] = REST);
    }
    return rests;
  }

  private static int day(LocalDate day) {
    long since = day.toEpochDay();
    if (since < 0 || since >= DAYS) {
      throw new IllegalArgumentException("days from 1970 to 2149, not " + day);
    }
    return (int) since;
  }

  private static int[] edges(List<Hours> hours) {
    int[] edges = new int[hours.size() * 2];
    for (int i = 0; i < hours.size(); i++) {
      edges[2 * i] = hours.get(i).from();
      edges[2 * i + 1] = hours.get(i).to();
    }
    return edges;
  }

  /// The bands of each profile by its name.
  public static Map<String, Bands> of(List<TimeProfile> profiles) {
    Map<String, Bands> bands = new LinkedHashMap<>();
    profiles.forEach(profile -> bands.put(profile.name(), of(profile)));
    return bands;
  }

  /// Off-peak at all times.
  public static Bands noPeak() {
    return NO_PEAK;
  }

  /// Whether any kind of day has a peak.
  boolean hasPeak() {
    return Arrays.stream(edges).anyMatch(each -> each.length > 0);
  }

  /// @param day since 1970
  /// @param secondOfDay 0 to 86399
  public boolean isPeak(long day, int secondOfDay) {
    return peak(edges(day), secondOfDay) == 1;
  }

  /// The seconds of a day at which the band changes, the first to peak.
  int[] edges(long day) {
    return edges[kinds[(int) day & DAYS - 1]];
  }

  /// 1 in the peak band, else 0.
  static int peak(int[] edges, int secondOfDay) {
    int passed = 0;
    for (int edge : edges) {
      passed += edge - secondOfDay - 1 >>> 31;
    }
    return passed & 1;
  }

  /// Seconds from a moment to the next edge of a band: at least 1. The midnight counts as an edge.
  static int untilEdge(int[] edges, int secondOfDay) {
    for (int edge : edges) {
      if (edge > secondOfDay) {
        return edge - secondOfDay;
      }
    }
    return Hours.DAY - secondOfDay;
  }
}
