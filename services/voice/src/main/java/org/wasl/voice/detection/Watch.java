package org.wasl.voice.detection;

import java.util.HashMap;
import java.util.Map;
import org.wasl.voice.Leg;

/// The detectors of one country over its own records as they come: a fixed 40 bytes a number, a few
/// counters a trunk group and a block of numbers. It only signals; it does nothing to anybody.
///
/// Which record counts for what: a mobile network's outgoing record for the caller, its incoming
/// record for the called; a gateway's incoming record for callers from abroad, blocks and
/// unallocated ranges; its outgoing record for premium ranges and the trunk group.
public final class Watch {
  private static final int HOUR = 3_600;
  private static final int LONG_CALL = 1_800;
  private static final int SHORT_CALL = 10;
  private static final int MAX_BLOCKS = 200_000;
  private static final int MAX_RANGES = 100_000;

  private final Profile profile;
  private final NumberKinds kinds;
  private final Sign.Sink sink;
  private final Subscribers subscribers;
  private final Map<Integer, TrunkDay> trunks = new HashMap<>();
  private final Map<Long, BlockHour> blocks = new HashMap<>();
  private final Map<Long, RangeDay> ranges = new HashMap<>();
  private final int[] places = new int[LegBatch.SIZE];
  private final boolean[] abroad = new boolean[LegBatch.SIZE];
  private long records;
  private long uncounted;
  private long touched;

  /// @param numbers how many numbers at once, at 40 bytes each
  public Watch(Profile profile, NumberKinds kinds, int numbers, Sign.Sink sink) {
    this.profile = profile;
    this.kinds = kinds;
    this.sink = sink;
    this.subscribers = new Subscribers(numbers);
  }

  public long records() {
    return records;
  }

  /// A sum that keeps the touching alive; means nothing.
  long touched() {
    return touched;
  }

  /// Records that found no room in a table.
  public long unwatched() {
    return subscribers.unwatched() + uncounted;
  }

  public int numbers() {
    return subscribers.used();
  }

  /// Takes a batch, in the order of time.
  public void take(LegBatch batch) {
    int start = 0;
    while (start < batch.count()) {
      int end = start + 1;
      while (end < batch.count() && batch.time[end] / HOUR == batch.time[start] / HOUR) {
        end++;
      }
      take(batch, start, end);
      start = end;
    }
    records += batch.count();
  }

  /// Takes records of one hour, so that none claims the place of a number whose window is over
  /// before that number's last record counts. First every number's place is found, so that the
  /// accesses overlap; then the counters move.
  private void take(LegBatch batch, int start, int end) {
    for (int i = start; i < end; i++) {
      boolean called = batch.point[i] == Leg.Point.MOBILE_IN;
      touched += subscribers.touch(called ? batch.to[i] : batch.from[i]);
    }
    for (int i = start; i < end; i++) {
      places[i] = place(batch, i);
    }
    for (int i = start; i < end; i++) {
      switch (batch.point[i]) {
        case MOBILE_OUT -> mobileOut(batch, i);
        case MOBILE_IN -> mobileIn(batch, i);
        case GATEWAY_IN -> gatewayIn(batch, i);
        case GATEWAY_OUT -> gatewayOut(batch, i);
      }
    }
  }

  private int place(LegBatch batch, int i) {
    long number =
        switch (batch.point[i]) {
          case MOBILE_IN -> batch.to[i];
          case MOBILE_OUT, GATEWAY_IN, GATEWAY_OUT -> batch.from[i];
        };
    if (number == 0) {
      return Subscribers.NONE;
    }
    abroad[i] = kinds.kind(number) != NumberKinds.HOME;
    boolean counts =
        switch (batch.point[i]) {
          case MOBILE_OUT, MOBILE_IN -> !abroad[i];
          case GATEWAY_IN -> abroad[i];
          case GATEWAY_OUT -> !abroad[i] && kinds.kind(batch.to[i]) == NumberKinds.PREMIUM;
        };
    return counts ? subscribers.place(number, abroad[i], batch.time[i]) : Subscribers.NONE;
  }

  /// The place in the window of the record; found again when a later record of the batch took it.
  private int current(LegBatch batch, int i, long number) {
    int at = places[i];
    if (at != Subscribers.NONE && !subscribers.isOf(at, number, abroad[i])) {
      at = subscribers.place(number, abroad[i], batch.time[i]);
    }
    if (at != Subscribers.NONE) {
      subscribers.turn(at, abroad[i], batch.time[i]);
    }
    return at;
  }

  private void mobileOut(LegBatch batch, int i) {
    int at = current(batch, i, batch.from[i]);
    if (at == Subscribers.NONE) {
      return;
    }
    subscribers.made(at, batch.answered[i], batch.seconds[i], batch.to[i]);
    subscribers.inCell(at, batch.cell[i]);
    if (isSimBox(at)) {
      signal(at, Rule.SIM_BOX, batch, i);
    }
    if (isMachine(at)) {
      signal(at, Rule.ROBOCALLS, batch, i);
    }
  }

  private boolean isSimBox(int at) {
    Profile.SimBox rule = profile.simBox();
    int made = subscribers.made(at);
    return made >= rule.calls()
        && subscribers.receivedCalls(at) * rule.outToIn() <= made
        && isSpread(at, made, rule.distinctPercent())
        && subscribers.cells(at) >= 1
        && subscribers.cells(at) <= rule.cells()
        && subscribers.secondsSpoken(at) >= (long) rule.seconds() * subscribers.answeredCalls(at);
  }

  private boolean isMachine(int at) {
    Profile.Robocalls rule = profile.robocalls();
    int made = subscribers.made(at);
    return made >= rule.calls()
        && subscribers.receivedCalls(at) * rule.outToIn() <= made
        && isSpread(at, made, rule.distinctPercent())
        && subscribers.secondsSpoken(at) <= (long) rule.seconds() * subscribers.answeredCalls(at);
  }

  /// Linear counting is good to about 150; above, that many are asked for.
  private boolean isSpread(int at, int made, int percent) {
    return subscribers.distinct(at) >= Math.min(120, made * percent / 100);
  }

  private void mobileIn(LegBatch batch, int i) {
    int at = current(batch, i, batch.to[i]);
    if (at != Subscribers.NONE) {
      subscribers.received(at);
    }
  }

  private void gatewayIn(LegBatch batch, int i) {
    int at = current(batch, i, batch.from[i]);
    if (at != Subscribers.NONE) {
      oneRing(at, batch, i);
    }
    if (kinds.kind(batch.to[i]) == NumberKinds.UNALLOCATED) {
      unallocated(batch, i);
    } else if (batch.seconds[i] >= LONG_CALL || blocks.containsKey(batch.to[i] / 100)) {
      pumped(batch, i);
    }
  }

  private void oneRing(int at, LegBatch batch, int i) {
    Profile.OneRing rule = profile.oneRing();
    subscribers.made(at, batch.answered[i], batch.seconds[i], batch.to[i]);
    if (!batch.answered[i] && rule.isRing(batch.ringing[i])) {
      subscribers.missed(at);
    }
    int made = subscribers.made(at);
    if (made >= rule.calls()
        && subscribers.missedCalls(at) * 100L >= (long) made * rule.missedPercent()
        && subscribers.distinct(at) >= Math.min(120, rule.distinct())) {
      signal(at, Rule.WANGIRI, batch, i);
    }
  }

  private void gatewayOut(LegBatch batch, int i) {
    int at = current(batch, i, batch.from[i]);
    if (at != Subscribers.NONE) {
      subscribers.premium(at);
      if (subscribers.premiumCalls(at) >= profile.premiumCalls()) {
        signal(at, Rule.PREMIUM, batch, i);
      }
    }
    trunk(batch, i);
  }

  private void signal(int at, Rule rule, LegBatch batch, int i) {
    if (subscribers.signal(at, rule)) {
      sink.seen(new Sign(rule, Long.toString(batch.from[i]), batch.time[i]));
    }
  }

  /// An outgoing trunk group on one day.
  private static final class TrunkDay {
    private long day = -1;
    private int attempts;
    private int answered;
    private int brief;
    private int atOnce;
    private boolean signalled;
  }

  private void trunk(LegBatch batch, int i) {
    TrunkDay trunk = trunks.computeIfAbsent(batch.element[i], _ -> new TrunkDay());
    long day = batch.time[i] / 86_400;
    if (trunk.day != day) {
      trunk = new TrunkDay();
      trunk.day = day;
      trunks.put(batch.element[i], trunk);
    }
    trunk.attempts++;
    if (batch.answered[i]) {
      trunk.answered++;
      trunk.brief += batch.seconds[i] <= SHORT_CALL ? 1 : 0;
      trunk.atOnce += isAtOnce(batch.ringing[i]) ? 1 : 0;
    }
    if (!trunk.signalled && isFalse(trunk)) {
      trunk.signalled = true;
      sink.seen(new Sign(Rule.FALSE_ANSWER, batch.elementName(batch.element[i]), batch.time[i]));
    }
  }

  /// A ringing that was not recorded is no answer at once.
  private static boolean isAtOnce(int ringing) {
    return ringing == 0 || ringing == 1;
  }

  private boolean isFalse(TrunkDay trunk) {
    Profile.FalseAnswer rule = profile.falseAnswer();
    return trunk.attempts >= rule.attempts()
        && trunk.answered * 100L >= (long) trunk.attempts * rule.answeredPercent()
        && trunk.brief * 100L >= (long) trunk.answered * rule.shortPercent()
        && trunk.atOnce * 100L >= (long) trunk.answered * rule.atOncePercent();
  }

  /// A block of a hundred numbers in one hour, watched from its first long call on.
  private static final class BlockHour {
    private long hour = -1;
    private long seconds;
    private int calls;
    private int lengthy;
    private boolean signalled;
  }

  private void pumped(LegBatch batch, int i) {
    long block = batch.to[i] / 100;
    long hour = batch.time[i] / 3_600;
    BlockHour known = blocks.get(block);
    if (known == null || known.hour != hour) {
      if (known == null && blocks.size() >= MAX_BLOCKS) {
        blocks.values().removeIf(each -> each.hour != hour);
        uncounted += blocks.size() >= MAX_BLOCKS ? 1 : 0;
        if (blocks.size() >= MAX_BLOCKS) {
          return;
        }
      }
      known = new BlockHour();
      known.hour = hour;
      blocks.put(block, known);
    }
    known.calls++;
    known.seconds += batch.seconds[i];
    known.lengthy += batch.seconds[i] >= LONG_CALL ? 1 : 0;
    Profile.Pumping rule = profile.pumping();
    if (!known.signalled
        && known.seconds >= rule.minutes() * 60L
        && known.lengthy * 100L >= (long) known.calls * rule.longPercent()) {
      known.signalled = true;
      sink.seen(new Sign(Rule.PUMPING, Long.toString(block), batch.time[i]));
    }
  }

  /// An unallocated range on one day.
  private static final class RangeDay {
    private long day = -1;
    private int calls;
  }

  private void unallocated(LegBatch batch, int i) {
    long range = batch.to[i];
    while (range >= 1_000_000) {
      range /= 10;
    }
    if (!ranges.containsKey(range) && ranges.size() >= MAX_RANGES) {
      uncounted++;
      return;
    }
    RangeDay known = ranges.computeIfAbsent(range, _ -> new RangeDay());
    long day = batch.time[i] / 86_400;
    if (known.day != day) {
      known.day = day;
      known.calls = 0;
    }
    if (++known.calls == profile.unallocatedCalls()) {
      sink.seen(new Sign(Rule.UNALLOCATED, Long.toString(range), batch.time[i]));
    }
  }
}
