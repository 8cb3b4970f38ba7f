package org.wasl.voice.detection;

import java.util.List;

/// The records of our elements as they came, behind what is kept of them masked.
@FunctionalInterface
public interface Originals {
  /// How many records are looked for at most.
  int MOST = 10;

  /// A record in its file.
  ///
  /// @param file its name
  /// @param number of the record, or of its line
  /// @param text the line, or the octets in hexadecimal; with whole numbers
  record Original(String file, int number, String text) {}

  /// The records that may be the one behind a piece of evidence, the nearest in time first; mostly
  /// one, more where several are alike in all that is kept, none where the file is gone.
  List<Original> behind(Evidence evidence);
}
