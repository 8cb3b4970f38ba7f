package org.wasl.post.inquiring;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wasl.post.customs.CustomsDeclaration.Party;

/// Looks through a free text for what looks like something of people: it would cross the border
/// where no erasure reaches it. What is found is a guess, for a clerk to confirm or to take out;
/// nothing is ever changed. Words that go before names and addresses stand in
/// `post/private-words.csv`, as [#plain] writes them.
public final class PrivateWords {
  private static final int LEAST_DIGITS = 7;
  private static final int MOST_DIGITS = 15;
  private static final int SHORTEST_NAME = 3;
  private static final int MOST_FOUND = 20;

  /// Identifiers of dispatches, receptacles and items, dates and amounts are no telephones.
  private static final List<Pattern> NO_TELEPHONES =
      List.of(
          Pattern.compile(
              "[A-Z]{2}[A-Z0-9]{4}\\s?[A-Z]{2}[A-Z0-9]{4}\\s?[A-D][A-Z]{2}\\d\\s?\\d{4}"
                  + "(\\s?\\d{3}\\s?\\d\\s?\\d\\s?\\d{4})?"),
          Pattern.compile("[A-Z]{2}\\s?\\d{3}\\s?\\d{3}\\s?\\d{3}\\s?[A-Z]{2}"),
          Pattern.compile("(?<!\\d)\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}(?!\\d)"),
          Pattern.compile("(?<!\\d)\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{4}(?!\\d)"),
          Pattern.compile("(?<!\\d)\\d{1,3}([.,]\\d{3})+(?!\\d)"));

  private static final Pattern TELEPHONE =
      Pattern.compile("(?<![\\p{L}\\d])\\+?\\(?\\d[\\d ()/-]{4,22}\\d(?![\\p{L}\\d])");
  private static final Pattern EMAIL =
      Pattern.compile("[\\p{L}\\d._%+-]{1,64}@[\\p{L}\\d-]{1,63}(\\.[\\p{L}\\d-]{1,63}){1,5}");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");

  /// Letters that stand before an Arabic word and are written with it.
  private static final String JOINED = "وفبلك";

  private static final Map<Kind, Set<String>> BEFORE = before();

  /// What it may be.
  public enum Kind {
    TELEPHONE,
    EMAIL,
    NAME,
    ADDRESS
  }

  /// @param text as it stands there
  public record Found(Kind kind, String text) {}

  private PrivateWords() {}

  /// @param people of whom it is known that the text may be about
  /// @return each once, in the order of the kinds; at most 20
  public static List<Found> in(String text, Collection<Party> people) {
    Set<Found> found = new LinkedHashSet<>();
    String digits = asciiDigits(text);
    telephones(digits, found);
    each(EMAIL, text, at -> found.add(new Found(Kind.EMAIL, at)));
    List<String> words = new ArrayList<>();
    each(WORD, text, words::add);
    people.forEach(each -> {
      names(words, each, found);
      telephone(digits, each.telephone(), found);
      streets(words, each, found);
    });
    announced(words, found);
    return found.stream()
        .sorted((one, other) -> one.kind().compareTo(other.kind()))
        .limit(MOST_FOUND)
        .toList();
  }

  private static void each(Pattern pattern, String text, Consumer<String> taker) {
    for (Matcher at = pattern.matcher(text); at.find(); ) {
      taker.accept(at.group());
    }
  }

  private static void telephones(String digits, Set<Found> found) {
    String rest = digits;
    for (Pattern each : NO_TELEPHONES) {
      rest = each.matcher(rest).replaceAll("x");
    }
    each(
        TELEPHONE,
        rest,
        at -> {
          int many = onlyDigits(at).length();
          if (many >= LEAST_DIGITS && many <= MOST_DIGITS) {
            found.add(new Found(Kind.TELEPHONE, at.strip()));
          }
        });
  }

  /// One that is known, however it is grouped.
  private static void telephone(String text, String known, Set<Found> found) {
    String wanted = onlyDigits(asciiDigits(known));
    boolean isSaid = found.stream().anyMatch(each -> each.kind() == Kind.TELEPHONE);
    if (wanted.length() >= LEAST_DIGITS && !isSaid && onlyDigits(text).contains(wanted)) {
      found.add(new Found(Kind.TELEPHONE, known));
    }
  }

  private static void names(List<String> words, Party of, Set<Found> found) {
    Set<String> parts = parts(of.name());
    for (String each : words) {
      if (isAmong(parts, plain(each))) {
        found.add(new Found(Kind.NAME, each));
      }
    }
  }

  /// Two words of a street make it one.
  private static void streets(List<String> words, Party of, Set<Found> found) {
    Set<String> parts = parts(of.street());
    parts.removeAll(BEFORE.getOrDefault(Kind.ADDRESS, Set.of()));
    List<String> said = words.stream().filter(each -> isAmong(parts, plain(each))).toList();
    if (!said.isEmpty() && said.size() >= Math.min(2, parts.size())) {
      found.add(new Found(Kind.ADDRESS, String.join(" ", said)));
    }
  }

  private static Set<String> parts(String text) {
    Set<String> parts = new HashSet<>();
    each(
        WORD,
        text,
        at -> {
          String part = plain(at);
          if (part.length() >= SHORTEST_NAME) {
            parts.add(part);
          }
        });
    return parts;
  }

  private static boolean isAmong(Set<String> parts, String word) {
    boolean isJoined = word.length() > SHORTEST_NAME && JOINED.indexOf(word.charAt(0)) >= 0;
    return parts.contains(word) || (isJoined && parts.contains(word.substring(1)));
  }

  /// What follows a word that goes before names or addresses.
  private static void announced(List<String> words, Set<Found> found) {
    for (int i = 0; i < words.size(); i++) {
      String word = plain(words.get(i));
      int at = i;
      BEFORE.forEach((kind, before) -> {
        if (isAmong(before, word)) {
          String next = at + 1 < words.size() ? " " + words.get(at + 1) : "";
          found.add(new Found(kind, words.get(at) + next));
        }
      });
    }
  }

  /// Small letters without marks; of Arabic letters that are written for one another, one.
  static String plain(String word) {
    StringBuilder out = new StringBuilder();
    Normalizer.normalize(word, Normalizer.Form.NFKD)
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(c -> Character.isLetterOrDigit(c) && c != 'ـ')
        .map(c ->
            switch (c) {
              case 'ى' -> 'ي';
              case 'ة' -> 'ه';
              default -> c;
            })
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  private static String asciiDigits(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(c -> out.appendCodePoint(Character.isDigit(c) ? '0' + Character.digit(c, 10) : c));
    return out.toString();
  }

  private static String onlyDigits(String text) {
    return text.replaceAll("[^0-9]", "");
  }

  private static Map<Kind, Set<String>> before() {
    Map<Kind, Set<String>> before = new EnumMap<>(Kind.class);
    for (String line : table().lines().skip(1).toList()) {
      List<String> cells = List.of(line.split(",", -1));
      Kind kind = Kind.valueOf(cells.getFirst().toUpperCase(Locale.ROOT));
      before.computeIfAbsent(kind, _ -> new HashSet<>()).add(plain(cells.getLast()));
    }
    return before;
  }

  private static String table() {
    try (InputStream in = PrivateWords.class.getResourceAsStream("/post/private-words.csv")) {
      return new String(
          Optional.ofNullable(in)
              .orElseThrow(() -> new IllegalStateException("no post/private-words.csv"))
              .readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
