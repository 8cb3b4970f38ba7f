package org.wasl.voice.ber;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.terms.json.JsonReader;
import org.wasl.voice.wire.RecordFormat.Parsed;

/// Binary files whose tags are supplied as data by an administration that has the right to them,
/// for example of the shape of transferred account procedures: application tags, one batch, call
/// events within, times as local text with a code of the offset. Wasl ships no such table.
public final class TagTable {
  private static final int MAX_BYTES = 64 << 10;
  private static final int MAX_DEPTH = 16;
  private static final int MAX_EVENTS = 10_000_000;
  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

  /// A record and its place in the file.
  public record Placed(int offset, int end, Parsed parsed) {}

  /// Where a value stands: tags from the outside in.
  private record Path(int[] tags) {
    static Path of(String text) {
      int[] tags = Arrays.stream(text.split("/")).mapToInt(Integer::parseInt).toArray();
      if (tags.length == 0 || tags.length > MAX_DEPTH) {
        throw new IllegalArgumentException("1 to " + MAX_DEPTH + " tags: " + text);
      }
      return new Path(tags);
    }
  }

  private final String name;
  private final int root;
  private final Set<Integer> events = new TreeSet<>();
  private final Map<String, Path> fields = new HashMap<>();
  private final Path offsets;
  private final int offsetCode;
  private final int offsetText;

  private TagTable(JsonObjectReader in, String digest) {
    name = in.string("name") + "/" + in.integer("version", 1, 9_999) + "@" + digest;
    in.string("note");
    root = in.integer("root", 0, 1 << 20);
    in.strings("events").forEach(tag -> events.add(Integer.parseInt(tag)));
    JsonObjectReader of = in.object("fields");
    for (String field : List.of("from", "to", "time", "offsetCode", "seconds", "trunk")) {
      of.optionalString(field).ifPresent(path -> fields.put(field, Path.of(path)));
    }
    of.end();
    JsonObjectReader table = in.object("offsets");
    offsets = Path.of(table.string("entry"));
    offsetCode = table.integer("code", 0, 1 << 20);
    offsetText = table.integer("text", 0, 1 << 20);
    table.end();
    in.end();
    if (!fields.keySet().containsAll(List.of("to", "time", "offsetCode", "seconds"))) {
      throw new IllegalArgumentException("a table names to, time, offsetCode and seconds");
    }
  }

  /// @throws org.wasl.terms.json.MalformedJsonException with the place of what is wrong
  public static TagTable read(String source, byte[] bytes) {
    JsonObjectReader in = JsonReader.read(source, bytes, MAX_BYTES).asObject(source);
    try {
      return new TagTable(in, digest(bytes));
    } catch (IllegalArgumentException e) {
      throw in.wrong("table", "a tag table", String.valueOf(e.getMessage()));
    }
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Name, version and hash of the table.
  public String name() {
    return name;
  }

  /// Whether a file begins with the batch of this table.
  public boolean recognises(byte[] file) {
    BerCursor cursor = new BerCursor();
    cursor.over(file, 0, Math.min(file.length, 16));
    cursor.next();
    return file.length > 2
        && cursor.tagClass == BerCursor.APPLICATION
        && cursor.tag == root
        && cursor.constructed;
  }

  /// Reads all call events. A file that is cut off is read as far as it goes.
  public List<Placed> events(byte[] file) {
    List<Placed> found = new ArrayList<>();
    BerCursor cursor = new BerCursor();
    cursor.over(file, 0, file.length);
    boolean whole = cursor.next();
    int from = whole ? cursor.contentStart : Math.max(2, cursor.contentStart);
    int to = whole ? cursor.contentEnd : file.length;
    Map<Long, ZoneOffset> known = new HashMap<>();
    collectOffsets(file, from, to, 0, known);
    collect(file, from, to, 0, known, found);
    if (!whole) {
      found.add(new Placed(0, 0, new Parsed.Damaged(0, cursor.damage)));
    }
    return found;
  }

  private void collectOffsets(
      byte[] file, int from, int to, int depth, Map<Long, ZoneOffset> known) {
    BerCursor cursor = new BerCursor();
    cursor.over(file, from, to);
    while (cursor.next()) {
      if (!cursor.constructed || cursor.tag != offsets.tags()[depth]) {
        continue;
      }
      if (depth + 1 < offsets.tags().length) {
        collectOffsets(file, cursor.contentStart, cursor.contentEnd, depth + 1, known);
        continue;
      }
      int inside = cursor.contentStart;
      int end = cursor.contentEnd;
      Optional<byte[]> text = value(file, inside, end, new Path(new int[] {offsetText}));
      Optional<byte[]> code = value(file, inside, end, new Path(new int[] {offsetCode}));
      if (text.isPresent() && code.isPresent()) {
        zone(text.get()).ifPresent(zone -> known.putIfAbsent(number(code.get()), zone));
      }
    }
  }

  private static Optional<ZoneOffset> zone(byte[] text) {
    try {
      return Optional.of(ZoneOffset.of(new String(text, StandardCharsets.US_ASCII)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private void collect(
      byte[] file, int from, int to, int depth, Map<Long, ZoneOffset> known, List<Placed> found) {
    BerCursor cursor = new BerCursor();
    cursor.over(file, from, to);
    while (found.size() < MAX_EVENTS && cursor.next()) {
      boolean application = cursor.tagClass == BerCursor.APPLICATION && cursor.constructed;
      if (application && events.contains(cursor.tag)) {
        found.add(
            new Placed(
                cursor.start,
                cursor.at,
                event(file, cursor.contentStart, cursor.contentEnd, cursor.start, known)));
      } else if (application && depth < MAX_DEPTH) {
        collect(file, cursor.contentStart, cursor.contentEnd, depth + 1, known, found);
      }
    }
    if (!cursor.damage.isEmpty()) {
      boolean list = cursor.contentStart > cursor.start && cursor.constructed;
      boolean isEvent = events.contains(cursor.tag);
      if (list && !isEvent && depth < MAX_DEPTH && cursor.damage.equals("truncated")) {
        collect(file, cursor.contentStart, to, depth + 1, known, found);
      } else {
        found.add(new Placed(cursor.start, to, new Parsed.Damaged(cursor.start, cursor.damage)));
      }
    }
  }

  private Parsed event(byte[] file, int from, int to, int start, Map<Long, ZoneOffset> known) {
    Optional<byte[]> called = field(file, from, to, "to");
    Optional<byte[]> time = field(file, from, to, "time");
    Optional<byte[]> code = field(file, from, to, "offsetCode");
    Optional<byte[]> seconds = field(file, from, to, "seconds");
    if (called.isEmpty()) {
      return new Parsed.Damaged(start, "called-number");
    }
    if (seconds.isEmpty() || seconds.get().length == 0 || seconds.get().length > 8) {
      return new Parsed.Damaged(start, "duration");
    }
    ZoneOffset offset = code.map(TagTable::number).map(known::get).orElse(null);
    if (time.isEmpty() || offset == null) {
      return new Parsed.Damaged(start, "time");
    }
    try {
      String text = new String(time.get(), StandardCharsets.US_ASCII);
      long at = LocalDateTime.parse(text, LOCAL).toEpochSecond(offset);
      int length = Math.toIntExact(number(seconds.get()));
      String from0 = field(file, from, to, "from").map(TagTable::digits).orElse("");
      String to0 = "+" + digits(called.get());
      String trunk =
          field(file, from, to, "trunk")
              .map(bytes -> new String(bytes, StandardCharsets.US_ASCII))
              .orElse("");
      return length < 0
          ? new Parsed.Damaged(start, "duration")
          : new Parsed.Row(from0.isEmpty() ? "" : "+" + from0, to0, at, length, length > 0, trunk);
    } catch (DateTimeException e) {
      return new Parsed.Damaged(start, "time");
    } catch (ArithmeticException e) {
      return new Parsed.Damaged(start, "duration");
    }
  }

  private Optional<byte[]> field(byte[] file, int from, int to, String field) {
    Path path = fields.get(field);
    return path == null ? Optional.empty() : value(file, from, to, path);
  }

  private static Optional<byte[]> value(byte[] file, int from, int to, Path path) {
    BerCursor cursor = new BerCursor();
    int start = from;
    int end = to;
    for (int depth = 0; depth < path.tags().length; depth++) {
      cursor.over(file, start, end);
      boolean found = false;
      while (!found && cursor.next()) {
        found = cursor.tag == path.tags()[depth];
      }
      if (!found) {
        return Optional.empty();
      }
      start = cursor.contentStart;
      end = cursor.contentEnd;
    }
    return Optional.of(Arrays.copyOfRange(file, start, end));
  }

  private static long number(byte[] bytes) {
    long value = bytes.length == 0 ? -1 : bytes[0];
    for (int i = 1; i < bytes.length && i < 8; i++) {
      value = value << 8 | bytes[i] & 0xFF;
    }
    return value;
  }

  /// Two digits an octet, the high half first; `F` fills.
  private static String digits(byte[] bytes) {
    return HexFormat.of().formatHex(bytes).replaceAll("f+$", "");
  }
}
