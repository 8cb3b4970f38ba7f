package org.wasl.voice.web;

import java.time.LocalDate;
import java.util.Map;
import org.wasl.settlement.LineKey;
import org.wasl.settlement.contesting.ContestAnswer;

/// Lines of an account as values of forms: stream, item, day and band, parted by `|`, which stands
/// in none of them.
final class LineWords {
  private static final int PARTS = 4;

  private LineWords() {}

  static String write(LineKey key) {
    return String.join("|", key.stream(), key.item(), key.day().toString(), key.band());
  }

  /// @throws IllegalArgumentException or [java.time.DateTimeException] for what is no line
  static LineKey read(String text) {
    return read(text.split("\\|", -1), PARTS);
  }

  private static LineKey read(String[] part, int expected) {
    if (part.length != expected) {
      throw new IllegalArgumentException("not a line of an account");
    }
    return new LineKey(part[0], part[1], LocalDate.parse(part[2]), part[3]);
  }

  /// A line with the ruling that was chosen for it, as a fifth part.
  static void readRuling(String text, Map<LineKey, ContestAnswer.Kind> into) {
    String[] part = text.split("\\|", -1);
    LineKey key = read(part, PARTS + 1);
    into.put(key, ContestAnswer.Kind.valueOf(part[PARTS]));
  }
}
