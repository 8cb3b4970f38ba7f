package org.wasl.terms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The limits of the public check, and who counts as one client.
class AskingLimitTest {
  private Instant now = Instant.parse("2026-10-05T06:00:00Z");

  @Test
  void oneNoisyClientUsesUpItsOwnChecksAndNobodyElses() {
    AskingLimit limit = new AskingLimit(() -> now, 3, 100);
    for (int i = 0; i < 3; i++) {
      assertTrue(limit.mayAsk("noisy"));
    }
    for (int i = 0; i < 1_000; i++) {
      assertFalse(limit.mayAsk("noisy"));
    }
    assertTrue(limit.mayAsk("quiet"));
    now = now.plusSeconds(60);
    assertTrue(limit.mayAsk("noisy"));
  }

  @Test
  void allTogetherHaveALimitTooAndNoMoreClientsAreRemembered() {
    AskingLimit limit = new AskingLimit(() -> now, 3, 100);
    int allowed = 0;
    for (int i = 0; i < 10_000; i++) {
      allowed += limit.mayAsk("client " + i) ? 1 : 0;
    }
    assertEquals(100, allowed);
    assertEquals(100, limit.clients());
    now = now.plusSeconds(60);
    assertTrue(limit.mayAsk("client 1"));
    assertEquals(1, limit.clients());
  }

  @Test
  void onlyTheAddressThatTheNearestProxyWroteIsBelieved() {
    Optional<String> written = Optional.of("10.0.0.1, 192.0.2.7");
    assertEquals(new Client("127.0.0.1"), Client.of("127.0.0.1", Optional.empty()));
    assertEquals(new Client("192.0.2.7"), Client.of("127.0.0.1", written));
    assertEquals(new Client("127.0.0.1"), Client.of("127.0.0.1", Optional.of("not an address")));
  }

  @Test
  void theAddressesOfOneSubscriberAreOneClient() {
    Client one = Client.of("2001:db8:1:2::1", Optional.empty());
    assertEquals(one, Client.of("2001:db8:1:2:ffff::9", Optional.empty()));
    assertFalse(one.equals(Client.of("2001:db8:1:3::1", Optional.empty())));
  }
}
