package org.wasl.voice.bulk;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.wasl.numbering.normalising.NumberNormaliser;
import org.wasl.numbering.normalising.NumberNormaliser.Normalised;
import org.wasl.terms.file.CsvLine;
import org.wasl.voice.Call;
import org.wasl.voice.wire.RecordFormat;
import org.wasl.voice.wire.RecordFormat.Parsed;

/// Reads lines of bytes into a batch: first where they end, then one column of all lines after the
/// other, eight digits at a time, so that no line waits for the one before it. A line that does not
/// look as usual (quotes, separators in numbers, national numbers, damage) is marked as odd and is
/// for the format's own reader, which says what is wrong with it. One instance serves one thread.
final class LineScanner {
  /// Longer lines are put aside.
  static final int MAX_LINE = 8_192;

  /// Bytes that must be readable behind the newline at the end, because eight are read at once and
  /// a column may be looked for behind a line that is cut off.
  static final int PADDING = 64;

  private static final long NEWLINES = EightBytes.all('\n');
  private static final long RETURNS = EightBytes.all('\r');
  private static final long QUOTES = EightBytes.all('"');
  private static final int LONGEST_NAME = 32;
  private static final int LONGEST_DURATION = 6;
  private static final int NO = -1;

  private enum Role {
    PASSED_OVER,
    FROM,
    TO,
    SEIZURE,
    ANSWER,
    ONLY_TIME,
    SECONDS,
    TRUNK
  }

  /// What became of an odd line.
  enum Outcome {
    CALL,
    IGNORED,
    DAMAGED
  }

  private final CallColumns columns;
  private final RecordFormat exact;
  private final NumberNormaliser normaliser;
  private final ZoneId zone;
  private final TimeText times;
  private final Role[] roles;
  private final boolean keys;
  private final boolean asDialled;
  private final byte separator;
  private final long separators;
  private final Beginning international;
  private final Beginning country;

  private final long[] seizure = new long[CallBatch.SIZE];
  private final long[] answer = new long[CallBatch.SIZE];
  private final int[] lengths = new int[CallBatch.SIZE];

  private byte[] bytes = new byte[0];
  private int end;

  int damagedColumn;
  String damagedReason = "";

  /// Up to eight bytes that a number may begin with.
  private record Beginning(byte[] text) {
    Beginning(String text) {
      this(text.getBytes(StandardCharsets.US_ASCII));
    }

    boolean isAt(byte[] bytes, int at) {
      int i = 0;
      while (i < text.length && bytes[at + i] == text[i]) {
        i++;
      }
      return i == text.length;
    }
  }

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
    this.columns = columns;
    this.exact = exact;
    this.normaliser = normaliser;
    this.zone = zone;
    this.keys = keys;
    this.times = new TimeText(columns.withOffset(), zone);
    this.roles = roles(columns);
    this.asDialled = columns.numbers() == CallColumns.Numbers.AS_DIALLED;
    this.separator = columns.separator();
    this.separators = EightBytes.all(separator);
    this.international = new Beginning(normaliser.home().internationalPrefix());
    this.country = new Beginning(normaliser.home().countryCode());
  }

  private static Role[] roles(CallColumns columns) {
    Role[] roles = new Role[columns.last() + 1];
    Arrays.fill(roles, Role.PASSED_OVER);
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

  /// @param buffer with a newline at `end`, and [#PADDING] bytes behind it
  void use(byte[] buffer, int behind) {
    bytes = buffer;
    end = behind;
  }

  /// Reads lines into an empty batch until it is full or no line begins before a place.
  ///
  /// @return where the next line begins
  int read(int from, int last, CallBatch batch) {
    int next = cut(from, last, batch);
    Arrays.fill(batch.odd, 0, batch.count, false);
    Arrays.fill(batch.answered, 0, batch.count, 0);
    if (columns.trunk() < 0) {
      Arrays.fill(batch.trunk, 0, batch.count, NO_TRUNK);
    }
    for (int column = 0; column < roles.length; column++) {
      if (column > 0) {
        pass(batch);
      }
      column(roles[column], batch);
    }
    endOfLine(batch);
    answers(batch);
    return next;
  }

  private int cut(int from, int last, CallBatch batch) {
    byte[] text = bytes;
    int at = from;
    int count = 0;
    while (count < CallBatch.SIZE && at < last) {
      batch.start[count] = at;
      batch.at[count] = at;
      at = LineEnd.find(text, at);
      batch.stop[count] = at;
      at++;
      count++;
    }
    batch.count = count;
    return at;
  }

  private void column(Role role, CallBatch batch) {
    switch (role) {
      case FROM -> {
        if (keys) {
          numbers(batch, batch.from, lengths, true);
        } else {
          passNumbers(batch);
        }
      }
      case TO -> numbers(batch, batch.to, batch.digits, false);
      case SEIZURE -> times(batch, seizure);
      case ONLY_TIME -> {
        times(batch, seizure);
        System.arraycopy(seizure, 0, answer, 0, batch.count);
      }
      case ANSWER -> answerTimes(batch);
      case SECONDS -> seconds(batch);
      case TRUNK -> {
        if (keys) {
          trunks(batch);
        } else {
          passColumn(batch, LONGEST_NAME);
        }
      }
      case PASSED_OVER -> passColumn(batch, MAX_LINE);
    }
  }

  /// From the end of one column to the next.
  private void pass(CallBatch batch) {
    byte[] text = bytes;
    for (int i = 0; i < batch.count; i++) {
      int at = batch.at[i];
      batch.odd[i] |= text[at] != separator;
      batch.at[i] = at + (text[at] == separator ? 1 : 0);
    }
  }

  /// @param withheld whether the column may be empty
  private void numbers(CallBatch batch, long[] values, int[] digits, boolean withheld) {
    byte[] text = bytes;
    for (int i = 0; i < batch.count; i++) {
      int at = digitsFrom(text, batch.at[i]);
      boolean clear = !asDialled || at != batch.at[i];
      long first = EightBytes.digitsAt(text, at);
      long rest = EightBytes.digitsAt(text, at + 8);
      int length = EightBytes.leading(first);
      if (length == 8) {
        int more = EightBytes.leading(rest);
        length += more;
        values[i] = EightBytes.number(first, rest, more & 7);
      } else {
        values[i] = length == 0 ? 0 : EightBytes.number(first, length);
      }
      digits[i] = length;
      boolean isNumber =
          length >= 7
              && length <= 15
              && (first & 0xFF) != 0
              && (clear || length > 10 || (length == 10 && country.isAt(text, at)));
      batch.odd[i] |= !(isNumber || (withheld && text[at] == separator && at == batch.at[i]));
      batch.at[i] = at + length;
    }
  }

  /// Passes over calling numbers that nobody asks for, if they are numbers.
  private void passNumbers(CallBatch batch) {
    byte[] text = bytes;
    for (int i = 0; i < batch.count; i++) {
      int at = digitsFrom(text, batch.at[i]);
      boolean clear = !asDialled || at != batch.at[i];
      long first = EightBytes.digitsAt(text, at);
      int length = EightBytes.leading(first);
      if (length == 8) {
        length += EightBytes.leading(EightBytes.digitsAt(text, at + 8));
      }
      boolean isNumber =
          length >= 7
              && length <= 15
              && (first & 0xFF) != 0
              && (clear || length > 10 || (length == 10 && country.isAt(text, at)));
      batch.from[i] = 0;
      batch.odd[i] |= !(isNumber || (text[at] == separator && at == batch.at[i]));
      batch.at[i] = at + length;
    }
  }

  /// Behind a plus sign or, in numbers as they are dialled, the international prefix.
  private int digitsFrom(byte[] text, int at) {
    if (text[at] == '+') {
      return at + 1;
    }
    return asDialled && text[at] == '0' && international.isAt(text, at)
        ? at + international.text().length
        : at;
  }

  private void times(CallBatch batch, long[] values) {
    byte[] text = bytes;
    for (int i = 0; i < batch.count; i++) {
      time(text, batch, i, values);
    }
  }

  private void time(byte[] text, CallBatch batch, int i, long[] values) {
    int behind = times.read(text, batch.at[i]);
    values[i] = times.instant;
    batch.odd[i] |= behind < 0;
    batch.at[i] = behind < 0 ? batch.at[i] : behind;
  }

  /// An answer time may be missing.
  private void answerTimes(CallBatch batch) {
    byte[] text = bytes;
    for (int i = 0; i < batch.count; i++) {
      if (text[batch.at[i]] != separator) {
        batch.answered[i] = 1;
        time(text, batch, i, answer);
      }
    }
  }

  private void seconds(CallBatch batch) {
    byte[] text = bytes;
    for (int i = 0; i < batch.count; i++) {
      int at = batch.at[i];
      long digits = EightBytes.digitsAt(text, at);
      int length = EightBytes.leading(digits);
      int value = (int) EightBytes.number(digits, Math.max(1, length));
      batch.seconds[i] = value;
      batch.odd[i] |= length == 0 || length > LONGEST_DURATION || value > Call.MAX_SECONDS;
      batch.at[i] = at + length;
    }
  }

  /// Passes over a column, which may be empty.
  private void passColumn(CallBatch batch, int longest) {
    byte[] text = bytes;
    for (int i = 0; i < batch.count; i++) {
      int from = batch.at[i];
      int at = columnEnd(text, from);
      batch.odd[i] |= at < 0 || at - from > longest;
      batch.at[i] = at < 0 ? from : at;
    }
  }

  private long ends(long word) {
    return EightBytes.marks(word, separators)
        | EightBytes.marks(word, NEWLINES)
        | EightBytes.marks(word, RETURNS)
        | EightBytes.marks(word, QUOTES);
  }

  /// @return the separator or the end of the line behind a column, [#NO] when there are quotes
  private int columnEnd(byte[] text, int from) {
    int at = from;
    long ends = ends(EightBytes.at(text, at));
    while (ends == 0) {
      at += 8;
      ends = ends(EightBytes.at(text, at));
    }
    at += EightBytes.first(ends);
    return text[at] == '"' ? NO : at;
  }

  /// Sets hashes of the names of trunk groups: FNV-1a over words of eight bytes.
  private void trunks(CallBatch batch) {
    byte[] text = bytes;
    for (int i = 0; i < batch.count; i++) {
      int from = batch.at[i];
      int at = columnEnd(text, from);
      boolean good = at >= 0 && at - from <= LONGEST_NAME;
      batch.odd[i] |= !good;
      batch.trunk[i] = good ? nameHash(text, from, at) : NO_TRUNK;
      batch.at[i] = good ? at : from;
    }
  }

  private static final long NO_TRUNK = nameHash(new byte[8], 0, 0);

  static long nameHash(byte[] name) {
    return nameHash(Arrays.copyOf(name, name.length + 8), 0, name.length);
  }

  /// Eight bytes behind the name must be readable.
  private static long nameHash(byte[] text, int from, int to) {
    long hash = 0xCBF29CE484222325L;
    int at = from;
    for (; at + 8 <= to; at += 8) {
      hash = (hash ^ EightBytes.at(text, at)) * 0x100000001B3L;
    }
    hash = (hash ^ EightBytes.head(EightBytes.at(text, at), to - at)) * 0x100000001B3L;
    return hash ^ (to - from);
  }

  /// Columns behind those that are asked for may hold quotes, and with them separators; and there
  /// may be too many or too few of them.
  private void endOfLine(CallBatch batch) {
    boolean enough = columns.width() == 0 || columns.width() == roles.length;
    for (int i = 0; i < batch.count; i++) {
      int stop = batch.stop[i];
      boolean ends = enough && batch.at[i] == stop;
      batch.odd[i] |= !ends && !isRest(batch.at[i], stop);
      batch.odd[i] |= stop - batch.start[i] > MAX_LINE || stop == end;
    }
  }

  private boolean isRest(int from, int stop) {
    int width = roles.length;
    int at = from;
    while (at >= 0 && bytes[at] == separator) {
      width++;
      at = columnEnd(bytes, at + 1);
    }
    boolean enough = columns.width() == 0 || columns.width() == width;
    return enough && at >= 0 && (at == stop || (at == stop - 1 && bytes[at] == '\r'));
  }

  private void answers(CallBatch batch) {
    boolean bySeconds = columns.answered() == CallColumns.Answered.SECONDS;
    for (int i = 0; i < batch.count; i++) {
      int answered = bySeconds ? -batch.seconds[i] >>> 31 : batch.answered[i];
      batch.answered[i] = answered;
      batch.time[i] = seizure[i] ^ (seizure[i] ^ answer[i]) & -answered;
      batch.seconds[i] &= -answered;
    }
  }

  /// Reads an odd line of a batch again, by the format's own reader.
  Outcome readExactly(CallBatch batch, int i) {
    int start = batch.start[i];
    int newline = batch.stop[i];
    int stop = newline > start && bytes[newline - 1] == '\r' ? newline - 1 : newline;
    if (newline == end || stop - start > MAX_LINE) {
      return damaged(1, "line-too-long");
    }
    String line = new String(bytes, start, stop - start, StandardCharsets.UTF_8);
    if (line.isBlank()) {
      return Outcome.IGNORED;
    }
    List<String> cells = CsvLine.split(line, (char) separator);
    if (cells.isEmpty()) {
      return damaged(1, "quotes");
    }
    return switch (exact.parse(cells, zone)) {
      case Parsed.Row row -> take(row, batch, i);
      case Parsed.Ignored _ -> Outcome.IGNORED;
      case Parsed.Damaged(int column, String reason) -> damaged(column, reason);
    };
  }

  private Outcome damaged(int column, String reason) {
    damagedColumn = column;
    damagedReason = reason;
    return Outcome.DAMAGED;
  }

  private Outcome take(Parsed.Row row, CallBatch batch, int i) {
    if (!(normalised(row.to()) instanceof Normalised.Number(var called))) {
      return damaged(columns.to() + 1, "called-number");
    }
    Normalised from = normalised(row.from());
    if (from instanceof Normalised.NotANumber) {
      return damaged(columns.from() + 1, "calling-number");
    }
    if (row.trunk().length() > LONGEST_NAME || row.seconds() > Call.MAX_SECONDS) {
      return damaged(columns.trunk() + 1, "trunk-or-seconds");
    }
    batch.from[i] =
        from instanceof Normalised.Number(var calling) ? Long.parseLong(calling.digits()) : 0;
    batch.to[i] = Long.parseLong(called.digits());
    batch.digits[i] = called.digits().length();
    batch.time[i] = row.time();
    batch.answered[i] = row.answered() ? 1 : 0;
    batch.seconds[i] = row.seconds();
    byte[] name = row.trunk().getBytes(StandardCharsets.UTF_8);
    batch.trunk[i] = nameHash(name);
    return Outcome.CALL;
  }

  private Normalised normalised(String raw) {
    boolean bare = !asDialled && !raw.isEmpty() && Character.isDigit(raw.charAt(0));
    return normaliser.normalise(bare ? "+" + raw : raw);
  }
}
