package org.wasl.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.wasl.terms.Validity;
import org.wasl.voice.TariffRow;
import org.wasl.voice.TimeProfile;
import org.wasl.voice.rating.Bands;
import org.wasl.voice.rating.RateTable;

/// Makes a tariff ready for rating: 400,000 prefixes and 20 versions, each of which changes the
/// rates of one prefix in twenty.
final class TariffBench {
  private static final int PREFIXES = 400_000;
  private static final int VERSIONS = 20;
  private static final int CHANGED = 20;

  private static final int RUNS = 6;

  private TariffBench() {}

  static void run() throws Exception {
    List<TariffRow> rows = rows();
    for (int i = 0; i < RUNS; i++) {
      Meter.Measured<RateTable> made =
          Meter.run(() ->
              RateTable.of(
                  rows, Map.of(CallFile.STREAM, ""), Map.of(TimeProfile.STANDARD, Bands.noPeak())));
      System.out.printf(
          "%,d prefixes, %d versions, %,d rates: %.2f s wall, %.2f s CPU (aim 0.5), %.1f MB in"
              + " memory (aim 64)%n",
          PREFIXES,
          VERSIONS,
          rows.size(),
          made.took().wallSeconds(),
          made.took().cpuSeconds(),
          made.result().bytes() / 1e6);
    }
  }

  private static List<TariffRow> rows() {
    SplittableRandom random = new SplittableRandom(7);
    Set<Long> prefixes = new HashSet<>();
    while (prefixes.size() < PREFIXES) {
      int digits = 4 + random.nextInt(6);
      long least = Math.round(Math.pow(10, digits - 1));
      prefixes.add(least + random.nextLong(9 * least));
    }
    List<TariffRow> rows = new ArrayList<>();
    LocalDate first = LocalDate.of(2025, 1, 1);
    for (long prefix : prefixes) {
      LocalDate from = first;
      for (int version = 1; version < VERSIONS; version++) {
        if (random.nextInt(CHANGED) == 0) {
          LocalDate next = first.plusDays(30L * version);
          rows.add(row(prefix, from, Optional.of(next), random));
          from = next;
        }
      }
      rows.add(row(prefix, from, Optional.empty(), random));
    }
    return rows;
  }

  private static TariffRow row(
      long prefix, LocalDate from, Optional<LocalDate> to, SplittableRandom random) {
    long micros = 1_000 + 100L * random.nextInt(4_000);
    return new TariffRow(
        CallFile.STREAM,
        Long.toString(prefix),
        "d" + prefix / 100 % 400,
        new Validity(Optional.of(from), to),
        micros,
        micros,
        60,
        1,
        0,
        0,
        0);
  }
}
