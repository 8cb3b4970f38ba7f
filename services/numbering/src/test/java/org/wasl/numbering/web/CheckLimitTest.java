package org.wasl.numbering.web;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CheckLimitTest {
  private Instant now = Instant.parse("2026-10-05T06:00:00Z");

  @Test
  void aMinuteHasItsNumberOfChecksAndTheNextBeginsAnew() {
    CheckLimit limit = new CheckLimit(() -> now, 3);
    for (int i = 0; i < 3; i++) {
      assertTrue(limit.mayCheck());
    }
    for (int i = 0; i < 1_000; i++) {
      assertFalse(limit.mayCheck());
    }
    now = now.plusSeconds(60);
    assertTrue(limit.mayCheck());
  }
}
