package org.wasl.voice.wire;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.wasl.settlement.LineKey;
import org.wasl.voice.reconciliation.BucketSum;
import org.wasl.voice.reconciliation.Buckets;
import org.wasl.voice.reconciliation.Buckets.Place;
import org.wasl.voice.reconciliation.Masked;

/// The body of a `detail` message: call rows without any number. Lines of comma-separated cells:
/// `call` with line key, token (16 hexadecimal digits), other value (0 to 65535), time, seconds,
/// billed, exact, trunk; `total` with day and trunk, and how many calls; `size` with line key and
/// the number of its buckets; `open` with line key and bucket, for each bucket of which all calls
/// are there; `sum` with line key, bucket and the sender's sums, for each that differs within the
/// tolerance; `end` with the count of calls.
///
/// @param calls at most [#MAX_ROWS]
/// @param totals how many calls the sender has by day and trunk, for the days asked
/// @param sizes how many buckets each line has
/// @param open the buckets that were opened
/// @param sums the sender's sums of buckets that differ within the tolerance
public record DetailRows(
    List<Masked> calls,
    Map<String, Long> totals,
    Map<LineKey, Integer> sizes,
    List<Place> open,
    Map<Place, BucketSum> sums) {
  /// More rows than this are not sent for one month.
  public static final int MAX_ROWS = 400_000;

  private static final int MAX_LINE = 400;

  public DetailRows {
    calls = List.copyOf(calls);
    totals = Map.copyOf(totals);
    sizes = Map.copyOf(sizes);
    open = List.copyOf(open);
    sums = Map.copyOf(sums);
  }

  /// Rows of whole lines.
  public DetailRows(List<Masked> calls, Map<String, Long> totals) {
    this(calls, totals, Map.of(), List.of(), Map.of());
  }

  public byte[] bytes() {
    StringBuilder out = new StringBuilder();
    for (Masked call : calls) {
      LineKey key = call.key();
      out.append("call,").append(key.stream()).append(',').append(key.item()).append(',');
      out.append(key.day()).append(',').append(key.band()).append(',');
      out.append(HexFormat.of().toHexDigits(call.token())).append(',').append(call.other());
      out.append(',').append(call.time()).append(',').append(call.seconds()).append(',');
      out.append(call.billed()).append(',').append(call.exact()).append(',').append(call.trunk());
      out.append('\n');
    }
    totals.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e ->
            out.append("total,").append(e.getKey()).append(',').append(e.getValue()).append('\n'));
    sizes.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> place(out.append("size,"), new Place(e.getKey(), e.getValue())).append('\n'));
    open.forEach(place -> place(out.append("open,"), place).append('\n'));
    sums.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e ->
            place(out.append("sum,"), e.getKey())
                .append(',')
                .append(e.getValue().text())
                .append('\n'));
    out.append("end,").append(calls.size()).append('\n');
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static StringBuilder place(StringBuilder out, Place place) {
    LineKey key = place.key();
    return out.append(key.stream())
        .append(',')
        .append(key.item())
        .append(',')
        .append(key.day())
        .append(',')
        .append(key.band())
        .append(',')
        .append(place.bucket());
  }

  /// @throws IllegalArgumentException with the line that is wrong
  public static DetailRows read(byte[] bytes) {
    List<Masked> calls = new ArrayList<>();
    Map<String, Long> totals = new HashMap<>();
    Map<LineKey, Integer> sizes = new HashMap<>();
    List<Place> open = new ArrayList<>();
    Map<Place, BucketSum> sums = new HashMap<>();
    boolean ended = false;
    int number = 0;
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
      number++;
      String[] cell = line.split(",", -1);
      try {
        if (ended || line.length() > MAX_LINE || calls.size() > MAX_ROWS) {
          throw new IllegalArgumentException("no more rows");
        }
        switch (cell[0]) {
          case "call" -> calls.add(call(cell));
          case "total" -> totals.put(cell[1], Long.parseLong(cell[2]));
          case "size" -> {
            Place size = place(cell, 6);
            sizes.put(size.key(), Math.max(1, size.bucket()));
          }
          case "open" -> open.add(place(cell, 6));
          case "sum" -> sums.put(place(cell, 7), BucketSum.read(cell[6]));
          case "end" -> ended = Integer.parseInt(cell[1]) == calls.size();
          default -> throw new IllegalArgumentException("call, total, size, open, sum or end");
        }
      } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
        throw new IllegalArgumentException("detail line " + number + ": " + e.getMessage(), e);
      }
    }
    if (!ended) {
      throw new IllegalArgumentException("detail line " + number + ": the end is missing");
    }
    return new DetailRows(calls, totals, sizes, open, sums);
  }

  private static Place place(String[] cell, int width) {
    if (cell.length != width) {
      throw new IllegalArgumentException(width + " cells, not " + cell.length);
    }
    int bucket = Integer.parseInt(cell[5]);
    if (bucket < 0 || bucket > Buckets.MAX_BUCKETS) {
      throw new IllegalArgumentException("a bucket");
    }
    return new Place(new LineKey(cell[1], cell[2], LocalDate.parse(cell[3]), cell[4]), bucket);
  }

  private static Masked call(String[] cell) {
    if (cell.length != 12) {
      throw new IllegalArgumentException("12 cells, not " + cell.length);
    }
    int other = Integer.parseInt(cell[6]);
    if (other < 0 || other > 0xFFFF) {
      throw new IllegalArgumentException("16 bits");
    }
    if (cell[11].chars().filter(Character::isDigit).count() >= 8) {
      throw new IllegalArgumentException("a trunk name holds no number");
    }
    return new Masked(
        new LineKey(cell[1], cell[2], LocalDate.parse(cell[3]), cell[4]),
        HexFormat.fromHexDigitsToLong(cell[5]),
        other,
        Long.parseLong(cell[7]),
        Integer.parseInt(cell[8]),
        Integer.parseInt(cell[9]),
        Long.parseLong(cell[10]),
        cell[11]);
  }
}
