package org.wasl.voice.wire;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.wasl.voice.wire.RecordFormat.Parsed;

/// A format whose records are not one line each: they span lines, or several lines make a call.
public interface RecordDocument {
  List<RecordDocument> ALL = List.of(new FreeSwitchXml(), new KamailioAcc());

  /// How much of a file is looked at.
  int BEGINNING = 4_096;

  /// Stable name, part of the mapping profile.
  String name();

  /// Whether the first line looks like this format.
  boolean recognises(String firstLine);

  /// Reads all records.
  ///
  /// @param zone for times without offset
  List<Entry> read(String text, ZoneId zone);

  /// A record and the line in which it begins, from 1; of records that do not begin lines, their
  /// number.
  record Placed(int line, Parsed parsed) implements Entry {}

  /// The beginning of a call whose end is in another file, or an end without its beginning.
  ///
  /// @param call what both halves share
  /// @param last whether it is the end
  record Half(int line, String call, boolean last, Parsed.Row row) implements Entry {}

  /// What a file holds, each at its line.
  sealed interface Entry {
    int line();
  }

  /// The text from which a record was read.
  ///
  /// @param record its line or number
  String raw(String text, int record, ZoneId zone);

  /// Whether the file is of this format although its first line is damaged.
  ///
  /// @param beginning of the file
  boolean recognisesDamaged(String beginning);

  /// A file as text.
  static String text(byte[] bytes) {
    return RecordFormats.withoutMark(new String(bytes, StandardCharsets.UTF_8));
  }

  /// The format of a file, told by its first line, or by what is left of it.
  static Optional<RecordDocument> recognise(byte[] bytes) {
    String beginning = text(Arrays.copyOf(bytes, Math.min(bytes.length, BEGINNING)));
    int end = beginning.indexOf('\n');
    String first = (end < 0 ? beginning : beginning.substring(0, end)).strip();
    return ALL.stream()
        .filter(each -> each.recognises(first))
        .findFirst()
        .or(() -> ALL.stream().filter(each -> each.recognisesDamaged(beginning)).findFirst());
  }

  /// The format of a report, by its name.
  static Optional<RecordDocument> named(String name) {
    return ALL.stream().filter(each -> each.name().equals(name)).findFirst();
  }
}
