package org.wasl.numbering.filing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/// The words by which a heading shows the role of its column, in the languages of filings; read
/// from `headings.txt` beside this class, first match wins.
final class HeadingWords {
  private static final HeadingWords ALL = read();

  private record Word(Role role, Pattern pattern) {}

  private final List<Word> words;

  private HeadingWords(List<Word> words) {
    this.words = List.copyOf(words);
  }

  static Role role(String heading) {
    String text = PlainText.line(heading).toLowerCase(Locale.ROOT);
    if (text.isEmpty() || text.length() > 200) {
      return Role.OTHER;
    }
    return ALL.words.stream()
        .filter(word -> word.pattern().matcher(text).find())
        .map(Word::role)
        .findFirst()
        .orElse(Role.OTHER);
  }

  private static HeadingWords read() {
    try (InputStream in =
            Objects.requireNonNull(HeadingWords.class.getResourceAsStream("headings.txt"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<Word> words = new ArrayList<>();
      for (String line : lines.lines().toList()) {
        if (!line.startsWith("#") && !line.isBlank()) {
          String[] cells = line.split("\t", 2);
          words.add(new Word(Role.valueOf(cells[0]), Pattern.compile(cells[1])));
        }
      }
      return new HeadingWords(words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
