package org.wasl.voice.reconciliation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wasl.settlement.LineKey;

/// The calls of some lines as sums of buckets: what crosses first, so that single calls cross only
/// where buckets differ.
///
/// @param sums by line; as many as the line has buckets
public record Buckets(Map<LineKey, List<BucketSum>> sums) {
  /// About so many calls lie in a bucket.
  public static final int CALLS = 32;

  /// The most buckets of a line.
  public static final int MAX_BUCKETS = 65_536;

  /// A bucket of a line.
  public record Place(LineKey key, int bucket) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byKey = key.compareTo(other.key);
      return byKey != 0 ? byKey : Integer.compare(bucket, other.bucket);
    }
  }

  /// A bucket that was not opened, with the sums of both sides.
  public record Closed(Place place, BucketSum ours, BucketSum theirs) {}

  public Buckets {
    sums = new TreeMap<>(sums);
    for (List<BucketSum> of : sums.values()) {
      if (of.isEmpty() || of.size() > MAX_BUCKETS) {
        throw new IllegalArgumentException("1 to " + MAX_BUCKETS + " buckets a line");
      }
    }
  }

  /// The sums of calls, in as many buckets as their number asks for.
  ///
  /// @param keys of the lines; a line without calls has one bucket
  /// @param callsABucket about how many, [#CALLS] where the message allows it
  public static Buckets of(Iterable<LineKey> keys, List<Masked> calls, int callsABucket) {
    Map<LineKey, Integer> counts = new TreeMap<>();
    keys.forEach(key -> counts.put(key, 0));
    calls.forEach(call -> counts.computeIfPresent(call.key(), (_, count) -> count + 1));
    Map<LineKey, Integer> sizes = new TreeMap<>();
    counts.forEach((key, count) ->
        sizes.put(key, Math.clamp(Math.ceilDiv(count, callsABucket), 1, MAX_BUCKETS)));
    return sized(sizes, calls);
  }

  /// The sums of calls in buckets like those of the other side.
  public static Buckets like(Buckets other, List<Masked> calls) {
    return sized(other.sizes(), calls);
  }

  /// The sums of calls in buckets of given numbers.
  public static Buckets sized(Map<LineKey, Integer> sizes, List<Masked> calls) {
    Map<LineKey, BucketSum[]> sums = new TreeMap<>();
    sizes.forEach((key, size) -> {
      BucketSum[] empty = new BucketSum[size];
      Arrays.fill(empty, BucketSum.NONE);
      sums.put(key, empty);
    });
    for (Masked call : calls) {
      BucketSum[] of = sums.get(call.key());
      if (of != null) {
        int at = place(call, of.length);
        of[at] = of[at].plus(call);
      }
    }
    Map<LineKey, List<BucketSum>> lists = new TreeMap<>();
    sums.forEach((key, of) -> lists.put(key, List.of(of)));
    return new Buckets(lists);
  }

  /// How many buckets each line has.
  public Map<LineKey, Integer> sizes() {
    Map<LineKey, Integer> sizes = new TreeMap<>();
    sums.forEach((key, of) -> sizes.put(key, of.size()));
    return sizes;
  }

  private static int place(Masked call, int buckets) {
    return (int) Long.remainderUnsigned(BucketSum.mix(call.pair() >>> 16), buckets);
  }

  /// The bucket of a call.
  public Place placeOf(Masked call) {
    return new Place(call.key(), place(call, sums.getOrDefault(call.key(), ONE).size()));
  }

  private static final List<BucketSum> ONE = List.of(BucketSum.NONE);

  /// How each bucket compares that is not equal.
  ///
  /// @param other has as many buckets a line
  public Map<Place, BucketSum.Verdict> against(Buckets other) {
    Map<Place, BucketSum.Verdict> verdicts = new TreeMap<>();
    sums.forEach((key, of) -> {
      for (int i = 0; i < of.size(); i++) {
        Place place = new Place(key, i);
        BucketSum.Verdict verdict = of.get(i).against(other.sum(place));
        if (verdict != BucketSum.Verdict.EQUAL) {
          verdicts.put(place, verdict);
        }
      }
    });
    return verdicts;
  }

  /// The sum of a bucket, nothing where there is none.
  public BucketSum sum(Place place) {
    List<BucketSum> of = sums.getOrDefault(place.key(), ONE);
    return place.bucket() < of.size() ? of.get(place.bucket()) : BucketSum.NONE;
  }
}
