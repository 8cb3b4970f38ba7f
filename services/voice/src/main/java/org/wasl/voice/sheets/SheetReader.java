package org.wasl.voice.sheets;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wasl.terms.Validity;
import org.wasl.voice.TariffRow;
import org.wasl.voice.TimeProfile;

/// Reads a table of cells as a rate sheet. Columns are found by their headings; prefixes may be
/// ranges (`9639[3-9]`, `96393-96396`), lists (`93,98,99`) and split into country and area. What a
/// spreadsheet program does to prefixes is found and refused.
///
/// @param complete whether the sheet names every prefix of its stream
/// @param basis digest of the sheet before it, or empty
public record SheetReader(SheetProfile profile, boolean complete, String basis) {
  private static final int MAX_EXPANSION = 10_000;
  private static final Pattern SCIENTIFIC = Pattern.compile("[0-9.,]+[eE][+-]?[0-9]+");
  private static final Pattern DATE_LIKE =
      Pattern.compile(
          "(?i)[0-9]{1,2}[-/ .](jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec).*"
              + "|(?i)(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[-/ .][0-9]+"
              + "|[0-9]{1,4}/[0-9]{1,2}(/[0-9]{1,4})?|[0-9]{4}-[0-9]{2}-[0-9]{2}.*");
  private static final Pattern RANGE = Pattern.compile("([0-9]+)-([0-9]+)");
  private static final Pattern CLASS = Pattern.compile("([0-9]*)\\[([0-9])-([0-9])\\](.*)");
  private static final Pattern MONEY = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,12})?");
  private static final LocalDate SPREADSHEET_ZERO = LocalDate.of(1899, 12, 30);

  private enum Column {
    PREFIX("prefix", "code", "codes", "dialcode", "dialcodes", "destinationcode"),
    COUNTRY("country", "countrycode", "cc"),
    AREA("area", "areacode", "areacodes", "citycode"),
    DESTINATION("destination", "destinationname", "name", "description", "zone"),
    RATE("rate", "price", "ratemin", "rateminute", "nextrate", "peak", "peakrate"),
    OFF_PEAK("offpeak", "offpeakrate"),
    FIRST("firstrate", "initialrate"),
    CONNECT("setup", "setupfee", "connect", "connectfee", "connectionfee"),
    ATTEMPT("attemptfee", "attempt"),
    INITIAL("initial", "initialinterval", "firstincrement", "minimumincrement"),
    STEP("step", "increment", "nextinterval", "nextincrement", "interval"),
    MINIMUM("minimum", "minimumduration", "minduration"),
    GRACE("grace", "graceperiod", "gracetime"),
    FROM("effective", "effectivedate", "validfrom", "startdate"),
    TO("end", "enddate", "validto", "expirydate"),
    ORIGIN("origin", "origincode", "aprefix", "originprefix"),
    TIME_PROFILE("timeprofile", "timeprofilename", "timeband", "profile"),
    CURRENCY("currency"),
    FLAG("status", "change", "changeflag", "changetype");

    final Set<String> headings;

    Column(String... headings) {
      this.headings = Set.of(headings);
    }
  }

  private static final class MalformedCell extends Exception {
    private static final long serialVersionUID = 1;
    final Column column;

    MalformedCell(Column column, String reason) {
      super(reason, null, false, false);
      this.column = column;
    }
  }

  /// @param rows cells of each row, the headings first; dates and numbers of a spreadsheet as it
  ///   stores them
  /// @param rules that the sheet must keep
  public SheetReading read(List<List<String>> rows, SheetRules rules) {
    List<SheetReading.Flaw> flaws = new ArrayList<>();
    Map<Column, Integer> columns = rows.isEmpty() ? Map.of() : columns(rows.getFirst(), flaws);
    boolean prefix = columns.containsKey(Column.PREFIX) || columns.containsKey(Column.AREA);
    if (!prefix || !columns.containsKey(Column.RATE)) {
      flaws.add(new SheetReading.Flaw(1, 0, "headings", ""));
      return new SheetReading(Optional.empty(), flaws);
    }
    List<SheetRow> read = new ArrayList<>();
    Map<String, Integer> firstRow = new HashMap<>();
    for (int i = 1; i < rows.size() && flaws.size() < SheetReading.MAX_FLAWS; i++) {
      List<String> cells = rows.get(i);
      if (cells.stream().allMatch(String::isBlank)) {
        continue;
      }
      try {
        for (SheetRow each : new Row(cells, columns).rates(rules)) {
          Integer before = firstRow.putIfAbsent(each.key(), i + 1);
          if (before != null) {
            flaws.add(
                new SheetReading.Flaw(
                    i + 1, 0, "duplicate-prefix", each.key() + " of row " + before));
          }
          read.add(each);
        }
      } catch (MalformedCell e) {
        int column = columns.getOrDefault(e.column, -1);
        String found = column < 0 || column >= cells.size() ? "" : cells.get(column);
        flaws.add(new SheetReading.Flaw(i + 1, column + 1, String.valueOf(e.getMessage()), found));
      }
    }
    if (read.isEmpty() && flaws.isEmpty()) {
      flaws.add(new SheetReading.Flaw(1, 0, "empty", ""));
    }
    if (read.size() > RateSheet.MAX_ROWS) {
      flaws.add(new SheetReading.Flaw(1, 0, "too-many-rates", Integer.toString(read.size())));
    }
    if (!flaws.isEmpty()) {
      return new SheetReading(Optional.empty(), flaws);
    }
    RateSheet sheet = new RateSheet(profile.stream(), complete, basis, read);
    int column = columns.getOrDefault(Column.FROM, -1) + 1;
    for (SheetChange change : rules.tooSoon(sheet)) {
      if (flaws.size() < SheetReading.MAX_FLAWS) {
        String key = change.prefix() + "/" + change.origin();
        int row = firstRow.getOrDefault(key, 1);
        flaws.add(
            new SheetReading.Flaw(
                row,
                row == 1 ? 0 : column,
                rules.reason(change),
                change.prefix() + " " + change.effective()));
      }
    }
    return flaws.isEmpty()
        ? new SheetReading(Optional.of(sheet), List.of())
        : new SheetReading(Optional.empty(), flaws);
  }

  private static Map<Column, Integer> columns(
      List<String> headings, List<SheetReading.Flaw> flaws) {
    Map<Column, Integer> columns = new EnumMap<>(Column.class);
    for (int i = 0; i < headings.size(); i++) {
      String heading = headings.get(i).toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
      for (Column column : Column.values()) {
        if (column.headings.contains(heading) && columns.putIfAbsent(column, i) != null) {
          flaws.add(new SheetReading.Flaw(1, i + 1, "heading-twice", headings.get(i)));
        }
      }
    }
    return columns;
  }

  private final class Row {
    private final List<String> cells;
    private final Map<Column, Integer> columns;

    Row(List<String> cells, Map<Column, Integer> columns) {
      this.cells = cells;
      this.columns = columns;
    }

    private String cell(Column column) {
      Integer at = columns.get(column);
      return at == null || at >= cells.size() ? "" : cells.get(at).strip();
    }

    List<SheetRow> rates(SheetRules rules) throws MalformedCell {
      String in = cell(Column.CURRENCY);
      if (!in.isEmpty() && !in.equalsIgnoreCase(rules.currency())) {
        throw new MalformedCell(Column.CURRENCY, "currency");
      }
      String hours = timeProfile();
      if (!rules.timeProfiles().contains(hours)) {
        throw new MalformedCell(Column.TIME_PROFILE, "time-profile");
      }
      String flag = cell(Column.FLAG).toLowerCase(Locale.ROOT);
      boolean blocked = flag.startsWith("block") || flag.startsWith("clos");
      int step = seconds(Column.STEP, profile.step(), 1);
      int initial = seconds(Column.INITIAL, profile.initial(), 1);
      long peak = blocked && cell(Column.RATE).isEmpty() ? 0 : rate(Column.RATE, step);
      long offPeak = cell(Column.OFF_PEAK).isEmpty() ? peak : rate(Column.OFF_PEAK, step);
      if (!cell(Column.FIRST).isEmpty() && rate(Column.FIRST, step) != peak) {
        throw new MalformedCell(Column.FIRST, "first-rate-differs");
      }
      Validity validity = validity();
      List<SheetRow> rates = new ArrayList<>();
      for (String prefix : prefixes()) {
        TariffRow row =
            new TariffRow(
                profile.stream(),
                prefix,
                destination(prefix),
                validity,
                peak,
                offPeak,
                initial,
                step,
                seconds(Column.MINIMUM, 0, 0),
                seconds(Column.GRACE, 0, 0),
                fee(Column.CONNECT),
                fee(Column.ATTEMPT),
                origin(),
                hours);
        rates.add(new SheetRow(row, blocked));
      }
      return rates;
    }

    private String destination(String prefix) {
      String word =
          cell(Column.DESTINATION)
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^a-z0-9]+", "-")
              .replaceAll("^-|-$", "");
      String named = word.isEmpty() ? "to-" + prefix : word;
      return named.length() > 63 ? named.substring(0, 63) : named;
    }

    private String timeProfile() {
      String name = cell(Column.TIME_PROFILE).toLowerCase(Locale.ROOT);
      return name.equals("standard") ? TimeProfile.STANDARD : name;
    }

    private String origin() throws MalformedCell {
      String origin = cell(Column.ORIGIN);
      if (!origin.matches("|[1-9][0-9]{0,14}")) {
        throw new MalformedCell(Column.ORIGIN, "origin");
      }
      return origin;
    }

    private Set<String> prefixes() throws MalformedCell {
      Column column = columns.containsKey(Column.PREFIX) ? Column.PREFIX : Column.AREA;
      String country = digits(cell(Column.COUNTRY), Column.COUNTRY);
      String text = cell(column);
      if (text.isEmpty()) {
        if (country.isEmpty()) {
          throw new MalformedCell(column, "no-prefix");
        }
        return Set.of(country);
      }
      Set<String> prefixes = new HashSet<>();
      for (String part : text.split("[,;|]")) {
        for (String each : expanded(part.strip(), column)) {
          prefixes.add(whole(country, each, column));
        }
      }
      return prefixes;
    }

    private String digits(String text, Column column) throws MalformedCell {
      String bare = text.startsWith("+") ? text.substring(1) : text;
      if (!bare.matches("|[1-9][0-9]{0,14}")) {
        throw new MalformedCell(column, damage(bare).orElse("prefix"));
      }
      return bare;
    }

    private String whole(String country, String part, Column column) throws MalformedCell {
      boolean area = column == Column.AREA || !country.isEmpty();
      String national = area && part.startsWith("0") ? part.substring(1) : part;
      String prefix = area && !national.startsWith(country) ? country + national : national;
      if (area && column == Column.AREA) {
        prefix = country + national;
      }
      if (!prefix.matches("[1-9][0-9]{0,14}")) {
        throw new MalformedCell(column, prefix.startsWith("0") ? "leading-zero" : "prefix");
      }
      return prefix;
    }

    private List<String> expanded(String part, Column column) throws MalformedCell {
      Optional<String> damage = damage(part);
      if (damage.isPresent()) {
        throw new MalformedCell(column, damage.get());
      }
      String text = part.startsWith("+") ? part.substring(1) : part;
      text = text.startsWith("00") ? text.substring(2) : text;
      Matcher range = RANGE.matcher(text);
      if (range.matches()) {
        return range(range.group(1), range.group(2), column);
      }
      List<String> done = new ArrayList<>();
      classes("", text, done, column);
      return done;
    }

    private List<String> range(String first, String last, Column column) throws MalformedCell {
      boolean lengths = first.length() == last.length() && first.length() <= 15;
      if (!lengths || first.compareTo(last) > 0) {
        throw new MalformedCell(column, "range");
      }
      long from = Long.parseLong(first);
      long to = Long.parseLong(last);
      if (to - from >= MAX_EXPANSION) {
        throw new MalformedCell(column, "range-too-wide");
      }
      List<String> all = new ArrayList<>();
      for (long each = from; each <= to; each++) {
        all.add(String.format("%0" + first.length() + "d", each));
      }
      return all;
    }

    private void classes(String before, String text, List<String> done, Column column)
        throws MalformedCell {
      Matcher matcher = CLASS.matcher(text);
      if (!matcher.matches()) {
        if (!text.matches("[0-9]*") || done.size() >= MAX_EXPANSION) {
          throw new MalformedCell(column, "prefix");
        }
        done.add(before + text);
        return;
      }
      char last = matcher.group(3).charAt(0);
      if (matcher.group(2).charAt(0) > last) {
        throw new MalformedCell(column, "range");
      }
      for (char digit = matcher.group(2).charAt(0); digit <= last; digit++) {
        classes(before + matcher.group(1) + digit, matcher.group(4), done, column);
      }
    }

    /// What a spreadsheet program did to a prefix.
    private Optional<String> damage(String text) {
      if (SCIENTIFIC.matcher(text).matches()) {
        return Optional.of("spreadsheet-scientific");
      }
      if (DATE_LIKE.matcher(text).matches()) {
        return Optional.of("spreadsheet-date");
      }
      return text.matches("[0-9]+[.][0-9]+")
          ? Optional.of("spreadsheet-decimal")
          : Optional.empty();
    }

    private int seconds(Column column, int without, int least) throws MalformedCell {
      String text = cell(column);
      if (text.isEmpty()) {
        return without;
      }
      if (!text.matches("[0-9]{1,6}(\\.0+)?")) {
        throw new MalformedCell(column, "seconds");
      }
      int seconds = Integer.parseInt(text.replaceAll("\\..*", ""));
      if (seconds < least || seconds > TariffRow.MAX_STEP) {
        throw new MalformedCell(column, "seconds");
      }
      return seconds;
    }

    private long fee(Column column) throws MalformedCell {
      return cell(column).isEmpty() ? 0 : micros(column, 1, 1);
    }

    private long rate(Column column, int step) throws MalformedCell {
      return switch (profile.unit()) {
        case MINUTE -> micros(column, 1, 1);
        case SECOND -> micros(column, 60, 1);
        case INCREMENT -> micros(column, 60, step);
      };
    }

    /// Millionths of the currency, exact or not at all.
    private long micros(Column column, int times, int over) throws MalformedCell {
      String text = cell(column);
      if (!MONEY.matcher(text).matches()) {
        throw new MalformedCell(column, text.contains(",") ? "decimal-comma" : "rate");
      }
      BigDecimal[] whole =
          new BigDecimal(text)
              .movePointRight(6)
              .multiply(BigDecimal.valueOf(times))
              .divideAndRemainder(BigDecimal.valueOf(over));
      long micros = whole[0].longValue();
      if (whole[1].signum() != 0 || whole[0].compareTo(BigDecimal.valueOf(micros)) != 0) {
        throw new MalformedCell(column, "rate-not-exact");
      }
      if (micros > TariffRow.MAX_MICROS) {
        throw new MalformedCell(column, "rate");
      }
      return micros;
    }

    private Validity validity() throws MalformedCell {
      LocalDate from = day(Column.FROM);
      LocalDate to = day(Column.TO);
      LocalDate first = from == null ? profile.from() : from;
      if (to != null && !first.isBefore(to)) {
        throw new MalformedCell(Column.TO, "ends-before-it-begins");
      }
      return new Validity(Optional.of(first), Optional.ofNullable(to));
    }

    private @Nullable LocalDate day(Column column) throws MalformedCell {
      String text = cell(column).replaceAll("[ T]00:00(:00)?$", "");
      if (text.isEmpty()) {
        return null;
      }
      if (text.matches("[0-9]{5}(\\.0+)?")) {
        return SPREADSHEET_ZERO.plusDays(Long.parseLong(text.substring(0, 5)));
      }
      Matcher parts =
          Pattern.compile("([0-9]{1,4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,4})").matcher(text);
      if (!parts.matches()) {
        throw new MalformedCell(column, "date");
      }
      int one = Integer.parseInt(parts.group(1));
      int two = Integer.parseInt(parts.group(2));
      int three = Integer.parseInt(parts.group(3));
      try {
        LocalDate day =
            switch (profile.dates()) {
              case YEAR_MONTH_DAY -> LocalDate.of(one, two, three);
              case DAY_MONTH_YEAR -> LocalDate.of(three, two, one);
              case MONTH_DAY_YEAR -> LocalDate.of(three, one, two);
            };
        if (day.getYear() < 1970 || day.getYear() > 2149) {
          throw new MalformedCell(column, "date");
        }
        return day;
      } catch (DateTimeException e) {
        throw new MalformedCell(column, "date");
      }
    }
  }
}
