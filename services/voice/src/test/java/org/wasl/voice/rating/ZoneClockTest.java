package org.wasl.voice.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneClockTest {
  /// The library's own zone arithmetic is the judge, in years with and without summer time and on
  /// its edges.
  @ParameterizedTest
  @ValueSource(strings = {"UTC", "+03:00", "Asia/Baghdad", "Asia/Damascus", "Europe/Berlin"})
  void timesAreThoseOfTheZone(String name) {
    ZoneId zone = ZoneId.of(name);
    ZoneClock clock = new ZoneClock(zone);
    SplittableRandom random = new SplittableRandom(name.hashCode());
    long start = Instant.parse("2006-01-01T00:00:00Z").getEpochSecond();
    for (int i = 0; i < 200_000; i++) {
      long instant = start + random.nextLong(22L * 365 * 86_400);
      if (i % 3 == 0) {
        var change = zone.getRules().nextTransition(Instant.ofEpochSecond(instant));
        instant =
            change == null ? instant : change.toEpochSecond() + random.nextInt(20_000) - 10_000;
      }
      LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochSecond(instant), zone);
      assertEquals(local.toEpochSecond(ZoneOffset.UTC), clock.local(instant), name + " " + instant);
      long shown = instant + 3 * 3_600;
      LocalDateTime time = LocalDateTime.ofEpochSecond(shown, 0, ZoneOffset.UTC);
      assertEquals(time.atZone(zone).toEpochSecond(), clock.instant(shown), name + " " + time);
    }
  }
}
