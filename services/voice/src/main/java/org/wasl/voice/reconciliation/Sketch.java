package org.wasl.voice.reconciliation;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A set of 64-bit elements in coded symbols, from which two sides find what only one of them has:
/// the symbols of the difference of two sets are the differences of their symbols, and about one
/// and a half symbols for each element that differs are enough, however large the sets are. The
/// symbols have an order and no end: when there were too few, the next ones are sent and the first
/// ones are kept (rateless invertible Bloom lookup table; `docs/adr/0012`).
///
/// An element is in symbol 0 and in symbol i with probability 1/(1 + i/2).
///
/// @param sums exclusive or of the elements of each symbol
/// @param checks exclusive or of their check values
/// @param counts how many they are; of a difference, ours less theirs
public record Sketch(long[] sums, int[] checks, int[] counts) {
  /// The most symbols of a message.
  public static final int MAX_SYMBOLS = 200_000;

  private static final int BYTES = 8 + 4 + 4;

  /// What only one of two sets has.
  public record Difference(Set<Long> onlyOurs, Set<Long> onlyTheirs) {}

  public Sketch {
    if (sums.length != checks.length || sums.length != counts.length || sums.length > MAX_SYMBOLS) {
      throw new IllegalArgumentException("at most " + MAX_SYMBOLS + " symbols");
    }
  }

  /// The first symbols of a set.
  public static Sketch of(Iterable<Long> elements, int symbols) {
    Sketch sketch = new Sketch(new long[symbols], new int[symbols], new int[symbols]);
    elements.forEach(element -> sketch.add(element, 1));
    return sketch;
  }

  public int size() {
    return sums.length;
  }

  private void add(long element, int count) {
    int check = check(element);
    long state = element;
    for (long i = 0; i < sums.length; ) {
      sums[(int) i] ^= element;
      checks[(int) i] ^= check;
      counts[(int) i] += count;
      state = BucketSum.mix(state + 0x9E3779B97F4A7C15L);
      i += gap(i, state);
    }
  }

  /// How far the next symbol of an element lies; square root and product are exact to the last bit
  /// on every machine (IEEE 754).
  private static long gap(long at, long state) {
    double even = ((state >>> 11) + 1) * 0x1p-53;
    double gap = Math.ceil((at + 1.5) * (1 / Math.sqrt(even) - 1));
    return (long) Math.clamp(gap, 1, 1e15);
  }

  private static int check(long element) {
    return (int) (BucketSum.mix(element ^ 0xC2B2AE3D27D4EB4FL) >>> 32);
  }

  /// These symbols from one on: what is sent when the first ones were too few.
  public Sketch from(int first) {
    return new Sketch(
        Arrays.copyOfRange(sums, first, sums.length),
        Arrays.copyOfRange(checks, first, sums.length),
        Arrays.copyOfRange(counts, first, sums.length));
  }

  /// These symbols and the next ones.
  public Sketch and(Sketch next) {
    int all = size() + next.size();
    Sketch both =
        new Sketch(
            Arrays.copyOf(sums, all), Arrays.copyOf(checks, all), Arrays.copyOf(counts, all));
    System.arraycopy(next.sums, 0, both.sums, size(), next.size());
    System.arraycopy(next.checks, 0, both.checks, size(), next.size());
    System.arraycopy(next.counts, 0, both.counts, size(), next.size());
    return both;
  }

  /// What differs between two sets whose symbols these are, ours less `theirs`.
  ///
  /// @return nothing where the symbols are too few, or are no symbols of any sets
  public Optional<Difference> difference(Sketch theirs) {
    if (theirs.size() != size()) {
      throw new IllegalArgumentException("sketches of one size");
    }
    Sketch rest = new Sketch(sums.clone(), checks.clone(), counts.clone());
    for (int i = 0; i < size(); i++) {
      rest.sums[i] ^= theirs.sums[i];
      rest.checks[i] ^= theirs.checks[i];
      rest.counts[i] -= theirs.counts[i];
    }
    return rest.peeled();
  }

  /// Takes out what stands alone in a symbol, until nothing is left. Each step empties a symbol or
  /// ends; more elements than symbols are never found.
  private Optional<Difference> peeled() {
    Difference found = new Difference(new HashSet<>(), new HashSet<>());
    Deque<Integer> alone = new ArrayDeque<>();
    for (int i = 0; i < size(); i++) {
      look(i, alone);
    }
    int taken = 0;
    while (!alone.isEmpty()) {
      int i = alone.poll();
      if (!isAlone(i)) {
        continue;
      }
      long element = sums[i];
      int side = counts[i];
      Set<Long> into = side > 0 ? found.onlyOurs() : found.onlyTheirs();
      if (++taken > size() || !into.add(element)) {
        return Optional.empty();
      }
      for (int at : takeOut(element, side)) {
        look(at, alone);
      }
    }
    boolean empty = true;
    for (int i = 0; i < size(); i++) {
      empty &= counts[i] == 0 && sums[i] == 0 && checks[i] == 0;
    }
    return empty ? Optional.of(found) : Optional.empty();
  }

  private List<Integer> takeOut(long element, int side) {
    List<Integer> touched = new ArrayList<>();
    long state = element;
    for (long i = 0; i < size(); ) {
      touched.add((int) i);
      state = BucketSum.mix(state + 0x9E3779B97F4A7C15L);
      i += gap(i, state);
    }
    add(element, -side);
    return touched;
  }

  private void look(int i, Deque<Integer> alone) {
    if (isAlone(i)) {
      alone.add(i);
    }
  }

  private boolean isAlone(int i) {
    return Math.abs(counts[i]) == 1 && checks[i] == check(sums[i]);
  }

  /// Sixteen bytes a symbol, in Base64.
  public String text() {
    ByteBuffer out = ByteBuffer.allocate(size() * BYTES);
    for (int i = 0; i < size(); i++) {
      out.putLong(sums[i]).putInt(checks[i]).putInt(counts[i]);
    }
    return Base64.getEncoder().withoutPadding().encodeToString(out.array());
  }

  /// Reads what [#text()] writes.
  ///
  /// @throws IllegalArgumentException when it is no sketch
  public static Sketch read(String text) {
    if (text.length() > MAX_SYMBOLS * 22) {
      throw new IllegalArgumentException("at most " + MAX_SYMBOLS + " symbols");
    }
    byte[] bytes = Base64.getDecoder().decode(text);
    if (bytes.length % BYTES != 0) {
      throw new IllegalArgumentException("sixteen bytes a symbol");
    }
    int size = bytes.length / BYTES;
    Sketch sketch = new Sketch(new long[size], new int[size], new int[size]);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    for (int i = 0; i < size; i++) {
      sketch.sums[i] = in.getLong();
      sketch.checks[i] = in.getInt();
      sketch.counts[i] = in.getInt();
    }
    return sketch;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sketch that
        && Arrays.equals(sums, that.sums)
        && Arrays.equals(checks, that.checks)
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sums);
  }

  @Override
  public String toString() {
    return size() + " symbols";
  }
}
