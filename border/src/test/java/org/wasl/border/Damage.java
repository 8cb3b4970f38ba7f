package org.wasl.border;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.wasl.terms.LocalizedText;

/// What can happen to a file: every bit of every byte flipped, and cut at every length.
public final class Damage {
  private Damage() {}

  /// Does something with a damaged copy.
  @FunctionalInterface
  public interface Look {
    /// @param at the damaged byte, or the length that is left
    void at(int at, byte[] damaged);
  }

  /// All eight bits of every byte, one at a time.
  public static void everyFlip(byte[] good, Look look) {
    IntStream.range(0, good.length)
        .parallel()
        .forEach(at -> {
          for (int bit = 0; bit < 8; bit++) {
            byte[] damaged = good.clone();
            damaged[at] ^= (byte) (1 << bit);
            look.at(at, damaged);
          }
        });
  }

  /// One bit of every byte, each of the eight in turn; for what is slow to look at.
  public static void aFlipInEveryByte(byte[] good, Look look) {
    IntStream.range(0, good.length)
        .parallel()
        .forEach(at -> {
          byte[] damaged = good.clone();
          damaged[at] ^= (byte) (1 << at % 8);
          look.at(at, damaged);
        });
  }

  /// Every length from nothing to all but the last byte.
  public static void everyCut(byte[] good, Look look) {
    IntStream.range(0, good.length)
        .parallel()
        .forEach(length -> look.at(length, Arrays.copyOf(good, length)));
  }

  /// A reason is for people of both languages.
  public static void assertReadable(LocalizedText text) {
    assertTrue(text.ar().chars().anyMatch(c -> c >= 0x0621 && c <= 0x064A), text::toString);
    assertTrue(text.en().matches("(?s)[a-z].{5,}"), text::toString);
  }
}
