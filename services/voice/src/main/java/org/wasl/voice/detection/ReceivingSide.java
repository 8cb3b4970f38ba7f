package org.wasl.voice.detection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.wasl.voice.Leg;
import org.wasl.voice.reconciliation.Tokens;

/// The receiving side's part of the bypass search. It makes the sieve of what came in on the other
/// side's trunks, and looks for the calls that the other side names as left over: first among the
/// rest of its own gateway's records, then among the terminations from national numbers.
public final class ReceivingSide {
  private final BypassSetting setting;
  private final Tokens tokens;
  private final Predicate<String> isTheirTrunk;
  private final LongPredicate isNational;
  private final List<Leg> gateway;
  private final List<Leg> mobile;
  private final ReceivingClocks clocks;

  /// @param isTheirTrunk whether a trunk group leads to the other side's gateway
  /// @param isNational whether a number belongs to our own plan
  /// @param gateway our gateway's records; of these, the incoming ones count
  /// @param mobile our mobile networks' records; of these, the terminating ones count
  public ReceivingSide(
      BypassSetting setting,
      Tokens tokens,
      Predicate<String> isTheirTrunk,
      LongPredicate isNational,
      List<Leg> gateway,
      List<Leg> mobile) {
    this.setting = setting;
    this.tokens = tokens;
    this.isTheirTrunk = isTheirTrunk;
    this.isNational = isNational;
    this.gateway =
        gateway.stream()
            .filter(leg -> leg.answered() && leg.point() == Leg.Point.GATEWAY_IN)
            .toList();
    this.mobile =
        mobile.stream()
            .filter(leg -> leg.answered() && leg.point() == Leg.Point.MOBILE_IN)
            .toList();
    this.clocks = ReceivingClocks.of(this.gateway, this.mobile);
  }

  public Sieve sieve() {
    List<Leg> theirs = gateway.stream().filter(leg -> isTheirTrunk.test(leg.element())).toList();
    return Sieve.of(
        theirs.stream().mapToLong(leg -> tokens.token(leg.to())).toArray(),
        theirs.stream().mapToLong(clocks::time).toArray());
  }

  public ReceivingClocks clocks() {
    return clocks;
  }

  /// @return for each row, in order, how the call came in
  public List<Arrival> find(Leftovers leftovers) {
    List<Leftovers.Row> rows = leftovers.rows();
    Arrival[] found = new Arrival[rows.size()];
    Set<Long> asked = new java.util.HashSet<>();
    rows.forEach(row -> asked.add(row.token()));
    throughGateway(rows, byToken(gateway, asked, _ -> true), found);
    fromNational(rows, byToken(mobile, asked, leg -> isNational.test(leg.from())), found);
    List<Arrival> all = new ArrayList<>();
    for (Arrival each : found) {
      all.add(each == null ? new Arrival.Unseen() : each);
    }
    return all;
  }

  private record Timed(Leg leg, long time) {
    long end() {
      return time + leg.seconds();
    }
  }

  private Map<Long, List<Timed>> byToken(List<Leg> legs, Set<Long> asked, Predicate<Leg> counts) {
    Map<Long, List<Timed>> byToken = new HashMap<>();
    for (Leg leg : legs) {
      long token = tokens.token(leg.to());
      if (asked.contains(token) && counts.test(leg)) {
        byToken
            .computeIfAbsent(token, _ -> new ArrayList<>())
            .add(new Timed(leg, clocks.time(leg)));
      }
    }
    byToken.values().forEach(each -> each.sort(Comparator.comparingLong(Timed::time)));
    return byToken;
  }

  private record Candidate(int row, Arrival arrival, List<Leg> legs, long score) {}

  private void throughGateway(
      List<Leftovers.Row> rows, Map<Long, List<Timed>> arrivals, Arrival[] found) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Leftovers.Row row = rows.get(i);
      for (Timed each : arrivals.getOrDefault(row.token(), List.of())) {
        if (isEqual(row, each)) {
          candidates.add(
              new Candidate(i, arrival(row, each.leg()), List.of(each.leg()), score(row, each)));
        }
      }
    }
    settle(candidates, found);
  }

  private Arrival arrival(Leftovers.Row row, Leg leg) {
    boolean sameCaller = leg.from() != 0 && tokens.value16(leg.from()) == row.other();
    return isTheirTrunk.test(leg.element()) || sameCaller
        ? new Arrival.Properly(leg)
        : new Arrival.Refiled(leg);
  }

  private boolean isEqual(Leftovers.Row row, Timed each) {
    return Math.abs(each.time() - row.time()) <= setting.start()
        && Math.abs(each.leg().seconds() - row.seconds()) <= setting.duration();
  }

  private static long score(Leftovers.Row row, Timed each) {
    return 4 * Math.abs(each.time() - row.time()) + Math.abs(each.leg().seconds() - row.seconds());
  }

  private void fromNational(
      List<Leftovers.Row> rows, Map<Long, List<Timed>> terminations, Arrival[] found) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      List<Timed> atCalled = terminations.getOrDefault(rows.get(i).token(), List.of());
      for (int first = 0; found[i] == null && first < atCalled.size(); first++) {
        national(i, rows.get(i), atCalled, first).ifPresent(candidates::add);
      }
    }
    settle(candidates, found);
  }

  private Optional<Candidate> national(
      int index, Leftovers.Row row, List<Timed> atCalled, int first) {
    Timed each = atCalled.get(first);
    if (isEqual(row, each)) {
      return Optional.of(
          candidate(index, List.of(each.leg()), Arrival.Likeness.EQUAL, score(row, each)));
    }
    Optional<List<Leg>> pieces = pieces(row, atCalled, first);
    if (pieces.isPresent()) {
      return Optional.of(candidate(index, pieces.get(), Arrival.Likeness.SPLIT, 1_000));
    }
    long later = each.time() - row.time();
    long longer = each.end() - row.end();
    boolean padded =
        later >= -setting.start()
            && later <= setting.pad()
            && longer >= -setting.start()
            && longer <= setting.pad()
            && each.time() < row.end();
    return padded
        ? Optional.of(
            candidate(index, List.of(each.leg()), Arrival.Likeness.PADDED, 10_000 + later + longer))
        : Optional.empty();
  }

  private static Candidate candidate(
      int row, List<Leg> legs, Arrival.Likeness likeness, long score) {
    return new Candidate(row, new Arrival.Bypassed(legs, likeness), legs, score);
  }

  /// Consecutive calls from the first on that begin with the call and end with it.
  private Optional<List<Leg>> pieces(Leftovers.Row row, List<Timed> atCalled, int first) {
    Timed last = atCalled.get(first);
    if (Math.abs(last.time() - row.time()) > setting.start()) {
      return Optional.empty();
    }
    List<Leg> pieces = new ArrayList<>(List.of(last.leg()));
    for (int i = first + 1; i < atCalled.size() && last.end() < row.end(); i++) {
      Timed next = atCalled.get(i);
      if (next.time() < last.end() - 1 || next.time() - last.end() > setting.gap()) {
        break;
      }
      pieces.add(next.leg());
      last = next;
    }
    boolean fills = Math.abs(last.end() - row.end()) <= setting.start();
    return pieces.size() > 1 && fills ? Optional.of(pieces) : Optional.empty();
  }

  /// The best first; each row and each record once.
  private static void settle(List<Candidate> candidates, Arrival[] found) {
    candidates.sort(Comparator.comparingLong(Candidate::score).thenComparingInt(Candidate::row));
    Set<Leg> used = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Candidate each : candidates) {
      if (found[each.row()] == null && each.legs().stream().noneMatch(used::contains)) {
        found[each.row()] = each.arrival();
        used.addAll(each.legs());
      }
    }
  }
}
