package org.wasl.voice.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wasl.voice.Call;
import org.wasl.voice.Leg;
import org.wasl.voice.LegFile;
import org.wasl.voice.LegFile.Reason;

/// Legs as a file (`docs/detection.md`): a header and one line a leg, in the order of time, whole
/// numbers only.
public final class LegCsv {
  public static final String HEADER =
      "point,element,a,b,seizure,ringing,seconds,answered,cause,delay_ms,cell,device,line";

  /// The most legs of one file.
  public static final int MAX_LEGS = 20_000_000;

  private static final int MAX_LINE = 200;
  private static final int COLUMNS = 13;
  private static final Map<String, Leg.Point> POINTS = points();

  private LegCsv() {}

  private static Map<String, Leg.Point> points() {
    Map<String, Leg.Point> points = new HashMap<>();
    for (Leg.Point each : Leg.Point.values()) {
      points.put(each.name(), each);
    }
    return Map.copyOf(points);
  }

  public static byte[] write(List<Leg> legs) {
    StringBuilder out = new StringBuilder(HEADER).append('\n');
    for (Leg leg : legs) {
      out.append(leg.point()).append(',').append(leg.element()).append(',').append(leg.from());
      out.append(',').append(leg.to()).append(',').append(leg.seizure()).append(',');
      out.append(leg.ringing()).append(',').append(leg.seconds()).append(',');
      out.append(leg.answered() ? 1 : 0).append(',').append(leg.cause()).append(',');
      out.append(leg.delay()).append(',').append(leg.cell()).append(',').append(leg.device());
      out.append(',').append(leg.line()).append('\n');
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// Reads what is sound.
  ///
  /// @throws IllegalArgumentException when it is a file of another kind
  public static LegFile read(byte[] bytes) {
    return find(bytes)
        .orElseThrow(() -> new IllegalArgumentException("leg file line 1: expected " + HEADER));
  }

  /// Reads what is sound; a header with one damaged character is still one.
  ///
  /// @return nothing of a file of another kind
  public static Optional<LegFile> find(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return HeaderLine.constant(text, HEADER).map(header -> read(text, header));
  }

  /// The leg of one line; nothing where it is none, or is damaged.
  public static Optional<Leg> line(String line) {
    Reading reading = new Reading(line + '\n');
    reading.next();
    return reading.legs.stream().findFirst();
  }

  private static LegFile read(String text, HeaderLine header) {
    Reading reading = new Reading(text);
    reading.header(header);
    while (reading.at < text.length()) {
      reading.next();
    }
    return new LegFile(
        reading.legs,
        reading.legs.size() + reading.quarantined,
        reading.quarantined,
        reading.flaws);
  }

  /// One reading of a file.
  private static final class Reading {
    private final String text;
    private final List<Leg> legs = new ArrayList<>();
    private final List<LegFile.Flaw> flaws = new ArrayList<>();

    /// Elements are few: one object each.
    private final Map<String, String> elements = new HashMap<>();

    private int at;
    private int line;
    private int quarantined;

    Reading(String text) {
      this.text = text;
    }

    void header(HeaderLine header) {
      if (header.damagedAt() > 0) {
        note(1, 1, Reason.HEADER);
      }
      line = header.lines();
      for (int i = 0; i < header.lines(); i++) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end + 1;
      }
      // its line end is damaged: the first record stands in the same line
      if (header.lines() == 1 && at > HEADER.length() + 2) {
        quarantined++;
      }
    }

    void next() {
      line++;
      int end = text.indexOf('\n', at);
      String record = text.substring(at, end < 0 ? text.length() : end);
      at = end < 0 ? text.length() : end + 1;
      if (end < 0) {
        putAside(1, Reason.TRUNCATED);
      } else if (record.length() > MAX_LINE) {
        putAside(1, Reason.TOO_LONG);
      } else if (legs.size() == MAX_LEGS) {
        putAside(1, Reason.TOO_MANY);
      } else {
        take(record.split(",", -1));
      }
    }

    private void take(String[] cell) {
      if (cell.length != COLUMNS) {
        putAside(Math.min(cell.length, COLUMNS), Reason.COLUMNS);
        return;
      }
      Leg.Point point = POINTS.get(cell[0]);
      if (point == null) {
        putAside(1, Reason.POINT);
        return;
      }
      long[] value = new long[COLUMNS];
      for (int column = 2; column < COLUMNS; column++) {
        try {
          value[column] = Long.parseLong(cell[column]);
        } catch (NumberFormatException _) {
          putAside(column + 1, Reason.NUMBER);
          return;
        }
      }
      int outside = outside(cell[1], value);
      if (outside > 0) {
        putAside(outside, Reason.RANGE);
      } else {
        legs.add(leg(point, elements.computeIfAbsent(cell[1], same -> same), value));
      }
    }

    private void putAside(int column, Reason reason) {
      quarantined++;
      note(line, column, reason);
    }

    private void note(int atLine, int column, Reason reason) {
      if (flaws.size() < LegFile.MAX_FLAWS) {
        flaws.add(new LegFile.Flaw(atLine, column, reason));
      }
    }
  }

  /// The first column whose value no leg has, from 1; 0 where there is none.
  private static int outside(String element, long[] value) {
    if (element.isEmpty() || element.length() > 32) {
      return 2;
    }
    long[] least = {0, 0, 0, 1, Integer.MIN_VALUE, -1, 0, 0, 0, -1, 0, 0, 0};
    for (int column = 2; column < COLUMNS; column++) {
      boolean isTime = column == 4;
      if (!isTime && value[column] < least[column] || value[column] > most(column)) {
        return column + 1;
      }
    }
    return 0;
  }

  private static long most(int column) {
    return switch (column) {
      case 2, 3, 4 -> Long.MAX_VALUE;
      case 6 -> Call.MAX_SECONDS;
      case 7 -> 1;
      case 8 -> 127;
      default -> Integer.MAX_VALUE;
    };
  }

  private static Leg leg(Leg.Point point, String element, long[] value) {
    return new Leg(
        point,
        element,
        value[2],
        value[3],
        value[4],
        (int) value[5],
        (int) value[6],
        value[7] == 1,
        (int) value[8],
        (int) value[9],
        (int) value[10],
        (int) value[11],
        (int) value[12]);
  }
}
