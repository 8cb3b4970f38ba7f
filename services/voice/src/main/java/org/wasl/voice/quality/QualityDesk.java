package org.wasl.voice.quality;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.wasl.voice.Leg;

/// The quality of our routes, made again from the records whenever somebody looks.
///
/// @param records of our gateway between two moments
/// @param destination of a record, as routes divide destinations
public record QualityDesk(
    QualitySetting setting,
    ZoneId zone,
    Records records,
    Function<Leg, String> destination,
    InstantSource clock) {

  /// The records of our own elements.
  @FunctionalInterface
  public interface Records {
    /// @param from first second of seizure, `to` the first after it
    List<Leg> between(long from, long to);
  }

  public LocalDate today() {
    return clock.instant().atZone(zone).toLocalDate();
  }

  public QualityCube cube(LocalDate day) {
    return cube(day, day.plusDays(1));
  }

  private QualityCube cube(LocalDate from, LocalDate to) {
    QualityCube cube = new QualityCube(setting.causes(), destination);
    records
        .between(from.atStartOfDay(zone).toEpochSecond(), to.atStartOfDay(zone).toEpochSecond())
        .forEach(cube::add);
    return cube;
  }

  /// The alarms of a day, against the same hours of the weeks before.
  public List<QualityAlarm> alarms(LocalDate day) {
    QualityCube cube = cube(day.minusWeeks(setting.weeks()), day.plusDays(1));
    return QualityAlarm.of(cube, setting, zone, day.atStartOfDay(zone).toInstant());
  }
}
