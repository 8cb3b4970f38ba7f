package org.wasl.voice.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wasl.voice.Leg;
import org.wasl.voice.generation.TrafficSetting.Imperfections;

class TrafficWithTruthTest {
  private static final Imperfections PERFECT = new Imperfections(0, 0, 0, 3);

  @Test
  void theSameSettingMakesTheSameRecordsAndAnotherSeedOthers() {
    TrafficWithTruth.Generated once =
        MadeUpTraffic.generate(MadeUpTraffic.setting(100, Imperfections.HARD, 1));
    TrafficWithTruth.Generated again =
        MadeUpTraffic.generate(MadeUpTraffic.setting(100, Imperfections.HARD, 1));
    assertEquals(once, again);
    assertNotEquals(
        once.mobile(),
        MadeUpTraffic.generate(MadeUpTraffic.setting(100, Imperfections.HARD, 2)).mobile());
  }

  @Test
  void noSimIsInTwoCallsAtOnce() {
    TrafficWithTruth.Generated made =
        MadeUpTraffic.generate(MadeUpTraffic.setting(100, PERFECT, 3));
    // human-like SIMs also chat among themselves at times drawn freely; the boxes' own are exact
    Set<Long> exact = new HashSet<>();
    for (Truth.Passage passage : made.truth().passages().values()) {
      if (passage instanceof Truth.Passage.Bypassed bypassed
          && bypassed.strategy() != BoxStrategy.HUMAN_LIKE) {
        exact.addAll(bypassed.sims());
      }
    }
    Map<Long, Long> freeFrom = new HashMap<>();
    int checked = 0;
    for (Leg leg : made.mobile()) {
      if (leg.point() == Leg.Point.MOBILE_OUT && exact.contains(leg.from())) {
        // clocks are equal, a record rounds by one second at most at either end
        assertTrue(leg.seizure() + 2 >= freeFrom.getOrDefault(leg.from(), 0L), leg::toString);
        freeFrom.put(leg.from(), leg.seizure() + leg.seconds());
        checked++;
      }
    }
    assertTrue(checked > 500, "checked " + checked);
  }

  @Test
  void whatIsNotPlantedArrivesThroughTheGatewayCallForCall() {
    TrafficWithTruth.Generated made = MadeUpTraffic.generate(MadeUpTraffic.setting(0, PERFECT, 4));
    List<Leg> arrived =
        made.receivingGateway().stream().filter(leg -> leg.element().startsWith("bb-in-")).toList();
    assertEquals(made.originGateway().size(), arrived.size());
    assertTrue(made.truth().passages().isEmpty());
    assertTrue(made.truth().sims().isEmpty());
  }

  @Test
  void everyKindOfMisuseAndEveryHonestLookAlikeIsPlantedAndNamed() {
    TrafficWithTruth.Generated made =
        MadeUpTraffic.generate(MadeUpTraffic.setting(100, Imperfections.USUAL, 5));
    assertEquals(Set.of(Misuse.values()), made.truth().subjects().keySet());
    Set<BoxStrategy> seen = new HashSet<>();
    for (Truth.Passage passage : made.truth().passages().values()) {
      if (passage instanceof Truth.Passage.Bypassed bypassed) {
        seen.add(bypassed.strategy());
      }
    }
    assertEquals(Set.of(BoxStrategy.values()), seen);
  }

  @Test
  void aNetworkThatGivesNothingLeavesNoRecord() {
    TrafficWithTruth.Generated made =
        MadeUpTraffic.generate(MadeUpTraffic.setting(100, Imperfections.HARD, 6));
    Set<String> networks = new HashSet<>();
    made.mobile().forEach(leg -> networks.add(leg.element()));
    assertEquals(Set.of("bb-mobile-1", "bb-mobile-2"), networks);
  }
}
