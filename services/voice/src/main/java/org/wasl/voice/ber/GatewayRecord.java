package org.wasl.voice.ber;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import org.wasl.voice.Leg;
import org.wasl.voice.Signalling;

/// The parts of one record of TS 32.298, read without garbage: numbers as digits in a long, times
/// as seconds, everything else as a place in the buffer. One instance is used again and again.
public final class GatewayRecord {
  /// A partial record of a long call (causeForTerm).
  public static final int PARTIAL = 1;

  public static final int PARTIAL_REESTABLISHED = 2;

  /// An attempt without an answer (causeForTerm).
  public static final int UNSUCCESSFUL = 3;

  /// International, national: types of number (3GPP TS 24.008 §10.5.4.7).
  public static final int INTERNATIONAL = 1;

  public static final int NATIONAL = 2;

  private static final long[] DAYS_BEFORE_MONTH = new long[13 * 100];

  static {
    for (int year = 0; year < 100; year++) {
      for (int month = 1; month <= 12; month++) {
        DAYS_BEFORE_MONTH[year * 13 + month] = LocalDate.of(2000 + year, month, 1).toEpochDay() - 1;
      }
    }
  }

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HALVES = 0x0F0F0F0F0F0F0F0FL;

  /// Of the eight octets of a time: year, month, day, sign, hours of the offset.
  private static final long DATE_AND_ZONE = 0xFFFF000000FFFFFFL;

  /// The last date and offset that were read, as they stood; at first none that is one.
  private long date = -1;

  private byte zoneMinutes;
  private long dateStart;

  private final BerCursor fields = new BerCursor();
  private final BerCursor inner = new BerCursor();
  private byte[] bytes = new byte[0];
  private int seen;

  private RecordTags.Kind kind = RecordTags.Kind.TRANSIT;

  /// Digits as a number, 0 when there are none.
  long calling;

  int callingDigits;
  int callingType;
  long called;
  int calledDigits;
  int calledType;

  /// Seconds since 1970, or [#NONE].
  long seizure;

  long answer;
  long release;
  long duration;
  int cause;
  int diagnostics;
  long sequence;
  int trunkInAt;
  int trunkInLength;
  int trunkOutAt;
  int trunkOutLength;
  boolean trunkInIsNumber;
  boolean trunkOutIsNumber;
  int referenceAt;
  int referenceLength;
  int entityAt;
  int entityLength;
  private int servedAt;
  private int servedLength;
  private int locationAt;
  private int locationLength;

  /// Stable code of what is wrong, and where.
  String damage = "";

  int damageAt;

  public static final long NONE = Long.MIN_VALUE;

  RecordTags.Kind kind() {
    return kind;
  }

  /// Reads the fields of a record.
  ///
  /// @return whether the record is whole and has what a call needs; otherwise [#damage] says why
  ///   not
  boolean read(byte[] buffer, RecordTags tags, int from, int to) {
    clear(buffer, tags);
    int at = from;
    while (at < to) {
      int first = buffer[at];
      int length = at + 1 < to ? buffer[at + 1] : -1;
      // a context tag of one octet and a length of one, as nearly all are
      boolean isShort =
          (first & 0xC0) == 0x80 && (first & 0x1F) != 0x1F && length >= 0 && length <= to - at - 2;
      int tag = first & 0x1F;
      int start = at + 2;
      int end = start + length;
      if (!isShort) {
        fields.over(buffer, at, to);
        if (!fields.next()) {
          return damaged(fields.damage, fields.start);
        }
        tag = fields.tagClass == BerCursor.CONTEXT ? fields.tag : -1;
        start = fields.contentStart;
        end = fields.contentEnd;
      }
      int field = tag < 0 ? -1 : tags.fieldOf(tag);
      if (field >= 0) {
        int bit = 1 << field;
        if ((seen & bit) != 0) {
          return damaged("repeated-tag", at);
        }
        seen |= bit;
        if (!take(field, start, end)) {
          return false;
        }
      }
      at = isShort ? end : fields.at;
    }
    return complete(from);
  }

  private void clear(byte[] buffer, RecordTags tags) {
    bytes = buffer;
    kind = tags.kind();
    seen = 0;
    calling = 0;
    callingDigits = 0;
    callingType = 0;
    called = 0;
    calledDigits = 0;
    seizure = NONE;
    answer = NONE;
    release = NONE;
    duration = NONE;
    sequence = NONE;
    cause = 0;
    diagnostics = 0;
    trunkInLength = 0;
    trunkOutLength = 0;
    referenceLength = 0;
    entityLength = 0;
    servedLength = 0;
    locationLength = 0;
    damage = "";
  }

  private boolean complete(int from) {
    if (calledDigits == 0) {
      return damaged("no-called-number", from);
    }
    if (isAnswered() ? duration == NONE : seizure == NONE && release == NONE) {
      return damaged(isAnswered() ? "no-duration" : "no-time", from);
    }
    return true;
  }

  /// Whether there was an answer.
  public boolean isAnswered() {
    return answer != NONE && cause != UNSUCCESSFUL;
  }

  /// Answer time, or the time of the attempt.
  public long time() {
    return isAnswered() ? answer : seizure == NONE ? release : seizure;
  }

  /// Whether it is a part of a longer call.
  public boolean isPartial() {
    return cause == PARTIAL || cause == PARTIAL_REESTABLISHED || sequence != NONE;
  }

  private boolean take(int field, int from, int to) {
    return switch (field) {
      case RecordTags.CALLING -> number(from, to, false);
      case RecordTags.CALLED -> number(from, to, true);
      case RecordTags.SEIZURE -> (seizure = time(from, to)) != NONE;
      case RecordTags.ANSWER -> (answer = time(from, to)) != NONE;
      case RecordTags.RELEASE -> (release = time(from, to)) != NONE;
      case RecordTags.DURATION -> {
        duration = integer(from, to);
        yield duration >= 0 || damaged("duration", from);
      }
      case RecordTags.CAUSE -> {
        cause = (int) Math.clamp(integer(from, to), -1, 1 << 20);
        yield cause >= 0 || damaged("cause", from);
      }
      case RecordTags.SEQUENCE -> {
        sequence = integer(from, to);
        yield sequence >= 0 || damaged("sequence", from);
      }
      case RecordTags.TRUNK_IN, RecordTags.TRUNK_OUT -> trunk(field, from, to);
      case RecordTags.DIAGNOSTICS -> diagnostics(from, to);
      case RecordTags.REFERENCE -> {
        referenceAt = from;
        referenceLength = to - from;
        yield true;
      }
      case RecordTags.ENTITY -> {
        entityAt = from;
        entityLength = to - from;
        yield true;
      }
      case RecordTags.SERVED -> {
        servedAt = from;
        servedLength = to - from;
        yield true;
      }
      case RecordTags.LOCATION -> {
        locationAt = from;
        locationLength = to - from;
        yield true;
      }
      default -> true;
    };
  }

  /// An integer of any length up to eight octets, padded or not.
  ///
  /// @return -1 when it is none, or negative
  private long integer(int from, int to) {
    if (to - from < 1 || to - from > 8) {
      return -1;
    }
    long value = bytes[from];
    for (int i = from + 1; i < to; i++) {
      value = value << 8 | bytes[i] & 0xFF;
    }
    return value;
  }

  /// Type and plan of the number, perhaps an octet of presentation, then two digits an octet, the
  /// low half first; `F` fills.
  private boolean number(int from, int to, boolean isCalled) {
    if (to <= from) {
      return !isCalled || damaged("called-number", from);
    }
    int type = bytes[from] >>> 4 & 7;
    int at = bytes[from] < 0 ? from + 1 : from + 2;
    if (to - at > 9) {
      return damaged(isCalled ? "called-number" : "calling-number", from);
    }
    int digits = 2 * Math.max(0, to - at) - (at < to && (bytes[to - 1] & 0xF0) == 0xF0 ? 1 : 0);
    // an octet of nothing but filler at the end
    digits -= at < to && bytes[to - 1] == -1 ? 1 : 0;
    long value = 0;
    if (digits <= 16 && at + 8 <= bytes.length) {
      long decimals = Long.reverseBytes((long) LONG.get(bytes, at));
      decimals = (decimals & HALVES) << 4 | decimals >>> 4 & HALVES;
      decimals = digits == 0 ? 0 : decimals >>> 64 - 4 * digits;
      value = Bcd.isDecimal(decimals) ? Bcd.value(decimals) : -1;
    } else {
      value = slowly(at, digits);
    }
    if (value < 0) {
      return damaged(isCalled ? "called-number" : "calling-number", noDigit(at, digits));
    }
    if (isCalled) {
      called = value;
      calledDigits = digits;
      calledType = type;
    } else {
      calling = value;
      callingDigits = digits;
      callingType = type;
    }
    return true;
  }

  private int digit(int at, int place) {
    return bytes[at + place / 2] >>> 4 * (place & 1) & 15;
  }

  private long slowly(int at, int digits) {
    long value = 0;
    for (int i = 0; i < digits; i++) {
      if (digit(at, i) > 9) {
        return -1;
      }
      value = value * 10 + digit(at, i);
    }
    return value;
  }

  /// The place of the first half octet that is no digit.
  private int noDigit(int at, int digits) {
    int place = 0;
    while (place < digits && digit(at, place) <= 9) {
      place++;
    }
    return at + place / 2;
  }

  /// `YYMMDDhhmmss` in BCD, the sign as a character, `hhmm` of the offset in BCD.
  private long time(int from, int to) {
    if (to - from != 9) {
      damaged("time", from);
      return NONE;
    }
    long word = (long) LONG.get(bytes, from);
    if ((word & DATE_AND_ZONE) != date || bytes[from + 8] != zoneMinutes) {
      if (!date(from)) {
        damaged("time", from);
        return NONE;
      }
      date = word & DATE_AND_ZONE;
      zoneMinutes = bytes[from + 8];
    }
    int hour = Bcd.octet((byte) (word >>> 24));
    int minute = Bcd.octet((byte) (word >>> 32));
    int second = Bcd.octet((byte) (word >>> 40));
    if ((hour | minute | second) < 0 || hour > 23 || minute > 59 || second > 59) {
      damaged("time", from);
      return NONE;
    }
    return dateStart + hour * 3_600 + minute * 60 + second;
  }

  /// Sets [#dateStart] from the date and the offset, which are alike in most records of a file.
  private boolean date(int from) {
    int year = Bcd.octet(bytes[from]);
    int month = Bcd.octet(bytes[from + 1]);
    int day = Bcd.octet(bytes[from + 2]);
    int hours = Bcd.octet(bytes[from + 7]);
    int minutes = Bcd.octet(bytes[from + 8]);
    byte sign = bytes[from + 6];
    boolean good =
        (year | month | day | hours | minutes) >= 0
            && month >= 1
            && month <= 12
            && day >= 1
            && day <= lengthOfMonth(year, month)
            && hours * 60 + minutes <= 18 * 60
            && (sign == '+' || sign == '-');
    if (!good) {
      return false;
    }
    int offset = (hours * 60 + minutes) * 60;
    dateStart =
        (DAYS_BEFORE_MONTH[year * 13 + month] + day) * 86_400L - (sign == '-' ? -offset : offset);
    return true;
  }

  private static int lengthOfMonth(int year, int month) {
    return switch (month) {
      case 2 -> year % 4 == 0 ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  /// A choice of a number and a name.
  private boolean trunk(int field, int from, int to) {
    boolean isShort = to - from >= 2 && bytes[from + 1] == to - from - 2;
    int first = isShort ? bytes[from] & 0xDF : 0;
    int start = from + 2;
    int end = to;
    boolean isNumber = first == 0x80;
    if (!isNumber && first != 0x81) {
      inner.over(bytes, from, to);
      if (!inner.next() || inner.tagClass != BerCursor.CONTEXT || inner.tag > 1) {
        return damaged("trunk", from);
      }
      start = inner.contentStart;
      end = inner.contentEnd;
      isNumber = inner.tag == 0;
    }
    int length = end - start;
    if (length < 1 || length > (isNumber ? 8 : 32)) {
      return damaged("trunk", from);
    }
    if (field == RecordTags.TRUNK_IN) {
      trunkInAt = start;
      trunkInLength = length;
      trunkInIsNumber = isNumber;
    } else {
      trunkOutAt = start;
      trunkOutLength = length;
      trunkOutIsNumber = isNumber;
    }
    return true;
  }

  /// A choice of whose causes; the Q.850 cause under [2] is kept, others are passed over.
  private boolean diagnostics(int from, int to) {
    inner.over(bytes, from, to);
    if (inner.next() && inner.tagClass == BerCursor.CONTEXT && inner.tag == 2) {
      long value = integer(inner.contentStart, inner.contentEnd);
      diagnostics = value >= 1 && value <= 127 ? (int) value : 0;
    }
    return true;
  }

  private boolean damaged(String what, int at) {
    damage = what;
    damageAt = at;
    return false;
  }

  /// The name of the trunk group by which the call crossed: incoming for an incoming gateway, else
  /// outgoing; the other where that one is missing.
  public String trunk() {
    boolean incoming =
        kind == RecordTags.Kind.INCOMING_GATEWAY ? trunkInLength > 0 : trunkOutLength == 0;
    return incoming
        ? name(trunkInAt, trunkInLength, trunkInIsNumber)
        : name(trunkOutAt, trunkOutLength, trunkOutIsNumber);
  }

  private String name(int at, int length, boolean isNumber) {
    if (length == 0) {
      return "";
    }
    return isNumber
        ? Long.toString(integer(at, at + length))
        : new String(bytes, at, length, StandardCharsets.US_ASCII).strip();
  }

  /// The calling number as a switch would print it: `+` before an international one, `trunkPrefix`
  /// before a national one.
  public String callingText(String trunkPrefix) {
    return text(calling, callingDigits, callingType, trunkPrefix);
  }

  /// The called number likewise.
  public String calledText(String trunkPrefix) {
    return text(called, calledDigits, calledType, trunkPrefix);
  }

  private static String text(long number, int digits, int type, String trunkPrefix) {
    if (digits == 0) {
      return "";
    }
    String text = Long.toString(number);
    String padded = "0".repeat(digits - text.length()) + text;
    return switch (type) {
      case INTERNATIONAL -> "+" + padded;
      case NATIONAL -> trunkPrefix + padded;
      default -> padded;
    };
  }

  public long duration() {
    return duration;
  }

  public int cause() {
    return cause;
  }

  /// What the record says besides what is priced. A transit record has a trunk group on both sides
  /// and says no direction; alerting is in no record of these kinds.
  public Signalling signalling() {
    Signalling.Direction direction =
        switch (kind) {
          case INCOMING_GATEWAY -> Signalling.Direction.INCOMING;
          case OUTGOING_GATEWAY -> Signalling.Direction.OUTGOING;
          case TRANSIT, MOBILE_ORIGINATED, MOBILE_TERMINATED, ROAMING ->
              Signalling.Direction.UNRECORDED;
        };
    return Signalling.of(direction, diagnostics, 0, ringing(), -1);
  }

  private long ringing() {
    long end = isAnswered() ? answer : release;
    return seizure == NONE || end == NONE ? -1 : end - seizure;
  }

  public long sequence() {
    return sequence;
  }

  /// What parts of one call share: the switch, its reference, the calling number.
  public String reference() {
    return new String(bytes, entityAt, entityLength, StandardCharsets.ISO_8859_1)
        + "/"
        + new String(bytes, referenceAt, referenceLength, StandardCharsets.ISO_8859_1)
        + "/"
        + calling;
  }

  /// Where the subscriber's own network wrote it: it is a leg of a call, and no call between two
  /// networks. Absent for all other kinds.
  public Optional<Leg.Point> mobilePoint() {
    return switch (kind) {
      case MOBILE_ORIGINATED -> Optional.of(Leg.Point.MOBILE_OUT);
      case MOBILE_TERMINATED -> Optional.of(Leg.Point.MOBILE_IN);
      case ROAMING, INCOMING_GATEWAY, OUTGOING_GATEWAY, TRANSIT -> Optional.empty();
    };
  }

  /// The number of the calling subscriber, who is the one served where the record names no other.
  public String originText(String trunkPrefix) {
    boolean isServed = callingDigits == 0 && servedLength > 0;
    if (isServed && !number(servedAt, servedAt + servedLength, false)) {
      callingDigits = 0;
      damage = "";
    }
    return callingText(trunkPrefix);
  }

  /// An opaque id of the area and cell (locationAreaCode [0], cellId [1]), the same whenever both
  /// are; 0 where the record names none.
  public int cell() {
    inner.over(bytes, locationAt, locationAt + locationLength);
    long area = -1;
    long cell = -1;
    while (inner.next()) {
      boolean isValue = inner.tagClass == BerCursor.CONTEXT && !inner.constructed;
      long value = isValue ? unsigned(inner.contentStart, inner.contentEnd) : -1;
      area = isValue && inner.tag == 0 ? value : area;
      cell = isValue && inner.tag == 1 ? value : cell;
    }
    long mixed = (area << 32 ^ cell) * 0x9E3779B97F4A7C15L;
    return area < 0 || cell < 0 ? 0 : Math.max(1, (int) (mixed >>> 33));
  }

  /// Up to four octets; -1 for more, or none.
  private long unsigned(int from, int to) {
    long value = to - from < 1 || to - from > 4 ? -1 : 0;
    for (int i = from; value >= 0 && i < to; i++) {
      value = value << 8 | bytes[i] & 0xFF;
    }
    return value;
  }

  /// The address of the recording switch, as digits; empty where the record has none.
  public String entity() {
    StringBuilder digits = new StringBuilder();
    for (int i = 2; i < 2 * Math.min(entityLength, 9); i++) {
      int digit = digit(entityAt, i);
      if (digit > 9) {
        break;
      }
      digits.append(digit);
    }
    return digits.toString();
  }

  public boolean isGateway() {
    return kind.isGateway();
  }
}
