package org.wasl.voice.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.wasl.voice.Leg;

/// Legs as a file (`docs/detection.md`): a header and one line a leg, in the order of time, whole
/// numbers only.
public final class LegCsv {
  public static final String HEADER =
      "point,element,a,b,seizure,ringing,seconds,answered,cause,delay_ms,cell,device,line";

  private static final int MAX_LEGS = 20_000_000;
  private static final int MAX_LINE = 200;
  private static final int COLUMNS = 13;

  private LegCsv() {}

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

  /// @throws IllegalArgumentException with the line and column that are wrong, never their content
  public static List<Leg> read(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    List<Leg> legs = new ArrayList<>();
    int from = 0;
    for (int number = 1; from < text.length(); number++) {
      int to = text.indexOf('\n', from);
      if (to < 0 || to - from > MAX_LINE || number > MAX_LEGS) {
        throw new IllegalArgumentException("leg file line " + number + ": no end of the line");
      }
      String line = text.substring(from, to);
      from = to + 1;
      if (number == 1) {
        requireHeader(line);
      } else {
        legs.add(leg(line.split(",", -1), number));
      }
    }
    return legs;
  }

  private static void requireHeader(String line) {
    if (!line.equals(HEADER)) {
      throw new IllegalArgumentException("leg file line 1: expected " + HEADER);
    }
  }

  private static Leg leg(String[] cell, int number) {
    if (cell.length != COLUMNS) {
      throw new IllegalArgumentException(
          "leg file line " + number + ": expected 13 columns, found " + cell.length);
    }
    int column = 0;
    try {
      long[] value = new long[COLUMNS];
      for (column = 2; column < COLUMNS; column++) {
        value[column] = Long.parseLong(cell[column]);
      }
      column = 0;
      return new Leg(
          Leg.Point.valueOf(cell[0]),
          cell[1],
          value[2],
          value[3],
          value[4],
          Math.toIntExact(value[5]),
          Math.toIntExact(value[6]),
          value[7] == 1,
          Math.toIntExact(value[8]),
          Math.toIntExact(value[9]),
          Math.toIntExact(value[10]),
          Math.toIntExact(value[11]),
          Math.toIntExact(value[12]));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "leg file line " + number + " column " + (column + 1) + ": not a leg", e);
    }
  }
}
