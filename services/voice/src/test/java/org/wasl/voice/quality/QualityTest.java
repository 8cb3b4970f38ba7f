package org.wasl.voice.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.numbering.Citation;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.Holder;
import org.wasl.numbering.NationalPlan;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.Resource;
import org.wasl.numbering.Span;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.PartyId;
import org.wasl.terms.Validity;
import org.wasl.terms.country.Sourced;
import org.wasl.voice.Leg;
import org.wasl.voice.store.QualitySettings;

class QualityTest {
  private static final CauseMap CAUSES = new CauseMap(Set.of(17, 18, 19, 20, 21), Map.of(486, 17));
  private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

  private static Leg leg(String trunk, long time, boolean answered, int cause, int seconds) {
    return new Leg(
        Leg.Point.GATEWAY_OUT,
        trunk,
        999_700_000_001L,
        888_500_000_001L,
        time,
        7,
        answered ? seconds : 0,
        answered,
        cause,
        1_200,
        0,
        0,
        1);
  }

  private static List<Leg> random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Leg> legs = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      boolean answered = random.nextBoolean();
      legs.add(
          leg(
              "gw-" + random.nextInt(3),
              1_757_289_600L + random.nextInt(20_000),
              answered,
              answered ? 16 : random.nextInt(128),
              1 + random.nextInt(400)));
    }
    return legs;
  }

  private static QualityCube cube(List<Leg> legs) {
    QualityCube cube = new QualityCube(CAUSES, leg -> Long.toString(leg.to()).substring(0, 5));
    legs.forEach(cube::add);
    return cube;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void partsMergedInAnyOrderEqualTheWhole(long seed) {
    List<Leg> legs = random(seed);
    QualityCube whole = cube(legs);
    List<Leg> shuffled = new ArrayList<>(legs);
    Collections.shuffle(shuffled, new Random(seed));
    SplittableRandom random = new SplittableRandom(seed);
    QualityCube merged = cube(List.of());
    int from = 0;
    while (from < shuffled.size()) {
      int to = Math.min(shuffled.size(), from + 1 + random.nextInt(900));
      merged.merge(cube(shuffled.subList(from, to)));
      from = to;
    }
    assertEquals(whole.cells(), merged.cells());
  }

  @ParameterizedTest
  @ValueSource(longs = {6, 7})
  void everyCellCountsWhatAPlainRecountFindsAndItsNerIsNotBelowItsAsr(long seed) {
    List<Leg> legs = random(seed);
    cube(legs)
        .cells()
        .forEach((key, counts) -> {
          List<Leg> in =
              legs.stream()
                  .filter(leg -> leg.element().equals(key.trunk()))
                  .filter(leg -> leg.seizure() / 900 == key.quarter())
                  .toList();
          assertEquals(in.size(), counts.seizures());
          assertEquals(in.stream().filter(Leg::answered).count(), counts.answered());
          assertEquals(in.stream().mapToLong(Leg::seconds).sum(), counts.conversation());
          assertTrue(counts.ner().compareWith(counts.asr()) >= 0, counts::toString);
        });
  }

  @Test
  void theRatiosOfATextbookHour() {
    // 100 seizures: 60 answered of 90 s, 20 busy, 10 no answer, 10 congestion
    List<Leg> legs = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      int cause = i < 60 ? 16 : i < 80 ? 17 : i < 90 ? 19 : 34;
      legs.add(leg("gw-1", 1_757_289_600L, i < 60, cause, 90));
    }
    Counts counts = cube(legs).sum(_ -> true);
    assertEquals(Optional.of(new BigDecimal("60.0")), counts.asr().percent());
    assertEquals(Optional.of(new BigDecimal("90.0")), counts.ner().percent());
    assertEquals(Optional.of(new BigDecimal("90.0")), counts.acd().shown(1, 1));
    assertEquals(Optional.of(new BigDecimal("1200")), counts.pdd().shown(1, 0));
    assertEquals(Optional.empty(), Counts.NONE.asr().percent());
  }

  private static PlanEntry range(
      Resource resource, String first, String last, String holder, Span valid) {
    return new PlanEntry(
        resource,
        new CodeRange(first, last),
        9,
        9,
        resource == Resource.E164_NDC ? PlanEntry.Usage.MOBILE : PlanEntry.Usage.FIXED,
        Optional.of(new Holder("A name", Optional.of(new OrganisationId(holder)))),
        PlanEntry.Status.IN_SERVICE,
        Optional.empty(),
        valid,
        Optional.empty(),
        new Citation("made up", "1", Sourced.Confidence.EXAMPLE),
        "");
  }

  /// A route is a trunk group and a destination (ITU-T E.411); the plan of the called country says
  /// which network holds a range, a block before the code around it, each in its time.
  @Test
  void aDestinationIsTheNetworkThatHoldsTheRangeAtTheTimeOfTheCall() {
    Instant change = Instant.parse("2026-09-10T00:00:00Z");
    NationalPlan plan =
        new NationalPlan(
            new PartyId("bb"),
            "888",
            "0",
            "00",
            List.of(
                range(Resource.E164_NDC, "50", "53", "bb.one", new Span(Span.BEGINNING, change)),
                range(Resource.E164_NDC, "50", "53", "bb.two", Span.from(change)),
                range(Resource.E164_BLOCK, "5177", "5178", "bb.fix", Span.ALWAYS)));
    Destinations destinations = new Destinations(List.of(plan), List.of("888", "999"));
    long at = change.getEpochSecond();
    assertEquals("+888 MOBILE bb.one", destinations.of(888_500_000_001L, at - 1));
    assertEquals("+888 MOBILE bb.two", destinations.of(888_500_000_001L, at));
    assertEquals("+888 FIXED bb.fix", destinations.of(888_517_800_001L, at));
    assertEquals("+888 MOBILE bb.two", destinations.of(888_517_900_001L, at));
    assertEquals("+888", destinations.of(888_540_000_001L, at), "nobody's");
    assertEquals("+999", destinations.of(999_700_000_001L, at), "no plan of that country");
    assertEquals("…", destinations.of(977_700_000_001L, at));
    assertEquals(
        new Destinations.Place("+888", "MOBILE", "bb.two"),
        Destinations.Place.of("+888 MOBILE bb.two"));
    assertEquals(new Destinations.Place("…", "", ""), Destinations.Place.of("…"));
  }

  @Test
  void countsThatDoNotContainEachOtherAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Counts(5, 3, 2, 0, 0, 0, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Counts(5, 3, 6, 0, 0, 0, 0, 0));
  }

  @ParameterizedTest
  @CsvSource({
    // two proportions and the square of the pooled statistic, by hand: 30/100 and 50/100 give
    // z = -2.887, z^2 = 8.33
    "30, 100, 50, 100, 8, true",
    "30, 100, 50, 100, 9, false",
    "50, 100, 30, 100, 1, false",
    "0, 0, 30, 100, 1, false"
  })
  void aFallIsMoreThanChanceFromTheStatisticOn(
      long part, long of, long otherPart, long otherOf, int square, boolean below) {
    assertEquals(below, new Ratio(part, of).isBelow(new Ratio(otherPart, otherOf), square));
  }

  private static QualitySetting setting() {
    return new QualitySetting(
        1,
        Validity.ALWAYS,
        new Sourced("made up", Sourced.Confidence.EXAMPLE),
        CAUSES,
        4,
        30,
        16,
        50,
        200);
  }

  /// Six weeks over a change of the clocks; in the last, one hour of one trunk fails.
  private static QualityCube weeks(boolean failing) {
    SplittableRandom random = new SplittableRandom(8);
    QualityCube cube = cube(List.of());
    LocalDate first = LocalDate.of(2026, 10, 1);
    for (int day = 0; day < 42; day++) {
      for (int hour = 0; hour < 24; hour++) {
        long time = first.plusDays(day).atTime(hour, 0).atZone(ZONE).toEpochSecond();
        boolean night = hour < 6;
        for (int i = 0; i < 60; i++) {
          boolean fails = failing && day == 41 && hour == 15;
          int chance = fails ? 15 : night ? 40 : 70;
          boolean answered = random.nextInt(100) < chance;
          int cause = answered ? 16 : fails ? 34 : 19;
          cube.add(leg("gw-1", time + random.nextInt(3_600), answered, cause, 60));
        }
      }
    }
    return cube;
  }

  private static Instant lastWeek() {
    return LocalDate.of(2026, 11, 5).atStartOfDay(ZONE).toInstant();
  }

  @Test
  void anHourThatFailsIsAlarmedAgainstTheSameHourOfEarlierWeeks() {
    List<QualityAlarm> alarms = QualityAlarm.of(weeks(true), setting(), ZONE, lastWeek());
    long hour = LocalDate.of(2026, 11, 11).atTime(15, 0).atZone(ZONE).toEpochSecond();
    assertEquals(
        Set.of(QualityAlarm.Kind.ASR, QualityAlarm.Kind.NER),
        alarms.stream()
            .map(QualityAlarm::kind)
            .collect(java.util.stream.Collectors.toUnmodifiableSet()));
    assertTrue(alarms.stream().allMatch(each -> each.hour() == hour), alarms::toString);
  }

  @Test
  void nightsThatAreAlwaysWeakAndAChangeOfTheClocksRaiseNothing() {
    assertEquals(List.of(), QualityAlarm.of(weeks(false), setting(), ZONE, lastWeek()));
  }

  @Test
  void theShippedCausesAreReadAndTheDefaultsOfTheFieldAreAmongThem() {
    Path root = Path.of(System.getProperty("wasl.root", "../.."));
    QualitySetting shipped = QualitySettings.read(root.resolve("countries/border/iq-sy"));
    for (int cause : List.of(17, 18, 19, 20, 21)) {
      assertTrue(shipped.causes().isEffective(cause), "cause " + cause);
    }
    for (int cause : List.of(1, 3, 34, 41, 42)) {
      assertFalse(shipped.causes().isEffective(cause), "cause " + cause);
    }
    assertEquals(17, shipped.causes().ofSip(486).getAsInt());
  }

  /// RFC 3398 §8.2.6.1; of 487 (cancelled by the caller) it maps none.
  @ParameterizedTest
  @CsvSource({
    "400, 41",
    "403, 21",
    "404, 1",
    "408, 102",
    "410, 22",
    "480, 18",
    "482, 25",
    "484, 28",
    "500, 41",
    "501, 79",
    "502, 38",
    "503, 41",
    "504, 102",
    "600, 17",
    "603, 21",
    "604, 1",
    "487, 0"
  })
  void theShippedStatusesStandForTheCausesOfTheStandard(int status, int cause) {
    Path root = Path.of(System.getProperty("wasl.root", "../.."));
    CauseMap shipped = QualitySettings.read(root.resolve("countries/border/iq-sy")).causes();
    assertEquals(cause, shipped.ofSip(status).orElse(0));
  }
}
