package org.wasl.voice.exchange;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.wasl.border.Posted;
import org.wasl.settlement.LineKey;
import org.wasl.settlement.keeping.MonthSteps;
import org.wasl.terms.PartyId;
import org.wasl.terms.Refusal;
import org.wasl.terms.json.Json;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.accounting.AccountMaker;
import org.wasl.voice.accounting.Coverage;
import org.wasl.voice.accounting.LineSum;
import org.wasl.voice.mediation.FileReport;
import org.wasl.voice.mediation.SequenceGap;
import org.wasl.voice.rating.Rater;
import org.wasl.voice.reconciliation.Masked;

/// What the accounts of both sides rest on: made and sent with the account, kept as it crossed.
final class CoverageBook {
  /// The message's type.
  static final String TYPE = "coverage";

  private final PartyId us;
  private final PartyId them;
  private final VoiceStore store;
  private final ToLongFunction<YearMonth> declared;
  private final LoadedCalls loaded;
  private final Originals originals;
  private final Supplier<TrafficAgreement> agreement;

  /// @param declared how often the other side declared its account of a month
  CoverageBook(
      PartyId us,
      PartyId them,
      VoiceStore store,
      ToLongFunction<YearMonth> declared,
      LoadedCalls loaded,
      Originals originals,
      Supplier<TrafficAgreement> agreement) {
    this.us = us;
    this.them = them;
    this.store = store;
    this.declared = declared;
    this.loaded = loaded;
    this.originals = originals;
    this.agreement = agreement;
  }

  /// Counts what our account of a month rests on.
  Coverage of(YearMonth period) {
    TrafficAgreement terms = agreement.get();
    ZoneId zone = terms.zone();
    long from = period.atDay(1).atStartOfDay(zone).toEpochSecond();
    long to = period.plusMonths(1).atDay(1).atStartOfDay(zone).toEpochSecond();
    Rater rater = new Rater(terms);
    Set<String> files = new HashSet<>();
    Map<String, Map<LineKey, LineSum>> sums = new HashMap<>();
    loaded.between(
        from,
        to,
        (sha, call) -> {
          files.add(sha);
          rater
              .rate(call)
              .filter(rated -> YearMonth.from(rated.day()).equals(period))
              .ifPresent(rated ->
                  sums.computeIfAbsent(call.trunk(), _ -> new HashMap<>())
                      .computeIfAbsent(AccountMaker.key(rated), _ -> new LineSum())
                      .add(call, rated));
        });
    List<Coverage.Cell> all = cells(sums);
    List<Coverage.Cell> told =
        most(all, Coverage.Cell::calls, Coverage.MAX_CELLS, Comparator.naturalOrder());
    return new Coverage(
        terms.form(period).agreement(), period, us, sources(files), told, calls(all) - calls(told));
  }

  private static long calls(List<Coverage.Cell> cells) {
    return cells.stream().mapToLong(Coverage.Cell::calls).sum();
  }

  /// By the names that are told across the border.
  private static List<Coverage.Cell> cells(Map<String, Map<LineKey, LineSum>> sums) {
    Map<String, Map<LineKey, LineSum>> told = new HashMap<>();
    sums.forEach((trunk, lines) -> {
      Map<LineKey, LineSum> under = told.computeIfAbsent(Masked.told(trunk), _ -> new HashMap<>());
      lines.forEach(
          (key, sum) -> under.computeIfAbsent(key, _ -> new LineSum()).add(sum.figures()));
    });
    List<Coverage.Cell> cells = new ArrayList<>();
    told.forEach((trunk, lines) ->
        lines.forEach((key, sum) -> cells.add(new Coverage.Cell(trunk, sum.line(key)))));
    return cells;
  }

  private static <T> List<T> most(
      List<T> all, ToLongFunction<T> size, int limit, Comparator<T> order) {
    return all.stream()
        .sorted(Comparator.comparingLong(size).reversed())
        .limit(limit)
        .sorted(order)
        .toList();
  }

  private List<Coverage.Source> sources(Set<String> files) {
    Map<String, Coverage.Source> sources = new TreeMap<>();
    Map<String, Set<Long>> numbers = new HashMap<>();
    for (FileReport file : store.files()) {
      if (files.contains(file.sha256())) {
        FileReport.Serial serial = originals.serial(file);
        String format = told(file.format());
        String key = serial.source() + "\n" + format;
        sources.merge(key, source(format, file), Coverage.Source::plus);
        if (serial.number() >= 0) {
          numbers.computeIfAbsent(serial.source(), _ -> new HashSet<>()).add(serial.number());
        }
      }
    }
    for (SequenceGap gap : originals.missingFiles(Instant.MIN)) {
      Set<Long> known = numbers.getOrDefault(gap.source(), Set.of());
      if (known.contains(gap.first() - 1) || known.contains(gap.last() + 1)) {
        sources.entrySet().stream()
            .filter(each -> each.getKey().startsWith(gap.source() + "\n"))
            .findFirst()
            .ifPresent(each -> each.setValue(each.getValue().plus(missing(each, gap))));
      }
    }
    return most(
        new ArrayList<>(sources.values()),
        Coverage.Source::read,
        Coverage.MAX_SOURCES,
        Comparator.comparingLong(Coverage.Source::read).reversed());
  }

  /// A mapping's own name is told as far as it holds nothing but letters, digits and marks.
  private static String told(String format) {
    String name =
        format.split("@", -1)[0].toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._/-]", "-");
    return name.isEmpty() ? "-" : name.substring(0, Math.min(40, name.length()));
  }

  private static Coverage.Source missing(
      Map.Entry<String, Coverage.Source> source, SequenceGap gap) {
    return new Coverage.Source(
        source.getValue().format(), 0, gap.last() - gap.first() + 1, 0, 0, 0, 0, 0, 0);
  }

  private static Coverage.Source source(String format, FileReport file) {
    return new Coverage.Source(
        format,
        1,
        0,
        file.read(),
        file.accepted(),
        file.duplicates(),
        file.quarantined(),
        file.ignored(),
        file.parts().all());
  }

  /// Keeps what crossed.
  void remember(Coverage coverage, Posted posted) {
    Json.Builder row = Json.Obj.with().put("type", TYPE).put("body", coverage.json());
    store.addStep(coverage.period(), posted.writeInto(row).end());
  }

  /// Takes what the other side's account rests on: once for each time it declared it, so that a
  /// month of which nothing else crossed does not begin by it.
  Optional<Refusal> take(byte[] body, Posted posted) {
    Coverage coverage = Coverage.read(body);
    if (!coverage.by().equals(them)) {
      return Optional.of(
          Refusal.of(
              "voice.impersonation",
              "المرسل ليس صاحب الخطوة",
              "the sender does not speak for this party"));
    }
    YearMonth period = coverage.period();
    long before = all(period).stream().filter(each -> each.by().equals(them)).count();
    boolean isOfAnAccount =
        coverage.agreement().equals(agreement.get().form(period).agreement())
            && before < declared.applyAsLong(period);
    if (!isOfAnAccount) {
      return Optional.of(
          Refusal.of(
              "voice.coverage.account",
              "لا يتبع حساباً قدّمه الطرف الآخر لهذا الشهر: " + period,
              "it follows no account that the other side declared of this month: " + period));
    }
    remember(coverage, posted);
    return Optional.empty();
  }

  private List<Coverage> all(YearMonth period) {
    return store.steps(period).stream()
        .filter(row -> row.asObject("step").string("type").equals(TYPE))
        .map(row -> Coverage.read(MonthSteps.body(row)))
        .toList();
  }

  /// What crossed last of each side.
  Map<PartyId, Coverage> known(YearMonth period) {
    Map<PartyId, Coverage> known = new TreeMap<>(PartyId::compareTo);
    all(period).forEach(each -> known.put(each.by(), each));
    return known;
  }
}
