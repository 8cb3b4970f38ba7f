package org.wasl.voice.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wasl.voice.reconciliation.Tokens;

/// What the bypass search sends across, and what cannot be hidden in it.
class CrossingTest {
  private static final Leftovers ROWS =
      new Leftovers(
          List.of(
              new Leftovers.Row(0x0123456789ABCDEFL, 4_711, 1_757_505_600L, 64, 1),
              new Leftovers.Row(-1L, 0, 1_757_505_700L, 3_600, 2)));

  @Test
  void leftoversReadBackAndEveryCutIsRefused() {
    byte[] bytes = ROWS.bytes();
    assertEquals(ROWS, Leftovers.read(bytes));
    for (int i = 0; i < bytes.length; i++) {
      byte[] cut = Arrays.copyOf(bytes, i);
      assertThrows(IllegalArgumentException.class, () -> Leftovers.read(cut), "cut " + i);
    }
  }

  @Test
  void everyChangedByteOfLeftoversIsRefusedOrReadsAsARowOfTheSameForm() {
    byte[] bytes = ROWS.bytes();
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 5_000; i++) {
      byte[] changed = bytes.clone();
      changed[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      try {
        assertArrayEquals(changed, Leftovers.read(changed).bytes());
      } catch (IllegalArgumentException refused) {
        assertTrue(String.valueOf(refused.getMessage()).startsWith("leftover"), refused::toString);
      }
    }
  }

  @Test
  void aSieveReadsBackAndEveryCutIsRefused() {
    byte[] bytes = Sieve.of(new long[] {1, 2, 2}, new long[] {100, 200, 200}).bytes();
    assertArrayEquals(bytes, Sieve.read(bytes).bytes());
    for (int i = 0; i < bytes.length; i++) {
      byte[] cut = Arrays.copyOf(bytes, i);
      assertThrows(IllegalArgumentException.class, () -> Sieve.read(cut), "cut " + i);
    }
  }

  @Test
  void oneArrivalAnswersForOneCallOnly() {
    Sieve.Draining sieve = Sieve.of(new long[] {5}, new long[] {160}).new Draining();
    assertTrue(sieve.take(5, 157, 163));
    assertFalse(sieve.take(5, 157, 163));
    assertFalse(sieve.take(6, 157, 163));
  }

  @Test
  void noNumberStandsInWhatCrossesNeitherWholeNorItsLastEightDigits() {
    Tokens tokens = new Tokens(new byte[32], new byte[32]);
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 2_000; i++) {
      long called = 888_500_000_000L + random.nextInt(99_999_999);
      long calling = 999_700_000_000L + random.nextInt(99_999_999);
      Leftovers.Row row =
          new Leftovers.Row(
              tokens.token(called), tokens.value16(calling), 1_757_505_600L + i, 64, 1);
      String text = new String(new Leftovers(List.of(row)).bytes(), StandardCharsets.US_ASCII);
      assertFalse(text.contains(Long.toString(called).substring(4)), "the called number");
      assertFalse(text.contains(Long.toString(calling).substring(4)), "the calling number");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "call,0123456789abcdef,4711,1757505600,64,1,888500000001\nend,1\n",
        "call,0123456789abcdef,888500000001,1757505600,64,1\nend,1\n",
        "call,888500000001,4711,1757505600,64,1\nend,1\n",
        "call,0123456789abcdef,4711,1757505600,64,٨٨٨٥٠٠٠٠٠٠٠١\nend,1\n",
        "call,0123456789abcdef,4711,1757505600,64,gw-1\nend,1\n",
        "call,0123456789abcdef,4711,1757505600,888500000001,1\nend,1\n",
        "note,888500000001\nend,0\n"
      })
  void aNumberInTheClearIsRefusedInEveryCell(String text) {
    assertThrows(
        IllegalArgumentException.class,
        () -> Leftovers.read(text.getBytes(StandardCharsets.UTF_8)));
  }
}
