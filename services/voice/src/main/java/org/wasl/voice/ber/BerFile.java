package org.wasl.voice.ber;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

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
  public record Facts(Wrapping wrapping, long declared, long sequence, int lost, String source) {}

  /// Whether a report's format is one of these.
  public static boolean isFormat(String format) {
    return Arrays.stream(Wrapping.values()).anyMatch(each -> each.format().equals(format));
  }

  private static final int MAX_RECORD = 1 << 20;
  private static final int SHORTEST_HEADER = 52;
  private static final int BER_ENCODED = 1;

  private final byte[] bytes;
  private final BerCursor cursor = new BerCursor();
  private final GatewayRecord record = new GatewayRecord();

  public BerFile(byte[] bytes) {
    this.bytes = bytes;
  }

  /// What the file is, or nothing when it is none of these.
  public Optional<Facts> facts() {
    if (isCharging()) {
      return Optional.of(
          new Facts(
              Wrapping.TS_32_297,
              unsigned(18, 4),
              unsigned(22, 4),
              bytes[47] & 0xFF,
              HexFormat.of().formatHex(bytes, 27, 47)));
    }
    int first = skipFiller(0, bytes.length);
    if (first == bytes.length) {
      return Optional.empty();
    }
    int octet = bytes[first] & 0xFF;
    if (octet == 0x30) {
      return Optional.of(new Facts(Wrapping.CALL_EVENT_DATA_FILE, declaredInTrailer(), -1, 0, ""));
    }
    return octet >= 0xA0 && octet <= 0xBF
        ? Optional.of(new Facts(Wrapping.BARE, -1, -1, 0, ""))
        : Optional.empty();
  }

  /// A header of TS 32.297 begins with the length of the file and its own.
  private boolean isCharging() {
    if (bytes.length < SHORTEST_HEADER) {
      return false;
    }
    long header = unsigned(4, 4);
    boolean plausible = header >= SHORTEST_HEADER && header <= 4_096 && header <= bytes.length;
    long file = unsigned(0, 4);
    return plausible && (file == bytes.length || file == 0 || file == 0xFFFFFFFFL);
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
      case TS_32_297 -> charging((int) unsigned(4, 4), taking);
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
      if (at + 4 > bytes.length) {
        taking.damaged(at, at, "truncated");
        return;
      }
      int length = (int) unsigned(at, 2);
      int header = (bytes[at + 2] & 0xE0) == 0xE0 ? 5 : 4;
      int encoding = bytes[at + 3] >>> 5 & 7;
      int end = at + header + length;
      if (end > bytes.length) {
        taking.damaged(at, bytes.length, "truncated");
        return;
      }
      if (encoding == BER_ENCODED) {
        one(at + header, end, at, taking);
      } else {
        taking.damaged(at, at + 3, "encoding");
      }
      at = end;
    }
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

  private void wrapped(Taking taking) {
    int at = skipFiller(0, bytes.length);
    BerCursor outer = new BerCursor();
    outer.over(bytes, at, bytes.length);
    int from;
    int to;
    if (outer.next()) {
      from = outer.contentStart;
      to = outer.contentEnd;
    } else {
      // cut off: what is there is read, the tail is put aside with its place
      from = outer.contentStart;
      to = bytes.length;
      if (from <= at || from >= to) {
        taking.damaged(at, at, outer.damage);
        return;
      }
    }
    outer.over(bytes, from, to);
    while (outer.next()) {
      if (outer.tagClass == BerCursor.CONTEXT && outer.tag == 1) {
        bare(outer.contentStart, outer.contentEnd, taking);
      }
    }
    if (!outer.damage.isEmpty()) {
      boolean isRecords =
          outer.tagClass == BerCursor.CONTEXT && outer.tag == 1 && outer.contentStart > outer.start;
      if (isRecords) {
        bare(outer.contentStart, to, taking);
      } else {
        taking.damaged(outer.start, outer.start, outer.damage);
      }
    }
  }

  /// The trailer's count: element [2] of the wrapper, its member [4].
  private long declaredInTrailer() {
    BerCursor outer = new BerCursor();
    outer.over(bytes, skipFiller(0, bytes.length), bytes.length);
    if (!outer.next()) {
      return -1;
    }
    BerCursor parts = new BerCursor();
    parts.over(bytes, outer.contentStart, outer.contentEnd);
    while (parts.next()) {
      if (parts.tagClass == BerCursor.CONTEXT && parts.tag == 2) {
        BerCursor trailer = new BerCursor();
        trailer.over(bytes, parts.contentStart, parts.contentEnd);
        while (trailer.next()) {
          int length = trailer.contentEnd - trailer.contentStart;
          if (trailer.tagClass == BerCursor.CONTEXT && trailer.tag == 4 && length <= 8) {
            return unsigned(trailer.contentStart, length);
          }
        }
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
        continue;
      }
      int end = cursor.at;
      found(at, end, at, taking);
      at = end;
    }
  }

  /// After a damaged length: the next place that begins a record which is whole and holds a call.
  private int nextRecord(int from, int to) {
    for (int at = from; at < to; at++) {
      int tag = (bytes[at] & 0xFF) - 0xA0;
      if (tag >= 0 && tag < RecordTags.ALL.length) {
        cursor.over(bytes, at, to);
        boolean whole = cursor.next() && cursor.contentEnd - cursor.contentStart > 16;
        if (whole
            && record.read(bytes, RecordTags.ALL[tag], cursor.contentStart, cursor.contentEnd)) {
          return at;
        }
      }
    }
    return to;
  }

  private void one(int from, int end, int offset, Taking taking) {
    cursor.over(bytes, from, end);
    if (!cursor.next()) {
      taking.damaged(offset, from, cursor.damage.isEmpty() ? "empty" : cursor.damage);
      return;
    }
    if (cursor.at != end && skipFiller(cursor.at, end) != end) {
      taking.damaged(offset, cursor.at, "behind-the-record");
      return;
    }
    found(from, end, offset, taking);
  }

  /// Takes the record that the cursor found.
  private void found(int from, int end, int offset, Taking taking) {
    boolean isCall =
        cursor.tagClass == BerCursor.CONTEXT
            && cursor.constructed
            && cursor.tag < RecordTags.ALL.length
            && cursor.tag != RecordTags.Kind.ROAMING.tag;
    if (!isCall) {
      taking.other(cursor.tag, offset, end);
      return;
    }
    if (cursor.contentEnd - cursor.contentStart > MAX_RECORD) {
      taking.damaged(offset, from, "record-too-long");
      return;
    }
    RecordTags tags = RecordTags.ALL[cursor.tag];
    if (record.read(bytes, tags, cursor.contentStart, cursor.contentEnd)) {
      taking.call(record, offset, end);
    } else {
      taking.damaged(offset, record.damageAt, record.damage);
    }
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
