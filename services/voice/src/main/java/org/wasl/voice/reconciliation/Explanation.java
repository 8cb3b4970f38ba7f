package org.wasl.voice.reconciliation;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;

/// Why the lines of two accounts differ, cause by cause. For each line the parts sum exactly to
/// ours less theirs.
///
/// @param cells by line
public record Explanation(Map<LineKey, Cell> cells, Map<String, Long> skew) {

  /// What a cause contributes to a line.
  ///
  /// @param calls how many
  /// @param exact units, ours less theirs
  public record Part(long calls, BigInteger exact) {
    static final Part NONE = new Part(0, BigInteger.ZERO);

    Part plus(long moreExact) {
      return new Part(calls + 1, exact.add(BigInteger.valueOf(moreExact)));
    }
  }

  /// @param fair the line that the calls of both sides together support: each call once, priced by
  ///   the side that recorded it, paired ones by ours where we pay and theirs where they pay
  public record Cell(Map<Cause, Part> parts, Line fair) {

    /// The cause that weighs most.
    public Cause main() {
      return heaviest(parts);
    }
  }

  /// The cause that weighs most.
  public static Cause heaviest(Map<Cause, Part> parts) {
    return parts.entrySet().stream()
        .max(Comparator.comparing(each -> each.getValue().exact().abs()))
        .map(Map.Entry::getKey)
        .orElse(Cause.ROUNDING);
  }

  private static final class Collecting {
    final Map<Cause, Part> parts = new EnumMap<>(Cause.class);
    long calls;
    long answered;
    long seconds;
    long billed;
    long exact;

    void part(Cause cause, long difference) {
      if (difference != 0) {
        parts.put(cause, parts.getOrDefault(cause, Part.NONE).plus(difference));
      }
    }

    void fair(BucketSum sum) {
      calls += sum.calls();
      answered += sum.answered();
      seconds += sum.seconds();
      billed += sum.billed();
      exact += sum.exact();
    }

    /// Equal seconds and another price: the rate, or a clock where calls run over the edge of a
    /// band. Else a second here and there.
    void tolerated(BucketSum ours, BucketSum theirs, boolean spans) {
      boolean priced = ours.seconds() == theirs.seconds() && ours.billed() == theirs.billed();
      apart(priced ? priced(spans) : Cause.ROUNDING, ours, theirs);
    }

    void apart(Cause cause, BucketSum ours, BucketSum theirs) {
      if (ours.exact() != theirs.exact()) {
        Part before = parts.getOrDefault(cause, Part.NONE);
        parts.put(
            cause,
            new Part(
                before.calls() + ours.answered(),
                before.exact().add(BigInteger.valueOf(ours.exact() - theirs.exact()))));
      }
    }

    void fair(Masked call) {
      calls++;
      answered += call.seconds() > 0 ? 1 : 0;
      seconds += call.seconds();
      billed += call.billed();
      exact += call.exact();
    }
  }

  /// @param settled what both sides' calls came to
  /// @param pairing of the calls to be paired
  /// @param wePay whether we are the payer of a stream: then our figures stand for paired calls
  /// @param spansBands whether a call runs over the edge of a tariff band, by either side's clock
  /// @param spanning buckets with such calls of ours
  /// @param zone of the agreement, for whole files that miss
  /// @param ourTotals how many calls we have by day and trunk; `theirTotals` likewise
  public static Explanation of(
      Narrowing settled,
      Pairing.Result pairing,
      Predicate<LineKey> wePay,
      Predicate<Masked> spansBands,
      Set<Buckets.Place> spanning,
      ZoneId zone,
      Map<String, Long> ourTotals,
      Map<String, Long> theirTotals) {
    Map<LineKey, Collecting> cells = new TreeMap<>();
    Map<String, Long> lonelyOurs = byFile(pairing.onlyOurs(), zone);
    Map<String, Long> lonelyTheirs = byFile(pairing.onlyTheirs(), zone);
    for (Masked call : pairing.onlyOurs()) {
      boolean file = isWholeFile(fileOf(call, zone), lonelyOurs, ourTotals);
      Collecting cell = of(cells, call.key());
      cell.part(file ? Cause.FILE_THEIRS : Cause.MISSING_THEIRS, call.exact());
      cell.fair(call);
    }
    for (Masked call : pairing.onlyTheirs()) {
      boolean file = isWholeFile(fileOf(call, zone), lonelyTheirs, theirTotals);
      Collecting cell = of(cells, call.key());
      cell.part(file ? Cause.FILE_OURS : Cause.MISSING_OURS, -call.exact());
      cell.fair(call);
    }
    pairing.duplicatesOurs().forEach(c -> of(cells, c.key()).part(Cause.DUPLICATE_OURS, c.exact()));
    pairing
        .duplicatesTheirs()
        .forEach(c -> of(cells, c.key()).part(Cause.DUPLICATE_THEIRS, -c.exact()));
    for (Pairing.Pair pair : pairing.pairs()) {
      take(cells, pair, spansBands.test(pair.ours()) || spansBands.test(pair.theirs()));
      Masked stands = wePay.test(pair.ours().key()) ? pair.ours() : pair.theirs();
      of(cells, stands.key()).fair(stands);
    }
    for (Buckets.Closed bucket : settled.closed()) {
      Collecting cell = of(cells, bucket.place().key());
      cell.tolerated(bucket.ours(), bucket.theirs(), spanning.contains(bucket.place()));
      cell.fair(wePay.test(bucket.place().key()) ? bucket.ours() : bucket.theirs());
    }
    for (Buckets.Closed bucket : settled.unopened()) {
      Collecting cell = of(cells, bucket.place().key());
      cell.apart(Cause.UNOPENED, bucket.ours(), bucket.theirs());
      cell.fair(bucket.ours());
    }
    for (Placed moved : settled.movedOurs()) {
      of(cells, moved.call().key()).part(Cause.CLOCK, moved.call().exact());
      of(cells, moved.common().key()).part(Cause.CLOCK, -moved.call().exact());
    }
    for (Placed moved : settled.movedTheirs()) {
      of(cells, moved.call().key()).part(Cause.CLOCK, -moved.call().exact());
      of(cells, moved.common().key()).part(Cause.CLOCK, moved.call().exact());
    }
    cells.keySet().retainAll(settled.lines());
    Map<LineKey, Cell> done = new TreeMap<>();
    cells.forEach((key, cell) -> done.put(key, finished(key, cell)));
    return new Explanation(done, pairing.skew());
  }

  private static void take(Map<LineKey, Collecting> cells, Pairing.Pair pair, boolean spansBands) {
    Masked ours = pair.ours();
    Masked theirs = pair.theirs();
    if (!ours.key().equals(theirs.key())) {
      Cause moved = pair.numberChanged() ? Cause.NUMBER : Cause.CLOCK;
      of(cells, ours.key()).part(moved, ours.exact());
      of(cells, theirs.key()).part(moved, -theirs.exact());
      return;
    }
    if (pair.numberChanged()) {
      of(cells, ours.key()).part(Cause.NUMBER, ours.exact() - theirs.exact());
      return;
    }
    int apart = Math.abs(ours.seconds() - theirs.seconds());
    Cause cause =
        switch (apart) {
          case 0 -> ours.billed() == theirs.billed() ? priced(spansBands) : Cause.ROUNDING;
          case 1 -> Cause.ROUNDING;
          default -> Cause.DURATION;
        };
    of(cells, ours.key()).part(cause, ours.exact() - theirs.exact());
  }

  private static Cause priced(boolean clock) {
    return clock ? Cause.CLOCK : Cause.RATE;
  }

  private static boolean isWholeFile(
      String file, Map<String, Long> lonely, Map<String, Long> totals) {
    long missing = lonely.getOrDefault(file, 0L);
    long all = totals.getOrDefault(file, missing);
    return missing >= 20 && missing * 10 >= all * 9;
  }

  private static Map<String, Long> byFile(List<Masked> calls, ZoneId zone) {
    Map<String, Long> counts = new HashMap<>();
    calls.forEach(call -> counts.merge(fileOf(call, zone), 1L, Long::sum));
    return counts;
  }

  /// Switches write a file a day and trunk group.
  public static String fileOf(Masked call, ZoneId zone) {
    LocalDate day = Instant.ofEpochSecond(call.time()).atZone(zone).toLocalDate();
    return day + " " + call.trunk();
  }

  private static Collecting of(Map<LineKey, Collecting> cells, LineKey key) {
    return cells.computeIfAbsent(key, _ -> new Collecting());
  }

  private static Cell finished(LineKey key, Collecting cell) {
    List<Long> quantities = new ArrayList<>();
    quantities.add(cell.calls);
    quantities.add(cell.answered);
    quantities.add(cell.seconds);
    quantities.add(cell.billed);
    return new Cell(
        Map.copyOf(cell.parts), new Line(key, quantities, BigInteger.valueOf(cell.exact)));
  }
}
