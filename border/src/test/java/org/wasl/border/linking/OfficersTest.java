package org.wasl.border.linking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wasl.border.NodeId;
import org.wasl.border.linking.Anchor.Succession.Reason;
import org.wasl.terms.PartyId;

/// The offline identity key: m of n officers.
class OfficersTest {
  private static final Instant DAY = Instant.parse("2026-09-01T06:00:00Z");

  private final SecureRandom random = new SecureRandom();
  private final List<Officer> officers =
      Stream.generate(() -> Officer.make(random)).limit(3).toList();
  private final NodeKeys keys = NodeKeys.make(new NodeId("node.aa"), random);
  private final Anchor.Identity twoOfThree = identity(2, officers);
  private final Anchor unsigned = anchor(DAY, twoOfThree, Optional.empty());

  private static Anchor.Identity identity(int threshold, List<Officer> officers) {
    return new Anchor.Identity(threshold, officers.stream().map(Officer::publicKey).toList());
  }

  private Anchor anchor(
      Instant from, Anchor.Identity identity, Optional<Anchor.Succession> succession) {
    return new Anchor(
        keys.node(),
        new PartyId("aa"),
        "memory:aa",
        "",
        keys.logVerifiers(),
        keys.mirrorVerifiers(),
        from,
        identity,
        succession,
        List.of());
  }

  @Test
  void anyTwoOfThreeOfficersMakeAnAnchorAndOneDoesNot() {
    for (Officer one : officers) {
      Anchor once = one.sign(unsigned);
      assertFalse(once.isSignedBy(twoOfThree));
      for (Officer other : officers) {
        assertEquals(one != other, other.sign(once).isSignedBy(twoOfThree));
      }
    }
  }

  @Test
  void aStrangersSignatureInAnOfficersPlaceDoesNotCount() {
    Officer stranger = Officer.make(random);
    Anchor once = officers.get(0).sign(unsigned);
    assertThrows(IllegalArgumentException.class, () -> stranger.sign(once));
    List<Officer> swapped = List.of(officers.get(0), stranger, officers.get(2));
    Anchor forged = stranger.sign(once, identity(2, swapped));
    assertFalse(forged.isSignedBy(twoOfThree));
    assertTrue(officers.get(2).sign(forged).isSignedBy(twoOfThree));
  }

  @Test
  void aSignatureOverAnotherAnchorDoesNotCount() {
    Anchor signed = officers.get(1).sign(officers.get(0).sign(unsigned));
    Anchor later = anchor(DAY.plusSeconds(1), twoOfThree, Optional.empty());
    Anchor moved =
        new Anchor(
            later.node(),
            later.party(),
            later.url(),
            later.tlsPin(),
            later.logKeys(),
            later.mirrorKeys(),
            later.validFrom(),
            later.identity(),
            signed.signatures());
    assertTrue(signed.isSignedBy(twoOfThree));
    assertFalse(moved.isSignedBy(twoOfThree));
  }

  @Test
  void onlyTheOfficersOfTheAnchorBeforeIntroduceTheNext() {
    KeyHistory history = KeyHistory.of(officers.get(1).sign(officers.get(0).sign(unsigned)));
    List<Officer> others = Stream.generate(() -> Officer.make(random)).limit(3).toList();
    Anchor.Identity fresh = identity(2, others);
    Anchor next =
        anchor(
            DAY.plusSeconds(60),
            fresh,
            Optional.of(new Anchor.Succession(DAY.plusSeconds(120), Reason.ROLLOVER)));
    Anchor byItself = others.get(1).sign(others.get(0).sign(next));
    assertTrue(history.followedBy(byItself).isEmpty());
    Anchor byOne = officers.get(2).sign(next, twoOfThree);
    assertTrue(history.followedBy(byOne).isEmpty());
    assertTrue(history.followedBy(officers.get(0).sign(byOne, twoOfThree)).isPresent());
  }

  @Test
  void moreOfficersThanThereAreCannotBeAskedFor() {
    assertThrows(IllegalArgumentException.class, () -> identity(4, officers));
    assertThrows(IllegalArgumentException.class, () -> identity(0, officers));
  }
}
