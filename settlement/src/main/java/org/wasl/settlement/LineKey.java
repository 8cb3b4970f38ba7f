package org.wasl.settlement;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;

/// What a line of an account stands for.
///
/// Its words are small Latin letters and digits, behind the first one also dots, dashes and
/// underscores, at most 63.
///
/// @param stream id of the [Stream]
/// @param item what is counted: a destination, a product, a dispatch series
/// @param day the day in the zone that the agreement names
/// @param band the tariff band, for example `peak`
public record LineKey(String stream, String item, LocalDate day, String band)
    implements Comparable<LineKey> {
  private static final int LONGEST = 63;
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
    boolean isWord = !word.isEmpty() && word.length() <= LONGEST && isPlain(word.charAt(0));
    for (int i = 1; isWord && i < word.length(); i++) {
      char each = word.charAt(i);
      isWord = isPlain(each) || each == '.' || each == '_' || each == '-';
    }
    if (!isWord) {
      throw new IllegalArgumentException("not a word of a line key: " + word);
    }
  }

  private static boolean isPlain(char each) {
    return each >= 'a' && each <= 'z' || each >= '0' && each <= '9';
  }

  @Override
  public int compareTo(LineKey other) {
    return ORDER.compare(this, other);
  }

  /// Adds the four members of the key to an object that carries more.
  public Json.Builder writeInto(Json.Builder row) {
    return row.put("stream", stream).put("item", item).put("day", day.toString()).put("band", band);
  }

  /// Reads the members that [#writeInto] adds.
  ///
  /// @throws org.wasl.terms.json.MalformedJsonException with the place of what is wrong
  public static LineKey read(JsonObjectReader in) {
    try {
      return new LineKey(
          in.string("stream"),
          in.string("item"),
          LocalDate.parse(in.string("day")),
          in.string("band"));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw in.wrong("stream", "a line key", String.valueOf(e.getMessage()));
    }
  }
}
