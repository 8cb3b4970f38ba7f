package org.wasl.node.web;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginLimitTest {
  private Instant now = Instant.parse("2026-11-01T08:00:00Z");
  private final LoginLimit limit = new LoginLimit(() -> now);

  private void fail(int times, String client, String name) {
    for (int i = 0; i < times; i++) {
      limit.mayTry(client, name);
    }
  }

  @Test
  void fiveFailuresCloseANameThereForAQuarterOfAnHour() {
    fail(LoginLimit.FAILURES - 1, "198.51.100.7", "nadia");
    assertFalse(limit.isClosed("198.51.100.7", "nadia"));
    fail(1, "198.51.100.7", "nadia");
    assertTrue(limit.isClosed("198.51.100.7", "nadia"));
    now = now.plus(LoginLimit.WINDOW);
    assertFalse(limit.isClosed("198.51.100.7", "nadia"));
  }

  @Test
  void whoGuessesElsewhereDoesNotShutTheAdministratorOut() {
    fail(50, "198.51.100.7", "administrator");
    assertFalse(limit.isClosed("203.0.113.1", "administrator"));
  }

  @Test
  void oneClientDoesNotGoThroughAllNames() {
    for (int i = 0; i < LoginLimit.CLIENT_FAILURES; i++) {
      limit.mayTry("198.51.100.7", "name" + i);
    }
    assertTrue(limit.isClosed("198.51.100.7", "another"));
    assertFalse(limit.isClosed("203.0.113.1", "another"));
  }

  @Test
  void aColleagueBehindTheSameAddressWhoHasSignedInThereStillDoes() {
    limit.succeeded("198.51.100.7", "nadia");
    for (int i = 0; i < LoginLimit.CLIENT_FAILURES; i++) {
      limit.mayTry("198.51.100.7", "name" + i);
    }
    assertFalse(limit.isClosed("198.51.100.7", "nadia"));
  }

  @Test
  void manyClientsTogetherDoNotGuessOneNameButItsOwnClientKeepsIt() {
    limit.succeeded("203.0.113.1", "nadia");
    for (int i = 0; i < LoginLimit.NAME_FAILURES; i++) {
      limit.mayTry("198.51.100." + i, "nadia");
    }
    assertTrue(limit.isClosed("192.0.2.9", "nadia"));
    assertFalse(limit.isClosed("203.0.113.1", "nadia"));
  }

  @Test
  void aSignInDoesNotGiveTheClientNewGuessesAtOthersNames() {
    for (int i = 0; i < LoginLimit.CLIENT_FAILURES; i++) {
      limit.mayTry("198.51.100.7", "name" + i);
      limit.mayTry("198.51.100.7", "mallory");
      limit.succeeded("198.51.100.7", "mallory");
    }
    assertTrue(limit.isClosed("198.51.100.7", "nadia"));
  }

  @Test
  void guessesMadeAtOnceAreAsManyAsGuessesInARow() {
    for (int i = 0; i < LoginLimit.FAILURES; i++) {
      assertTrue(limit.mayTry("198.51.100.7", "nadia"));
    }
    assertFalse(limit.mayTry("198.51.100.7", "nadia"), "before any of them has an answer");
  }

  @Test
  void whoSignsInADayLongIsNotCountedAsGuessing() {
    for (int i = 0; i < 3 * LoginLimit.NAME_FAILURES; i++) {
      assertTrue(limit.mayTry("198.51.100.7", "nadia"));
      limit.succeeded("198.51.100.7", "nadia");
    }
    assertFalse(limit.isClosed("198.51.100.7", "another"));
    assertFalse(limit.isClosed("203.0.113.1", "nadia"));
  }

  @Test
  void aFloodOfOtherNamesDoesNotOpenAClosedOne() {
    fail(LoginLimit.FAILURES, "198.51.100.7", "nadia");
    for (int i = 0; i < 3 * LoginLimit.MOST; i++) {
      limit.mayTry("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255), "name" + i);
    }
    assertTrue(limit.isClosed("198.51.100.7", "nadia"));
  }
}
