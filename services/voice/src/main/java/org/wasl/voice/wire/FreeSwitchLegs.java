package org.wasl.voice.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wasl.terms.file.CsvLine;

/// Which lines of a FreeSWITCH file are B legs. With `legs` = `a` there are none; with `ab` a B leg
/// that was bridged is named by the A leg's line. One that was not answered is named by nobody: it
/// lies within the time of its A leg, with the same numbers, and ended no later; the A leg stands
/// behind it, or, where both ended at once, perhaps before it.
final class FreeSwitchLegs {
  /// So many lines of a pair of numbers are held against each other.
  private static final int NEAR = 16;

  private static final int FROM = 1;
  private static final int TO = 2;
  private static final int START = 4;
  private static final int END = 6;
  private static final int UUID = 10;
  private static final int BLEG = 11;

  private final Set<String> bLegs = new HashSet<>();

  /// A line without a B leg's name, or with one.
  private record Leg(String uuid, String start, String end, boolean bridged) {
    /// Whether another leg's time lies within this one's, by texts that sort as times do.
    boolean holds(Leg other) {
      return start.compareTo(other.start) <= 0 && end.compareTo(other.end) >= 0;
    }
  }

  private FreeSwitchLegs() {}

  static FreeSwitchLegs of(String text) {
    FreeSwitchLegs legs = new FreeSwitchLegs();
    Map<String, Deque<Leg>> near = new HashMap<>();
    text.lines().forEach(line -> legs.take(CsvLine.split(line), near));
    return legs;
  }

  private void take(List<String> cells, Map<String, Deque<Leg>> near) {
    if (cells.size() <= BLEG) {
      return;
    }
    String named = cells.get(BLEG);
    if (!named.isEmpty()) {
      bLegs.add(named);
    }
    Leg leg = new Leg(cells.get(UUID), cells.get(START), cells.get(END), !named.isEmpty());
    boolean unanswered = cells.get(START + 1).isEmpty();
    if (!cells.get(FROM).isEmpty() && (leg.bridged() || unanswered)) {
      compare(
          leg,
          near.computeIfAbsent(cells.get(FROM) + ' ' + cells.get(TO), _ -> new ArrayDeque<>()));
    }
  }

  private void compare(Leg leg, Deque<Leg> before) {
    for (Leg each : before) {
      if (!each.bridged() && leg.holds(each)) {
        bLegs.add(each.uuid());
      } else if (!leg.bridged() && each.holds(leg) && !bLegs.contains(each.uuid())) {
        bLegs.add(leg.uuid());
      }
    }
    before.addLast(leg);
    if (before.size() > NEAR) {
      before.removeFirst();
    }
  }

  boolean isBLeg(String uuid) {
    return bLegs.contains(uuid);
  }
}
