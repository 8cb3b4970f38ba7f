package org.wasl.voice.reconciliation;

/// What a bucket of calls comes to. A bucket holds the calls of one line of the account (a local
/// window of time, by the clocks that both agreed on) whose number falls on one place; no value
/// contains a time, so that what is left of skew moves a call only at the edge of its line.
///
/// @param print sum of keyed values of the number pairs, both cut to 16 bits, modulo 2^64: equal
///   when the same numbers called each other as often, whatever the clocks say
public record BucketSum(
    long calls, long answered, long seconds, long billed, long exact, long print) {
  public static final BucketSum NONE = new BucketSum(0, 0, 0, 0, 0, 0);

  /// How two sums of one bucket compare.
  public enum Verdict {
    /// Nothing differs.
    EQUAL,
    /// The same number pairs as often, and seconds that differ by a second a call at most: no
    /// single call is looked at.
    TOLERATED,
    /// The same number pairs as often, but not their seconds: the calls are looked at one by one.
    SUMS,
    /// Other number pairs, or not as often: the sets of calls are compared.
    CALLS
  }

  public BucketSum plus(Masked call) {
    return new BucketSum(
        calls + 1,
        answered + (call.seconds() > 0 ? 1 : 0),
        seconds + call.seconds(),
        billed + call.billed(),
        Math.addExact(exact, call.exact()),
        print + print(call));
  }

  private static long print(Masked call) {
    return mix(call.pair() + 0x9E3779B97F4A7C15L);
  }

  /// Spreads 64 bits over 64 bits.
  static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  public Verdict against(BucketSum other) {
    if (equals(other)) {
      return Verdict.EQUAL;
    }
    if (calls != other.calls || print != other.print) {
      return Verdict.CALLS;
    }
    return answered == other.answered && Math.abs(seconds - other.seconds) <= answered
        ? Verdict.TOLERATED
        : Verdict.SUMS;
  }

  /// What is left when another sum is taken away.
  BucketSum less(BucketSum other) {
    return new BucketSum(
        calls - other.calls,
        answered - other.answered,
        seconds - other.seconds,
        billed - other.billed,
        exact - other.exact,
        print - other.print);
  }

  static BucketSum of(Iterable<Masked> calls) {
    BucketSum sum = NONE;
    for (Masked call : calls) {
      sum = sum.plus(call);
    }
    return sum;
  }

  /// Six numbers, the last hexadecimal.
  public String text() {
    return calls
        + "/"
        + answered
        + "/"
        + seconds
        + "/"
        + billed
        + "/"
        + exact
        + "/"
        + Long.toHexString(print);
  }

  /// Reads what [#text()] writes.
  ///
  /// @throws IllegalArgumentException when it is no sum
  public static BucketSum read(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 6 || text.length() > 120) {
      throw new IllegalArgumentException("six parts of a bucket, not " + parts.length);
    }
    return new BucketSum(
        Long.parseLong(parts[0]),
        Long.parseLong(parts[1]),
        Long.parseLong(parts[2]),
        Long.parseLong(parts[3]),
        Long.parseLong(parts[4]),
        Long.parseUnsignedLong(parts[5], 16));
  }
}
