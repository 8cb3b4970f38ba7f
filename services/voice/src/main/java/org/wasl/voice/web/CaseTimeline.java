package org.wasl.voice.web;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wasl.voice.detection.Evidence;

/// The calls of a case, one below the other: what the other side recorded over what we recorded,
/// each call on its own scale. 600 units wide.
public record CaseTimeline(List<Call> calls) {
  private static final int WIDTH = 600;
  private static final int HEIGHT = 44;
  private static final int MOST = 20;

  /// @param y top of the call's lines
  /// @param from first second shown, as people read it
  public record Call(int event, int y, String from, String to, List<Bar> bars) {
    public int textY() {
      return y + 10;
    }

    public int width() {
      return WIDTH;
    }
  }

  /// @param y top of the bar
  /// @param told what a reader hears of it
  public record Bar(boolean theirs, int x, int y, int width, String told) {}

  public int height() {
    return Math.max(1, calls.size()) * HEIGHT;
  }

  static CaseTimeline of(List<Evidence> evidence, ZoneId zone) {
    Map<Integer, List<Evidence>> events = new TreeMap<>();
    evidence.forEach(
        each -> events.computeIfAbsent(each.event(), _ -> new ArrayList<>()).add(each));
    List<Call> calls = new ArrayList<>();
    events.forEach((event, rows) -> {
      if (calls.size() < MOST) {
        calls.add(call(event, rows, calls.size() * HEIGHT, zone));
      }
    });
    return new CaseTimeline(calls);
  }

  private static Call call(int event, List<Evidence> rows, int y, ZoneId zone) {
    long from = rows.stream().mapToLong(Evidence::time).min().orElse(0) - 5;
    long to = rows.stream().mapToLong(each -> each.time() + each.seconds()).max().orElse(0) + 5;
    List<Bar> bars = new ArrayList<>();
    for (Evidence each : rows) {
      int x = (int) ((each.time() - from) * WIDTH / (to - from));
      int width = Math.max(2, (int) ((long) each.seconds() * WIDTH / (to - from)));
      String told = clock(each.time(), zone) + " +" + each.seconds();
      bars.add(new Bar(each.theirs(), x, y + (each.theirs() ? 15 : 27), width, told));
    }
    return new Call(event, y, clock(from, zone), clock(to, zone), bars);
  }

  private static String clock(long second, ZoneId zone) {
    return Instant.ofEpochSecond(second).atZone(zone).toLocalTime().toString();
  }
}
