package org.wasl.node.web;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StreamLimitTest {
  @Test
  void nobodyTakesThemAllAndAClosedOneMakesRoom() {
    StreamLimit limit = new StreamLimit(5, 2);
    assertTrue(limit.tryOpen("nadia"));
    assertTrue(limit.tryOpen("nadia"));
    assertFalse(limit.tryOpen("nadia"));
    assertTrue(limit.tryOpen("reem"));
    limit.close("nadia");
    assertTrue(limit.tryOpen("nadia"));
  }

  @Test
  void allTogetherHaveALimitToo() {
    StreamLimit limit = new StreamLimit(3, 2);
    assertTrue(limit.tryOpen("a"));
    assertTrue(limit.tryOpen("b"));
    assertTrue(limit.tryOpen("c"));
    assertFalse(limit.tryOpen("d"));
    limit.close("a");
    assertTrue(limit.tryOpen("d"));
  }
}
