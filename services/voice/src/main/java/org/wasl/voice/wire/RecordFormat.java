package org.wasl.voice.wire;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.wasl.terms.file.CsvLine;
import org.wasl.voice.Signalling;

/// A format of call record files. A reader is made once a file and fed its lines.
public interface RecordFormat {
  /// Stable name, part of the mapping profile: `wasl-csv/1`, `asterisk-csv/1` …
  String name();

  /// Whether the first line looks like this format.
  boolean recognises(String firstLine);

  /// The header that a file begins with although one of its characters is damaged.
  ///
  /// @param beginning of the file
  default Optional<HeaderLine> header(String beginning) {
    return Optional.empty();
  }

  /// Whether the first line is a header and no record.
  boolean hasHeader();

  /// How many lines stand before the first record.
  default int headerLines() {
    return hasHeader() ? 1 : 0;
  }

  /// How many columns each line of the header has; 0 where that says nothing.
  default int headerWidth() {
    return 0;
  }

  /// The reader of one file, which knows the file's first line.
  default RecordFormat opened(String firstLine) {
    return this;
  }

  /// The reader of one file, for formats in which a line is understood by others of its file.
  ///
  /// @param text all of the file
  default RecordFormat within(String text) {
    return this;
  }

  /// The cells of a line; empty when quotes are not closed or there are too many.
  default List<String> split(String line) {
    return CsvLine.split(line);
  }

  /// Reads one line.
  ///
  /// @param zone for formats that write local time without offset
  Parsed parse(List<String> cells, ZoneId zone);

  /// What a line holds.
  sealed interface Parsed {
    /// A record with raw numbers as the switch wrote them.
    record Row(
        String from,
        String to,
        long time,
        int seconds,
        boolean answered,
        String trunk,
        Signalling signalling)
        implements Parsed {
      /// A record that says no more of its call.
      public Row(String from, String to, long time, int seconds, boolean answered, String trunk) {
        this(from, to, time, seconds, answered, trunk, Signalling.NONE);
      }
    }

    /// A line that is no call of its own, for example the second leg.
    record Ignored(String reason) implements Parsed {}

    /// A damaged line.
    ///
    /// @param column from 1
    /// @param reason stable code
    record Damaged(int column, String reason) implements Parsed {}
  }
}
