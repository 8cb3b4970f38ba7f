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

  /// Bytes that must be readable behind the last line, because eight are read at once.
  static final int PADDING = 64;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ZEROS = 0x3030303030303030L;
  private static final long ONES = 0x0101010101010101L;
  private static final long TOPS = 0x8080808080808080L;
  private static final long QUOTES = 0x2222222222222222L;
  private static final long NEWLINES = 0x0A0A0A0A0A0A0A0AL;
  private static final long RETURNS = 0x0D0D0D0D0D0D0D0DL;
  private static final long[] POWERS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };
  private static final long SIXES = 0x0606060606060606L;
  private static final long HIGH = 0xF0F0F0F0F0F0F0F0L;
  private static final long TIME_MARKS = 0x30303A30303A3030L;
  private static final long COLONS = 0x0000FF0000FF0000L;
  private static final int NO = -1;
  private static final long NO_TRUNK = nameHash(new byte[0]);

  private static final byte SKIP = 0;
  private static final byte FROM = 1;
  private static final byte TO = 2;
  private static final byte SEIZURE = 3;
  private static final byte ANSWER = 4;
  private static final byte ONLY_TIME = 5;
  private static final byte SECONDS = 6;
  private static final byte TRUNK = 7;

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
  private final byte[] roles;
  private final boolean keys;
  private final long separators;
  private final byte[] international;
  private final byte[] country;

  private byte[] bytes = new byte[0];

  private long number;
  private int digits;
  private long instant;
  private long month = -1;
  private long monthStart;
  private int monthLength;
  private long offsetText = -1;
  private int offset;
  private long trunk;

  int lineEnd;
  int damagedColumn;
  String damagedReason = "";

  /// @param exact reads what is not as usual
  /// @param zone of times without offset
  /// @param keys whether calling numbers and trunk groups are asked for: to tell repeats, and where
  ///   rates depend on the origin
  LineScanner(
      CallColumns columns,
      RecordFormat exact,
      NumberNormaliser normaliser,
      ZoneId zone,
      boolean keys) {
    this.keys = keys;
    this.columns = columns;
    this.exact = exact;
    this.normaliser = normaliser;
    this.zone = zone;
    this.clock = new ZoneClock(zone);
    this.roles = roles(columns);
    this.separators = columns.separator() * ONES;
    this.international =
        normaliser.home().internationalPrefix().getBytes(StandardCharsets.US_ASCII);
    this.country = normaliser.home().countryCode().getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] roles(CallColumns columns) {
    byte[] roles = new byte[columns.last() + 1];
    Arrays.fill(roles, SKIP);
    roles[columns.from()] = FROM;
    roles[columns.to()] = TO;
    roles[columns.seizure()] = SEIZURE;
    roles[columns.answer()] = columns.answer() == columns.seizure() ? ONLY_TIME : ANSWER;
    roles[columns.seconds()] = SECONDS;
    if (columns.trunk() >= 0) {
      roles[columns.trunk()] = TRUNK;
    }
    return roles;
  }

  /// @param buffer with [#PADDING] bytes behind the last line
  void use(byte[] buffer) {
    bytes = buffer;
  }

  /// Reads the line that begins at `start` into place `i` of a batch, and sets [#lineEnd] to its
  /// newline. A line without a newline before `end` is too long.
  Outcome read(int start, int end, CallBatch batch, int i) {
    int newline = usual(start, batch, i);
    if (newline != NO && newline < end) {
      lineEnd = newline;
      return newline - start > MAX_LINE ? damaged(1, "line-too-long") : Outcome.CALL;
    }
    newline = LineEnd.find(bytes, start, end);
    lineEnd = newline;
    int stop = newline > start && bytes[newline - 1] == '\r' ? newline - 1 : newline;
    return newline == end || stop - start > MAX_LINE
        ? damaged(1, "line-too-long")
        : readExactly(start, stop, batch, i);
  }

  /// @return the newline behind a line that is as usual, or [#NO]
  private int usual(int start, CallBatch batch, int i) {
    int at = start - 1;
    long seizure = NO;
    long answer = NO;
    int answered = 0;
    int seconds = NO;
    byte separator = columns.separator();
    trunk = NO_TRUNK;
    for (int column = 0; column < roles.length; column++) {
      at++;
      switch (roles[column]) {
        case FROM -> {
          at = number(at, keys);
          batch.from[i] = number;
        }
        case TO -> {
          at = number(at, true);
          batch.to[i] = number;
          batch.digits[i] = digits;
        }
        case SEIZURE -> {
          at = time(at);
          seizure = instant;
        }
        case ONLY_TIME -> {
          at = time(at);
          seizure = instant;
          answer = instant;
        }
        case ANSWER -> {
          if (bytes[at] != separator) {
            at = time(at);
            answer = instant;
            answered = 1;
          }
        }
        case SECONDS -> {
          long eight = (long) LONG.get(bytes, at) ^ ZEROS;
          int length = leadingDigits(eight);
          seconds = length == 0 || length > 6 ? NO : (int) value(eight, length);
          at += length;
        }
        case TRUNK -> at = keys ? trunk(at) : name(at);
        default -> at = skip(at);
      }
      if (at < 0 || (bytes[at] != separator && column != roles.length - 1)) {
        return NO;
      }
    }
    if (columns.answered() == CallColumns.Answered.SECONDS) {
      answered = -seconds >>> 31;
    }
    batch.time[i] = seizure ^ (seizure ^ answer) & -answered;
    batch.answered[i] = answered;
    batch.seconds[i] = seconds & -answered;
    batch.trunk[i] = trunk;
    boolean good = batch.to[i] > 0 && seconds >= 0 && seconds <= Call.MAX_SECONDS;
    return good ? rest(at) : NO;
  }

  /// Columns that nobody asks for may hold quotes, and with them separators; and there may be too
  /// many or too few of them.
  ///
  /// @return the newline
  private int rest(int from) {
    int width = roles.length;
    int at = from;
    while (bytes[at] == columns.separator()) {
      width++;
      at = skip(at + 1);
      if (at < 0) {
        return NO;
      }
    }
    if (columns.width() != 0 && columns.width() != width) {
      return NO;
    }
    if (bytes[at] == '\r') {
      at++;
    }
    return bytes[at] == '\n' ? at : NO;
  }

  /// Passes over a column.
  private int skip(int from) {
    int at = from;
    while (true) {
      long word = (long) LONG.get(bytes, at);
      long marks = marks(word, separators) | marks(word, NEWLINES) | marks(word, RETURNS);
      long ends = marks | marks(word, QUOTES);
      if (ends == 0) {
        at += 8;
        continue;
      }
      // the lowest mark is right, whatever those above it are
      long first = ends & -ends;
      return (marks & first) == 0 ? NO : at + (Long.numberOfTrailingZeros(first) >>> 3);
    }
  }

  /// Marks the top bit of each byte of a kind; behind the first marked byte there may be marks too
  /// many.
  private static long marks(long word, long kind) {
    long marked = word ^ kind;
    return (marked - ONES) & ~marked & TOPS;
  }

  /// How many of eight bytes stand before a separator or the end of the line.
  private int ofName(long word) {
    return Long.numberOfTrailingZeros(
            marks(word, separators) | marks(word, NEWLINES) | marks(word, RETURNS))
        >>> 3;
  }

  /// Passes over the name of a trunk group, which must not be too long.
  private int name(int from) {
    int at = skip(from);
    return at - from > 32 ? NO : at;
  }

  /// Sets [#trunk] to a hash of the name: FNV-1a over words of eight bytes.
  private int trunk(int from) {
    int at = from;
    long hash = 0xCBF29CE484222325L;
    while (at - from <= 32) {
      long word = (long) LONG.get(bytes, at);
      int length = ofName(word);
      if (length < 8) {
        word &= (1L << 8 * length) - 1;
      }
      if (marks(word, QUOTES) != 0) {
        return NO;
      }
      at += length;
      hash = (hash ^ word) * 0x100000001B3L;
      if (length < 8) {
        trunk = hash ^ (at - from);
        return bytes[at] == '\r' && bytes[at + 1] != '\n' || at - from > 32 ? NO : at;
      }
    }
    return NO;
  }

  /// Sets [#number] and [#digits].
  ///
  /// @param value whether the number itself is asked for, or only that there is one
  private int number(int from, boolean value) {
    int at = from;
    boolean plus = bytes[at] == '+';
    if (plus) {
      at++;
    } else if (bytes[at] == columns.separator()) {
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
    int first = at;
    int end = value ? digits(at) : passed(at);
    boolean whole = end > 0 && digits >= 7 && digits <= 15;
    boolean clear =
        plus
            || columns.numbers() == CallColumns.Numbers.INTERNATIONAL
            || digits > 10
            || (digits == 10 && begins(first, country));
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

  private int passed(int from) {
    int length = leadingDigits((long) LONG.get(bytes, from) ^ ZEROS);
    if (length == 8) {
      length += leadingDigits((long) LONG.get(bytes, from + 8) ^ ZEROS);
    }
    number = 0;
    digits = length;
    return from + length;
  }

  private int digits(int from) {
    long first = (long) LONG.get(bytes, from) ^ ZEROS;
    int length = leadingDigits(first);
    if (length == 0) {
      return NO;
    }
    long value = value(first, length);
    if (length == 8) {
      long rest = (long) LONG.get(bytes, from + 8) ^ ZEROS;
      int more = leadingDigits(rest);
      value = value * POWERS[more] + (more == 0 ? 0 : value(rest, more));
      length += more;
    }
    number = value;
    digits = length;
    return from + length;
  }

  /// How many of eight bytes are digits, from the first on.
  private static int leadingDigits(long eight) {
    return Long.numberOfTrailingZeros((eight | (eight + SIXES)) & HIGH) >>> 3;
  }

  /// The number that the first bytes of eight write.
  ///
  /// @param length 1 to 8
  private static long value(long eight, int length) {
    long aligned = eight << (8 - length) * 8;
    long pairs = aligned * 10 + (aligned >>> 8);
    return ((pairs & 0x000000FF000000FFL) * 0x000F424000000064L
            + (pairs >>> 16 & 0x000000FF000000FFL) * 0x0000271000000001L)
        >>> 32;
  }

  /// Sets [#instant] from `yyyy-MM-dd HH:mm:ss` and what stands behind it.
  private int time(int at) {
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
    return offset(at + 19, local);
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

  private int offset(int at, long local) {
    if (bytes[at] == 'Z') {
      instant = local;
      return at + 1;
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
    batch.to[i] = Long.parseLong(called.digits());
    batch.digits[i] = called.digits().length();
    batch.time[i] = row.time();
    batch.answered[i] = row.answered() ? 1 : 0;
    batch.seconds[i] = row.seconds();
    batch.trunk[i] = nameHash(row.trunk().getBytes(StandardCharsets.UTF_8));
    return Outcome.CALL;
  }

  /// The hash that [#trunk(int, int)] makes on its way.
  private static long nameHash(byte[] name) {
    byte[] padded = Arrays.copyOf(name, name.length / 8 * 8 + 8);
    long hash = 0xCBF29CE484222325L;
    for (int at = 0; at < padded.length; at += 8) {
      hash = (hash ^ (long) LONG.get(padded, at)) * 0x100000001B3L;
    }
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
