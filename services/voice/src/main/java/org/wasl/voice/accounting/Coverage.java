package org.wasl.voice.accounting;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.wasl.settlement.AgreementId;
import org.wasl.settlement.wire.StepJson;
import org.wasl.terms.PartyId;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.terms.json.JsonReader;
import org.wasl.voice.reconciliation.Masked;

/// What records a side's account of a month rests on: files and their records by source (level 0),
/// and calls by trunk group and day (level 2). It crosses with the account, so that a file that is
/// missing on one side is seen before anybody looks for causes. Counts alone: no number, no name of
/// a file, no place.
///
/// @param sources at most [#MAX_SOURCES]
/// @param trunks the calls of the account, in the order of trunk groups and days; at most
///   [#MAX_TRUNK_DAYS]
public record Coverage(
    AgreementId agreement,
    YearMonth period,
    PartyId by,
    List<Source> sources,
    List<TrunkDay> trunks) {
  public static final int MAX_SOURCES = 200;

  /// Sixty-four trunk groups, each day.
  public static final int MAX_TRUNK_DAYS = 31 * 64;

  private static final Pattern FORMAT = Pattern.compile("[a-z0-9._/-]{1,40}");

  private static final int MAX_BYTES = 1 << 19;
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

  /// The calls of the account that a trunk group recorded on a day of the agreement's zone.
  public record TrunkDay(String trunk, LocalDate day, long calls, long answered, long seconds) {
    public TrunkDay {
      if (!Masked.told(trunk).equals(trunk)) {
        throw new IllegalArgumentException("not the name of a trunk group");
      }
      inRange(calls, answered, seconds);
      if (answered > calls) {
        throw new IllegalArgumentException("more answered than called");
      }
    }
  }

  private static void inRange(long... counts) {
    if (LongStream.of(counts).anyMatch(each -> each < 0 || each > MOST)) {
      throw new IllegalArgumentException("a count is out of its range");
    }
  }

  public Coverage {
    sources = List.copyOf(sources);
    trunks = List.copyOf(trunks);
    if (sources.size() > MAX_SOURCES || trunks.size() > MAX_TRUNK_DAYS) {
      throw new IllegalArgumentException(
          "at most " + MAX_SOURCES + " sources and " + MAX_TRUNK_DAYS + " days of trunk groups");
    }
    if (trunks.stream().anyMatch(each -> !YearMonth.from(each.day()).equals(period))) {
      throw new IllegalArgumentException("a day is of another month");
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
    return trunks.stream()
        .collect(Collectors.groupingBy(TrunkDay::trunk, TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(each -> trunk(each.getKey(), each.getValue()))
        .toList();
  }

  private Trunk trunk(String name, List<TrunkDay> days) {
    List<LocalDate> without = new ArrayList<>();
    for (int day = 1; day <= period.lengthOfMonth(); day++) {
      LocalDate at = period.atDay(day);
      if (days.stream().noneMatch(each -> each.day().equals(at) && each.calls() > 0)) {
        without.add(at);
      }
    }
    return new Trunk(
        name,
        days.stream().mapToLong(TrunkDay::calls).sum(),
        days.stream().mapToLong(TrunkDay::answered).sum(),
        days.stream().mapToLong(TrunkDay::seconds).sum(),
        without);
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
    for (TrunkDay each : trunks) {
      ofTrunks.add(
          Json.Obj.with()
              .put("trunk", each.trunk())
              .put("day", each.day().toString())
              .put("calls", each.calls())
              .put("answered", each.answered())
              .put("seconds", each.seconds())
              .end());
    }
    return Json.Obj.with()
        .put("agreement", agreement.value())
        .put("period", period.toString())
        .put("by", by.value())
        .put("sources", new Json.Arr(ofSources))
        .put("trunks", new Json.Arr(ofTrunks))
        .end();
  }

  /// @throws org.wasl.terms.json.MalformedJsonException with the place of what is wrong
  public static Coverage read(byte[] body) {
    JsonObjectReader in = JsonReader.read("coverage", body, MAX_BYTES).asObject("coverage");
    try {
      Coverage coverage =
          new Coverage(
              new AgreementId(in.string("agreement")),
              StepJson.period(in),
              new PartyId(in.string("by")),
              in.objects("sources").stream().map(Coverage::source).toList(),
              in.objects("trunks").stream().map(Coverage::trunkDay).toList());
      in.end();
      return coverage;
    } catch (IllegalArgumentException | DateTimeException e) {
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

  private static TrunkDay trunkDay(JsonObjectReader in) {
    TrunkDay day =
        new TrunkDay(
            in.string("trunk"),
            LocalDate.parse(in.string("day")),
            in.integer("calls"),
            in.integer("answered"),
            in.integer("seconds"));
    in.end();
    return day;
  }
}
