package org.wasl.bench;

import java.io.IOException;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wasl.numbering.NationalPlan;
import org.wasl.numbering.normalising.NumberNormaliser;
import org.wasl.settlement.RoundingRule;
import org.wasl.terms.PartyId;
import org.wasl.voice.TimeProfile;
import org.wasl.voice.bulk.BulkRating;
import org.wasl.voice.bulk.BulkReport;
import org.wasl.voice.bulk.CallColumns;
import org.wasl.voice.rating.Bands;
import org.wasl.voice.rating.RateTable;
import org.wasl.voice.wire.RecordFormats;

/// Speed of the voice engine beside DuckDB on the same file in the same process.
///
/// `rate N`: N records against 20,000 prefixes, both, totals compared; then with exact duplicates
/// dropped. `sizes N`: a million calls, ten times as many and so on up to N. `tariff`: 400,000
/// prefixes with 20 versions. `ber N`: N binary records. `match N`: N calls on each side.
public final class VoiceBench {
  private static final int PREFIXES = 20_000;
  private static final int RUNS = 3;

  private VoiceBench() {}

  /// @param arguments what to measure and how many records
  public static void main(String[] arguments) throws Exception {
    String what = arguments.length > 0 ? arguments[0] : "rate";
    long records = arguments.length > 1 ? Long.parseLong(arguments[1]) : 10_000_000;
    Path folder = Files.createTempDirectory("wasl-bench");
    try {
      switch (what) {
        case "rate" -> rate(folder, records);
        case "tariff" -> TariffBench.run();
        case "ber" -> BerBench.run((int) Math.min(records, 2_000_000));
        case "sizes" ->
            SizesBench.run(folder, PREFIXES, arguments.length > 1 ? records : SizesBench.MOST);
        case "match" -> MatchBench.run((int) Math.min(records, 20_000_000));
        default -> System.err.println("rate N | sizes N | tariff | ber N | match N");
      }
    } finally {
      clear(folder);
    }
  }

  private static void clear(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private static void rate(Path folder, long records) throws Exception {
    CallFile calls = CallFile.make(folder, records, PREFIXES);
    System.out.printf(
        "%,d records, %,d bytes, %,d prefixes%n",
        records, Files.size(calls.file()), calls.tariff().size());
    Meter.Measured<BulkReport> first = Meter.run(() -> wasl(calls, false, 2));
    System.out.println("Wasl, first run:        " + first.took().text(records));
    Meter.Measured<BulkReport> ours = Meter.best(RUNS, () -> wasl(calls, false, 2));
    System.out.println("Wasl, two threads:      " + ours.took().text(records));
    Meter.Measured<BulkReport> single = Meter.best(RUNS, () -> wasl(calls, false, 1));
    System.out.println("Wasl, one thread:       " + single.took().text(records));
    Meter.Measured<BulkReport> once = Meter.best(RUNS, () -> wasl(calls, true, 2));
    System.out.println("Wasl, duplicates out:   " + once.took().text(records));
    System.out.printf("  %,d duplicates dropped%n", once.result().duplicates());
    System.out.println("memory: " + peakMemory());
    if (Meter.isAlone()) {
      return;
    }
    DuckRates duck = new DuckRates(calls);
    double best = Double.MAX_VALUE;
    for (DuckRates.Plan plan : DuckRates.Plan.values()) {
      for (int threads = 1; threads <= 2; threads++) {
        int with = threads;
        Meter.Measured<Map<String, List<Long>>> theirs = Meter.best(2, () -> duck.rate(plan, with));
        System.out.printf(
            "DuckDB, %-16s%s%n", plan + ", " + threads + ":", theirs.took().text(records));
        duck.requireSame(theirs.result(), ours.result());
        best = Math.min(best, theirs.took().cpuSeconds());
      }
    }
    double least = Math.min(ours.took().cpuSeconds(), single.took().cpuSeconds());
    System.out.println("totals are identical");
    System.out.printf(
        "CPU: Wasl takes 1/%.1f of the best DuckDB plan (aim 1/5); first run 1/%.1f%n",
        best / least, best / first.took().cpuSeconds());
    System.out.printf(
        "with duplicates out: %.2f M/s (aim 5)%n", records / once.took().wallSeconds() / 1e6);
  }

  static String peakMemory() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM") || line.startsWith("VmRSS"))
        .map(line -> line.replaceAll("\\s+", " "))
        .toList()
        .toString();
  }

  static BulkReport wasl(CallFile calls, boolean dropDuplicates, int threads) {
    RateTable table =
        RateTable.of(
            calls.tariff(),
            Map.of(CallFile.STREAM, ""),
            Map.of(TimeProfile.STANDARD, Bands.noPeak()));
    NationalPlan home = new NationalPlan(new PartyId("aa"), "999", "0", "00", List.of());
    CallColumns columns =
        new CallColumns(
            (byte) ',',
            5,
            true,
            0,
            1,
            2,
            2,
            3,
            4,
            false,
            CallColumns.Answered.SECONDS,
            CallColumns.Numbers.INTERNATIONAL);
    return new BulkRating(
            columns,
            RecordFormats.ALL.getFirst(),
            new NumberNormaliser(home),
            ZoneOffset.UTC,
            ZoneOffset.UTC,
            table,
            Optional.empty(),
            new RoundingRule(RoundingRule.Point.PER_CALL, RoundingMode.HALF_UP, 6),
            CallFile.PERIOD,
            dropDuplicates,
            threads)
        .rate(List.of(calls.file()));
  }
}
