package org.wasl.voice.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.numbering.PlanEntry;
import org.wasl.terms.Validity;
import org.wasl.terms.country.Sourced;
import org.wasl.voice.Leg;
import org.wasl.voice.generation.MadeUpTraffic;
import org.wasl.voice.generation.Misuse;
import org.wasl.voice.generation.MisuseScore;
import org.wasl.voice.generation.TrafficSetting.Imperfections;
import org.wasl.voice.generation.TrafficWithTruth.Generated;
import org.wasl.voice.generation.Truth;

class WatchTest {
  private static final LocalDate DAY = LocalDate.of(2026, 9, 8);

  static final Profile PROFILE =
      new Profile(
          1,
          Validity.ALWAYS,
          new Sourced("made up", Sourced.Confidence.EXAMPLE),
          true,
          50,
          List.of("bb-in-"),
          List.of("bb-out-"),
          new BypassSetting(3, 2, 30, 8, 2),
          List.of("88213", "979"),
          new Profile.SimBox(15, 10, 80, 2, 45),
          new Profile.OneRing(200, 200, 5, 95, 3),
          new Profile.Robocalls(150, 20, 80, 30),
          15,
          new Profile.FalseAnswer(200, 90, 40, 40),
          new Profile.Pumping(1_500, 80),
          10);

  private record Run(Generated made, List<Leg> legs, List<Confirmation> found, Watch watch) {
    Map<Rule, MisuseScore> scores() {
      return MisuseScore.of(made.truth(), found, legs);
    }
  }

  private static Run run(long seed) {
    Generated made = MadeUpTraffic.generate(MadeUpTraffic.setting(100, Imperfections.USUAL, seed));
    List<Leg> legs = new ArrayList<>(made.receivingGateway());
    legs.addAll(made.mobile());
    legs.sort(Comparator.comparingLong(Leg::seizure));
    List<Sign> signs = new ArrayList<>();
    Watch watch = watch(50_000, signs);
    feed(watch, legs);
    return new Run(made, legs, Confirmation.of(signs, PROFILE, legs), watch);
  }

  private static Watch watch(int numbers, List<Sign> signs) {
    NumberKinds kinds = new NumberKinds(MadeUpTraffic.CALLED, DAY, PROFILE.premium());
    return new Watch(PROFILE, kinds, numbers, signs::add);
  }

  private static void feed(Watch watch, List<Leg> legs) {
    LegBatch batch = new LegBatch();
    for (Leg leg : legs) {
      batch.add(leg);
      if (batch.isFull()) {
        watch.take(batch);
        batch.clear();
      }
    }
    watch.take(batch);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyPlantedMisuseIsFoundAndNoHonestLookAlikeIsRaised(long seed) {
    Run run = run(seed);
    run.scores()
        .forEach((rule, score) -> {
          assertEquals(0, score.wrong(), score::toString);
          if (rule != Rule.SIM_BOX) {
            assertEquals(score.planted(), score.found(), score::toString);
          }
        });
    assertEquals(0, run.watch().unwatched());
  }

  @Test
  void oneSideAloneFindsTheNaiveBoxAndMissesTheHumanLikeOne() {
    Run run = run(4);
    Set<String> raised = new HashSet<>();
    run.found().stream()
        .filter(each -> each.holds() && each.sign().rule() == Rule.SIM_BOX)
        .forEach(each -> raised.add(each.sign().subject()));
    Map<String, int[]> found = new HashMap<>();
    for (Truth.Passage passage : run.made().truth().passages().values()) {
      if (passage instanceof Truth.Passage.Bypassed bypassed) {
        int[] of = found.computeIfAbsent(bypassed.strategy().name(), _ -> new int[2]);
        of[0]++;
        of[1] += raised.contains(Long.toString(bypassed.sims().getFirst())) ? 1 : 0;
      }
    }
    int[] naive = found.getOrDefault("NAIVE", new int[2]);
    int[] human = found.getOrDefault("HUMAN_LIKE", new int[2]);
    assertTrue(naive[1] * 2 > naive[0], "naive " + naive[1] + " of " + naive[0]);
    assertEquals(0, human[1], "a box that behaves as people do needs two countries");
  }

  /// Twenty calls of a minute to twenty numbers, none received: a box by everything but the cells.
  ///
  /// @param cells of the calls, one after the other and again; 0 where none was recorded
  private static List<Confirmation> box(int... cells) {
    long caller = callerOfTheCalledCountry();
    long start = DAY.toEpochDay() * 86_400;
    List<Leg> legs = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      legs.add(
          new Leg(
              Leg.Point.MOBILE_OUT,
              "msc-1",
              caller,
              caller + 1_000 + 37L * i,
              start + 100L * i,
              5,
              60,
              true,
              16,
              -1,
              cells[i % cells.length],
              0,
              i + 1));
    }
    List<Sign> signs = new ArrayList<>();
    feed(watch(1_000, signs), legs);
    return Confirmation.of(signs, PROFILE, legs).stream()
        .filter(each -> each.sign().rule() == Rule.SIM_BOX)
        .toList();
  }

  private static long callerOfTheCalledCountry() {
    return MadeUpTraffic.generate(MadeUpTraffic.setting(100, Imperfections.USUAL, 1))
        .mobile()
        .stream()
        .filter(leg -> leg.point() == Leg.Point.MOBILE_OUT)
        .mapToLong(Leg::from)
        .findFirst()
        .orElseThrow();
  }

  private static boolean holds(int... cells) {
    return box(cells).stream().anyMatch(Confirmation::holds);
  }

  @Test
  void callsOfWhichNoCellWasRecordedSayNothingOfHowManyCellsWereUsed() {
    assertTrue(holds(7), "all in one cell");
    assertTrue(holds(7, 8), "all in two");
    assertFalse(holds(7, 8, 9), "in three");
    assertEquals(List.of(), box(0), "nobody knows");
    assertTrue(holds(7, 8, 7, 8, 0), "16 of 20 in two: the unknown ones are no third");
    assertEquals(2L, box(7, 8, 7, 8, 0).getFirst().figures().get("cells"));
    assertFalse(holds(7, 0), "10 of 20 in one: the rule asks for 15 calls");
  }

  @ParameterizedTest
  @EnumSource(names = {"WANGIRI", "PREMIUM", "ROBOCALLS", "PUMPING"})
  void aSignIsGivenWithinTheHourOfTheFirstCall(Rule rule) {
    MisuseScore score = run(5).scores().get(rule);
    assertTrue(score != null && score.secondsToFind() >= 0, "found");
    assertTrue(score.secondsToFind() < 3_600, score::toString);
  }

  @Test
  void onlyCallersWhoAreCalledBackAreConfirmedAsOneRing() {
    Run run = run(6);
    for (Confirmation each : run.found()) {
      if (each.sign().rule() == Rule.WANGIRI && each.holds()) {
        Truth truth = run.made().truth();
        assertTrue(
            truth
                .subjects()
                .getOrDefault(Misuse.WANGIRI, List.of())
                .contains(each.sign().subject()));
        assertTrue(each.figures().getOrDefault("callBacks", 0L) >= 3);
        assertTrue(each.figures().getOrDefault("distinct", 0L) >= 200);
      }
    }
  }

  @Test
  void asManyNumbersAsItWasMadeForFindRoomInFortyBytesEach() {
    Subscribers full = new Subscribers(100_000);
    for (int i = 0; i < 100_000; i++) {
      full.place(888_500_000_000L + i * 37L, false, 1_757_300_000L);
    }
    assertEquals(100_000, full.used());
    assertEquals(0, full.unwatched());
    assertTrue(full.bytes() <= 40L * 100_000, "bytes " + full.bytes());
  }

  @Test
  void whatFindsNoRoomIsCounted() {
    Subscribers small = new Subscribers(1_000);
    for (int i = 0; i < 5_000; i++) {
      small.place(888_500_000_000L + i, false, 1_757_300_000L);
    }
    assertTrue(small.used() <= 1_000, "used " + small.used());
    assertTrue(small.unwatched() >= 4_000, "unwatched " + small.unwatched());
    // the next day their windows are over and their places free
    int place = small.place(888_599_999_999L, false, 1_757_300_000L + 2 * 86_400);
    assertTrue(place != Subscribers.NONE);
  }

  @Test
  void theTableCountsAsAMapOfWideCountersDoes() {
    SplittableRandom random = new SplittableRandom(9);
    Subscribers table = new Subscribers(3_000);
    Map<Long, long[]> naive = new HashMap<>();
    long time = 1_757_289_600L;
    for (int i = 0; i < 200_000; i++) {
      time += random.nextInt(3);
      long number = 888_500_000_000L + random.nextInt(2_000);
      boolean answered = random.nextBoolean();
      int seconds = random.nextInt(400) / 10 * 10;
      int at = table.place(number, false, time);
      table.turn(at, false, time);
      table.made(at, answered, seconds, random.nextInt(50));
      long day = time / 86_400;
      long[] wide = naive.computeIfAbsent(number, _ -> new long[4]);
      if (wide[0] != day) {
        naive.put(number, wide = new long[] {day, 0, 0, 0});
      }
      wide[1]++;
      wide[2] += answered ? 1 : 0;
      wide[3] += answered ? seconds : 0;
      assertEquals(wide[1], table.made(at));
      assertEquals(wide[2], table.answeredCalls(at));
      assertEquals(wide[3], table.secondsSpoken(at));
    }
    assertEquals(0, table.unwatched());
  }

  @Test
  void linearCountingIsWithinAFifthUpToAHundredNumbers() {
    SplittableRandom random = new SplittableRandom(10);
    int off = 0;
    for (int round = 0; round < 200; round++) {
      Subscribers table = new Subscribers(10);
      int at = table.place(888_500_000_000L, false, 1_757_289_600L);
      for (int i = 0; i < 100; i++) {
        table.made(at, false, 0, 888_000_000_000L + random.nextLong(999_999_999L));
      }
      off += Math.abs(table.distinct(at) - 100) > 20 ? 1 : 0;
    }
    // standard error about 0.15 of n at a load of 1.6: a fifth is left in one of six rounds or so
    assertTrue(off < 60, off + " of 200");
  }

  @Test
  void theTableOfRangesSaysWhatTheNumberingPlanSays() {
    NumberKinds kinds = new NumberKinds(MadeUpTraffic.CALLED, DAY, List.of("979"));
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 100_000; i++) {
      long number =
          random.nextBoolean()
              ? 888_000_000_000L + random.nextLong(1_000_000_000L)
              : random.nextLong(1_000_000L, 999_999_999_999_999L);
      byte expected = expected(number);
      assertEquals(expected, kinds.kind(number), Long.toString(number));
    }
    assertEquals(NumberKinds.PREMIUM, kinds.kind(979_123_456L));
    assertEquals(NumberKinds.HOME, kinds.kind(888_500_000_000L));
    assertEquals(NumberKinds.UNALLOCATED, kinds.kind(888_590_000_000L));
  }

  private static byte expected(long number) {
    String digits = Long.toString(number);
    if (digits.startsWith("979")) {
      return NumberKinds.PREMIUM;
    }
    String country = MadeUpTraffic.CALLED.countryCode();
    if (!digits.startsWith(country)) {
      return NumberKinds.FOREIGN;
    }
    String national = digits.substring(country.length());
    boolean used =
        MadeUpTraffic.CALLED.entries().stream()
            .filter(each -> each.status() == PlanEntry.Status.IN_SERVICE)
            .anyMatch(each ->
                national.length() >= each.codes().length()
                    && within(each, national.substring(0, each.codes().length())));
    return used ? NumberKinds.HOME : NumberKinds.UNALLOCATED;
  }

  private static boolean within(PlanEntry entry, String code) {
    return code.compareTo(entry.codes().first()) >= 0 && code.compareTo(entry.codes().last()) <= 0;
  }

  @Test
  void digitsAreCountedAtEveryPowerOfTen() {
    long power = 1;
    for (int digits = 1; digits <= 15; digits++) {
      assertEquals(digits, NumberKinds.digits(power), Long.toString(power));
      assertEquals(digits, NumberKinds.digits(power * 10 - 1), Long.toString(power * 10 - 1));
      power *= 10;
    }
  }
}
