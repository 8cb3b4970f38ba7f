package org.wasl.terms;

/// How sensitive a message or field is, from least to most. `PERSONAL` and `SENSITIVE` need a legal
/// basis that is named in the message.
public enum DataClass {
  PUBLIC,
  AGGREGATE,
  BUSINESS,
  PERSONAL,
  SENSITIVE;

  /// The word on the wire and in data files: the lower case name.
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /// Whether a legal basis must be named.
  public boolean needsLegalBasis() {
    return this == PERSONAL || this == SENSITIVE;
  }

  /// Reads the word of the wire.
  ///
  /// @throws IllegalArgumentException when it is none of the five words
  public static DataClass ofWord(String word) {
    for (DataClass each : values()) {
      if (each.word().equals(word)) {
        return each;
      }
    }
    throw new IllegalArgumentException("not a data class: " + word);
  }
}
