package org.wasl.settlement;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.regex.Pattern;

/// What a line of an account stands for.
///
/// @param stream id of the [Stream]
/// @param item what is counted: a destination, a product, a dispatch series
/// @param day the day in the zone that the agreement names
/// @param band the tariff band, for example `peak`
public record LineKey(String stream, String item, LocalDate day, String band)
    implements Comparable<LineKey> {
  private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
  private static final Comparator<LineKey> ORDER =
      Comparator.comparing(LineKey::stream)
          .thenComparing(LineKey::item)
          .thenComparing(LineKey::day)
          .thenComparing(LineKey::band);

  public LineKey {
    requireWord(stream);
    requireWord(item);
    requireWord(band);
  }

  private static void requireWord(String word) {
    if (!WORD.matcher(word).matches()) {
      throw new IllegalArgumentException("not a word of a line key: " + word);
    }
  }

  @Override
  public int compareTo(LineKey other) {
    return ORDER.compare(this, other);
  }
}
