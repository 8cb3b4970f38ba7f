package org.wasl.voice.wire;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.wasl.terms.Sha256;
import org.wasl.terms.file.CsvLine;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.terms.json.JsonReader;
import org.wasl.voice.Signalling;

/// A record format described by data: one readable file, versioned and hashed; the hash travels
/// with the account, so that the other side knows how records were read. Lines of separated values
/// or of fixed width; columns by name, by number from 1, or by places `12-25`.
public final class MappingProfile implements RecordFormat {
  /// The largest file of a profile.
  public static final int MAX_BYTES = 64 << 10;

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final Pattern PLACES = Pattern.compile("([1-9][0-9]{0,3})-([1-9][0-9]{0,3})");
  private static final int MAX_LINE = 8_192;

  /// What a line of another length is split into.
  private static final List<String> NO_RECORD = List.of("");

  private static final List<String> PARTS =
      List.of("from", "to", "seizure", "answer", "seconds", "trunk");

  /// Columns of which no call is made; a file may lack them.
  private static final List<String> MORE = List.of("release", "delay");

  private static final List<String> OPTIONAL =
      Stream.concat(Stream.of("type", "cause", "state"), MORE.stream()).toList();

  /// Which values of a column count.
  ///
  /// @param column empty where the condition never holds
  private record Condition(String column, List<String> values, boolean negated) {
    boolean holds(String value) {
      return !column.isEmpty() && values.contains(value) != negated;
    }
  }

  /// Numbers that come by a trunk group in the national form of another country.
  ///
  /// @param trunk name of the group
  /// @param column `from` or `to`
  /// @param code country code to put in front
  /// @param trunkPrefix to take away before, often `0`; may be empty
  /// @param international numbers that begin with this, or with `+`, are left as they are
  private record National(
      String trunk, String column, String code, String trunkPrefix, String international) {
    National {
      boolean good = column.equals("from") || column.equals("to");
      if (!good || !code.matches("[1-9][0-9]{0,2}") || international.isEmpty()) {
        throw new IllegalArgumentException(
            "national numbers: from or to, a country code, an international prefix");
      }
    }

    String international(String number) {
      boolean isNational =
          !number.isEmpty()
              && Character.isDigit(number.charAt(0))
              && !number.startsWith(international);
      if (!isNational) {
        return number;
      }
      boolean hasPrefix = !trunkPrefix.isEmpty() && number.startsWith(trunkPrefix);
      return "+" + code + (hasPrefix ? number.substring(trunkPrefix.length()) : number);
    }
  }

  /// A column that holds why a call ended.
  ///
  /// @param kind of its values: `q850`, `sip` (a status), or `words`
  /// @param words Q.850 cause by word
  private record CauseColumn(String column, String kind, Map<String, Integer> words) {
    CauseColumn {
      boolean good = Set.of("q850", "sip", "words").contains(kind);
      if (!good || words.isEmpty() == kind.equals("words")) {
        throw new IllegalArgumentException("causes: q850, sip, or words with their values");
      }
    }

    static CauseColumn of(JsonObjectReader in) {
      Map<String, Integer> words = new TreeMap<>();
      for (JsonObjectReader each : in.objects("values")) {
        words.put(each.string("word"), each.integer("q850", 1, 127));
        each.end();
      }
      CauseColumn cause = new CauseColumn(in.string("column"), in.string("kind"), words);
      in.end();
      return cause;
    }

    int q850(String cell) {
      return switch (kind) {
        case "q850" -> within(cell, 1, 127);
        case "words" -> words.getOrDefault(cell, 0);
        default -> 0;
      };
    }

    int sip(String cell) {
      return kind.equals("sip") ? within(cell, 300, 699) : 0;
    }

    /// Values beyond are the vendor's own and say nothing.
    private static int within(String cell, int least, int most) {
      long value = Timestamps.number(cell);
      return value >= least && value <= most ? (int) value : 0;
    }
  }

  /// What is read of a file, besides its columns.
  ///
  /// @param zone of times without offset; the agreement's where the profile says none
  /// @param extract what of a cell counts, by column: the first group of an expression that matches
  ///   the whole cell
  /// @param causes the first that says something counts
  private record Reading(
      Optional<ZoneId> zone,
      Map<String, Pattern> extract,
      List<National> national,
      List<CauseColumn> causes) {
    static Reading of(JsonObjectReader in) {
      Map<String, Pattern> extract = new TreeMap<>();
      in.optionalObject("extract")
          .ifPresent(each -> {
            for (String part : PARTS) {
              each.optionalString(part).ifPresent(text -> extract.put(part, pattern(text)));
            }
            each.end();
          });
      List<National> national = new ArrayList<>();
      for (JsonObjectReader each : in.objects("national")) {
        national.add(
            new National(
                each.string("trunk"),
                each.string("column"),
                each.string("code"),
                each.string("trunkPrefix"),
                each.string("international")));
        each.end();
      }
      List<CauseColumn> causes = in.objects("causes").stream().map(CauseColumn::of).toList();
      return new Reading(in.optionalString("zone").map(Reading::zone), extract, national, causes);
    }

    private static ZoneId zone(String name) {
      try {
        return ZoneId.of(name);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException("not a zone: " + name, e);
      }
    }

    private static Pattern pattern(String text) {
      Pattern pattern = Pattern.compile(text);
      if (pattern.matcher("").groupCount() != 1) {
        throw new IllegalArgumentException("one group in " + text);
      }
      return pattern;
    }

    String number(String column, String number, String trunk) {
      return national.stream()
          .filter(each -> each.column().equals(column) && each.trunk().equals(trunk))
          .findFirst()
          .map(each -> each.international(number))
          .orElse(number);
    }
  }

  private final String name;
  private final Reading reading;
  private final Pattern firstLine;
  private final boolean fixed;
  private final char separator;
  private final int headerLines;

  /// How many characters each line of fixed places has; 0 where that says nothing.
  private final int length;

  private final Map<String, String> columns;
  private final String time;
  private final boolean milliseconds;
  private final RoundingMode rounding;
  private final Condition answered;
  private final Condition ignore;
  private final Optional<DateTimeFormatter> pattern;
  private final Map<String, Integer> places;

  /// How many columns the header names; 0 where there is none.
  private final int width;

  private MappingProfile(JsonObjectReader in, String digest) {
    String plain = in.string("name");
    if (!NAME.matcher(plain).matches()) {
      throw in.wrong("name", "1 to 40 of a-z, 0-9 and -", plain);
    }
    this.name = plain + "/" + in.integer("version", 1, 9_999) + "@" + digest;
    in.string("note");
    this.firstLine = Pattern.compile(in.string("firstLine"));
    JsonObjectReader layout = in.object("layout");
    this.fixed = oneOf(layout, "kind", "separated", "fixed").equals("fixed");
    this.separator = fixed ? ',' : separator(layout);
    this.headerLines = layout.integer("headerLines", 0, 10);
    this.length = layout.has("width") ? layout.integer("width", 1, MAX_LINE) : 0;
    layout.end();
    this.columns = columns(in.object("columns"), fixed);
    this.time = in.string("time");
    JsonObjectReader seconds = in.object("seconds");
    this.milliseconds = oneOf(seconds, "unit", "s", "ms").equals("ms");
    this.rounding = RoundingMode.valueOf(oneOf(seconds, "rounding", "FLOOR", "HALF_UP", "CEILING"));
    seconds.end();
    this.answered = condition(in.object("answered"));
    this.ignore =
        in.optionalObject("ignore")
            .map(MappingProfile::condition)
            .orElse(new Condition("", List.of(), false));
    this.reading = Reading.of(in);
    in.end();
    this.pattern =
        time.equals("epoch") || time.equals("iso")
            ? Optional.empty()
            : Optional.of(DateTimeFormatter.ofPattern(time));
    this.places = new HashMap<>();
    this.width = 0;
  }

  private MappingProfile(MappingProfile of, List<String> header) {
    this.name = of.name;
    this.reading = of.reading;
    this.firstLine = of.firstLine;
    this.fixed = of.fixed;
    this.separator = of.separator;
    this.headerLines = of.headerLines;
    this.length = of.length;
    this.columns = of.columns;
    this.time = of.time;
    this.milliseconds = of.milliseconds;
    this.rounding = of.rounding;
    this.answered = of.answered;
    this.ignore = of.ignore;
    this.pattern = of.pattern;
    this.places = new HashMap<>();
    this.width = of.headerLines > 0 ? header.size() : 0;
    for (String part : of.columns.keySet()) {
      places.put(part, of.place(part, header));
    }
    for (Condition each : List.of(answered, ignore)) {
      if (!each.column().isEmpty() && !places.containsKey(each.column())) {
        places.put(each.column(), header.indexOf(each.column()));
      }
    }
    for (CauseColumn each : reading.causes()) {
      places.putIfAbsent(each.column(), header.indexOf(each.column()));
    }
  }

  /// @param source for errors
  /// @throws org.wasl.terms.json.MalformedJsonException with the place of what is wrong
  public static MappingProfile read(String source, byte[] bytes) {
    JsonObjectReader in = JsonReader.read(source, bytes, MAX_BYTES).asObject(source);
    try {
      return new MappingProfile(in, Sha256.hex(bytes));
    } catch (IllegalArgumentException e) {
      throw in.wrong("profile", "a mapping profile", String.valueOf(e.getMessage()));
    }
  }

  private static String oneOf(JsonObjectReader in, String member, String... allowed) {
    String found = in.string(member);
    if (!List.of(allowed).contains(found)) {
      throw in.wrong(member, String.join(", ", allowed), found);
    }
    return found;
  }

  private static char separator(JsonObjectReader in) {
    String separator = in.string("separator");
    if (separator.length() != 1) {
      throw in.wrong("separator", "one character", separator);
    }
    return separator.charAt(0);
  }

  /// Whether a text names places of a line, such as `12-25`.
  private static boolean isPlaces(String text) {
    Matcher places = PLACES.matcher(text);
    return places.matches()
        && Integer.parseInt(places.group(1)) <= Integer.parseInt(places.group(2));
  }

  private static Map<String, String> columns(JsonObjectReader in, boolean fixed) {
    Map<String, String> columns = new HashMap<>();
    for (String part : PARTS) {
      columns.put(part, in.string(part));
    }
    for (String part : OPTIONAL) {
      in.optionalString(part).ifPresent(place -> columns.put(part, place));
    }
    columns.forEach((part, place) -> {
      if (fixed && !isPlaces(place)) {
        throw in.wrong(part, "places such as 12-25", place);
      }
    });
    in.end();
    return columns;
  }

  private static Condition condition(JsonObjectReader in) {
    String column = in.string("column");
    boolean negated = oneOf(in, "when", "is", "not").equals("not");
    List<String> values = in.strings("values");
    in.end();
    return new Condition(column, values, negated);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean recognises(String line) {
    return line.length() <= MAX_LINE && firstLine.matcher(line).matches();
  }

  /// A header whose names are all there, save for one character.
  @Override
  public Optional<HeaderLine> header(String beginning) {
    List<String> names = names();
    if (headerLines == 0 || names.isEmpty()) {
      return Optional.empty();
    }
    return HeaderLine.named(beginning, separator, names);
  }

  /// The names of the columns without which there is no call.
  private List<String> names() {
    Stream<String> read =
        columns.entrySet().stream()
            .filter(each -> !MORE.contains(each.getKey()))
            .map(Map.Entry::getValue);
    return Stream.concat(read, Stream.of(answered.column(), ignore.column()))
        .filter(name -> !name.isEmpty() && !columns.containsKey(name))
        .filter(name -> !name.matches("[0-9-]{1,9}"))
        .distinct()
        .toList();
  }

  @Override
  public boolean hasHeader() {
    return headerLines > 0;
  }

  @Override
  public int headerLines() {
    return headerLines;
  }

  @Override
  public int headerWidth() {
    return width;
  }

  @Override
  public RecordFormat opened(String line) {
    return new MappingProfile(this, fixed ? List.of() : split(line));
  }

  private int place(String part, List<String> header) {
    String column = columns.getOrDefault(part, "");
    if (fixed) {
      return columns.keySet().stream().sorted().toList().indexOf(part);
    }
    return column.matches("[0-9]{1,3}") ? Integer.parseInt(column) - 1 : header.indexOf(column);
  }

  @Override
  public List<String> split(String line) {
    if (!fixed) {
      return CsvLine.split(line, separator);
    }
    if (length > 0 && line.length() != length) {
      return NO_RECORD;
    }
    List<String> cells = new ArrayList<>();
    for (String part : columns.keySet().stream().sorted().toList()) {
      String[] ends = columns.getOrDefault(part, "1-1").split("-");
      int from = Integer.parseInt(ends[0]) - 1;
      int to = Integer.parseInt(ends[1]);
      cells.add(
          from >= line.length() ? "" : line.substring(from, Math.min(to, line.length())).strip());
    }
    return cells;
  }

  private String cell(List<String> cells, String part) {
    int at = places.getOrDefault(part, -1);
    String cell = at < 0 || at >= cells.size() ? "" : cells.get(at).strip();
    Pattern extract = reading.extract().get(part);
    if (extract == null || cell.isEmpty()) {
      return cell;
    }
    Matcher matcher = extract.matcher(cell);
    return matcher.matches() ? Objects.requireNonNullElse(matcher.group(1), "") : cell;
  }

  /// The first column whose cell is not of the form that the profile says.
  private Optional<String> malformed(List<String> cells) {
    return reading.extract().entrySet().stream()
        .filter(each -> {
          int at = places.getOrDefault(each.getKey(), -1);
          String cell = at < 0 || at >= cells.size() ? "" : cells.get(at).strip();
          return !cell.isEmpty() && !each.getValue().matcher(cell).matches();
        })
        .map(Map.Entry::getKey)
        .findFirst();
  }

  @Override
  public Parsed parse(List<String> cells, ZoneId zone) {
    if (fixed && cells.equals(NO_RECORD)) {
      return new Parsed.Damaged(1, "line-length");
    }
    for (String part : List.of("to", "seizure", "seconds")) {
      int at = places.getOrDefault(part, -1);
      if (at < 0 || at >= cells.size()) {
        return new Parsed.Damaged(cells.size() + 1, "columns");
      }
    }
    if (width > 0 && cells.size() != width) {
      return new Parsed.Damaged(Math.min(cells.size(), width) + 1, "columns");
    }
    if (ignore.holds(cell(cells, ignore.column()))) {
      return new Parsed.Ignored("not-a-call");
    }
    Optional<String> malformed = malformed(cells);
    if (malformed.isPresent()) {
      return new Parsed.Damaged(places.getOrDefault(malformed.get(), 0) + 1, "pattern");
    }
    boolean answer = answered.holds(cell(cells, answered.column()));
    String timePart = answer ? "answer" : "seizure";
    OptionalLong at = time(cell(cells, timePart), reading.zone().orElse(zone));
    if (at.isEmpty()) {
      return new Parsed.Damaged(places.getOrDefault(timePart, 0) + 1, "time");
    }
    Optional<Integer> seconds = seconds(cell(cells, "seconds"));
    if (seconds.isEmpty()) {
      return new Parsed.Damaged(places.getOrDefault("seconds", 0) + 1, "seconds");
    }
    String trunk = cell(cells, "trunk");
    return new Parsed.Row(
        reading.number("from", cell(cells, "from"), trunk),
        reading.number("to", cell(cells, "to"), trunk),
        at.getAsLong(),
        answer ? seconds.get() : 0,
        answer,
        trunk,
        signalling(cells, answer, at.getAsLong(), zone));
  }

  private Signalling signalling(List<String> cells, boolean answer, long at, ZoneId zone) {
    OptionalLong from =
        answer ? time(cell(cells, "seizure"), reading.zone().orElse(zone)) : OptionalLong.of(at);
    OptionalLong to =
        answer ? OptionalLong.of(at) : time(cell(cells, "release"), reading.zone().orElse(zone));
    Optional<CauseColumn> cause =
        reading.causes().stream()
            .filter(each -> {
              String cell = cell(cells, each.column());
              return each.q850(cell) > 0 || each.sip(cell) > 0;
            })
            .findFirst();
    String cell = cause.map(each -> cell(cells, each.column())).orElse("");
    return Signalling.of(
        Signalling.Direction.UNRECORDED,
        cause.map(each -> each.q850(cell)).orElse(0),
        cause.map(each -> each.sip(cell)).orElse(0),
        Timestamps.between(from, to),
        Timestamps.number(cell(cells, "delay")));
  }

  private OptionalLong time(String text, ZoneId zone) {
    if (pattern.isPresent()) {
      try {
        return OptionalLong.of(
            LocalDateTime.parse(text, pattern.get()).atZone(zone).toEpochSecond());
      } catch (DateTimeException e) {
        return OptionalLong.empty();
      }
    }
    if (time.equals("iso")) {
      return Timestamps.read(text, zone);
    }
    return text.matches("[1-9][0-9]{0,10}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  private Optional<Integer> seconds(String text) {
    if (!text.matches("[0-9]{1,12}(\\.[0-9]{1,6})?")) {
      return text.isEmpty() ? Optional.of(0) : Optional.empty();
    }
    BigDecimal value = new BigDecimal(text).movePointLeft(milliseconds ? 3 : 0);
    BigDecimal whole = value.setScale(0, rounding);
    return whole.compareTo(BigDecimal.valueOf(9_999_999)) > 0
        ? Optional.empty()
        : Optional.of(whole.intValueExact());
  }
}
