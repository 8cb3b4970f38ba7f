package org.wasl.voice;

import java.math.BigInteger;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;
import org.wasl.settlement.Terms;

/// The lines that deals add to the account of a month: for each, what is owed by the deal less what
/// the calls in its scope were priced at, so that the account's sum is what the deal says.
public record DealLines(List<Deal> deals) implements Terms.Derived {
  private static final int SECONDS = 2;
  private static final int BILLED = 3;

  public DealLines {
    deals = List.copyOf(deals);
  }

  @Override
  public boolean isOf(YearMonth period, LineKey key) {
    return key.band().equals(Deal.BAND) && YearMonth.from(key.day()).equals(period);
  }

  /// @param all of calls, in the order of [TrafficAgreement#MEASURES]; deals count those of the
  ///   month's own days
  /// @throws IllegalArgumentException when two deals are about one line
  @Override
  public List<Line> of(YearMonth period, Collection<Line> all) {
    List<Line> lines =
        all.stream().filter(each -> YearMonth.from(each.key().day()).equals(period)).toList();
    List<Line> made = new ArrayList<>();
    List<LineKey> taken = new ArrayList<>();
    for (Deal deal : deals) {
      if (!deal.scope().validity().holdsOn(period.atDay(1))) {
        continue;
      }
      List<Line> within = lines.stream().filter(line -> isWithin(deal.scope(), line)).toList();
      for (Line line : within) {
        if (taken.contains(line.key())) {
          throw new IllegalArgumentException("two deals about one line: " + line.key());
        }
      }
      within.forEach(line -> taken.add(line.key()));
      BigInteger priced = within.stream().map(Line::exact).reduce(BigInteger.ZERO, BigInteger::add);
      BigInteger owed = deal.owed(volume(deal.scope(), within), back(deal, lines));
      LineKey key =
          new LineKey(deal.scope().stream(), deal.scope().id(), period.atEndOfMonth(), Deal.BAND);
      made.add(new Line(key, List.of(0L, 0L, 0L, 0L), owed.subtract(priced)));
    }
    return made;
  }

  private static boolean isWithin(Deal.Scope scope, Line line) {
    return line.key().stream().equals(scope.stream())
        && (scope.destinations().isEmpty() || scope.destinations().contains(line.key().item()));
  }

  private static long volume(Deal.Scope scope, Collection<Line> lines) {
    int measure = scope.billed() ? BILLED : SECONDS;
    return lines.stream()
        .mapToLong(line -> line.quantities().get(measure))
        .reduce(0, Math::addExact);
  }

  private static long back(Deal deal, Collection<Line> lines) {
    return deal instanceof Deal.Swap swap
        ? volume(
            swap.scope(),
            lines.stream().filter(line -> line.key().stream().equals(swap.backStream())).toList())
        : 0;
  }
}
