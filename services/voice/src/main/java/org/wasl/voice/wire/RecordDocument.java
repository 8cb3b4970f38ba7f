package org.wasl.voice.wire;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.wasl.voice.wire.RecordFormat.Parsed;

/// A format whose records are not one line each: they span lines, or several lines make a call.
public interface RecordDocument {
  List<RecordDocument> ALL = List.of(new FreeSwitchXml(), new KamailioAcc());

  /// Stable name, part of the mapping profile.
  String name();

  /// Whether the first line looks like this format.
  boolean recognises(String firstLine);

  /// Reads all records.
  ///
  /// @param zone for times without offset
  List<Placed> read(String text, ZoneId zone);

  /// A record and the line in which it begins, from 1.
  record Placed(int line, Parsed parsed) {}

  /// The format of a file, told by its first line.
  static Optional<RecordDocument> recognise(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && end < 4_096 && bytes[end] != '\n') {
      end++;
    }
    String first = new String(bytes, 0, end, StandardCharsets.UTF_8).strip();
    return ALL.stream().filter(each -> each.recognises(first)).findFirst();
  }
}
