package org.wasl.voice.wire;

import java.util.List;
import java.util.Optional;

/// The formats that Wasl reads.
public final class RecordFormats {
  public static final List<RecordFormat> ALL =
      List.of(new WaslCsv(), new FreeSwitchCsv(), new AsteriskCsv());

  private RecordFormats() {}

  /// The format of a file, told by its first line.
  public static Optional<RecordFormat> recognise(String firstLine) {
    return ALL.stream().filter(format -> format.recognises(firstLine)).findFirst();
  }
}
