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
/// @param wall to the second
/// @param captured to the second
public record Moment(LocalDateTime wall, Optional<ZoneOffset> offset, Instant captured) {
  public Moment {
    wall = wall.truncatedTo(ChronoUnit.SECONDS);
    captured = captured.truncatedTo(ChronoUnit.SECONDS);
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
