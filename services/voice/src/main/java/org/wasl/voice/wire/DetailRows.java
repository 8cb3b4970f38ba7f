package org.wasl.voice.wire;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.wasl.settlement.LineKey;
import org.wasl.voice.reconciliation.BucketSum;
import org.wasl.voice.reconciliation.Buckets;
import org.wasl.voice.reconciliation.Buckets.Place;
import org.wasl.voice.reconciliation.Details;
import org.wasl.voice.reconciliation.Masked;
import org.wasl.voice.reconciliation.Sketch;

/// The body of a `detail` message: call rows without any number. Lines of comma-separated cells:
/// `clocks` with the digest of the clocks that both agreed on; `call` with line key, token (16
/// hexadecimal digits), other value (0 to 65535), time, seconds, billed, exact, trunk; `moved`
/// likewise, for a call that its side's clock put into another line; `total` with day and trunk,
/// and how many calls; `size` with line key and the number of its buckets; `open` with line key and
/// bucket, for each bucket of which all calls are there; `sum` with line key, bucket and the
/// sender's sums, for each that is not equal; `code` with the place of the first symbol and a piece
/// of the sketch; `near` when calls beyond the edges of lines were asked for; `end` with the count
/// of calls.
public final class DetailRows {
  /// More rows than this are not sent at once.
  public static final int MAX_ROWS = 400_000;

  private static final int MAX_LINE = 400;
  private static final int PIECE = 360;
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private DetailRows() {}

  public static byte[] write(Details details) {
    StringBuilder out = new StringBuilder();
    if (!details.clocks().isEmpty()) {
      out.append("clocks,").append(details.clocks()).append('\n');
    }
    details.calls().forEach(call -> row(out.append("call,"), call));
    details.moved().forEach(call -> row(out.append("moved,"), call));
    details.totals().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e ->
            out.append("total,").append(e.getKey()).append(',').append(e.getValue()).append('\n'));
    details.sizes().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> place(out.append("size,"), new Place(e.getKey(), e.getValue())).append('\n'));
    details.open().stream()
        .sorted()
        .forEach(place -> place(out.append("open,"), place).append('\n'));
    details.sums().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e ->
            place(out.append("sum,"), e.getKey())
                .append(',')
                .append(e.getValue().text())
                .append('\n'));
    String sketch = details.sketch().text();
    for (int at = 0; at < sketch.length(); at += PIECE) {
      out.append("code,").append(details.first()).append(',');
      out.append(sketch, at, Math.min(sketch.length(), at + PIECE)).append('\n');
    }
    if (details.near()) {
      out.append("near\n");
    }
    out.append("end,").append(details.calls().size()).append('\n');
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void row(StringBuilder out, Masked call) {
    LineKey key = call.key();
    out.append(key.stream()).append(',').append(key.item()).append(',');
    out.append(key.day()).append(',').append(key.band()).append(',');
    out.append(HexFormat.of().toHexDigits(call.token())).append(',').append(call.other());
    out.append(',').append(call.time()).append(',').append(call.seconds()).append(',');
    out.append(call.billed()).append(',').append(call.exact()).append(',').append(call.trunk());
    out.append('\n');
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
  public static Details read(byte[] bytes) {
    Reading reading = new Reading();
    int number = 0;
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
      number++;
      try {
        if (line.length() > MAX_LINE) {
          throw new IllegalArgumentException("a line too long");
        }
        reading.take(line.split(",", -1));
      } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
        throw new IllegalArgumentException("detail line " + number + ": " + e.getMessage(), e);
      }
    }
    if (!reading.ended) {
      throw new IllegalArgumentException("detail line " + number + ": the end is missing");
    }
    return reading.details();
  }

  private static final class Reading {
    private final List<Masked> calls = new ArrayList<>();
    private final List<Masked> moved = new ArrayList<>();
    private final Map<String, Long> totals = new HashMap<>();
    private final Map<LineKey, Integer> sizes = new HashMap<>();
    private final Set<Place> open = new HashSet<>();
    private final Map<Place, BucketSum> sums = new HashMap<>();
    private final StringBuilder sketch = new StringBuilder();
    private String clocks = "";
    private int first;
    private boolean near;
    private boolean ended;

    void take(String[] cell) {
      if (ended || calls.size() + moved.size() > MAX_ROWS) {
        throw new IllegalArgumentException("no more rows");
      }
      switch (cell[0]) {
        case "clocks" -> clocks = digest(cell[1]);
        case "call" -> calls.add(call(cell));
        case "moved" -> moved.add(call(cell));
        case "total" -> totals.put(cell[1], Long.parseLong(cell[2]));
        case "size" -> {
          Place size = place(cell, 6);
          sizes.put(size.key(), Math.max(1, size.bucket()));
        }
        case "open" -> open.add(place(cell, 6));
        case "sum" -> sums.put(place(cell, 7), BucketSum.read(cell[6]));
        case "code" -> {
          first = Integer.parseInt(cell[1]);
          sketch.append(cell[2]);
        }
        case "near" -> near = true;
        case "end" -> ended = Integer.parseInt(cell[1]) == calls.size();
        default ->
            throw new IllegalArgumentException(
                "clocks, call, moved, total, size, open, sum, code, near or end");
      }
    }

    Details details() {
      return new Details(
          clocks,
          calls,
          moved,
          totals,
          sizes,
          open,
          sums,
          first,
          Sketch.read(sketch.toString()),
          near);
    }
  }

  private static String digest(String text) {
    if (!DIGEST.matcher(text).matches()) {
      throw new IllegalArgumentException("a digest");
    }
    return text;
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
    if (!Masked.isTrunkName(cell[11])) {
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
