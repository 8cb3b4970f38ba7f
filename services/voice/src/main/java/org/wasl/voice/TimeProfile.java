package org.wasl.voice;

import java.time.DayOfWeek;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.wasl.terms.country.WorkCalendar;

/// When the peak band holds: hours for each day of the week, and hours of their own for days of
/// rest. All other time is off-peak. Days and hours are those of the agreement's zone.
///
/// @param name by which rates name it; empty for the one that holds where a rate names none
/// @param peak the peak hours of a day of the week; a day that is absent has none
/// @param restPeak those of a day of rest, whatever its day of the week
/// @param calendars whose days of rest are meant: a day is one where any of them has it; empty
///   where days of rest are as other days
public record TimeProfile(
    String name,
    Map<DayOfWeek, List<Hours>> peak,
    List<Hours> restPeak,
    List<WorkCalendar> calendars) {
  /// The most profiles of one agreement.
  public static final int MAX = 32;

  /// The most stretches of peak hours a day.
  public static final int MAX_HOURS = 12;

  /// The name of the profile of rates that name none.
  public static final String STANDARD = "";

  /// A stretch of a day.
  ///
  /// @param from its first second, from 0
  /// @param to the first after it, up to 86,400
  public record Hours(int from, int to) {
    /// Seconds of a day.
    public static final int DAY = 86_400;

    public Hours {
      if (from < 0 || from >= to || to > DAY) {
        throw new IllegalArgumentException("not hours of a day: " + from + " to " + to);
      }
    }
  }

  public TimeProfile {
    peak = Map.copyOf(peak);
    restPeak = List.copyOf(restPeak);
    calendars = List.copyOf(calendars);
    peak.values().forEach(TimeProfile::requireOrder);
    requireOrder(restPeak);
    if (!name.matches("|[a-z][a-z0-9-]{0,31}")) {
      throw new IllegalArgumentException("not the name of a time profile: " + name);
    }
  }

  private static void requireOrder(List<Hours> hours) {
    for (int i = 1; i < hours.size(); i++) {
      if (hours.get(i).from() <= hours.get(i - 1).to()) {
        throw new IllegalArgumentException("peak hours follow each other with time between them");
      }
    }
    if (hours.size() > MAX_HOURS) {
      throw new IllegalArgumentException("more than " + MAX_HOURS + " peak hours a day");
    }
  }

  /// Every day alike.
  public static TimeProfile daily(String name, List<Hours> hours) {
    Map<DayOfWeek, List<Hours>> all = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      all.put(day, hours);
    }
    return new TimeProfile(name, all, List.of(), List.of());
  }
}
