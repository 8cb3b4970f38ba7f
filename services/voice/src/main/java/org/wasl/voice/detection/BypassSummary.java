package org.wasl.voice.detection;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.terms.json.JsonReader;

/// What the receiving side answers: how many of the calls left over came in how, by the sender's
/// trunk, and how many national numbers stand behind them. No cell of fewer than five; no number,
/// no range of numbers of fewer than five subscribers.
///
/// @param cells by trunk and way
/// @param numbers in alarm, absent below five
public record BypassSummary(LocalDate day, List<Cell> cells, int numbers) {
  public static final int LEAST = 5;

  private static final int MAX_BYTES = 1 << 20;
  private static final List<String> WAYS = List.of("bypassed", "properly", "refiled", "unseen");

  /// @param trunk as numbered in the leftovers
  public record Cell(int trunk, String way, int calls) {
    public Cell {
      if (trunk < 1 || trunk > 999 || !WAYS.contains(way) || calls < LEAST) {
        throw new IllegalArgumentException("a cell has a trunk, a way and at least five calls");
      }
    }
  }

  public BypassSummary {
    cells = List.copyOf(cells);
    if (numbers != 0 && numbers < LEAST) {
      throw new IllegalArgumentException("fewer than five numbers are not told");
    }
  }

  static BypassSummary of(
      LocalDate day, Leftovers leftovers, List<Arrival> arrivals, Suspects suspects) {
    Map<Integer, Map<String, Integer>> counts = new TreeMap<>();
    for (int i = 0; i < arrivals.size(); i++) {
      counts
          .computeIfAbsent(leftovers.rows().get(i).trunk(), _ -> new TreeMap<>())
          .merge(way(arrivals.get(i)), 1, Integer::sum);
    }
    List<Cell> cells = new ArrayList<>();
    counts.forEach((trunk, ways) ->
        ways.forEach((way, calls) -> {
          if (calls >= LEAST) {
            cells.add(new Cell(trunk, way, calls));
          }
        }));
    int numbers = suspects.alarms().size();
    return new BypassSummary(day, cells, numbers < LEAST ? 0 : numbers);
  }

  private static String way(Arrival arrival) {
    return switch (arrival) {
      case Arrival.Bypassed _ -> "bypassed";
      case Arrival.Properly _ -> "properly";
      case Arrival.Refiled _ -> "refiled";
      case Arrival.Unseen _ -> "unseen";
    };
  }

  public int calls(String way) {
    return cells.stream().filter(each -> each.way().equals(way)).mapToInt(Cell::calls).sum();
  }

  public Json.Obj json() {
    List<Json> rows = new ArrayList<>();
    for (Cell cell : cells) {
      rows.add(
          Json.Obj.with()
              .put("trunk", cell.trunk())
              .put("way", cell.way())
              .put("calls", cell.calls())
              .end());
    }
    return Json.Obj.with()
        .put("day", day.toString())
        .put("cells", new Json.Arr(rows))
        .put("numbers", numbers)
        .end();
  }

  /// @throws org.wasl.terms.json.MalformedJsonException with the place of what is wrong
  public static BypassSummary read(byte[] body) {
    JsonObjectReader in = JsonReader.read("bypass-summary", body, MAX_BYTES).asObject("summary");
    try {
      LocalDate day = BypassMessages.day(in.string("day"));
      List<Cell> cells = new ArrayList<>();
      for (JsonObjectReader each : in.objects("cells")) {
        cells.add(
            new Cell(
                each.integer("trunk", 1, 999),
                each.string("way"),
                each.integer("calls", LEAST, 10_000_000)));
        each.end();
      }
      BypassSummary summary = new BypassSummary(day, cells, in.integer("numbers", 0, 10_000_000));
      in.end();
      return summary;
    } catch (IllegalArgumentException e) {
      throw in.wrong("summary", "a summary", String.valueOf(e.getMessage()));
    }
  }
}
