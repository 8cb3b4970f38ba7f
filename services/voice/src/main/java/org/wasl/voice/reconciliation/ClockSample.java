package org.wasl.voice.reconciliation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// A few answered calls of each trunk group, spread over the month, by which the other side finds
/// how far clocks are apart: the moment of the answer and a keyed value of the two numbers cut to
/// 16 bits. No number, no token, no duration.
///
/// @param byTrunk at most [#MAX_TRUNKS] trunk groups with at most [#CALLS] calls each, by time
public record ClockSample(SequencedMap<String, List<Seen>> byTrunk) {
  /// So many calls of a trunk group: two a quarter of a day.
  public static final int CALLS = 240;

  public static final int MAX_TRUNKS = 64;

  private static final int MAX_LINE = 80;

  /// An answer.
  ///
  /// @param at by its side's clock, seconds since 1970
  /// @param pair of the two numbers, 16 bits
  public record Seen(long at, int pair) {
    public Seen {
      if (pair < 0 || pair > 0xFFFF) {
        throw new IllegalArgumentException("16 bits");
      }
    }
  }

  public ClockSample {
    byTrunk = new TreeMap<>(byTrunk);
    if (byTrunk.size() > MAX_TRUNKS) {
      throw new IllegalArgumentException("at most " + MAX_TRUNKS + " trunk groups");
    }
    byTrunk.forEach((trunk, calls) -> {
      if (calls.size() > CALLS || !Masked.isTrunkName(trunk)) {
        throw new IllegalArgumentException("at most " + CALLS + " calls of a named trunk group");
      }
    });
  }

  /// The sample of a side's calls. Trunk groups that may not be named are left out: several of them
  /// would stand under one name, and they need not have one clock.
  public static ClockSample of(List<Masked> calls) {
    Map<String, List<Masked>> answered = new TreeMap<>();
    for (Masked call : calls) {
      if (call.seconds() > 0 && !call.trunk().equals(Masked.UNNAMED)) {
        answered.computeIfAbsent(call.trunk(), _ -> new ArrayList<>()).add(call);
      }
    }
    TreeMap<String, List<Seen>> byTrunk = new TreeMap<>();
    answered.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<String, List<Masked>> each) -> -each.getValue().size()))
        .limit(MAX_TRUNKS)
        .forEach(each -> byTrunk.put(each.getKey(), spread(each.getValue())));
    return new ClockSample(byTrunk);
  }

  private static List<Seen> spread(List<Masked> calls) {
    List<Masked> sorted = calls.stream().sorted(Comparator.comparingLong(Masked::time)).toList();
    int size = Math.min(CALLS, sorted.size());
    List<Seen> some = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      Masked call = sorted.get((int) ((long) i * sorted.size() / size));
      some.add(new Seen(call.time(), pair(call)));
    }
    return some;
  }

  /// What a sample says of the numbers of a call.
  static int pair(Masked call) {
    return (int) (BucketSum.mix(call.pair()) >>> 48);
  }

  /// Lines of comma-separated cells: `trunk` with its name, then `seen` with moment and value for
  /// each of its calls; at last `end`.
  public byte[] bytes() {
    StringBuilder out = new StringBuilder();
    byTrunk.forEach((trunk, calls) -> {
      out.append("trunk,").append(trunk).append('\n');
      calls.forEach(call ->
          out.append("seen,").append(call.at()).append(',').append(call.pair()).append('\n'));
    });
    return out.append("end\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  /// @throws IllegalArgumentException with the line that is wrong
  public static ClockSample read(byte[] bytes) {
    TreeMap<String, List<Seen>> byTrunk = new TreeMap<>();
    List<Seen> open = List.of();
    boolean ended = false;
    int number = 0;
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
      number++;
      String[] cell = line.split(",", -1);
      try {
        if (ended || line.length() > MAX_LINE) {
          throw new IllegalArgumentException("no more lines");
        }
        switch (cell[0] + cell.length) {
          case "trunk2" -> {
            open = new ArrayList<>();
            if (byTrunk.put(cell[1], open) != null || byTrunk.size() > MAX_TRUNKS) {
              throw new IllegalArgumentException("a trunk group too much");
            }
          }
          case "seen3" -> {
            if (byTrunk.isEmpty() || open.size() == CALLS) {
              throw new IllegalArgumentException("a call too much");
            }
            open.add(new Seen(Long.parseLong(cell[1]), Integer.parseInt(cell[2])));
          }
          case "end1" -> ended = true;
          default -> throw new IllegalArgumentException("trunk, seen or end");
        }
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("sample line " + number + ": " + e.getMessage(), e);
      }
    }
    if (!ended) {
      throw new IllegalArgumentException("sample line " + number + ": the end is missing");
    }
    return new ClockSample(byTrunk);
  }
}
