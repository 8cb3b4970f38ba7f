package org.wasl.voice.detection;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The originating side's calls that the receiving gateway does not know of, as they may cross: a
/// token of the number on the receiver's own network, 16 bits of the other, times and the number of
/// the trunk. No text of any kind, so nothing can hide in it.
public record Leftovers(List<Row> rows) {
  public static final int MAX_ROWS = 400_000;

  private static final Pattern ROW =
      Pattern.compile(
          "call,([0-9a-f]{16}),(0|[1-9][0-9]{0,4}),([1-9][0-9]{0,9}),"
              + "([1-9][0-9]{0,5}),([1-9][0-9]{0,2})");

  /// One call.
  ///
  /// @param token of the called number
  /// @param other 16 bits of the calling number
  /// @param time of answer by the receiving side's common clock, as the sender reckons it
  /// @param trunk the sender's trunk group, numbered from 1
  public record Row(long token, int other, long time, int seconds, int trunk) {
    public Row {
      if (other < 0 || other > 0xFFFF || time <= 0 || time > 9_999_999_999L) {
        throw new IllegalArgumentException("not a leftover call");
      }
      if (seconds < 1 || seconds > 999_999 || trunk < 1 || trunk > 999) {
        throw new IllegalArgumentException("not a leftover call");
      }
    }

    long end() {
      return time + seconds;
    }
  }

  public Leftovers {
    rows = List.copyOf(rows);
    if (rows.size() > MAX_ROWS) {
      throw new IllegalArgumentException("more than " + MAX_ROWS + " rows in one message");
    }
  }

  public byte[] bytes() {
    StringBuilder out = new StringBuilder();
    for (Row row : rows) {
      out.append("call,").append(HexFormat.of().toHexDigits(row.token())).append(',');
      out.append(row.other()).append(',').append(row.time()).append(',');
      out.append(row.seconds()).append(',').append(row.trunk()).append('\n');
    }
    out.append("end,").append(rows.size()).append('\n');
    return out.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /// @throws IllegalArgumentException with the line that is wrong
  public static Leftovers read(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.US_ASCII);
    List<Row> rows = new ArrayList<>();
    int from = 0;
    for (int number = 1; number <= MAX_ROWS + 1; number++) {
      int to = text.indexOf('\n', from);
      if (to < 0 || to - from > 80) {
        throw new IllegalArgumentException("leftover line " + number + ": the end is missing");
      }
      String line = text.substring(from, to);
      from = to + 1;
      if (line.equals("end," + rows.size()) && from == text.length()) {
        return new Leftovers(rows);
      }
      rows.add(row(line, number));
    }
    throw new IllegalArgumentException("leftover: more than " + MAX_ROWS + " rows");
  }

  private static Row row(String line, int number) {
    Matcher cells = ROW.matcher(line);
    if (!cells.matches()) {
      throw new IllegalArgumentException("leftover line " + number + ": not a call, nor the end");
    }
    try {
      return new Row(
          HexFormat.fromHexDigitsToLong(cells.group(1)),
          Integer.parseInt(cells.group(2)),
          Long.parseLong(cells.group(3)),
          Integer.parseInt(cells.group(4)),
          Integer.parseInt(cells.group(5)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("leftover line " + number + ": " + e.getMessage(), e);
    }
  }
}
