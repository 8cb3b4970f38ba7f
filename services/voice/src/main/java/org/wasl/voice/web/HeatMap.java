package org.wasl.voice.web;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.wasl.voice.accounting.TrafficShape;
import org.wasl.voice.accounting.TrafficShape.Load;

/// Days by hours or by destinations of one stream, laid out for an SVG; the same rows make the
/// table for those who do not see it.
///
/// @param columns headings
/// @param most the highest value
/// @param wide the width of a column; few columns are wider, so that the picture keeps its size
record HeatMap(List<String> columns, List<Row> rows, long most, int wide) {
  /// Destinations beyond the heaviest are left out of the picture.
  static final int DESTINATIONS = 24;

  /// The steps of the colour scale; 0 is nothing.
  private static final int LEVELS = 7;

  private static final int LEFT = 30;
  private static final int TOP = 16;
  private static final int WIDTH = 624;
  private static final int HIGH = 16;

  /// @param y top edge
  record Row(int day, int y, List<Cell> cells, long sum) {}

  /// @param x left edge
  /// @param level 0 to 7, by the value's share of the highest
  record Cell(int x, String column, long value, int level) {}

  static HeatMap hours(
      TrafficShape shape, String stream, YearMonth period, ToLongFunction<Load> measure) {
    List<String> columns = new ArrayList<>();
    for (int hour = 0; hour < 24; hour++) {
      columns.add(TrafficShape.hour(hour));
    }
    return of(
        columns,
        period,
        (day, column) ->
            measure.applyAsLong(shape.at(stream, period.atDay(day), Integer.parseInt(column))));
  }

  static HeatMap destinations(
      TrafficShape shape, String stream, YearMonth period, ToLongFunction<Load> measure) {
    List<String> columns =
        shape.destinations(stream).entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(DESTINATIONS)
            .map(Map.Entry::getKey)
            .toList();
    return of(
        columns,
        period,
        (day, column) -> measure.applyAsLong(shape.at(stream, period.atDay(day), column)));
  }

  @FunctionalInterface
  private interface Values {
    long at(int day, String column);
  }

  private static HeatMap of(List<String> columns, YearMonth period, Values values) {
    long most = 0;
    for (int day = 1; day <= period.lengthOfMonth(); day++) {
      for (String column : columns) {
        most = Math.max(most, values.at(day, column));
      }
    }
    int wide = WIDTH / Math.max(1, columns.size());
    List<Row> rows = new ArrayList<>();
    for (int day = 1; day <= period.lengthOfMonth(); day++) {
      rows.add(row(day, columns, values, most, wide));
    }
    return new HeatMap(List.copyOf(columns), List.copyOf(rows), most, wide);
  }

  private static Row row(int day, List<String> columns, Values values, long most, int wide) {
    List<Cell> cells = new ArrayList<>();
    long sum = 0;
    for (int i = 0; i < columns.size(); i++) {
      long value = values.at(day, columns.get(i));
      cells.add(new Cell(LEFT + i * wide, columns.get(i), value, level(value, most)));
      sum += value;
    }
    return new Row(day, TOP + (day - 1) * HIGH, List.copyOf(cells), sum);
  }

  private static int level(long value, long most) {
    return value == 0 ? 0 : (int) Math.max(1, Math.ceilDiv(value * LEVELS, most));
  }

  public String viewBox() {
    return "0 0 " + (LEFT + columns.size() * wide) + " " + (TOP + rows.size() * HIGH);
  }

  public int columnX(int index) {
    return LEFT + index * wide + wide / 2;
  }
}
