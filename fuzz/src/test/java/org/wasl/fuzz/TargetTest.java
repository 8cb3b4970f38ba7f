package org.wasl.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A short walk around every seed; `./wasl fuzz` goes far.
class TargetTest {
  private static final int CHANGES = 2_000;

  @ParameterizedTest
  @EnumSource
  void everySeedIsAccepted(Target target) {
    for (byte[] seed : Seeds.of(target)) {
      assertTrue(target.accepts(seed), () -> "a seed of " + target + " is refused");
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyTruncationAndManyChangesAreReadOrRefusedAsDocumented(Target target) {
    SplittableRandom random = new SplittableRandom(target.ordinal());
    for (byte[] seed : Seeds.of(target)) {
      int step = Math.max(1, seed.length / CHANGES);
      for (int i = 0; i < seed.length; i += step) {
        target.accepts(Arrays.copyOf(seed, i));
      }
      for (int i = 0; i < CHANGES; i++) {
        target.accepts(changed(seed, random));
      }
    }
  }

  private static byte[] changed(byte[] seed, SplittableRandom random) {
    byte[] bytes = seed.clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes && bytes.length > 0; i++) {
      bytes[random.nextInt(bytes.length)] =
          random.nextBoolean() ? (byte) random.nextInt(256) : seed[random.nextInt(seed.length)];
    }
    return bytes;
  }
}
