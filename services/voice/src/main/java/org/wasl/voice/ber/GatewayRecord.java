package org.wasl.voice.ber;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

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
    fields.over(buffer, from, to);
    while (fields.next()) {
      int field = fields.tagClass == BerCursor.CONTEXT ? tags.fieldOf(fields.tag) : -1;
      if (field < 0) {
        continue;
      }
      int bit = 1 << field;
      if ((seen & bit) != 0) {
        return damaged("repeated-tag", fields.start);
      }
      seen |= bit;
      if (!take(field, fields.contentStart, fields.contentEnd)) {
        return false;
      }
    }
    if (!fields.damage.isEmpty()) {
      return damaged(fields.damage, fields.start);
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
    long value = 0;
    int digits = 0;
    for (; at < to; at++) {
      int low = bytes[at] & 15;
      int high = bytes[at] >>> 4 & 15;
      if (low > 9) {
        if (low == 15 && high == 15 && at == to - 1) {
          break;
        }
        return damaged(isCalled ? "called-number" : "calling-number", at);
      }
      value = value * 10 + low;
      digits++;
      if (high > 9) {
        if (high == 15 && at == to - 1) {
          break;
        }
        return damaged(isCalled ? "called-number" : "calling-number", at);
      }
      value = value * 10 + high;
      digits++;
    }
    if (digits > 18) {
      return damaged(isCalled ? "called-number" : "calling-number", from);
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

  /// `YYMMDDhhmmss` in BCD, the sign as a character, `hhmm` of the offset in BCD.
  private long time(int from, int to) {
    if (to - from != 9) {
      damaged("time", from);
      return NONE;
    }
    int year = bcd(bytes[from]);
    int month = bcd(bytes[from + 1]);
    int day = bcd(bytes[from + 2]);
    int hour = bcd(bytes[from + 3]);
    int minute = bcd(bytes[from + 4]);
    int second = bcd(bytes[from + 5]);
    int offset = bcd(bytes[from + 7]) * 60 + bcd(bytes[from + 8]);
    byte sign = bytes[from + 6];
    boolean good =
        (year | month | day | hour | minute | second) >= 0
            && bcd(bytes[from + 7]) >= 0
            && bcd(bytes[from + 8]) >= 0
            && month >= 1
            && month <= 12
            && day >= 1
            && hour < 24
            && minute < 60
            && second < 60
            && offset <= 18 * 60
            && (sign == '+' || sign == '-');
    if (!good || day > lengthOfMonth(year, month)) {
      damaged("time", from);
      return NONE;
    }
    long days = DAYS_BEFORE_MONTH[year * 13 + month] + day;
    long local = days * 86_400L + hour * 3_600 + minute * 60 + second;
    return local - (sign == '-' ? -offset : offset) * 60L;
  }

  private static int lengthOfMonth(int year, int month) {
    return switch (month) {
      case 2 -> year % 4 == 0 ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  private static int bcd(byte octet) {
    int high = octet >>> 4 & 15;
    int low = octet & 15;
    return high > 9 || low > 9 ? -1 : high * 10 + low;
  }

  /// A choice of a number and a name.
  private boolean trunk(int field, int from, int to) {
    inner.over(bytes, from, to);
    if (!inner.next() || inner.tagClass != BerCursor.CONTEXT || inner.tag > 1) {
      return damaged("trunk", from);
    }
    int length = inner.contentEnd - inner.contentStart;
    boolean isNumber = inner.tag == 0;
    if (length < 1 || length > (isNumber ? 8 : 32)) {
      return damaged("trunk", from);
    }
    if (field == RecordTags.TRUNK_IN) {
      trunkInAt = inner.contentStart;
      trunkInLength = length;
      trunkInIsNumber = isNumber;
    } else {
      trunkOutAt = inner.contentStart;
      trunkOutLength = length;
      trunkOutIsNumber = isNumber;
    }
    return true;
  }

  /// A choice of whose causes; the Q.850 cause under [2] is kept, others are passed over.
  private boolean diagnostics(int from, int to) {
    inner.over(bytes, from, to);
    if (inner.next() && inner.tagClass == BerCursor.CONTEXT && inner.tag == 2) {
      diagnostics = (int) Math.clamp(integer(inner.contentStart, inner.contentEnd), 0, 127);
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

  public boolean isGateway() {
    return kind.isGateway();
  }
}
