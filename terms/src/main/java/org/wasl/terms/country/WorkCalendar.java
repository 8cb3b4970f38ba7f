package org.wasl.terms.country;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.Validity;

/// Days of rest of a country: those of the week, which change with its laws, and public holidays.
///
/// @param weekends the weekly days of rest, by the time in which they hold
/// @param holidays in the order of their days
public record WorkCalendar(List<Weekend> weekends, List<Holiday> holidays) {
  /// Weekly days of rest.
  public record Weekend(Set<DayOfWeek> days, Validity validity, Sourced source) {
    public Weekend {
      days = Set.copyOf(days);
    }
  }

  /// A public holiday of one day.
  public record Holiday(LocalDate day, LocalizedText name, Sourced source) {}

  public WorkCalendar {
    weekends = List.copyOf(weekends);
    holidays = List.copyOf(holidays);
    for (int i = 0; i < weekends.size(); i++) {
      for (Weekend other : weekends.subList(i + 1, weekends.size())) {
        if (weekends.get(i).validity().overlaps(other.validity())) {
          throw new IllegalArgumentException("two weekends at one time");
        }
      }
    }
  }

  /// The weekly days of rest that hold on a day.
  public Set<DayOfWeek> weekend(LocalDate on) {
    return weekends.stream()
        .filter(each -> each.validity().holdsOn(on))
        .findFirst()
        .map(Weekend::days)
        .orElse(Set.of());
  }

  /// Whether a day is one of rest.
  public boolean isRest(LocalDate day) {
    return weekend(day).contains(day.getDayOfWeek())
        || holidays.stream().anyMatch(each -> each.day().equals(day));
  }
}
