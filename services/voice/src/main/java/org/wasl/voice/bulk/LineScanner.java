package org.wasl.voice.bulk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.wasl.numbering.normalising.NumberNormaliser;
import org.wasl.numbering.normalising.NumberNormaliser.Normalised;
import org.wasl.voice.Call;
import org.wasl.voice.rating.ZoneClock;
import org.wasl.voice.wire.CsvLine;
import org.wasl.voice.wire.RecordFormat;
import org.wasl.voice.wire.RecordFormat.Parsed;

/// Reads lines of bytes into a batch, eight digits at a time. A line that does not look as usual
/// (quotes, separators in numbers, national numbers, damage) is read again by the format's own
/// reader, which says what is wrong with it. One instance serves one thread.
final class LineScanner {
  /// Longer lines are put aside.
  static final int MAX_LINE = 8_192;

  /// Bytes that must be readable behind the last line: eight are read at once, and numbers that are
  /// not in the line itself are written there.
  static final int PADDING = 16 + CallBatch.SIZE * 16;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ZEROS = 0x3030303030303030L;
  private static final long SIXES = 0x0606060606060606L;
  private static final long HIGH = 0xF0F0F0F0F0F0F0F0L;
  private static final long TIME_MARKS = 0x30303A30303A3030L;
  private static final long COLONS = 0x0000FF0000FF0000L;
  private static final int NO = -1;
  private static final long NO_TRUNK = nameHash(new byte[0]);

  private enum Role {
    SKIP,
    FROM,
    TO,
    SEIZURE,
    ANSWER,
    ONLY_TIME,
    SECONDS,
    TRUNK
  }

  /// What became of a line.
  enum Outcome {
    CALL,
    IGNORED,
    DAMAGED
  }

  private final CallColumns columns;
  private final RecordFormat exact;
  private final NumberNormaliser normaliser;
  private final ZoneId zone;
  private final ZoneClock clock;
  private final Role[] roles;
  private final byte[] international;
  private final byte[] country;

  private byte[] bytes = new byte[0];
  private int spare;

  private long number;
  private int digitsAt;
  private int digits;
  private int head;
  private long instant;
  private long month = -1;
  private long monthStart;
  private int monthLength;
  private long offsetText = -1;
  private int offset;
  private long trunk;

  int damagedColumn;
  String damagedReason = "";

  /// @param exact reads what is not as usual
  /// @param zone of times without offset
  LineScanner(CallColumns columns, RecordFormat exact, NumberNormaliser normaliser, ZoneId zone) {
    this.columns = columns;
    this.exact = exact;
    this.normaliser = normaliser;
    this.zone = zone;
    this.clock = new ZoneClock(zone);
    this.roles = roles(columns);
    this.international =
        normaliser.home().internationalPrefix().getBytes(StandardCharsets.US_ASCII);
    this.country = normaliser.home().countryCode().getBytes(StandardCharsets.US_ASCII);
  }

  private static Role[] roles(CallColumns columns) {
    Role[] roles = new Role[columns.last() + 1];
    Arrays.fill(roles, Role.SKIP);
    roles[columns.from()] = Role.FROM;
    roles[columns.to()] = Role.TO;
    roles[columns.seizure()] = Role.SEIZURE;
    roles[columns.answer()] = columns.answer() == columns.seizure() ? Role.ONLY_TIME : Role.ANSWER;
    roles[columns.seconds()] = Role.SECONDS;
    if (columns.trunk() >= 0) {
      roles[columns.trunk()] = Role.TRUNK;
    }
    return roles;
  }

  /// @param end of the lines; [#PADDING] bytes behind it are free
  void use(byte[] buffer, int end) {
    bytes = buffer;
    spare = end + 16;
  }

  /// Lets numbers that were written behind the lines be overwritten, once their batch is done.
  void reuseSpare(int end) {
    spare = end + 16;
  }

  /// Reads the line from `start` to its newline at `end` into place `i` of a batch.
  Outcome read(int start, int end, CallBatch batch, int i) {
    int stop = end > start && bytes[end - 1] == '\r' ? end - 1 : end;
    if (stop - start > MAX_LINE) {
      return damaged(1, "line-too-long");
    }
    return isUsual(start, stop, batch, i) ? Outcome.CALL : readExactly(start, stop, batch, i);
  }

  private boolean isUsual(int start, int stop, CallBatch batch, int i) {
    int at = start;
    long seizure = NO;
    boolean answered = false;
    int seconds = NO;
    byte separator = columns.separator();
    trunk = NO_TRUNK;
    int last = roles.length - 1;
    for (int column = 0; column <= last; column++) {
      switch (roles[column]) {
        case FROM -> {
          at = number(at, stop);
          batch.from[i] = number;
        }
        case TO -> {
          at = number(at, stop);
          batch.to[i] = number;
          batch.head[i] = head;
          batch.digitsAt[i] = digitsAt;
          batch.digits[i] = digits;
        }
        case SEIZURE -> {
          at = time(at, stop);
          seizure = instant;
        }
        case ONLY_TIME -> {
          at = time(at, stop);
          seizure = instant;
          batch.time[i] = instant;
          answered = true;
        }
        case ANSWER -> {
          answered = at < stop && bytes[at] != separator;
          if (answered) {
            at = time(at, stop);
            batch.time[i] = instant;
          }
        }
        case SECONDS -> {
          int from = at;
          int value = 0;
          while (at < stop && bytes[at] >= '0' && bytes[at] <= '9') {
            value = value * 10 + bytes[at++] - '0';
          }
          seconds = at == from || at - from > 6 ? NO : value;
        }
        case TRUNK -> at = trunk(at, stop);
        case SKIP -> at = skip(at, stop);
      }
      boolean isLast = column == last;
      if (at < 0
          || (isLast
              ? at < stop && bytes[at] != separator
              : at >= stop || bytes[at] != separator)) {
        return false;
      }
      at++;
    }
    if (columns.answered() == CallColumns.Answered.SECONDS) {
      answered = seconds > 0;
    }
    if (!answered) {
      batch.time[i] = seizure;
    }
    batch.answered[i] = answered;
    batch.seconds[i] = answered ? seconds : 0;
    batch.trunk[i] = trunk;
    return batch.to[i] > 0 && seconds >= 0 && seconds <= Call.MAX_SECONDS && restFits(at - 1, stop);
  }

  /// Columns that nobody asks for may hold quotes, and with them separators; and there may be too
  /// many or too few of them.
  private boolean restFits(int from, int stop) {
    int width = roles.length;
    for (int at = from; at < stop; at++) {
      if (bytes[at] == '"') {
        return false;
      }
      width += bytes[at] == columns.separator() ? 1 : 0;
    }
    return columns.width() == 0 || columns.width() == width;
  }

  private int skip(int from, int stop) {
    byte separator = columns.separator();
    int at = from;
    while (at < stop && bytes[at] != separator) {
      if (bytes[at] == '"') {
        return NO;
      }
      at++;
    }
    return at;
  }

  /// A hash of the name: FNV-1a over words of eight bytes.
  private int trunk(int from, int stop) {
    byte separator = columns.separator();
    int at = from;
    long hash = 0xCBF29CE484222325L;
    long word = 0;
    while (at < stop && bytes[at] != separator) {
      byte next = bytes[at];
      if (next == '"' || next < ' ') {
        return NO;
      }
      word = word << 8 | next;
      at++;
      if ((at - from & 7) == 0) {
        hash = (hash ^ word) * 0x100000001B3L;
        word = 0;
      }
    }
    hash = (hash ^ word) * 0x100000001B3L;
    trunk = hash ^ (at - from);
    return at - from > 32 ? NO : at;
  }

  /// Sets [#number], [#digitsAt], [#digits] and [#head].
  private int number(int from, int stop) {
    int at = from;
    boolean plus = at < stop && bytes[at] == '+';
    if (plus) {
      at++;
    } else if (at >= stop || bytes[at] == columns.separator()) {
      number = 0;
      return at;
    }
    if (!plus && columns.numbers() == CallColumns.Numbers.AS_DIALLED && bytes[at] == '0') {
      if (!begins(at, international)) {
        return NO;
      }
      at += international.length;
      plus = true;
    }
    if (bytes[at] == '0') {
      return NO;
    }
    digitsAt = at;
    int end = digits(at, stop);
    boolean whole = end > 0 && digits >= 7 && digits <= 15;
    boolean clear =
        plus
            || columns.numbers() == CallColumns.Numbers.INTERNATIONAL
            || digits > 10
            || (digits == 10 && begins(digitsAt, country));
    return whole && clear ? end : NO;
  }

  private boolean begins(int at, byte[] prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if (bytes[at + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private int digits(int from, int stop) {
    long eight = (long) LONG.get(bytes, from) ^ ZEROS;
    if (((eight | (eight + SIXES)) & HIGH) != 0 || from + 8 > stop) {
      return fewDigits(from, stop);
    }
    long pairs = eight * 10 + (eight >>> 8);
    long value =
        ((pairs & 0x000000FF000000FFL) * 0x000F424000000064L
                + (pairs >>> 16 & 0x000000FF000000FFL) * 0x0000271000000001L)
            >>> 32;
    head = (int) value / 100;
    int at = from + 8;
    while (at < stop && at - from < 16) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      value = value * 10 + digit;
      at++;
    }
    number = value;
    digits = at - from;
    return at;
  }

  private int fewDigits(int from, int stop) {
    long value = 0;
    int at = from;
    while (at < stop && bytes[at] >= '0' && bytes[at] <= '9' && at - from < 8) {
      value = value * 10 + bytes[at] - '0';
      at++;
    }
    number = value;
    digits = at - from;
    head = (int) (digits == 7 ? value / 10 : 0);
    return at;
  }

  /// Sets [#instant] from `yyyy-MM-dd HH:mm:ss` and what stands behind it.
  private int time(int at, int stop) {
    if (at + 19 > stop) {
      return NO;
    }
    long first = (long) LONG.get(bytes, at);
    if (first != month && !isMonth(first)) {
      return NO;
    }
    int day = bytes[at + 8] * 10 + bytes[at + 9] - '0' * 11;
    boolean dayIsDigits = bytes[at + 8] >= '0' && bytes[at + 8] <= '3' && bytes[at + 9] <= '9';
    byte between = bytes[at + 10];
    long clockTime = (long) LONG.get(bytes, at + 11) ^ TIME_MARKS;
    boolean good =
        dayIsDigits
            && bytes[at + 9] >= '0'
            && day >= 1
            && day <= monthLength
            && (between == ' ' || between == 'T')
            && ((clockTime | (clockTime + SIXES)) & HIGH) == 0
            && (clockTime & COLONS) == 0;
    int hour = (int) (clockTime & 0xFF) * 10 + (int) (clockTime >>> 8 & 0xFF);
    int minute = (int) (clockTime >>> 24 & 0xFF) * 10 + (int) (clockTime >>> 32 & 0xFF);
    int second = (int) (clockTime >>> 48 & 0xFF) * 10 + (int) (clockTime >>> 56);
    if (!good || hour > 23 || minute > 59 || second > 59) {
      return NO;
    }
    long local = (monthStart + day) * 86_400L + hour * 3_600 + minute * 60 + second;
    if (!columns.withOffset()) {
      instant = clock.instant(local);
      return at + 19;
    }
    return offset(at + 19, stop, local);
  }

  private boolean isMonth(long text) {
    long marked = text ^ 0x2D30302D30303030L;
    if (((marked | (marked + SIXES)) & HIGH) != 0 || (marked & 0xFF0000FF00000000L) != 0) {
      return false;
    }
    int year = 0;
    for (int i = 0; i < 4; i++) {
      year = year * 10 + (int) (marked >>> (8 * i) & 0xFF);
    }
    int number = (int) (marked >>> 40 & 0xFF) * 10 + (int) (marked >>> 48 & 0xFF);
    if (year < 1900 || number < 1 || number > 12) {
      return false;
    }
    LocalDate start = LocalDate.of(year, number, 1);
    monthStart = start.toEpochDay() - 1;
    monthLength = start.lengthOfMonth();
    month = text;
    return true;
  }

  private int offset(int at, int stop, long local) {
    if (at < stop && bytes[at] == 'Z') {
      instant = local;
      return at + 1;
    }
    if (at + 6 > stop) {
      return NO;
    }
    long text = (long) LONG.get(bytes, at) & 0xFFFFFFFFFFFFL;
    if (text != offsetText) {
      String written = new String(bytes, at, 6, StandardCharsets.US_ASCII);
      if (!written.matches("[+-](0[0-9]|1[0-7]):[0-5][0-9]")) {
        return NO;
      }
      offset = ZoneOffset.of(written).getTotalSeconds();
      offsetText = text;
    }
    instant = local - offset;
    return at + 6;
  }

  private Outcome damaged(int column, String reason) {
    damagedColumn = column;
    damagedReason = reason;
    return Outcome.DAMAGED;
  }

  private Outcome readExactly(int start, int stop, CallBatch batch, int i) {
    String text = new String(bytes, start, stop - start, StandardCharsets.UTF_8);
    if (text.isBlank()) {
      return Outcome.IGNORED;
    }
    List<String> cells = CsvLine.split(text, (char) columns.separator());
    if (cells.isEmpty()) {
      return damaged(1, "quotes");
    }
    return switch (exact.parse(cells, zone)) {
      case Parsed.Row row -> take(row, batch, i);
      case Parsed.Ignored _ -> Outcome.IGNORED;
      case Parsed.Damaged(int column, String reason) -> damaged(column, reason);
    };
  }

  private Outcome take(Parsed.Row row, CallBatch batch, int i) {
    if (!(normalised(row.to()) instanceof Normalised.Number(var called))) {
      return damaged(columns.to() + 1, "called-number");
    }
    Normalised from = normalised(row.from());
    if (from instanceof Normalised.NotANumber) {
      return damaged(columns.from() + 1, "calling-number");
    }
    if (row.trunk().length() > 32 || row.seconds() > Call.MAX_SECONDS) {
      return damaged(columns.trunk() + 1, "trunk-or-seconds");
    }
    batch.from[i] =
        from instanceof Normalised.Number(var calling) ? Long.parseLong(calling.digits()) : 0;
    byte[] digitsOfTo = called.digits().getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digitsOfTo, 0, bytes, spare, digitsOfTo.length);
    batch.to[i] = Long.parseLong(called.digits());
    batch.head[i] = Integer.parseInt(called.digits().substring(0, 6));
    batch.digitsAt[i] = spare;
    batch.digits[i] = digitsOfTo.length;
    spare += 16;
    batch.time[i] = row.time();
    batch.answered[i] = row.answered();
    batch.seconds[i] = row.seconds();
    batch.trunk[i] = nameHash(row.trunk().getBytes(StandardCharsets.UTF_8));
    return Outcome.CALL;
  }

  /// The hash that [#trunk(int, int)] makes on its way.
  private static long nameHash(byte[] name) {
    long hash = 0xCBF29CE484222325L;
    long word = 0;
    for (int i = 0; i < name.length; i++) {
      word = word << 8 | name[i];
      if ((i + 1 & 7) == 0) {
        hash = (hash ^ word) * 0x100000001B3L;
        word = 0;
      }
    }
    hash = (hash ^ word) * 0x100000001B3L;
    return hash ^ name.length;
  }

  private Normalised normalised(String raw) {
    boolean bare =
        columns.numbers() == CallColumns.Numbers.INTERNATIONAL
            && !raw.isEmpty()
            && Character.isDigit(raw.charAt(0));
    return normaliser.normalise(bare ? "+" + raw : raw);
  }
}
