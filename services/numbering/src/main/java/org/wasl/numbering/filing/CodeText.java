package org.wasl.numbering.filing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wasl.numbering.CodeRange;

/// Reads what administrations write where a code is expected: single codes, lists (`7800, 7801`),
/// ranges (`800 to 805`, `2100 – 2399 xxxx`), masks (`93 XXX XXXX`), classes (`0(3-9)`), with or
/// without country code. It never guesses: what can be read in two ways is said to be ambiguous.
public final class CodeText {
  /// Codes of one cell are at most this many.
  public static final int MAX_CODES = 4_000;

  private static final int MAX_TEXT = 8_000;
  private static final int MAX_PART = 200;
  private static final String TO =
      "(?:to|up to|through|thru|till|until|à|au|jusqu'à|a|al|hasta|bis|إلى|الى|حتى|\\.{2,3}|…|÷|~|→)";
  private static final Pattern WORD_RANGE =
      Pattern.compile(
          "(?i)^(?:from|de|du|des|desde|من)?\\s*(.*[\\dx)\\]])\\s*(?:–|(?<![a-wyz])"
              + TO
              + "(?![a-wyz]))\\s*(?:up )?(?:to )?([\\d+(x\\[].*)$");
  private static final Pattern HYPHEN_RANGE =
      Pattern.compile("^([^-]*\\d[^-]*?)(\\s*-\\s*)([^-]*\\d[^-]*)$");
  private static final Pattern LABEL =
      Pattern.compile(
          "(?i)\\(\\s*(?:[^()\\d]*[a-wyz\\u0621-\\u064A][^()\\d]*)\\)|\\[\\d{1,2}\\]|\\bndc\\b|\\bN\\(S\\)N\\b|\\bac\\b"
              + "|\\(\\s*\\d{1,2}[- ]*digits?[^)]*\\)|\\b(?:series|range|block|prefix|digits?)\\b:?");
  private static final Pattern ENDS_OPEN =
      Pattern.compile("(?i)(–|-|,|(?<![a-z])" + TO + "(?![a-z]))\\s*\n\\s*");
  private static final Pattern BEGINS_OPEN =
      Pattern.compile("(?i)\\s*\n\\s*(?=(?:–|-|(?<![a-z])" + TO + "(?![a-z]))\\s*[\\d+(])");
  private static final Pattern SEPARATOR =
      Pattern.compile("\\s*[\n,;&/|•]\\s*|\\s+(?:and|et|y|e|or|ou|or|و|أو)\\s+");
  private static final Pattern CLASS =
      Pattern.compile(
          "\\[\\s*([\\d ,]+(?:[-–]\\d[\\d ,]*)*)\\]"
              + "|\\(\\s*(\\d(?:\\s*[-–]\\s*\\d)?(?:\\s*,\\s*\\d(?:\\s*[-–]\\s*\\d)?)*)\\s*\\)");

  /// How many digits a cell of nothing but wildcards stands for; 0 for any other text.
  static int wildcards(String cell) {
    String text = PlainText.line(cell).toLowerCase(Locale.ROOT).replace(" ", "");
    return text.matches("x{1,12}") ? text.length() : 0;
  }

  /// One code or run of codes.
  ///
  /// @param total digits of the whole number where a mask shows it
  /// @param trunkZero a zero in front was marked as not part of the number and removed
  public record Item(CodeRange range, OptionalInt total, boolean trunkZero, boolean countryCode) {}

  /// What a cell says.
  public sealed interface Reading {
    record Codes(List<Item> items) implements Reading {
      public Codes {
        items = List.copyOf(items);
      }
    }

    record Nothing() implements Reading {}

    record Unclear(Defect.Kind kind) implements Reading {}
  }

  private final String countryCode;
  private final OptionalInt mostDigits;

  /// @param countryCode digits, empty where unknown
  /// @param mostDigits of the national (significant) number, where the row says it
  public CodeText(String countryCode, OptionalInt mostDigits) {
    this.countryCode = countryCode;
    this.mostDigits = mostDigits;
  }

  public Reading read(String cell) {
    if (cell.length() > MAX_TEXT) {
      return new Reading.Unclear(Defect.Kind.UNREADABLE_CODE);
    }
    String text = prepared(cell);
    if (text.isEmpty()) {
      return new Reading.Nothing();
    }
    List<Item> items = new ArrayList<>();
    for (String part : parts(text)) {
      Optional<Defect.Kind> trouble = readPart(part, items);
      if (trouble.isPresent()) {
        return new Reading.Unclear(trouble.get());
      }
      if (items.size() > MAX_CODES) {
        return new Reading.Unclear(Defect.Kind.UNREADABLE_CODE);
      }
    }
    return items.isEmpty() ? new Reading.Nothing() : new Reading.Codes(items);
  }

  private static String prepared(String cell) {
    String text = PlainText.of(cell);
    text = LABEL.matcher(text).replaceAll(" ").replaceAll("(?<=[\\dx)])\\s+(?=\\+)", "\n");
    text = ENDS_OPEN.matcher(text).replaceAll("$1 ");
    text = BEGINS_OPEN.matcher(text).replaceAll(" ");
    text = text.replaceAll("[*#\"“”°'’]+", "").replaceAll("\\.{2,}$|…$|\\.$|:$", "");
    return text.replaceAll(" +", " ").strip();
  }

  /// Splits at separators that stand outside brackets.
  private static List<String> parts(String text) {
    StringBuilder masked = new StringBuilder(text);
    int depth = 0;
    for (int i = 0; i < masked.length(); i++) {
      char c = masked.charAt(i);
      if (c == '(' || c == '[') {
        depth++;
      } else if (c == ')' || c == ']') {
        depth--;
      } else if (depth > 0 && c == ',') {
        masked.setCharAt(i, '\u0001');
      }
    }
    List<String> parts = new ArrayList<>();
    for (String part : SEPARATOR.split(masked)) {
      if (!part.isBlank()) {
        parts.add(part.strip().replace('\u0001', ','));
      }
    }
    return parts;
  }

  private Optional<Defect.Kind> readPart(String part, List<Item> items) {
    if (part.length() > MAX_PART) {
      return Optional.of(Defect.Kind.UNREADABLE_CODE);
    }
    Matcher word = WORD_RANGE.matcher(part);
    if (word.matches() && !insideBrackets(part, word.end(1))) {
      return readRange(word.group(1), word.group(2), items);
    }
    Matcher hyphen = HYPHEN_RANGE.matcher(part);
    if (hyphen.matches() && !insideBrackets(part, hyphen.start(2))) {
      String left = bare(hyphen.group(1));
      String right = bare(hyphen.group(3));
      boolean spaced = hyphen.group(2).length() > 1;
      if (left.length() == right.length()
          || spaced
          || left.replaceAll("x", "").length() == right.replaceAll("x", "").length()) {
        return readRange(hyphen.group(1), hyphen.group(3), items);
      }
      if (right.length() < left.length() && left.length() <= 4) {
        return Optional.of(Defect.Kind.AMBIGUOUS_CODE);
      }
    }
    return readOne(part, items);
  }

  private static boolean insideBrackets(String text, int at) {
    int depth = 0;
    for (int i = 0; i < at; i++) {
      char c = text.charAt(i);
      depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
    }
    return depth > 0;
  }

  private static String bare(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^0-9x]", "");
  }

  private Optional<Defect.Kind> readRange(String left, String right, List<Item> items) {
    Optional<Mask> from = Mask.of(left, countryCode);
    Optional<Mask> to = Mask.of(right, countryCode);
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.of(Defect.Kind.UNREADABLE_CODE);
    }
    String first = from.get().digits();
    String last = to.get().digits();
    if (last.length() < first.length() && from.get().wild() == 0 && to.get().wild() == 0) {
      return Optional.of(Defect.Kind.AMBIGUOUS_CODE);
    }
    if (first.length() != last.length() || first.isEmpty()) {
      return Optional.of(Defect.Kind.UNREADABLE_CODE);
    }
    if (first.compareTo(last) > 0) {
      return Optional.of(Defect.Kind.REVERSED_RANGE);
    }
    int wild = Math.max(from.get().wild(), to.get().wild());
    return add(
        new CodeRange(first, last), wild, from.get().trunkZero(), from.get().countryCode(), items);
  }

  private Optional<Defect.Kind> readOne(String part, List<Item> items) {
    List<String> tokens = List.of(part.split(" "));
    if (isList(tokens)) {
      for (String token : tokens) {
        Optional<Defect.Kind> trouble = readOneCode(token, items);
        if (trouble.isPresent()) {
          return trouble;
        }
      }
      return Optional.empty();
    }
    return readOneCode(part, items);
  }

  /// Codes with nothing but spaces between them: a list when the joined digits would be too long
  /// for one number, or when each is the one before plus one.
  private boolean isList(List<String> tokens) {
    if (tokens.size() < 2 || !tokens.stream().allMatch(t -> t.matches("[0-9]{2,15}"))) {
      return false;
    }
    int width = tokens.getFirst().length();
    boolean even = tokens.stream().allMatch(t -> t.length() == width);
    int joined = tokens.stream().mapToInt(String::length).sum();
    boolean tooLong = joined > mostDigits.orElse(CodeRange.MAX_DIGITS);
    boolean rising = tokens.size() >= 3 && width >= 2;
    for (int i = 1; rising && i < tokens.size(); i++) {
      rising = Long.parseLong(tokens.get(i)) == Long.parseLong(tokens.get(i - 1)) + 1;
    }
    return even && (tooLong || rising);
  }

  private Optional<Defect.Kind> readOneCode(String part, List<Item> items) {
    Matcher choice = CLASS.matcher(part);
    if (choice.find() && !chosen(choice).matches("\\d")) {
      return readChoice(part, choice, items);
    }
    Optional<Mask> mask = Mask.of(part, countryCode);
    if (mask.isEmpty() || mask.get().digits().isEmpty()) {
      return Optional.of(Defect.Kind.UNREADABLE_CODE);
    }
    Mask read = mask.get();
    return add(
        CodeRange.of(read.digits()), read.wild(), read.trunkZero(), read.countryCode(), items);
  }

  private Optional<Defect.Kind> readChoice(String part, Matcher choice, List<Item> items) {
    String before = part.substring(0, choice.start());
    String after = part.substring(choice.end());
    String digits = chosen(choice);
    for (int i = 0; i < digits.length(); i++) {
      char from = digits.charAt(i);
      boolean run = i + 2 < digits.length() && digits.charAt(i + 1) == '-';
      char to = run ? digits.charAt(i + 2) : from;
      i += run ? 2 : 0;
      if (from > to || from == '-') {
        return Optional.of(Defect.Kind.REVERSED_RANGE);
      }
      for (char digit = from; digit <= to; digit++) {
        Optional<Defect.Kind> trouble = readOneCode(before + digit + after, items);
        if (trouble.isPresent() || items.size() > MAX_CODES) {
          return trouble;
        }
      }
    }
    return Optional.empty();
  }

  /// The digits of a class, runs with a plain hyphen.
  private static String chosen(Matcher choice) {
    String text = choice.group(1) == null ? choice.group(2) : choice.group(1);
    return text.replaceAll("[ ,]", "").replace('–', '-');
  }

  private Optional<Defect.Kind> add(
      CodeRange range, int wild, boolean trunkZero, boolean withCountryCode, List<Item> items) {
    int total = range.length() + wild;
    if (total > CodeRange.MAX_DIGITS) {
      return Optional.of(Defect.Kind.UNREADABLE_CODE);
    }
    OptionalInt shown = wild > 0 ? OptionalInt.of(total) : OptionalInt.empty();
    items.add(new Item(range, shown, trunkZero, withCountryCode));
    return Optional.empty();
  }

  /// Digits followed by wildcards.
  private record Mask(String digits, int wild, boolean trunkZero, boolean countryCode) {
    private static final Pattern TRUNK = Pattern.compile("^\\(0\\)\\s*");
    private static final Pattern LETTERS = Pattern.compile("s\\d(?:s\\d)+|x\\d(?:x\\d)+|[a-w]+");

    static Optional<Mask> of(String text, String countryCode) {
      String rest = text.strip().toLowerCase(Locale.ROOT);
      boolean plus = rest.startsWith("+");
      rest = rest.replaceFirst("^\\+\\s*", "");
      boolean international =
          plus && !countryCode.isEmpty() && digitsOf(rest).startsWith(countryCode);
      if (plus && !international) {
        return Optional.empty();
      }
      if (international) {
        rest = without(rest, countryCode.length());
      }
      Matcher trunk = TRUNK.matcher(rest.strip());
      boolean trunkZero = trunk.find();
      rest = trunkZero ? trunk.replaceFirst("") : rest;
      rest = spelledWildcards(rest);
      String bare = rest.replaceAll("[ ().\\-_]", "");
      Matcher shape = Pattern.compile("([0-9]*)(x*)").matcher(bare);
      if (!shape.matches() || bare.isEmpty() || bare.length() > CodeRange.MAX_DIGITS) {
        return Optional.empty();
      }
      return Optional.of(
          new Mask(shape.group(1), shape.group(2).length(), trunkZero, international));
    }

    private static String digitsOf(String text) {
      return text.replaceAll("[^0-9]", "");
    }

    /// The text behind its first `count` digits, brackets that close behind them dropped.
    private static String without(String text, int count) {
      int at = 0;
      for (int seen = 0; seen < count; at++) {
        seen += Character.isDigit(text.charAt(at)) ? 1 : 0;
      }
      return text.substring(at).replaceFirst("^[\\s)\\-]+", "");
    }

    /// Letters that administrations write for the digits of a number, in their order.
    private static final List<String> ALPHABETS = List.of("abcdefghijklmno", "sabpqmcdu", "nxx");

    /// `abcdef`, `PQ MCDU`, `s1s2s3` are wildcards too where they follow digits.
    private static String spelledWildcards(String text) {
      Matcher letters = LETTERS.matcher(text);
      StringBuilder spelled = new StringBuilder();
      while (letters.find()) {
        String found = letters.group();
        boolean numbered = found.length() > 1 && Character.isDigit(found.charAt(1));
        boolean known =
            ALPHABETS.stream().anyMatch(alphabet -> alphabet.contains(found))
                && (found.length() > 1 || "fghqmcdu".contains(found))
                && letters.start() > 0;
        int count = numbered ? found.length() / 2 : found.length();
        letters.appendReplacement(spelled, numbered || known ? "x".repeat(count) : found);
      }
      letters.appendTail(spelled);
      return spelled.toString();
    }
  }
}
