package org.wasl.post.rating;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wasl.terms.PartyId;

/// Prices what a dispatch counts for by the rates that hold on the day on which it was closed.
/// Exact: thousandths of an SDR for an item, times grams for a kilogram, are millionths.
public record MailRater(RateBook rates) {
  private static final long ITEM = 1_000;

  /// @param closed the day on which the dispatch was closed
  /// @param known the last day whose circulars are known
  public RatedMail rate(MailCount count, PartyId payee, LocalDate closed, LocalDate known) {
    List<RatedMail.Part> parts = new ArrayList<>();
    List<Charge> unpriced = new ArrayList<>();
    for (Charge charge : Charge.values()) {
      boolean hasRate = false;
      for (RateRow.Unit unit : RateRow.Unit.values()) {
        long quantity = count.of(charge, unit);
        Optional<RateRow> row =
            quantity == 0 ? Optional.empty() : rates.find(payee, charge, unit, closed, known);
        if (row.isPresent()) {
          hasRate = true;
          parts.add(new RatedMail.Part(row.get(), quantity, exact(row.get(), quantity)));
        }
      }
      boolean isThere = count.items(charge) != 0 || count.grams(charge) != 0;
      if (isThere && !hasRate && !charge.isSupplement()) {
        unpriced.add(charge);
      }
    }
    return new RatedMail(count, parts, unpriced);
  }

  private static long exact(RateRow row, long quantity) {
    long unit =
        switch (row.unit()) {
          case ITEM, STARTED_KG -> ITEM;
          case KG -> 1;
        };
    return Math.multiplyExact(Math.multiplyExact(row.milliSdr(), unit), quantity);
  }
}
