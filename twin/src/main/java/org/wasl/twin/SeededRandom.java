package org.wasl.twin;

import java.security.SecureRandom;
import java.util.SplittableRandom;

/// Randomness that a seed repeats, where secrets are asked for. Only the twin uses it.
final class SeededRandom extends SecureRandom {
  private static final long serialVersionUID = 1;

  private final transient SplittableRandom source;

  SeededRandom(long seed) {
    this.source = new SplittableRandom(seed);
  }

  @Override
  public void nextBytes(byte[] bytes) {
    if (source != null) {
      source.nextBytes(bytes);
    }
  }

  @Override
  public long nextLong() {
    return source.nextLong();
  }

  @Override
  public int nextInt(int bound) {
    return source.nextInt(bound);
  }
}
