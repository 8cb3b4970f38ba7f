package org.wasl.voice.rating;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/// Local time of a zone; its rules are asked only when a moment lies outside the stretch of one
/// offset that is known already. One instance serves one thread.
public final class ZoneClock {
  private final ZoneRules rules;
  private long from = Long.MAX_VALUE;
  private long to = Long.MIN_VALUE;
  private int offset;
  private long localFrom = Long.MAX_VALUE;
  private long localTo = Long.MIN_VALUE;
  private int localOffset;

  public ZoneClock(ZoneId zone) {
    this.rules = zone.getRules();
  }

  /// Seconds of the local calendar since 1970-01-01T00:00 local.
  public long local(long instant) {
    if (instant < from || instant >= to) {
      look(instant);
    }
    return instant + offset;
  }

  private void look(long instant) {
    Instant at = Instant.ofEpochSecond(instant);
    ZoneOffsetTransition before = rules.previousTransition(at.plusSeconds(1));
    ZoneOffsetTransition after = rules.nextTransition(at);
    from = before == null ? Long.MIN_VALUE : before.toEpochSecond();
    to = after == null ? Long.MAX_VALUE : after.toEpochSecond();
    offset = rules.getOffset(at).getTotalSeconds();
  }

  /// The moment of a local time, as [java.time.LocalDateTime#atZone]: in an overlap the earlier, in
  /// a gap moved on by its length.
  public long instant(long local) {
    if (local < localFrom || local >= localTo) {
      lookLocal(local);
    }
    return local - localOffset;
  }

  private void lookLocal(long local) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC);
    ZoneOffsetTransition near = rules.getTransition(time);
    localOffset = (near == null ? rules.getOffset(time) : near.getOffsetBefore()).getTotalSeconds();
    long day = Math.floorDiv(local, 86_400L) * 86_400L;
    Instant morning = Instant.ofEpochSecond(day - 2 * 86_400L);
    ZoneOffsetTransition next = rules.nextTransition(morning);
    boolean quiet = next == null || next.toEpochSecond() > day + 3 * 86_400L;
    localFrom = quiet ? day : local;
    localTo = quiet ? day + 86_400L : local + 1;
  }
}
