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
  /// So near to a change of the offset the rules are asked each time.
  private static final long MARGIN = 2 * 86_400L;

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
    Instant about = Instant.ofEpochSecond(local - localOffset);
    ZoneOffsetTransition before = rules.previousTransition(about);
    ZoneOffsetTransition after = rules.nextTransition(about);
    long from = before == null ? Long.MIN_VALUE : before.toEpochSecond() + MARGIN;
    long to = after == null ? Long.MAX_VALUE : after.toEpochSecond() - MARGIN;
    boolean quiet = local >= from && local < to;
    localFrom = quiet ? from : local;
    localTo = quiet ? to : local + 1;
  }
}
