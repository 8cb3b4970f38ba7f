package org.wasl.voice.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.wasl.voice.Signalling.Direction.INCOMING;
import static org.wasl.voice.Signalling.Direction.OUTGOING;
import static org.wasl.voice.Signalling.Direction.UNRECORDED;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.wasl.voice.Call;
import org.wasl.voice.Leg;
import org.wasl.voice.Signalling;
import org.wasl.voice.generation.MadeUpTraffic;
import org.wasl.voice.quality.CauseMap;
import org.wasl.voice.quality.Counts;
import org.wasl.voice.quality.QualityCube;
import org.wasl.voice.quality.Ratio;

/// Detection and quality over what mediation loaded: no cell or device is known of a call, and of
/// ringing, delay and cause what its format records.
class LoadedLegsTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Baghdad");
  private static final LocalDate DAY = LocalDate.of(2026, 9, 9);
  private static final long START = DAY.atStartOfDay(ZONE).toEpochSecond();

  private final List<Call> calls = new ArrayList<>();
  private final List<Leg> delivered = new ArrayList<>();
  private final LoadedLegs legs =
      new LoadedLegs(
          (from, to) ->
              calls.stream().filter(call -> call.time() >= from && call.time() < to).toList(),
          (from, to) ->
              delivered.stream().filter(l -> l.seizure() >= from && l.seizure() < to).toList(),
          new CauseMap(Set.of(17, 18, 19, 20, 21), Map.of(486, 17, 503, 41)),
          WatchTest.PROFILE,
          "888");

  private static Call call(long from, long to, long time, int seconds, String trunk) {
    return new Call(from, to, time, seconds, seconds > 0, trunk, 1);
  }

  private static Call unanswered(long time, Signalling signalling) {
    return new Call(999_500_000_001L, 888_500_000_001L, time, 0, false, "in", 1, signalling);
  }

  private List<Leg> all() {
    return legs.between(START - 86_400, START + 2 * 86_400);
  }

  @Test
  void aLoadedCallGoesOutFromANumberOfOursAndComesInOtherwise() {
    calls.add(call(888_500_000_001L, 999_500_000_001L, START + 10, 60, "out"));
    calls.add(call(999_500_000_001L, 888_500_000_001L, START + 20, 60, "in"));
    calls.add(call(888_500_000_002L, 888_500_000_001L, START + 30, 60, "in"));
    assertEquals(
        List.of(Leg.Point.GATEWAY_OUT, Leg.Point.GATEWAY_IN, Leg.Point.GATEWAY_IN),
        all().stream().map(Leg::point).toList());
  }

  @Test
  void aCallAbroadWhoseCallerIsWithheldGoesOut() {
    calls.add(call(0, 999_500_000_001L, START + 10, 2_400, "out"));
    calls.add(call(0, 888_500_000_001L, START + 20, 60, "in"));
    calls.add(call(977_500_000_001L, 999_500_000_001L, START + 30, 60, "transit"));
    assertEquals(
        List.of(Leg.Point.GATEWAY_OUT, Leg.Point.GATEWAY_IN, Leg.Point.GATEWAY_IN),
        all().stream().map(Leg::point).toList());
  }

  /// The trunk groups of this profile begin with `bb-in-` and `bb-out-`; an outgoing or incoming
  /// gateway record says more than its trunk group.
  @Test
  void theRecordAndThenItsTrunkGroupSayTheDirection() {
    calls.add(call(977_500_000_001L, 999_500_000_001L, START + 10, 60, "bb-out-1"));
    calls.add(call(0, 999_500_000_001L, START + 20, 60, "bb-in-1"));
    for (Signalling.Direction each : List.of(INCOMING, OUTGOING)) {
      calls.add(
          new Call(
              888_500_000_001L,
              999_500_000_001L,
              START + 30 + each.ordinal(),
              60,
              true,
              "bb-out-1",
              1,
              Signalling.of(each, 16, 0, -1, -1)));
    }
    assertEquals(
        List.of(
            Leg.Point.GATEWAY_OUT,
            Leg.Point.GATEWAY_IN,
            Leg.Point.GATEWAY_IN,
            Leg.Point.GATEWAY_OUT),
        all().stream().map(Leg::point).toList());
  }

  /// Forty long calls in an hour from withheld numbers of ours to one block abroad.
  @Test
  void longCallsAbroadFromWithheldNumbersAreNoTrafficPumpedInFromAbroad() {
    for (int i = 0; i < 60; i++) {
      calls.add(call(0, 999_500_000_000L + i, START + 3_600 + i * 30L, 2_400, "out"));
    }
    Examination examination =
        new Examination(WatchTest.PROFILE, MadeUpTraffic.CALLED, ZONE, 100_000);
    assertTrue(
        examination.of(legs, DAY).found().stream()
            .noneMatch(each -> each.sign().rule() == Rule.PUMPING));
  }

  /// Whose answer is known and whose seizure is not: the time stays that of the answer, the
  /// conversation is all that was held.
  @Test
  void whatWasNotRecordedIsNotTakenForZero() {
    calls.add(call(999_500_000_001L, 888_500_000_001L, START + 20, 60, "in"));
    Leg leg = all().getFirst();
    assertEquals(START + 20, leg.time());
    assertEquals(START + 80, leg.end());
    QualityCube cube = new QualityCube(new CauseMap(Set.of(17), Map.of()), _ -> "+999");
    cube.add(leg);
    Counts counts = cube.sum(_ -> true);
    assertEquals(60, counts.conversation());
    assertEquals(60, counts.holding());
  }

  /// Busy (17) and no answer (19) reached the called network, congestion (34) did not: ITU-T E.425
  /// over the causes of Q.850. Of six seizures one is answered, four are effective.
  @Test
  void theNetworkEffectivenessCountsWhyLoadedCallsEnded() {
    calls.add(call(999_500_000_001L, 888_500_000_001L, START + 20, 60, "in"));
    calls.add(unanswered(START + 30, Signalling.of(17, -1)));
    calls.add(unanswered(START + 40, Signalling.of(19, 45)));
    calls.add(unanswered(START + 50, Signalling.of(34, 0)));
    calls.add(unanswered(START + 60, Signalling.of(UNRECORDED, 0, 486, -1, 1_500)));
    calls.add(unanswered(START + 70, Signalling.NONE));
    QualityCube cube = new QualityCube(new CauseMap(Set.of(17, 18, 19, 20, 21), Map.of()), _ -> "");
    all().forEach(cube::add);
    Counts counts = cube.sum(_ -> true);
    assertEquals(new Ratio(1, 6), counts.asr());
    assertEquals(new Ratio(4, 6), counts.ner());
    assertEquals(1, counts.causeless());
    assertEquals(new Ratio(1_500, 1), counts.pdd());
    assertEquals(60 + 45, counts.holding());
  }

  @Test
  void anAnsweredCallThatRangIsSeizedBeforeItsAnswer() {
    Signalling rang = Signalling.of(16, 25);
    calls.add(new Call(999_500_000_001L, 888_500_000_001L, START + 10, 60, true, "in", 1, rang));
    assertEquals(List.of(), legs.between(START, START + 86_400), "seized the day before");
    Leg leg = legs.between(START - 86_400, START).getFirst();
    assertEquals(START - 15, leg.seizure());
    assertEquals(START + 10, leg.time());
  }

  @Test
  void recordsThatANetworkDeliversOfATrunkGroupStandForItsLoadedCallsOfTheDay() {
    calls.add(call(999_500_000_001L, 888_500_000_001L, START + 7_200, 60, "in-1"));
    calls.add(call(999_500_000_001L, 888_500_000_001L, START + 7_300, 60, "in-2"));
    delivered.add(
        new Leg(
            Leg.Point.GATEWAY_IN,
            "in-1",
            999_500_000_001L,
            888_500_000_001L,
            START + 7_192,
            8,
            60,
            true,
            16,
            900,
            0,
            0,
            1));
    assertEquals(List.of("in-1", "in-2"), all().stream().map(Leg::element).toList());
    assertEquals(8, all().getFirst().ringing());
  }

  /// Eighty calls to premium ranges around midnight: neither day holds enough of them, the night
  /// does.
  @Test
  void whatLiesAcrossMidnightIsSeenByTheWindowsThatLieAside() {
    int threshold = WatchTest.PROFILE.premiumCalls();
    for (int i = 0; i < 2 * (threshold - 1); i++) {
      long at = START + 86_400 + (i - threshold + 1) * 300L;
      calls.add(call(888_500_000_001L, 979_100_000_000L + i, at, 90, "out"));
    }
    Examination examination =
        new Examination(WatchTest.PROFILE, MadeUpTraffic.CALLED, ZONE, 100_000);
    assertEquals(List.of(), examination.of(legs, DAY).found());
    List<Confirmation> found = examination.of(legs, DAY.plusDays(1)).found();
    assertEquals(1, found.size());
    assertEquals(Rule.PREMIUM, found.getFirst().sign().rule());
    assertTrue(found.getFirst().holds());
    assertTrue(Math.abs(found.getFirst().sign().at() - START - 86_400) < 3_600);
  }

  /// Calls answered after a ringing that nobody recorded are not answered at once.
  @Test
  void withoutRingingNoTrunkGroupIsBlamedForFalseAnswers() {
    for (int i = 0; i < 400; i++) {
      calls.add(
          call(888_500_000_001L + i, 999_500_000_000L + i, START + 3_600 + i * 20L, 5, "out"));
    }
    Examination examination =
        new Examination(WatchTest.PROFILE, MadeUpTraffic.CALLED, ZONE, 100_000);
    assertTrue(
        examination.of(legs, DAY).found().stream()
            .noneMatch(each -> each.sign().rule() == Rule.FALSE_ANSWER));
  }

  /// Two hundred and fifty calls to as many numbers, none answered, five called back: a survey, an
  /// alarm centre or one ring, nobody knows, since how long they rang was not recorded.
  @Test
  void withoutRingingNoCallerIsBlamedForOneRing() {
    assertEquals(Set.of(), rulesOfMissedCalls(-1));
    assertEquals(Set.of(), rulesOfMissedCalls(25), "rung for long");
    assertEquals(Set.of(Rule.WANGIRI), rulesOfMissedCalls(3));
  }

  private Set<Rule> rulesOfMissedCalls(int ringing) {
    List<Leg> missed = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      missed.add(leg(Leg.Point.GATEWAY_IN, 979_500_000_001L, called(i), 3_600 + i * 10, ringing));
    }
    for (int i = 0; i < 5; i++) {
      missed.add(leg(Leg.Point.GATEWAY_OUT, called(i), 979_500_000_001L, 7_100 + i, -1));
    }
    Sign sign = new Sign(Rule.WANGIRI, "979500000001", START + 3_600);
    boolean confirmed =
        Confirmation.of(List.of(sign), WatchTest.PROFILE, missed, -START).getFirst().holds();
    Set<Rule> seen =
        new Examination(WatchTest.PROFILE, MadeUpTraffic.CALLED, ZONE, 100_000)
            .of((from, to) -> between(missed, from, to), DAY).found().stream()
                .map(each -> each.sign().rule())
                .collect(Collectors.toSet());
    assertEquals(confirmed, seen.contains(Rule.WANGIRI));
    return seen;
  }

  private static List<Leg> between(List<Leg> legs, long from, long to) {
    return legs.stream().filter(l -> l.seizure() >= from && l.seizure() < to).toList();
  }

  private static long called(int i) {
    return 888_500_000_001L + i;
  }

  private static Leg leg(Leg.Point point, long from, long to, long at, int ringing) {
    return new Leg(point, "in-1", from, to, START + at, ringing, 0, false, 16, -1, 0, 0, 1);
  }
}
