package org.wasl.border.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.wasl.border.Damage.everyCut;
import static org.wasl.border.Damage.everyFlip;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.wasl.border.keeping.StoredEntry.Body;

class BodyCipherTest {
  private final BodyCipher cipher = new BodyCipher(new SecureRandom());
  private final byte[] key = cipher.newKey();
  private final byte[] text = "a body at rest".getBytes(StandardCharsets.UTF_8);
  private final byte[] sealed = BodyCipher.seal(key, new Body.Held(new byte[32], text));
  private final byte[] part = cipher.sealPart(key, text);

  @Test
  void whatWasSealedOpensUnderItsKeyAlone() {
    assertArrayEquals(text, BodyCipher.open(key, sealed).bytes());
    assertArrayEquals(text, BodyCipher.openPart(key, part));
    byte[] other = cipher.newKey();
    assertThrows(IllegalStateException.class, () -> BodyCipher.open(other, sealed));
    assertThrows(IllegalStateException.class, () -> BodyCipher.openPart(other, part));
  }

  @Test
  void everyFlippedBitAndEveryCutOfAStoredBodyIsRefused() {
    everyFlip(sealed, this::refused);
    everyCut(sealed, this::refused);
  }

  @Test
  void everyFlippedBitAndEveryCutOfAStoredPartIsRefused() {
    everyFlip(part, this::partRefused);
    everyCut(part, this::partRefused);
  }

  private void refused(int at, byte[] damaged) {
    IllegalStateException refusal =
        assertThrows(IllegalStateException.class, () -> BodyCipher.open(key, damaged), "at " + at);
    assertEquals("a stored body does not open under its key", refusal.getMessage());
  }

  private void partRefused(int at, byte[] damaged) {
    IllegalStateException refusal =
        assertThrows(
            IllegalStateException.class, () -> BodyCipher.openPart(key, damaged), "at " + at);
    assertEquals(
        damaged.length < 12
            ? "a stored body is shorter than its nonce"
            : "a stored body does not open under its key",
        refusal.getMessage());
  }
}
