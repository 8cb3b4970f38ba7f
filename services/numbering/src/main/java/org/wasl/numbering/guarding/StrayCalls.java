package org.wasl.numbering.guarding;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.wasl.border.Transactions;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.RecordedEntry;
import org.wasl.numbering.keeping.Journal;
import org.wasl.numbering.keeping.Journal.Stray;
import org.wasl.numbering.lookup.PackedDigits;
import org.wasl.numbering.lookup.PlanBook;
import org.wasl.numbering.lookup.PlanSnapshot;
import org.wasl.numbering.lookup.PrefixTrie;

/// The ear that a voice service tells its calls: each called (or calling) number is put to the plan
/// of the moment of the call, and what is not live is counted by route and hour. No number is kept.
/// Numbers of other countries are not counted.
public final class StrayCalls {
  /// Counts held before they are written; more routes than this are written at once.
  private static final int MAX_HELD = 10_000;

  private static final int MAX_ROUTE = 64;
  static final Duration DELAY = Duration.ofSeconds(30);

  private final PlanBook plans;
  private final Journal journal;
  private final Transactions transactions;
  private final InstantSource clock;
  private final Consumer<List<Stray>> alarm;
  private final Map<Key, Long> held = new HashMap<>();
  private Instant written = Instant.EPOCH;

  private record Key(String route, Instant hour, String outcome) {}

  /// @param alarm told of the counts as they are written, at most [#DELAY] after the first call
  public StrayCalls(
      PlanBook plans,
      Journal journal,
      Transactions transactions,
      InstantSource clock,
      Consumer<List<Stray>> alarm) {
    this.plans = plans;
    this.journal = journal;
    this.transactions = transactions;
    this.clock = clock;
    this.alarm = alarm;
  }

  /// @param route name of the trunk group or route, at most 64 characters
  /// @param e164 the number in international form, as an integer
  /// @param at the moment of the call
  /// @return whether the number was live, or of a country without a plan here
  public boolean heard(String route, long e164, Instant at) {
    String outcome = outcome(Long.toString(e164), plans.at(at));
    if (outcome.isEmpty()) {
      return true;
    }
    count(route.substring(0, Math.min(route.length(), MAX_ROUTE)), at, outcome);
    return false;
  }

  private synchronized void count(String route, Instant at, String outcome) {
    held.merge(new Key(route, at.truncatedTo(ChronoUnit.HOURS), outcome), 1L, Long::sum);
    if (held.size() >= MAX_HELD || clock.instant().isAfter(written.plus(DELAY))) {
      write();
    }
  }

  /// Writes what was counted since the last time: at the end of a file of records, and each minute.
  ///
  /// @return the counts that were written
  public synchronized List<Stray> write() {
    List<Stray> counts = new ArrayList<>();
    held.forEach(
        (key, calls) -> counts.add(new Stray(key.route(), key.hour(), key.outcome(), calls)));
    transactions.within(() -> counts.forEach(journal::addStray));
    held.clear();
    written = clock.instant();
    if (!counts.isEmpty()) {
      alarm.accept(counts);
    }
    return counts;
  }

  /// The code of what is wrong, empty where nothing is.
  private static String outcome(String digits, PlanSnapshot snapshot) {
    if (digits.length() > PackedDigits.MOST || snapshot.planOf(digits).isEmpty()) {
      return "";
    }
    int index = snapshot.find(PackedDigits.pack(digits));
    if (index == PrefixTrie.NONE) {
      return "UNALLOCATED";
    }
    RecordedEntry row = snapshot.row(index);
    PlanEntry entry = row.entry();
    int national = digits.length() - snapshot.plan(row.plan()).countryCode().length();
    return switch (entry.status()) {
      case FREE -> "UNALLOCATED";
      case ALLOCATED -> "ALLOCATED_NOT_IN_SERVICE";
      case IN_SERVICE, LEGACY_UNCONFIRMED, DISPUTED ->
          national < entry.leastDigits()
              ? "TOO_SHORT"
              : national > entry.mostDigits() ? "TOO_LONG" : "";
      case RESERVED, WITHDRAWN, QUARANTINE -> entry.status().name();
    };
  }
}
