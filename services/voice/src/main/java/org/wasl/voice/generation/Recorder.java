package org.wasl.voice.generation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.wasl.voice.Leg;
import org.wasl.voice.Leg.Point;

/// Writes what happened as network elements would: with a clock of their own, seconds rounded by
/// each, and some records lost.
final class Recorder {
  private static final long DAY = 86_400;

  /// A call at one element, in true time.
  record Happened(
      Point point,
      String element,
      long from,
      long to,
      long seizure,
      int ringing,
      int seconds,
      boolean answered,
      int cause,
      int cell,
      int device) {
    static Happened answered(
        Point point, String element, long from, long to, long seizure, int ringing, int seconds) {
      return new Happened(point, element, from, to, seizure, ringing, seconds, true, 16, 0, 0);
    }

    Happened at(int inCell, int onDevice) {
      return new Happened(
          point, element, from, to, seizure, ringing, seconds, answered, cause, inCell, onDevice);
    }
  }

  private record Clock(long offset, long drift) {}

  private final TrafficSetting setting;
  private final long start;
  private final SplittableRandom random;
  private final Map<String, Clock> clocks = new HashMap<>();
  private final List<Leg> legs = new ArrayList<>();
  private int line;

  Recorder(TrafficSetting setting, long start, SplittableRandom random) {
    this.setting = setting;
    this.start = start;
    this.random = random;
  }

  /// Gateways are off by as much as the setting says, mobile networks by a tenth of it.
  void clock(String element, boolean gateway) {
    int most = gateway ? setting.imperfections().skew() : setting.imperfections().skew() / 10;
    int drift = setting.imperfections().drift();
    clocks.put(
        element, new Clock(random.nextInt(-most, most + 1), random.nextInt(-drift, drift + 1)));
  }

  /// @return the line of the record, 0 when the element lost it
  int write(Happened call) {
    if (random.nextInt(10_000) < setting.imperfections().lost()) {
      return 0;
    }
    Clock clock = clocks.getOrDefault(call.element(), new Clock(0, 0));
    long off = clock.offset() + clock.drift() * (call.seizure() - start) / DAY;
    int seconds = call.answered() ? Math.max(1, call.seconds() + random.nextInt(2)) : 0;
    int delay = call.ringing() == 0 ? 200 + random.nextInt(200) : 900 + random.nextInt(2_600);
    legs.add(
        new Leg(
            call.point(),
            call.element(),
            call.from(),
            call.to(),
            call.seizure() + off + random.nextInt(2),
            call.ringing(),
            seconds,
            call.answered(),
            call.cause(),
            delay,
            call.cell(),
            call.device(),
            ++line));
    return line;
  }

  /// The records of some points in the order of time.
  List<Leg> legs(Point... points) {
    List<Point> wanted = List.of(points);
    return legs.stream()
        .filter(leg -> wanted.contains(leg.point()))
        .sorted(Comparator.comparingLong(Leg::seizure).thenComparingInt(Leg::line))
        .toList();
  }
}
