package org.wasl.voice.accounting;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.wasl.settlement.Account;
import org.wasl.settlement.AgreementId;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;
import org.wasl.settlement.wire.StepJson;
import org.wasl.terms.PartyId;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.terms.json.JsonReader;
import org.wasl.voice.Deal;
import org.wasl.voice.reconciliation.Masked;

/// What records a side's account of a month rests on: files and their records by source (level 0),
/// and the lines of its calls by trunk group (level 2). It crosses with the account, so that a file
/// or a trunk group that is missing on one side is seen before anybody looks for causes. Counts and
/// sums alone: no number, no name of a file, no place.
///
/// @param sources at most [#MAX_SOURCES]
/// @param cells the calls of the account, in the order of trunk groups and lines, each once; at
///   most [#MAX_CELLS]
/// @param untold calls of the account that are in none of the cells, since there are too many
public record Coverage(
    AgreementId agreement,
    YearMonth period,
    PartyId by,
    List<Source> sources,
    List<Cell> cells,
    long untold) {
  public static final int MAX_SOURCES = 200;

  /// As many as an account may have lines.
  public static final int MAX_CELLS = Account.MAX_LINES;

  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,38})");
  private static final Pattern FORMAT = Pattern.compile("[a-z0-9._/-]{1,40}");

  private static final int MAX_BYTES = Account.MAX_BYTES;

  /// Of a line: calls, answered ones, seconds, seconds billed.
  private static final int QUANTITIES = 4;

  private static final long MOST = 1_000_000_000_000L;

  /// The files of one source in which calls of the month are; their records are counted whole.
  ///
  /// @param format by which they were read, without the digest of its mapping
  /// @param missing numbers of files missing beside them
  /// @param parts of long calls, joined, waiting or incomplete
  public record Source(
      String format,
      long files,
      long missing,
      long read,
      long accepted,
      long duplicates,
      long quarantined,
      long ignored,
      long parts) {
    public Source {
      if (!FORMAT.matcher(format).matches()) {
        throw new IllegalArgumentException("not the name of a format: " + format);
      }
      inRange(files, missing, read, accepted, duplicates, quarantined, ignored, parts);
      if (read != accepted + duplicates + quarantined + ignored + parts) {
        throw new IllegalArgumentException("the counts of a source do not add up");
      }
    }

    public Source plus(Source other) {
      return new Source(
          format,
          files + other.files,
          missing + other.missing,
          read + other.read,
          accepted + other.accepted,
          duplicates + other.duplicates,
          quarantined + other.quarantined,
          ignored + other.ignored,
          parts + other.parts);
    }
  }

  /// What a trunk group recorded of a line of the account: calls, answered ones, seconds, seconds
  /// billed and the exact amount.
  public record Cell(String trunk, Line line) implements Comparable<Cell> {
    private static final Comparator<Cell> ORDER =
        Comparator.comparing(Cell::trunk).thenComparing(each -> each.line().key());

    public Cell {
      if (!Masked.told(trunk).equals(trunk)) {
        throw new IllegalArgumentException("not the name of a trunk group");
      }
      if (line.quantities().size() != QUANTITIES) {
        throw new IllegalArgumentException("a line of calls has four quantities");
      }
      inRange(line.quantities().stream().mapToLong(each -> each).toArray());
      if (answered(line) > calls(line)) {
        throw new IllegalArgumentException("more answered than called");
      }
    }

    public long calls() {
      return calls(line);
    }

    private static long calls(Line line) {
      return line.quantities().get(0);
    }

    private static long answered(Line line) {
      return line.quantities().get(1);
    }

    @Override
    public int compareTo(Cell other) {
      return ORDER.compare(this, other);
    }
  }

  private static void inRange(long... counts) {
    if (LongStream.of(counts).anyMatch(each -> each < 0 || each > MOST)) {
      throw new IllegalArgumentException("a count is out of its range");
    }
  }

  public Coverage {
    sources = List.copyOf(sources);
    cells = List.copyOf(cells);
    if (sources.size() > MAX_SOURCES || cells.size() > MAX_CELLS) {
      throw new IllegalArgumentException(
          "at most " + MAX_SOURCES + " sources and " + MAX_CELLS + " lines of trunk groups");
    }
    inRange(untold);
    for (int i = 0; i < cells.size(); i++) {
      if (!YearMonth.from(cells.get(i).line().key().day()).equals(period)) {
        throw new IllegalArgumentException("a day is of another month");
      }
      if (i > 0 && cells.get(i - 1).compareTo(cells.get(i)) >= 0) {
        throw new IllegalArgumentException("lines of trunk groups are out of order");
      }
    }
  }

  /// All sources together.
  public Source all() {
    return sources.stream()
        .reduce(Source::plus)
        .orElseGet(() -> new Source("none", 0, 0, 0, 0, 0, 0, 0, 0));
  }

  /// A trunk group over the month.
  ///
  /// @param without days of the month of which there is no call, though others have some
  public record Trunk(
      String name, long calls, long answered, long seconds, List<LocalDate> without) {
    public Trunk {
      without = List.copyOf(without);
    }
  }

  public List<Trunk> byTrunk() {
    List<Trunk> trunks = new ArrayList<>();
    linesByTrunk().forEach((name, lines) -> trunks.add(trunk(name, lines.values())));
    return trunks;
  }

  /// The lines of each trunk group.
  public SortedMap<String, SortedMap<LineKey, Line>> linesByTrunk() {
    SortedMap<String, SortedMap<LineKey, Line>> lines = new TreeMap<>();
    for (Cell each : cells) {
      lines.computeIfAbsent(each.trunk(), _ -> new TreeMap<>()).put(each.line().key(), each.line());
    }
    return lines;
  }

  private Trunk trunk(String name, Collection<Line> lines) {
    Set<LocalDate> seen =
        lines.stream()
            .filter(each -> Cell.calls(each) > 0)
            .map(each -> each.key().day())
            .collect(Collectors.toSet());
    List<LocalDate> without =
        period
            .atDay(1)
            .datesUntil(period.plusMonths(1).atDay(1))
            .filter(day -> !seen.contains(day))
            .toList();
    return new Trunk(name, sum(lines, 0), sum(lines, 1), sum(lines, 2), without);
  }

  private static long sum(Collection<Line> lines, int quantity) {
    return lines.stream().mapToLong(each -> each.quantities().get(quantity)).sum();
  }

  /// The lines of calls of an account of this side and month that its trunk groups do not add up
  /// to. Nothing is said where calls are untold; lines of deals and of earlier months rest on no
  /// calls of the month.
  public List<LineKey> notAddingUp(Account account) {
    if (untold > 0) {
      return List.of();
    }
    Map<LineKey, Line> sums = new TreeMap<>();
    cells.forEach(each -> sums.merge(each.line().key(), each.line(), Line::plus));
    Set<LineKey> wrong = new TreeSet<>();
    for (Line line : account.lines()) {
      LineKey key = line.key();
      boolean ofCalls = YearMonth.from(key.day()).equals(period) && !key.band().equals(Deal.BAND);
      if (ofCalls && !line.equals(sums.remove(key))) {
        wrong.add(key);
      }
    }
    wrong.addAll(sums.keySet());
    return List.copyOf(wrong);
  }

  public Json.Obj json() {
    List<Json> ofSources = new ArrayList<>();
    for (Source each : sources) {
      ofSources.add(
          Json.Obj.with()
              .put("format", each.format())
              .put("files", each.files())
              .put("missing", each.missing())
              .put("read", each.read())
              .put("accepted", each.accepted())
              .put("duplicates", each.duplicates())
              .put("quarantined", each.quarantined())
              .put("ignored", each.ignored())
              .put("parts", each.parts())
              .end());
    }
    List<Json> ofTrunks = new ArrayList<>();
    linesByTrunk()
        .forEach((trunk, lines) ->
            ofTrunks.add(
                Json.Obj.with()
                    .put("trunk", trunk)
                    .put("rows", Json.Arr.of(rows(lines.values())))
                    .end()));
    return Json.Obj.with()
        .put("agreement", agreement.value())
        .put("period", period.toString())
        .put("by", by.value())
        .put("sources", new Json.Arr(ofSources))
        .put("trunks", new Json.Arr(ofTrunks))
        .put("untold", untold)
        .end();
  }

  /// @throws org.wasl.terms.json.MalformedJsonException with the place of what is wrong
  public static Coverage read(byte[] body) {
    JsonObjectReader in = JsonReader.read("coverage", body, MAX_BYTES).asObject("coverage");
    try {
      YearMonth period = StepJson.period(in);
      Coverage coverage =
          new Coverage(
              new AgreementId(in.string("agreement")),
              period,
              new PartyId(in.string("by")),
              in.objects("sources").stream().map(Coverage::source).toList(),
              in.objects("trunks").stream().flatMap(each -> cells(period, each)).sorted().toList(),
              in.integer("untold"));
      in.end();
      return coverage;
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw in.wrong("coverage", "what an account rests on", String.valueOf(e.getMessage()));
    }
  }

  private static Source source(JsonObjectReader in) {
    Source source =
        new Source(
            in.string("format"),
            in.integer("files"),
            in.integer("missing"),
            in.integer("read"),
            in.integer("accepted"),
            in.integer("duplicates"),
            in.integer("quarantined"),
            in.integer("ignored"),
            in.integer("parts"));
    in.end();
    return source;
  }

  /// What lines share but for the day, so that it crosses once.
  private record Row(String stream, String item, String band) {
    static Row of(Line line) {
      return new Row(line.key().stream(), line.key().item(), line.key().band());
    }
  }

  /// A row for each stream, item and band: days of the month in `days`, for each its four
  /// quantities in `q` and its exact amount in `x`.
  private static List<Json> rows(Collection<Line> lines) {
    Map<Row, List<Line>> byRow =
        lines.stream()
            .collect(Collectors.groupingBy(Row::of, LinkedHashMap::new, Collectors.toList()));
    List<Json> rows = new ArrayList<>();
    byRow.forEach((row, of) -> {
      List<Json> days = new ArrayList<>();
      List<Json> quantities = new ArrayList<>();
      List<String> exact = new ArrayList<>();
      for (Line line : of) {
        days.add(new Json.Int(line.key().day().getDayOfMonth()));
        line.quantities().forEach(each -> quantities.add(new Json.Int(each)));
        exact.add(line.exact().toString());
      }
      rows.add(
          Json.Obj.with()
              .put("stream", row.stream())
              .put("item", row.item())
              .put("band", row.band())
              .put("days", new Json.Arr(days))
              .put("q", new Json.Arr(quantities))
              .putStrings("x", exact)
              .end());
    });
    return rows;
  }

  private static Stream<Cell> cells(YearMonth period, JsonObjectReader in) {
    String trunk = in.string("trunk");
    List<Cell> cells =
        in.objects("rows").stream()
            .flatMap(row -> lines(period, row).stream())
            .map(line -> new Cell(trunk, line))
            .toList();
    in.end();
    return cells.stream();
  }

  private static List<Line> lines(YearMonth period, JsonObjectReader in) {
    List<Json> days = in.array("days");
    List<Json> quantities = in.array("q");
    List<String> exact = in.strings("x");
    if (quantities.size() != QUANTITIES * days.size() || exact.size() != days.size()) {
      throw in.wrong("q", "four quantities and an amount for each day", "other counts");
    }
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < days.size(); i++) {
      LineKey key =
          new LineKey(
              in.string("stream"),
              in.string("item"),
              period.atDay(Math.toIntExact(integer(in, "days", days.get(i)))),
              in.string("band"));
      List<Long> figures = new ArrayList<>();
      for (Json each : quantities.subList(QUANTITIES * i, QUANTITIES * (i + 1))) {
        figures.add(integer(in, "q", each));
      }
      if (!WHOLE.matcher(exact.get(i)).matches()) {
        throw in.wrong("x", "whole numbers as strings", exact.get(i));
      }
      lines.add(new Line(key, figures, new BigInteger(exact.get(i))));
    }
    in.string("stream");
    in.string("item");
    in.string("band");
    in.end();
    return lines;
  }

  private static long integer(JsonObjectReader in, String name, Json value) {
    if (value instanceof Json.Int(long whole)) {
      return whole;
    }
    throw in.wrong(name, "whole numbers", value.kind());
  }
}
