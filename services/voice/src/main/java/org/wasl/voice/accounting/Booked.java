package org.wasl.voice.accounting;

import java.math.BigInteger;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wasl.settlement.Account;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;
import org.wasl.settlement.Terms;
import org.wasl.settlement.agreeing.AgreedAccount;
import org.wasl.settlement.agreeing.AgreedLine;

/// What a party declared of other months, and on what both settled. What is known of months gone by
/// now and was not then stands in the next account, as lines of the days on which the calls were
/// made. An agreed account is never changed.
///
/// A line is corrected where this party's own records say another figure than it declared; the
/// correction is what they say now less what was settled, so that nothing is claimed twice. A line
/// that is held in a dispute is left to the dispute. Lines of deals follow from the lines of calls
/// as they stand after that.
///
/// @param months that may be corrected
/// @param declared sums of what this party declared
/// @param settled sums of what was settled
/// @param held lines in dispute
public record Booked(
    Set<YearMonth> months,
    Map<LineKey, Line> declared,
    Map<LineKey, Line> settled,
    Set<LineKey> held) {
  public static final Booked NOTHING = new Booked(Set.of(), Map.of(), Map.of(), Set.of());

  /// A month whose account stands.
  ///
  /// @param ours what this party declared, where it did
  public record Month(Optional<Account> ours, AgreedAccount agreed) {}

  public Booked {
    months = Set.copyOf(months);
    declared = Map.copyOf(declared);
    settled = Map.copyOf(settled);
    held = Set.copyOf(held);
  }

  /// For the account of a month.
  ///
  /// @param lookBackMonths how many months before it may be corrected; none while corrections of
  ///   another month wait
  /// @param standing all other months whose accounts stand
  public static Booked of(YearMonth period, int lookBackMonths, Collection<Month> standing) {
    YearMonth first = period.minusMonths(lookBackMonths);
    Map<LineKey, Line> declared = new HashMap<>();
    Map<LineKey, Line> settled = new HashMap<>();
    Set<LineKey> held = new HashSet<>();
    for (Month each : standing) {
      each.ours().stream()
          .flatMap(account -> account.lines().stream())
          .forEach(line -> declared.merge(line.key(), line, Line::plus));
      for (AgreedLine line : each.agreed().lines()) {
        settled.merge(line.line().key(), line.line(), Line::plus);
        if (line.resolution() == AgreedLine.Resolution.HELD) {
          held.add(line.line().key());
        }
      }
    }
    Set<YearMonth> months =
        standing.stream()
            .filter(each -> each.ours().isPresent())
            .map(each -> each.agreed().period())
            .filter(each -> each.isBefore(period) && !each.isBefore(first))
            .collect(Collectors.toSet());
    return new Booked(months, declared, settled, held);
  }

  /// The lines of an account that are of other months.
  public static List<Line> correctionsIn(Account account) {
    return account.lines().stream()
        .filter(each -> !YearMonth.from(each.key().day()).equals(account.period()))
        .toList();
  }

  /// What was settled of a line in other accounts, whether it may be corrected or not.
  public Optional<Line> settled(LineKey key) {
    return Optional.ofNullable(settled.get(key));
  }

  /// The corrections of a month gone by, exact.
  ///
  /// @param known its lines of calls by the own records of today
  /// @param derived what makes its lines of deals
  public List<Line> corrections(YearMonth month, Collection<Line> known, Terms.Derived derived) {
    Map<LineKey, Line> now = new HashMap<>();
    known.forEach(line -> now.put(line.key(), line));
    Set<LineKey> calls = new HashSet<>(now.keySet());
    Stream.of(declared, settled)
        .flatMap(each -> each.keySet().stream())
        .filter(key -> isOfCalls(key, month, derived))
        .forEach(calls::add);
    List<Line> then = lines(calls, settled);
    List<Line> stands = calls.stream().flatMap(key -> stands(key, now).stream()).toList();
    List<Line> corrections = new ArrayList<>(Rerating.deltas(then, stands));
    if (!corrections.isEmpty()) {
      Set<LineKey> deals = new HashSet<>(settled.keySet());
      deals.removeIf(key -> !derived.isOf(month, key));
      corrections.addAll(Rerating.deltas(lines(deals, settled), derived.of(month, stands)));
    }
    return corrections;
  }

  private static boolean isOfCalls(LineKey key, YearMonth month, Terms.Derived derived) {
    return YearMonth.from(key.day()).equals(month) && !derived.isOf(month, key);
  }

  /// What a line of calls is after the correction: of one that is as it was declared, or in
  /// dispute, what was settled; of another, what is known now.
  private Optional<Line> stands(LineKey key, Map<LineKey, Line> now) {
    Optional<Line> known = Optional.ofNullable(now.get(key));
    Optional<Line> then = Optional.ofNullable(declared.get(key)).filter(Booked::isSomething);
    boolean isSame = held.contains(key) || then.equals(known.filter(Booked::isSomething));
    return isSame ? settled(key) : known;
  }

  private static List<Line> lines(Set<LineKey> keys, Map<LineKey, Line> lines) {
    return keys.stream().flatMap(key -> Optional.ofNullable(lines.get(key)).stream()).toList();
  }

  private static boolean isSomething(Line line) {
    return !line.exact().equals(BigInteger.ZERO)
        || line.quantities().stream().anyMatch(each -> each != 0);
  }
}
