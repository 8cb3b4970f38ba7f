package org.wasl.voice.bulk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.numbering.normalising.NumberNormaliser;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;
import org.wasl.settlement.RoundingRule;
import org.wasl.terms.Progress;
import org.wasl.voice.Example;
import org.wasl.voice.TariffRow;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.accounting.AccountMaker;
import org.wasl.voice.bulk.RandomTraffic.Plain;
import org.wasl.voice.mediation.CallSet;
import org.wasl.voice.mediation.Mediation;
import org.wasl.voice.rating.Bands;
import org.wasl.voice.rating.RateTable;
import org.wasl.voice.wire.RecordFormats;

/// The same totals, to the last unit, from the pass over bytes, from call by call, from a clerk's
/// rating and from DuckDB.
class SameTotalsTest {
  private static final NumberNormaliser NORMALISER = new NumberNormaliser(Example.PLAN);

  private static final BigDecimal[] NOTHING = {
    BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO
  };

  @TempDir Path folder = Path.of(".");

  private static BulkRating bulk(
      List<TariffRow> tariff, RoundingRule rounding, int threads, CallColumns columns) {
    return new BulkRating(
        columns,
        RecordFormats.recognise("id,a,b,seizure,answer,seconds,trunk,cause").orElseThrow(),
        NORMALISER,
        Example.ZONE,
        Example.ZONE,
        RateTable.of(
            tariff, Map.of("aa-bb", "888", "bb-aa", "999"), Bands.of(RandomTraffic.PROFILES)),
        Optional.empty(),
        rounding,
        RandomTraffic.PERIOD,
        true,
        threads);
  }

  private static Map<String, BigDecimal[]> byKey(Iterable<Line> lines) {
    Map<String, BigDecimal[]> sums = new TreeMap<>();
    for (Line line : lines) {
      LineKey key = line.key();
      BigDecimal[] values = new BigDecimal[5];
      for (int i = 0; i < 4; i++) {
        values[i] = BigDecimal.valueOf(line.quantities().get(i));
      }
      values[4] = new BigDecimal(line.exact());
      sums.put(key.item() + " " + key.day() + " " + key.band(), values);
    }
    return sums;
  }

  private static void assertSame(
      Map<String, BigDecimal[]> expected, Map<String, BigDecimal[]> found, String who) {
    TreeSet<String> extra = new TreeSet<>(found.keySet());
    extra.removeAll(expected.keySet());
    assertEquals(Set.of(), extra, who);
    expected.forEach((key, sums) -> {
      for (int i = 0; i < sums.length; i++) {
        int field = i;
        assertEquals(
            0,
            sums[i].compareTo(found.getOrDefault(key, NOTHING)[i]),
            () -> who + " " + key + " field " + field + ": " + sums[field]);
      }
    });
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void fourRatersAgreeToTheLastUnit(long seed) throws IOException, SQLException {
    RandomTraffic traffic = new RandomTraffic(seed);
    SplittableRandom random = new SplittableRandom(-seed);
    List<TariffRow> tariff = traffic.tariff(120);
    List<Plain> calls = traffic.calls(1_500);
    StringBuilder text = new StringBuilder("id,a,b,seizure,answer,seconds,trunk,cause\n");
    int damaged = 0;
    for (int i = 0; i < calls.size(); i++) {
      text.append(traffic.line(calls.get(i), i));
      if (random.nextInt(50) == 0) {
        damaged++;
        text.append(traffic.damagedLine());
      }
    }
    boolean perCall = seed % 3 == 0;
    RoundingRule rounding =
        perCall
            ? new RoundingRule(RoundingRule.Point.PER_CALL, RoundingMode.HALF_UP, 4)
            : new RoundingRule(RoundingRule.Point.PER_ACCOUNT, RoundingMode.HALF_UP, 2);
    NaiveRating clerk =
        new NaiveRating(tariff, RandomTraffic.PROFILES, perCall ? 4 : -1)
            .rate(calls, RandomTraffic.PERIOD);

    Path file = Files.writeString(folder.resolve("calls.csv"), text);
    BulkReport report =
        bulk(tariff, rounding, 1 + (int) (seed % 3), CallColumns.WASL).rate(List.of(file));
    assertSame(clerk.lines, byKey(report.lines().values()), "seed " + seed + ", the pass");
    assertEquals(clerk.suspended, report.suspended());
    assertEquals(clerk.outside, report.outside());
    assertEquals(clerk.duplicates, report.duplicates());
    assertEquals(damaged, report.quarantined());
    assertTrue(clerk.suspended > 0 && clerk.outside > 0 && clerk.duplicates > 0 && damaged > 0);

    assertSame(
        clerk.lines,
        DuckRating.rate(tariff, RandomTraffic.PROFILES, calls, perCall ? 6_000 : 1),
        "seed " + seed + ", DuckDB");

    assertSame(
        clerk.lines,
        byKey(callByCall(tariff, rounding, text.toString())),
        "seed " + seed + ", call by call");
  }

  private static List<Line> callByCall(List<TariffRow> tariff, RoundingRule rounding, String text) {
    TrafficAgreement agreement =
        Example.agreement(RandomTraffic.PROFILES, rounding, tariff.toArray(TariffRow[]::new));
    Mediation.Outcome.Read read =
        assertInstanceOf(
            Mediation.Outcome.Read.class,
            new Mediation(NORMALISER, Example.ZONE)
                .read(
                    "id",
                    "calls.csv",
                    text.getBytes(StandardCharsets.UTF_8),
                    new CallSet(),
                    Instant.EPOCH,
                    Progress.NONE));
    return new AccountMaker(agreement, Example.AA)
        .make(RandomTraffic.PERIOD, read.calls(), List.of(), Progress.NONE)
        .account()
        .lines();
  }

  /// Files longer than a part, whose parts are read by several threads, and a duplicate far from
  /// its first record.
  @Test
  void partsOfAFileAddUpToTheWholeFile() throws IOException {
    RandomTraffic traffic = new RandomTraffic(99);
    List<TariffRow> tariff = traffic.tariff(60);
    StringBuilder text = new StringBuilder("id,a,b,seizure,answer,seconds,trunk,cause\n");
    List<Plain> calls = traffic.calls(150_000);
    for (int i = 0; i < calls.size(); i++) {
      text.append(traffic.line(calls.get(i), i));
    }
    text.append("damaged at the end");
    Path file = Files.writeString(folder.resolve("long.csv"), text);
    assertTrue(Files.size(file) > 10 << 20, "several parts");
    RoundingRule rounding =
        new RoundingRule(RoundingRule.Point.PER_ACCOUNT, RoundingMode.HALF_UP, 2);
    BulkReport one = bulk(tariff, rounding, 1, CallColumns.WASL).rate(List.of(file));
    BulkReport four = bulk(tariff, rounding, 4, CallColumns.WASL).rate(List.of(file));
    assertEquals(one.lines(), four.lines());
    assertEquals(one.duplicates(), four.duplicates());
    assertEquals(calls.size() + 1, four.read());
    BulkReport.Flaw last = four.flaws().getLast();
    assertTrue(one.quarantined() == 1 && four.quarantined() == 1);
    assertEquals(
        four.flaws().stream().filter(flaw -> flaw.reason().equals("columns")).findFirst(),
        one.flaws().stream().filter(flaw -> flaw.reason().equals("columns")).findFirst());
    assertTrue(last.line() <= calls.size() + 2);
  }

  /// Every cut and every changed byte of a file: the counts add up (the report refuses to be made
  /// otherwise), and lines elsewhere are not touched.
  @Test
  void everyCutAndEveryChangedByteIsAccountedFor() throws IOException {
    RandomTraffic traffic = new RandomTraffic(5);
    List<TariffRow> tariff = traffic.tariff(40);
    StringBuilder text = new StringBuilder("id,a,b,seizure,answer,seconds,trunk,cause\n");
    List<Plain> calls = traffic.calls(8);
    for (int i = 0; i < calls.size(); i++) {
      text.append(traffic.line(calls.get(i), i));
    }
    byte[] whole = text.toString().getBytes(StandardCharsets.UTF_8);
    RoundingRule rounding =
        new RoundingRule(RoundingRule.Point.PER_ACCOUNT, RoundingMode.HALF_UP, 2);
    BulkRating bulk = bulk(tariff, rounding, 1, CallColumns.WASL);
    Path file = folder.resolve("changed.csv");
    SplittableRandom random = new SplittableRandom(5);
    for (int at = 42; at < whole.length; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= (byte) (1 + random.nextInt(255));
      Files.write(file, changed);
      BulkReport report = bulk.rate(List.of(file));
      assertTrue(report.read() >= calls.size() - 1 && report.read() <= calls.size() + 1);
      assertTrue(report.quarantined() + report.ignored() <= 2, "byte " + at);
      byte[] cut = new byte[at];
      System.arraycopy(whole, 0, cut, 0, at);
      Files.write(file, cut);
      assertTrue(bulk.rate(List.of(file)).quarantined() <= 1, "cut " + at);
    }
    assertArrayEquals(whole, text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
