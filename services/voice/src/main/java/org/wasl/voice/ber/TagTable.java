package org.wasl.voice.ber;

import java.nio.charset.StandardCharsets;
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
import org.wasl.terms.Sha256;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.terms.json.JsonReader;
import org.wasl.voice.wire.RecordFormat.Parsed;

/// Binary files whose tags are supplied as data by an administration that has the right to them,
/// for example of the shape of transferred account procedures: application tags, one batch, call
/// events within, times as local text with a code of the offset. Wasl ships no such table.
public final class TagTable {
  private static final int MAX_BYTES = 64 << 10;
  private static final int MAX_DEPTH = 16;
  private static final int MAX_NAME = 40;

  /// A tag of three octets and a length of five.
  private static final int LONGEST_START = 8;

  private static final int MAX_OFFSETS = 1_000;
  private static final int MAX_EVENTS = 10_000_000;
  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

  /// A record and its place in the file.
  public record Placed(int offset, int end, Parsed parsed) {}

  /// A file as a whole.
  ///
  /// @param declared how many events, -1 where it does not say
  /// @param source sender and recipient; empty where it does not say
  /// @param number of the file among those of the source, -1 where it does not say
  public record Batch(List<Placed> events, long declared, String source, long number) {}

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
  private final Map<String, Path> ofBatch = new HashMap<>();
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
    in.optionalObject("batch").ifPresent(this::readBatch);
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

  /// Where the batch says how many events it has, its number, and who sent it to whom.
  private void readBatch(JsonObjectReader in) {
    for (String field : List.of("count", "number", "sender", "recipient")) {
      in.optionalString(field).ifPresent(path -> ofBatch.put(field, Path.of(path)));
    }
    in.end();
  }

  /// @throws org.wasl.terms.json.MalformedJsonException with the place of what is wrong
  public static TagTable read(String source, byte[] bytes) {
    JsonObjectReader in = JsonReader.read(source, bytes, MAX_BYTES).asObject(source);
    try {
      return new TagTable(in, Sha256.hex(bytes));
    } catch (IllegalArgumentException e) {
      throw in.wrong("table", "a tag table", String.valueOf(e.getMessage()));
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

  /// Whether a file holds events of this table although its first octets are damaged.
  public boolean recognisesDamaged(byte[] file) {
    return file.length > 2
        && batch(file).events().stream().anyMatch(each -> each.parsed() instanceof Parsed.Row);
  }

  /// Reads all call events. A file that is cut off is read as far as it goes; after a damaged
  /// length the next event is looked for.
  public Batch batch(byte[] file) {
    BerCursor cursor = new BerCursor();
    cursor.over(file, 0, file.length);
    boolean whole = cursor.next() && isFiller(file, cursor.at);
    int from = whole ? cursor.contentStart : likelyStart(file);
    int to = whole ? cursor.contentEnd : file.length;
    Walk walk = new Walk(file).over(from, to);
    if (!whole) {
      String damage = cursor.damage.isEmpty() ? "length" : cursor.damage;
      walk.found.add(new Placed(0, 0, new Parsed.Damaged(0, damage)));
    }
    return new Batch(
        walk.found,
        ofBatch(file, from, to, "count").map(TagTable::number).orElse(-1L),
        ofBatch(file, from, to, "sender").map(TagTable::text).orElse("")
            + ofBatch(file, from, to, "recipient").map(each -> ">" + text(each)).orElse(""),
        ofBatch(file, from, to, "number").map(TagTable::fileNumber).orElse(-1L));
  }

  /// Where the content of a batch begins whose own length is damaged: behind a tag and a length of
  /// few octets, where most events are found.
  private int likelyStart(byte[] file) {
    int best = Math.min(2, file.length);
    long most = -1;
    for (int from = best; from <= Math.min(LONGEST_START, file.length); from++) {
      long rows =
          new Walk(file)
              .over(from, file.length).found.stream()
                  .filter(each -> each.parsed() instanceof Parsed.Row)
                  .count();
      if (rows > most) {
        best = from;
        most = rows;
      }
    }
    return best;
  }

  /// The bytes of one event, by its number from 1; empty when there is none.
  public byte[] record(byte[] file, int number) {
    List<Placed> events = batch(file).events();
    if (number < 1 || number > events.size()) {
      return new byte[0];
    }
    Placed event = events.get(number - 1);
    return Arrays.copyOfRange(file, event.offset(), event.end());
  }

  private static boolean isFiller(byte[] file, int from) {
    int at = from;
    while (at < file.length && (file[at] == 0 || file[at] == (byte) 0xFF)) {
      at++;
    }
    return at == file.length;
  }

  private Optional<byte[]> ofBatch(byte[] file, int from, int to, String field) {
    Path path = ofBatch.get(field);
    return path == null ? Optional.empty() : value(file, from, to, path);
  }

  /// Printable characters only, and not too many: it is shown.
  private static String text(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.US_ASCII).replaceAll("[^!-~]", "?");
    return text.substring(0, Math.min(text.length(), MAX_NAME));
  }

  private static long fileNumber(byte[] bytes) {
    String text = text(bytes);
    return text.matches("[0-9]{1,9}") ? Long.parseLong(text) : -1;
  }

  /// One reading of a file.
  private final class Walk {
    private final byte[] file;
    private final Map<Long, ZoneOffset> known = new HashMap<>();
    private final List<Placed> found = new ArrayList<>();
    private int emptyFrom;
    private int emptyTo;

    Walk(byte[] file) {
      this.file = file;
    }

    Walk over(int from, int to) {
      offsets(from, to, 0);
      if (known.isEmpty()) {
        entries(from, to);
      }
      collect(from, to, 0);
      return this;
    }

    /// Entries of the table of offsets wherever they stand: what is around them is damaged.
    private void entries(int from, int to) {
      int tag = offsets.tags()[offsets.tags().length - 1];
      BerCursor cursor = new BerCursor();
      for (int at = from; at < to && known.size() < MAX_OFFSETS; at++) {
        if ((file[at] & 0xE0) == 0x60) {
          cursor.over(file, at, to);
          if (cursor.next() && cursor.tag == tag) {
            entry(cursor.contentStart, cursor.contentEnd);
          }
        }
      }
    }

    private void entry(int from, int to) {
      Optional<byte[]> text = value(file, from, to, new Path(new int[] {offsetText}));
      Optional<byte[]> code = value(file, from, to, new Path(new int[] {offsetCode}));
      if (text.isPresent() && code.isPresent()) {
        zone(text.get()).ifPresent(zone -> known.putIfAbsent(number(code.get()), zone));
      }
    }

    private void offsets(int from, int to, int depth) {
      BerCursor cursor = new BerCursor();
      cursor.over(file, from, to);
      while (cursor.next()) {
        if (!cursor.constructed || cursor.tag != offsets.tags()[depth]) {
          continue;
        }
        if (depth + 1 < offsets.tags().length) {
          offsets(cursor.contentStart, cursor.contentEnd, depth + 1);
          continue;
        }
        entry(cursor.contentStart, cursor.contentEnd);
      }
    }

    /// Events, wherever they stand. What stands between events and is none is passed over when it
    /// is an event of another kind, and damage when it is not.
    private void collect(int from, int to, int depth) {
      boolean isList = holdsEvents(from, to);
      BerCursor cursor = new BerCursor();
      int at = from;
      while (at < to && found.size() < MAX_EVENTS) {
        cursor.over(file, at, to);
        if (!cursor.next()) {
          at = broken(cursor, at, to, depth, isList);
          continue;
        }
        boolean application = cursor.tagClass == BerCursor.APPLICATION && cursor.constructed;
        if (application && events.contains(cursor.tag)) {
          at = take(cursor.contentStart, cursor.contentEnd, at, cursor.at);
        } else if (isList) {
          at = other(application, at, cursor.at, to);
        } else if (application && depth < MAX_DEPTH) {
          at = inside(cursor.contentStart, cursor.contentEnd, cursor.at, to, depth);
        } else {
          at = nothing(at, cursor.at);
        }
      }
    }

    /// Reads an element that may hold events. Where it is damaged, its end is not believed.
    private int inside(int from, int to, int end, int outer, int depth) {
      int before = found.size();
      collect(from, to, depth + 1);
      int last = from;
      boolean damaged = false;
      for (Placed each : found.subList(before, found.size())) {
        damaged |= each.parsed() instanceof Parsed.Damaged;
        last = each.parsed() instanceof Parsed.Row ? each.end() : last;
      }
      int next = damaged ? nextEvent(last, outer) : outer;
      return next < outer ? next : end;
    }

    private boolean holdsEvents(int from, int to) {
      BerCursor cursor = new BerCursor();
      cursor.over(file, from, to);
      while (cursor.next()) {
        if (isEvent(cursor)) {
          return true;
        }
      }
      return !cursor.damage.isEmpty() && isEvent(cursor);
    }

    private boolean isEvent(BerCursor cursor) {
      return cursor.tagClass == BerCursor.APPLICATION
          && cursor.constructed
          && events.contains(cursor.tag);
    }

    private int take(int from, int to, int start, int end) {
      int swallowed = eventIn(from, to);
      if (swallowed < to) {
        found.add(new Placed(start, swallowed, new Parsed.Damaged(start, "length")));
        return swallowed;
      }
      Parsed event = event(file, from, to, start, known);
      found.add(new Placed(start, end, event));
      return event instanceof Parsed.Damaged ? nextEvent(start + 1, end) : end;
    }

    /// The first member of an event that is an event itself: then the length around is damaged.
    private int eventIn(int from, int to) {
      BerCursor cursor = new BerCursor();
      cursor.over(file, from, to);
      while (cursor.next()) {
        if (isEvent(cursor)) {
          return cursor.start;
        }
      }
      return to;
    }

    private int other(boolean application, int start, int end, int to) {
      if (!application) {
        found.add(new Placed(start, end, new Parsed.Damaged(start, "not-an-event")));
        return nextEvent(start + 1, to);
      }
      int inside = nextEvent(start + 1, end);
      found.add(
          new Placed(
              start,
              inside,
              inside < end
                  ? new Parsed.Damaged(start, "length")
                  : new Parsed.Ignored("another-event")));
      return inside;
    }

    /// A value, in which there should be no event.
    private int nothing(int start, int end) {
      int inside = nextEvent(start + 1, end);
      if (inside < end) {
        found.add(new Placed(start, inside, new Parsed.Damaged(start, "not-a-list")));
      }
      return inside;
    }

    private int broken(BerCursor cursor, int at, int to, int depth, boolean isList) {
      boolean opens = cursor.contentStart > at && cursor.constructed;
      if (opens && !isList && depth < MAX_DEPTH && cursor.damage.equals("truncated")) {
        collect(cursor.contentStart, to, depth + 1);
        return to;
      }
      found.add(new Placed(at, to, new Parsed.Damaged(at, cursor.damage)));
      return nextEvent(at + 1, to);
    }

    /// The next place that begins an event which is whole. What was searched in vain is not
    /// searched again.
    private int nextEvent(int from, int to) {
      if (from >= emptyFrom && to <= emptyTo) {
        return to;
      }
      BerCursor cursor = new BerCursor();
      for (int at = from; at < to; at++) {
        if ((file[at] & 0xE0) != 0x60) {
          continue;
        }
        cursor.over(file, at, to);
        if (cursor.next()
            && events.contains(cursor.tag)
            && event(file, cursor.contentStart, cursor.contentEnd, at, known)
                instanceof Parsed.Row) {
          return at;
        }
      }
      if (to - from > emptyTo - emptyFrom) {
        emptyFrom = from;
        emptyTo = to;
      }
      return to;
    }
  }

  private static Optional<ZoneOffset> zone(byte[] text) {
    try {
      return Optional.of(ZoneOffset.of(new String(text, StandardCharsets.US_ASCII)));
    } catch (DateTimeException e) {
      return Optional.empty();
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
