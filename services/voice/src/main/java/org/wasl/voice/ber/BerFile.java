package org.wasl.voice.ber;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Walks the records of a file: of 3GPP TS 32.297 (file and record headers), a vendor's wrapper (a
/// sequence of header, records and trailer), or bare records one after the other, with 0x00 and
/// 0xFF between them. Damage to one record does not end the file where its length still tells the
/// next.
public final class BerFile {
  /// How the records lie in the file.
  public enum Wrapping {
    TS_32_297("ts-32297/1"),
    CALL_EVENT_DATA_FILE("call-event-data-file/1"),
    BARE("ts-32298/1");

    private final String format;

    Wrapping(String format) {
      this.format = format;
    }

    /// Name and version of the mapping.
    public String format() {
      return format;
    }
  }

  /// What becomes of each record.
  public interface Taking {
    /// @param offset of the record in the file, `end` behind it
    void call(GatewayRecord call, int offset, int end);

    /// A record that holds no call: messages, services.
    void other(int tag, int offset, int end);

    /// @param offset of the record, `at` the place of the damage
    void damaged(int offset, int at, String reason);
  }

  /// What the file says of itself.
  ///
  /// @param declared how many records, -1 where it does not say
  /// @param sequence number of the file, -1 where it does not say
  /// @param lost what the header says of lost records, 0 for none
  /// @param source address of the node that wrote it, hexadecimal; empty where it does not say
  /// @param flaws of the file itself, by their place
  public record Facts(
      Wrapping wrapping,
      long declared,
      long sequence,
      int lost,
      String source,
      SortedMap<Integer, String> flaws) {}

  /// Whether a report's format is one of these.
  public static boolean isFormat(String format) {
    return Arrays.stream(Wrapping.values()).anyMatch(each -> each.format().equals(format));
  }

  private static final int MAX_RECORD = 1 << 20;
  private static final int SHORTEST_HEADER = 52;
  private static final int MAX_HEADER = 4_096;
  private static final int BER_ENCODED = 1;

  /// File closure reasons from here on are errors (TS 32.297 §6.1.1).
  private static final int CLOSED_BY_ERROR = 129;

  private final byte[] bytes;
  private final BerCursor cursor = new BerCursor();

  /// Looks without moving on.
  private final BerCursor probe = new BerCursor();

  private final GatewayRecord record = new GatewayRecord();

  public BerFile(byte[] bytes) {
    this.bytes = bytes;
  }

  /// What the file is, or nothing when it is none of these. One damaged octet of a header does not
  /// hide what the file is.
  public Optional<Facts> facts() {
    SortedMap<Integer, String> flaws = new TreeMap<>();
    if (chargingHeader(flaws) > 0) {
      if ((bytes[26] & 0xFF) >= CLOSED_BY_ERROR) {
        flaws.put(26, "closed-by-error");
      }
      return Optional.of(
          new Facts(
              Wrapping.TS_32_297,
              unsigned(18, 4),
              unsigned(22, 4),
              bytes[47] & 0xFF,
              HexFormat.of().formatHex(bytes, 27, 47),
              flaws));
    }
    int first = skipFiller(0, bytes.length);
    if (first == bytes.length) {
      return Optional.empty();
    }
    boolean isSequence = bytes[first] == 0x30;
    if (isSequence || isWrapper(first)) {
      if (!isSequence) {
        flaws.put(first, "first-octet");
      }
      return Optional.of(
          new Facts(Wrapping.CALL_EVENT_DATA_FILE, declaredInTrailer(), -1, 0, "", flaws));
    }
    int octet = bytes[first] & 0xFF;
    return octet >= 0xA0 && octet <= 0xBF || nextRecord(first, bytes.length) < bytes.length
        ? Optional.of(new Facts(Wrapping.BARE, -1, -1, 0, "", flaws))
        : Optional.empty();
  }

  /// The length of a header of TS 32.297, which begins with the length of the file and its own;
  /// where one of both is damaged, or the file is cut off, the other and the records tell.
  ///
  /// @return 0 where it is no such file
  private int chargingHeader(SortedMap<Integer, String> flaws) {
    if (bytes.length < SHORTEST_HEADER) {
      return 0;
    }
    long file = unsigned(0, 4);
    boolean isWhole = file == bytes.length || file == 0 || file == 0xFFFFFFFFL;
    int declared = (int) Math.clamp(unsigned(4, 4), 0, 1 << 20);
    int counted = countedHeader();
    boolean isPlausible =
        declared >= SHORTEST_HEADER && declared <= MAX_HEADER && declared <= bytes.length;
    boolean isRight = isPlausible && (isCharged(declared) || declared == counted);
    if (isRight) {
      if (!isWhole) {
        flaws.put(0, "file-length");
      }
      return declared;
    }
    // two more octets where a release needs them
    for (int header = counted; isWhole && header <= counted + 2; header++) {
      if (isCharged(header)) {
        flaws.put(4, "header-length");
        return header;
      }
    }
    return isPlausible && isWhole ? declared : 0;
  }

  /// The length of the header by what stands in it: fixed parts, then a filter and an extension,
  /// each behind its length.
  private int countedHeader() {
    long filter = unsigned(48, 2);
    long extension = 50 + filter + 2 <= bytes.length ? unsigned(50 + (int) filter, 2) : MAX_HEADER;
    return (int) Math.min(SHORTEST_HEADER + filter + extension, MAX_HEADER);
  }

  /// Whether a record with its header begins here, which is as long as the header says.
  private boolean isCharged(int at) {
    int from = at + headerOf(at);
    if (from >= bytes.length || bytes[at + 3] >>> 5 != BER_ENCODED) {
      return false;
    }
    int end = from + (int) unsigned(at, 2);
    if (end > bytes.length || (bytes[from] & 0xE0) != 0xA0) {
      return false;
    }
    probe.over(bytes, from, end);
    return probe.next() && probe.at == end;
  }

  /// Four octets, or five with one more for the release.
  private int headerOf(int at) {
    return at + 4 <= bytes.length && (bytes[at + 2] & 0xE0) == 0xE0 ? 5 : 4;
  }

  /// Whether an element holds records: a member [1] of elements that are records.
  private boolean isWrapper(int at) {
    BerCursor outer = new BerCursor();
    outer.over(bytes, at, bytes.length);
    if (!outer.next() || skipFiller(outer.at, bytes.length) < bytes.length) {
      return false;
    }
    BerCursor parts = new BerCursor();
    parts.over(bytes, outer.contentStart, outer.contentEnd);
    while (parts.next()) {
      if (isRecords(parts)) {
        probe.over(bytes, parts.contentStart, parts.contentEnd);
        return probe.next() && probe.constructed && probe.tagClass == BerCursor.CONTEXT;
      }
    }
    return false;
  }

  private static boolean isRecords(BerCursor part) {
    return part.tagClass == BerCursor.CONTEXT && part.constructed && part.tag == 1;
  }

  private long unsigned(int at, int octets) {
    long value = 0;
    for (int i = 0; i < octets; i++) {
      value = value << 8 | bytes[at + i] & 0xFF;
    }
    return value;
  }

  /// @throws IllegalStateException when [#facts()] finds nothing
  public void walk(Taking taking) {
    Facts facts = facts().orElseThrow(() -> new IllegalStateException("not a file of records"));
    switch (facts.wrapping()) {
      case TS_32_297 -> charging(chargingHeader(new TreeMap<>()), taking);
      case CALL_EVENT_DATA_FILE -> wrapped(taking);
      case BARE -> bare(0, bytes.length, taking);
    }
  }

  /// Records with headers of four or five octets, which tell where the next begins.
  private void charging(int from, Taking taking) {
    int at = from;
    while (at < bytes.length) {
      if (isFiller(at)) {
        at = skipFiller(at, bytes.length);
        continue;
      }
      int header = headerOf(at);
      int start = at + header;
      int end = at + 4 > bytes.length ? bytes.length + 1 : start + (int) unsigned(at, 2);
      if (end > bytes.length) {
        taking.damaged(at, bytes.length, "truncated");
        at = nextCharged(at + 1);
        continue;
      }
      boolean isBer = (bytes[at + 3] >>> 5 & 7) == BER_ENCODED;
      cursor.over(bytes, start, end);
      boolean fits =
          isBer
              && cursor.next()
              && (cursor.at == end || skipFiller(cursor.at, end) == end)
              && isRecord();
      if (fits) {
        found(end, at, taking);
        at = end;
      } else {
        taking.damaged(at, isBer ? Math.max(start, cursor.at) : at + 3, flaw(isBer, start));
        at = afterDamage(at, start, end);
      }
    }
  }

  private String flaw(boolean isBer, int start) {
    if (!isBer) {
      return "encoding";
    }
    if (!cursor.damage.isEmpty()) {
      return cursor.damage;
    }
    return cursor.at == start ? "empty" : isRecord() ? "behind-the-record" : "not-a-record";
  }

  /// Where reading goes on: behind the record by the length in its header, or by its own, whichever
  /// leads to a record; else where the next one is found.
  private int afterDamage(int at, int start, int end) {
    if (leads(end)) {
      return end;
    }
    probe.over(bytes, start, bytes.length);
    boolean whole = probe.next();
    int own = probe.at;
    return whole && leads(own) ? own : nextCharged(at + 1);
  }

  private boolean leads(int at) {
    return at == bytes.length || isFiller(at) || isCharged(at);
  }

  private int nextCharged(int from) {
    for (int at = from; at < bytes.length; at++) {
      if (isCharged(at) && isCall(at + headerOf(at), at + headerOf(at) + (int) unsigned(at, 2))) {
        return at;
      }
    }
    return bytes.length;
  }

  /// Whether what the cursor found is of the choice of call event records.
  private boolean isRecord() {
    return cursor.tagClass == BerCursor.CONTEXT && cursor.constructed;
  }

  /// A record header that begins with 0x0000 or 0xFFFF is none: no record is empty, none so long.
  private boolean isFiller(int at) {
    byte octet = bytes[at];
    return (octet == 0 || octet == (byte) 0xFF)
        && (at + 1 == bytes.length || bytes[at + 1] == octet);
  }

  private int skipFiller(int from, int to) {
    int at = from;
    while (at < to && (bytes[at] == 0 || bytes[at] == (byte) 0xFF)) {
      at++;
    }
    return at;
  }

  /// One wrapper after the other, perhaps filled up to whole blocks.
  private void wrapped(Taking taking) {
    int at = skipFiller(0, bytes.length);
    boolean first = true;
    while (at < bytes.length) {
      if (!first && bytes[at] != 0x30) {
        bare(at, bytes.length, taking);
        return;
      }
      first = false;
      at = skipFiller(wrapper(at, taking), bytes.length);
    }
  }

  /// Reads one wrapper. Where its own length does not lead to another or to the end, it is not
  /// believed.
  ///
  /// @return where the next one begins
  private int wrapper(int at, Taking taking) {
    BerCursor outer = new BerCursor();
    outer.over(bytes, at, bytes.length);
    boolean whole = outer.next();
    int from = outer.contentStart;
    if (!whole && (from <= at || from >= bytes.length)) {
      taking.damaged(at, at, outer.damage);
      return resume(at + 1, taking);
    }
    int behind = whole ? skipFiller(outer.at, bytes.length) : bytes.length;
    boolean believed = whole && (behind == bytes.length || bytes[behind] == 0x30);
    if (!believed) {
      taking.damaged(at, at, whole ? "length" : outer.damage);
    }
    int to = believed ? outer.contentEnd : bytes.length;
    BerCursor parts = new BerCursor();
    parts.over(bytes, from, to);
    boolean isRead = false;
    while (parts.next()) {
      if (isRecords(parts) && !isRead) {
        bare(parts.contentStart, parts.contentEnd, taking);
        isRead = true;
      } else if (isRead ? !isTail(parts) : !isHead(parts)) {
        break;
      }
    }
    if (parts.damage.isEmpty() && isRead && parts.at >= to) {
      return believed ? outer.at : bytes.length;
    }
    if (isRecords(parts) && !isRead && parts.contentStart > parts.start) {
      bare(parts.contentStart, to, taking);
    } else {
      String reason = parts.damage.isEmpty() ? "no-records" : parts.damage;
      taking.damaged(parts.start, parts.start, reason);
      bare(nextRecord(isRead ? parts.start : from, to), to, taking);
    }
    return believed ? outer.at : bytes.length;
  }

  private int resume(int from, Taking taking) {
    bare(nextRecord(from, bytes.length), bytes.length, taking);
    return bytes.length;
  }

  private static boolean isHead(BerCursor part) {
    return part.tagClass == BerCursor.CONTEXT && part.tag == 0;
  }

  private static boolean isTail(BerCursor part) {
    return part.tagClass == BerCursor.CONTEXT && (part.tag == 2 || part.tag == 3);
  }

  /// The trailers' count: element [2] of each wrapper, its member [4].
  private long declaredInTrailer() {
    BerCursor outer = new BerCursor();
    long declared = -1;
    int at = skipFiller(0, bytes.length);
    while (at < bytes.length) {
      outer.over(bytes, at, bytes.length);
      if (!outer.next()) {
        return -1;
      }
      BerCursor parts = new BerCursor();
      parts.over(bytes, outer.contentStart, outer.contentEnd);
      while (parts.next()) {
        if (parts.tagClass == BerCursor.CONTEXT && parts.tag == 2) {
          long one = countIn(parts);
          declared = one < 0 ? declared : Math.max(0, declared) + one;
        }
      }
      at = skipFiller(outer.at, bytes.length);
    }
    return declared;
  }

  private long countIn(BerCursor part) {
    BerCursor trailer = new BerCursor();
    trailer.over(bytes, part.contentStart, part.contentEnd);
    while (trailer.next()) {
      int length = trailer.contentEnd - trailer.contentStart;
      if (trailer.tagClass == BerCursor.CONTEXT && trailer.tag == 4 && length <= 7) {
        return unsigned(trailer.contentStart, length);
      }
    }
    return -1;
  }

  private void bare(int from, int to, Taking taking) {
    int at = from;
    while (at < to) {
      at = skipFiller(at, to);
      if (at >= to) {
        return;
      }
      cursor.over(bytes, at, to);
      if (!cursor.next()) {
        taking.damaged(at, at, cursor.damage);
        at = nextRecord(at + 1, to);
      } else if (!isRecord()) {
        taking.damaged(at, at, "not-a-record");
        at = nextRecord(at + 1, to);
      } else {
        at = element(at, cursor.at, taking);
      }
    }
  }

  /// Takes the record that the cursor found, whose own length is all that tells where the next
  /// begins: where it holds no call, but a record that does, its length is damaged.
  private int element(int at, int end, Taking taking) {
    if (cursor.tag < RecordTags.ALL.length) {
      return found(end, at, taking) ? end : nextRecord(at + 1, end);
    }
    int tag = cursor.tag;
    int inside = nextRecord(at + 1, end);
    if (inside < end) {
      taking.damaged(at, at, "length");
    } else {
      taking.other(tag, at, end);
    }
    return inside;
  }

  /// After a damaged length: the next place that begins a record which is whole and holds a call.
  private int nextRecord(int from, int to) {
    for (int at = from; at < to; at++) {
      if (isCall(at, to)) {
        return at;
      }
    }
    return to;
  }

  private boolean isCall(int at, int to) {
    int tag = at < to ? (bytes[at] & 0xFF) - 0xA0 : -1;
    if (tag < 0 || tag >= RecordTags.ALL.length) {
      return false;
    }
    probe.over(bytes, at, to);
    return probe.next()
        && probe.contentEnd - probe.contentStart > 16
        && record.read(bytes, RecordTags.ALL[tag], probe.contentStart, probe.contentEnd);
  }

  /// Takes the record that the cursor found.
  ///
  /// @return whether it is whole
  private boolean found(int end, int offset, Taking taking) {
    if (cursor.tag >= RecordTags.ALL.length) {
      taking.other(cursor.tag, offset, end);
      return true;
    }
    if (cursor.contentEnd - cursor.contentStart > MAX_RECORD) {
      taking.damaged(offset, cursor.start, "record-too-long");
      return false;
    }
    RecordTags tags = RecordTags.ALL[cursor.tag];
    if (record.read(bytes, tags, cursor.contentStart, cursor.contentEnd)) {
      taking.call(record, offset, end);
      return true;
    }
    taking.damaged(offset, record.damageAt, record.damage);
    return false;
  }

  /// The bytes of one record with its header, by its number from 1; empty when there is none.
  public byte[] record(int number) {
    Finding finding = new Finding(number);
    walk(finding);
    return Arrays.copyOfRange(bytes, finding.from, finding.to);
  }

  /// Counts records until one is found.
  private static final class Finding implements Taking {
    private final int number;
    private int count;
    private int from;
    private int to;

    Finding(int number) {
      this.number = number;
    }

    @Override
    public void call(GatewayRecord call, int offset, int end) {
      count(offset, end);
    }

    @Override
    public void other(int tag, int offset, int end) {
      count(offset, end);
    }

    @Override
    public void damaged(int offset, int at, String reason) {
      count(offset, at);
    }

    private void count(int offset, int end) {
      if (++count == number) {
        from = offset;
        to = Math.max(offset, end);
      }
    }
  }
}
