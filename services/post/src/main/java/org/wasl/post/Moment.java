package org.wasl.post;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// When something happened at an office: what the clock on its wall showed, which is shown and
/// never converted; how far that clock is from UTC, when that is known; and when it was captured.
///
/// @param wall to the second, in the years 2000 to 9000
/// @param captured to the second, from 1970 to 9000
public record Moment(LocalDateTime wall, Optional<ZoneOffset> offset, Instant captured) {
  private static final int FIRST_YEAR = 2_000;
  private static final int LAST_YEAR = 9_000;
  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9001-01-01T00:00:00Z");

  public Moment {
    wall = known(wall).truncatedTo(ChronoUnit.SECONDS);
    captured = captured.truncatedTo(ChronoUnit.SECONDS);
    if (captured.isBefore(EARLIEST) || captured.isAfter(LATEST)) {
      throw new IllegalArgumentException("captured in no year of 1970 to 9000: " + captured);
    }
  }

  /// A time of the clock on the wall that lies in the years of the post's papers: a dispatch names
  /// its year by one digit, and a date far from now would name a wrong one.
  ///
  /// @throws IllegalArgumentException when it does not
  public static LocalDateTime known(LocalDateTime wall) {
    if (wall.getYear() < FIRST_YEAR || wall.getYear() > LAST_YEAR) {
      throw new IllegalArgumentException("in no year of 2000 to 9000: " + wall);
    }
    return wall;
  }

  /// Now, at an office in that zone.
  public static Moment at(Instant instant, ZoneId zone) {
    OffsetDateTime there = instant.atZone(zone).toOffsetDateTime();
    return new Moment(there.toLocalDateTime(), Optional.of(there.getOffset()), instant);
  }

  /// When it happened, as far as known: by the wall and its offset, else when it was captured.
  public Instant happened() {
    return offset.map(wall::toInstant).orElse(captured);
  }
}
