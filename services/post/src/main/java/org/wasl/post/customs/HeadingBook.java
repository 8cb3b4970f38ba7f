package org.wasl.post.customs;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Finds headings of the Harmonized System by words in Arabic or English, or by the beginning of
/// their code.
public record HeadingBook(List<Heading> headings) {
  private static final int MOST = 30;
  private static final int LONGEST = 100;

  public HeadingBook {
    headings = List.copyOf(headings);
  }

  /// @return the most fitting first, at most 30
  public List<Heading> find(String text) {
    String asked = normalised(text.substring(0, Math.min(LONGEST, text.length())));
    if (asked.isBlank()) {
      return List.of();
    }
    if (asked.matches("[0-9]+")) {
      return headings.stream().filter(each -> each.code().startsWith(asked)).limit(MOST).toList();
    }
    List<String> words = List.of(asked.split(" "));
    return headings.stream()
        .map(each -> new Hit(each, score(each, words)))
        .filter(each -> each.score() > 0)
        .sorted(
            Comparator.comparingInt(Hit::score)
                .reversed()
                .thenComparing(each -> each.heading().code()))
        .limit(MOST)
        .map(Hit::heading)
        .toList();
  }

  private record Hit(Heading heading, int score) {}

  /// Whole words count more than beginnings of words.
  private static int score(Heading heading, List<String> asked) {
    List<String> words =
        List.of(
            (normalised(heading.words().ar()) + " " + normalised(heading.words().en())).split(" "));
    int score = 0;
    for (String each : asked) {
      if (words.contains(each)) {
        score += 3;
      } else if (each.length() >= 3 && words.stream().anyMatch(word -> word.startsWith(each))) {
        score += 1;
      }
    }
    return score;
  }

  /// Small letters, Arabic without its marks, one form of alef, yeh and teh marbuta, without the
  /// article, digits of one kind.
  static String normalised(String text) {
    StringBuilder out = new StringBuilder();
    String plain = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (Character.getType(c) == Character.NON_SPACING_MARK || c == '\u0640') {
        continue;
      }
      if (Character.isDigit(c)) {
        out.append(Character.digit(c, 10));
      } else if (!Character.isLetter(c)) {
        out.append(' ');
      } else {
        out.append(
            switch (c) {
              case '\u0622', '\u0623', '\u0625' -> '\u0627';
              case '\u0649' -> '\u064a';
              case '\u0629' -> '\u0647';
              default -> c;
            });
      }
    }
    StringBuilder words = new StringBuilder();
    for (String word : out.toString().strip().split(" +")) {
      boolean hasArticle = word.startsWith("\u0627\u0644") && word.length() > 4;
      words.append(words.isEmpty() ? "" : " ").append(hasArticle ? word.substring(2) : word);
    }
    return words.toString();
  }
}
