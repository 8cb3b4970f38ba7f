package org.wasl.post.customs;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Finds headings of the Harmonized System by words in Arabic or English, or by the beginning of
/// their code. A word counts the more the fewer headings have it; most counts the one that says
/// what a thing is: the first in Arabic, the last in English (`cotton shirt`, `قميص قطن`).
public final class HeadingBook {
  private static final int MOST = 30;
  private static final int LONGEST = 100;
  private static final double HEAD = 2.0;
  private static final double SYNONYM = 1.5;
  private static final double BEGINNING = 0.5;
  private static final double LONGER = 0.1;
  private static final double CHAPTER = 0.5;
  private static final int SHORTEST_BEGINNING = 3;
  private static final Set<String> LINKING =
      Set.of(
          "for", "of", "with", "in", "on", "from", "to", "and", "or", "the", "a", "an", "s", "not");
  private static final Set<String> ARABIC_LINKING =
      Set.of("من", "في", "مع", "او", "على", "علي", "و", "بلا", "ل", "الى", "الي", "ذات", "ذو");

  /// Between the several things of one heading.
  private static final Pattern ONE_OF_SEVERAL = Pattern.compile("[,\u060C]| and | or | (?=\u0648)");

  /// Endings, each with the fewest letters that stay before it: fewer are another word (`زيتون`).
  private static final List<Map.Entry<String, Integer>> ARABIC_ENDINGS =
      List.of(
          Map.entry("ات", 4),
          Map.entry("ون", 4),
          Map.entry("ين", 4),
          Map.entry("يه", 3),
          Map.entry("ه", 3),
          Map.entry("ي", 3));

  private final List<Heading> headings;
  private final NavigableMap<String, List<Place>> places = new TreeMap<>();

  /// Where a word stands.
  ///
  /// @param heading its place in the list
  /// @param head what it counts when it is asked for as what a thing is: most where it says what
  ///   the heading is, more where it is another word for it
  private record Place(int heading, double head) {}

  public HeadingBook(List<Heading> headings) {
    this.headings = List.copyOf(headings);
    for (int i = 0; i < this.headings.size(); i++) {
      Heading each = this.headings.get(i);
      Map<String, Double> words = new HashMap<>();
      for (String title : List.of(each.words().ar(), each.words().en())) {
        for (String part : ONE_OF_SEVERAL.split(title)) {
          asked(part).forEach(word -> put(words, word.stem(), word.isHead() ? HEAD : 1));
        }
      }
      asked(each.find()).forEach(word -> put(words, word.stem(), SYNONYM));
      int at = i;
      words.forEach((stem, head) ->
          places.computeIfAbsent(stem, _ -> new ArrayList<>()).add(new Place(at, head)));
    }
  }

  /// A word, and the same without an `and` before it.
  private static void put(Map<String, Double> words, String stem, double head) {
    words.merge(stem, head, Math::max);
    if (stem.startsWith("\u0648") && stem.length() > SHORTEST_BEGINNING) {
      words.merge(stem.substring(1), head, Math::max);
    }
  }

  public List<Heading> headings() {
    return headings;
  }

  /// @return the most fitting first, at most 30
  public List<Heading> find(String text) {
    String asked = normalised(text.substring(0, Math.min(LONGEST, text.length())));
    if (asked.matches("[0-9]+")) {
      return headings.stream().filter(each -> each.code().startsWith(asked)).limit(MOST).toList();
    }
    double[] scores = new double[headings.size()];
    for (Asked each : asked(asked)) {
      score(each).forEach((heading, score) -> scores[heading] += score);
    }
    List<Integer> hits = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      if (headings.get(i).code().length() == 2) {
        scores[i] *= CHAPTER;
      }
      if (scores[i] > 0) {
        hits.add(i);
      }
    }
    return hits.stream()
        .sorted(
            Comparator.comparingDouble((Integer each) -> -scores[each])
                .thenComparing(each -> headings.get(each).words().en().length())
                .thenComparing(each -> headings.get(each).code()))
        .limit(MOST)
        .map(headings::get)
        .toList();
  }

  /// What a word adds to each heading that has it, or one that begins with it. Where it is a whole
  /// word, longer ones count little.
  private Map<Integer, Double> score(Asked word) {
    Map<Integer, Double> scores = new HashMap<>();
    List<Place> exact = places.getOrDefault(word.stem(), List.of());
    add(scores, exact, word, 1);
    if (exact.isEmpty()) {
      Optional.ofNullable(places.floorEntry(word.stem()))
          .filter(each -> each.getKey().length() >= SHORTEST_BEGINNING)
          .filter(each -> word.stem().startsWith(each.getKey()))
          .ifPresent(each -> add(scores, each.getValue(), word, BEGINNING));
    }
    if (word.stem().length() >= SHORTEST_BEGINNING) {
      double factor = exact.isEmpty() ? BEGINNING : LONGER;
      places
          .subMap(word.stem(), false, word.stem() + Character.MAX_VALUE, true)
          .values()
          .forEach(longer -> add(scores, longer, word, factor));
    }
    return scores;
  }

  private void add(Map<Integer, Double> scores, List<Place> found, Asked word, double factor) {
    double rare = Math.log(1 + (double) headings.size() / Math.max(1, found.size()));
    for (Place each : found) {
      double head = word.isHead() ? each.head() : 1;
      scores.merge(each.heading(), factor * rare * head, Math::max);
    }
  }

  /// A word that is asked for.
  private record Asked(String stem, boolean isHead) {}

  /// The words of a text without those that only link others, each once.
  private static Set<Asked> asked(String text) {
    List<String> words = List.of(normalised(text).split(" "));
    int cut = 0;
    while (cut < words.size() && (cut == 0 || !LINKING.contains(words.get(cut)))) {
      cut++;
    }
    Set<Asked> all = new LinkedHashSet<>();
    boolean isFirst = true;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean isArabic = !word.isEmpty() && word.charAt(0) >= '\u0600' && word.charAt(0) < '\u0700';
      if (word.isEmpty() || LINKING.contains(word) || ARABIC_LINKING.contains(word)) {
        continue;
      }
      all.add(new Asked(stem(word, isArabic), isArabic ? isFirst : i == cut - 1));
      isFirst = false;
    }
    return all;
  }

  /// A word without the endings that change with number and gender, as far as that is simple.
  private static String stem(String word, boolean isArabic) {
    return isArabic ? arabicStem(word) : englishStem(word);
  }

  private static String arabicStem(String word) {
    String stem = word.replace("\u0621", "");
    for (String prefix : List.of("\u0648\u0627\u0644", "\u0628\u0627\u0644", "\u0644\u0644")) {
      if (stem.startsWith(prefix) && stem.length() >= prefix.length() + 3) {
        stem = stem.substring(prefix.length());
      }
    }
    for (int i = 0; i < 2; i++) {
      String now = stem;
      stem =
          ARABIC_ENDINGS.stream()
              .filter(each ->
                  now.endsWith(each.getKey())
                      && now.length() >= each.getKey().length() + each.getValue())
              .findFirst()
              .map(each -> now.substring(0, now.length() - each.getKey().length()))
              .orElse(now);
    }
    return stem;
  }

  private static String englishStem(String word) {
    if (word.length() < 4 || word.endsWith("ss") || word.endsWith("us") || word.endsWith("is")) {
      return word;
    }
    if (word.endsWith("ies")) {
      return word.substring(0, word.length() - 3) + "y";
    }
    if (word.matches(".*(s|x|z|ch|sh|o)es")) {
      return word.substring(0, word.length() - 2);
    }
    return word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
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
