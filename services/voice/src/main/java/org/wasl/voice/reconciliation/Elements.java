package org.wasl.voice.reconciliation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wasl.settlement.LineKey;
import org.wasl.voice.reconciliation.Buckets.Place;

/// The calls of some buckets as a set: the n-th call of a pair of numbers in a bucket is one
/// element, so that both sides have the same elements where they have the same calls, whatever
/// their clocks and durations say.
final class Elements {
  /// The calls of a pair in a bucket.
  record Group(Place place, int pair) {}

  private final Map<Group, List<Masked>> groups = new HashMap<>();
  private final Map<Long, Group> byElement = new HashMap<>();

  /// @param calls by the common clock
  static Elements of(Set<Place> places, Buckets buckets, Iterable<Masked> calls) {
    Elements elements = new Elements();
    for (Masked call : calls) {
      Place place = buckets.placeOf(call);
      if (places.contains(place)) {
        elements.add(place, call);
      }
    }
    return elements;
  }

  private void add(Place place, Masked call) {
    Group group = new Group(place, call.pair());
    List<Masked> calls = groups.computeIfAbsent(group, _ -> new ArrayList<>(1));
    calls.add(call);
    byElement.put(element(group, calls.size()), group);
  }

  /// @param nth from 1
  static long element(Group group, int nth) {
    long line = hash(group.place().key());
    long place = BucketSum.mix(line + group.place().bucket());
    return BucketSum.mix(place + (group.pair() & 0xFFFF_FFFFL) + ((long) nth << 32));
  }

  /// FNV-1a of the line's four words.
  private static long hash(LineKey key) {
    String text = key.stream() + ' ' + key.item() + ' ' + key.day() + ' ' + key.band();
    long hash = 0xCBF29CE484222325L;
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (each & 0xFF)) * 0x100000001B3L;
    }
    return hash;
  }

  Set<Long> all() {
    return byElement.keySet();
  }

  Optional<Group> group(long element) {
    return Optional.ofNullable(byElement.get(element));
  }

  List<Masked> calls(Group group) {
    return groups.getOrDefault(group, List.of());
  }

  Sketch sketch(int symbols) {
    return Sketch.of(byElement.keySet(), symbols);
  }
}
