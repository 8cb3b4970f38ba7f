package org.wasl.numbering.filing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wasl.numbering.CodeRange;

/// Reads a length as filed: `9`, `9 digits`, `7-9`, `7 or 8`, `seven digits`, `sept`, `ocho`.
final class LengthText {
  private static final Map<String, Integer> WORDS =
      Map.ofEntries(
          Map.entry("one", 1),
          Map.entry("two", 2),
          Map.entry("three", 3),
          Map.entry("four", 4),
          Map.entry("five", 5),
          Map.entry("six", 6),
          Map.entry("seven", 7),
          Map.entry("eight", 8),
          Map.entry("nine", 9),
          Map.entry("ten", 10),
          Map.entry("eleven", 11),
          Map.entry("twelve", 12),
          Map.entry("trois", 3),
          Map.entry("quatre", 4),
          Map.entry("cinq", 5),
          Map.entry("sept", 7),
          Map.entry("huit", 8),
          Map.entry("neuf", 9),
          Map.entry("dix", 10),
          Map.entry("tres", 3),
          Map.entry("cuatro", 4),
          Map.entry("cinco", 5),
          Map.entry("seis", 6),
          Map.entry("siete", 7),
          Map.entry("ocho", 8),
          Map.entry("nueve", 9));
  private static final Pattern NUMBER = Pattern.compile("\\d+|\\p{L}+");

  private LengthText() {}

  /// Empty when the text is empty or says no length between 1 and 15.
  static Optional<Lengths> read(String cell) {
    String text = PlainText.line(cell).toLowerCase(Locale.ROOT);
    List<Integer> found = new ArrayList<>();
    Matcher numbers = NUMBER.matcher(text);
    while (numbers.find()) {
      String word = numbers.group();
      if (word.matches("\\d{1,2}")) {
        found.add(Integer.parseInt(word));
      } else if (WORDS.containsKey(word)) {
        found.add(WORDS.get(word));
      } else if (word.matches("\\d+")) {
        return Optional.empty();
      }
    }
    if (found.isEmpty() || found.size() > 8) {
      return Optional.empty();
    }
    int least = found.stream().mapToInt(Integer::intValue).min().orElseThrow();
    int most = found.stream().mapToInt(Integer::intValue).max().orElseThrow();
    boolean sum = text.matches(".*\\d\\s*\\+\\s*\\d.*");
    if (sum || least < 1 || most > CodeRange.MAX_DIGITS) {
      return Optional.empty();
    }
    return Optional.of(new Lengths(least, most));
  }
}
