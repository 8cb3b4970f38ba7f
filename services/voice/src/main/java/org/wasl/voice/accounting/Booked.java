package org.wasl.voice.accounting;

import java.math.BigInteger;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.wasl.settlement.Account;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;
import org.wasl.settlement.agreeing.AgreedAccount;
import org.wasl.settlement.agreeing.AgreedLine;

/// What a party declared of months gone by, and on what both settled: what is known of these months
/// now and was not then stands in the next account, as lines of the days on which the calls were
/// made. An agreed account is never changed.
///
/// A line is corrected where this party's own records say another figure than it declared; the
/// correction is what they say now less what was settled, so that nothing is claimed twice. A line
/// that is held in a dispute is left to the dispute.
///
/// @param months that are corrected
/// @param declared sums of what this party declared
/// @param settled sums of what was settled
/// @param held lines in dispute
public record Booked(
    Set<YearMonth> months,
    Map<LineKey, Line> declared,
    Map<LineKey, Line> settled,
    Set<LineKey> held) {
  public static final Booked NOTHING = new Booked(Set.of(), Map.of(), Map.of(), Set.of());

  /// A month on which both agreed.
  public record Month(Account ours, AgreedAccount agreed) {}

  public Booked {
    months = Set.copyOf(months);
    declared = Map.copyOf(declared);
    settled = Map.copyOf(settled);
    held = Set.copyOf(held);
  }

  /// For the account of a month.
  ///
  /// @param lookBackMonths how many months before it may be corrected
  /// @param agreed all other months on which both agreed
  public static Booked of(YearMonth period, int lookBackMonths, Collection<Month> agreed) {
    YearMonth first = period.minusMonths(lookBackMonths);
    Map<LineKey, Line> declared = new HashMap<>();
    Map<LineKey, Line> settled = new HashMap<>();
    Set<LineKey> held = new HashSet<>();
    for (Month each : agreed) {
      each.ours().lines().forEach(line -> declared.merge(line.key(), line, Line::plus));
      for (AgreedLine line : each.agreed().lines()) {
        settled.merge(line.line().key(), line.line(), Line::plus);
        if (line.resolution() == AgreedLine.Resolution.HELD) {
          held.add(line.line().key());
        }
      }
    }
    Set<YearMonth> months =
        agreed.stream()
            .map(each -> each.ours().period())
            .filter(each -> each.isBefore(period) && !each.isBefore(first))
            .collect(Collectors.toSet());
    return new Booked(months, declared, settled, held);
  }

  /// Whether an account has lines of other months.
  public static boolean hasCorrections(Account account) {
    return account.lines().stream()
        .anyMatch(each -> !YearMonth.from(each.key().day()).equals(account.period()));
  }

  /// What was settled of a line of a month gone by.
  public Optional<Line> settled(LineKey key) {
    return months.contains(YearMonth.from(key.day()))
        ? Optional.ofNullable(settled.get(key))
        : Optional.empty();
  }

  /// The corrections of months gone by, exact.
  ///
  /// @param now all lines of these months by the own records of today, those of deals included
  public List<Line> corrections(Collection<Line> now) {
    Map<LineKey, Line> known = new HashMap<>();
    now.forEach(line -> known.put(line.key(), line));
    Set<LineKey> keys = new HashSet<>(known.keySet());
    declared.keySet().stream()
        .filter(key -> months.contains(YearMonth.from(key.day())))
        .forEach(keys::add);
    keys.removeAll(held);
    return Rerating.deltas(lines(keys, settled), changed(keys, known));
  }

  /// Of lines that are as they were declared, what was settled; of others, what is known now.
  private List<Line> changed(Set<LineKey> keys, Map<LineKey, Line> known) {
    return keys.stream()
        .flatMap(key -> {
          Optional<Line> then = Optional.ofNullable(declared.get(key)).filter(Booked::isSomething);
          boolean isSame =
              then.equals(Optional.ofNullable(known.get(key)).filter(Booked::isSomething));
          return Optional.ofNullable((isSame ? settled : known).get(key)).stream();
        })
        .toList();
  }

  private static List<Line> lines(Set<LineKey> keys, Map<LineKey, Line> lines) {
    return keys.stream().flatMap(key -> Optional.ofNullable(lines.get(key)).stream()).toList();
  }

  private static boolean isSomething(Line line) {
    return !line.exact().equals(BigInteger.ZERO)
        || line.quantities().stream().anyMatch(each -> each != 0);
  }
}
