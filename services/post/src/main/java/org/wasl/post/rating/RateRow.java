package org.wasl.post.rating;

import java.time.LocalDate;
import java.util.regex.Pattern;
import org.wasl.terms.PartyId;
import org.wasl.terms.Validity;

/// One published rate.
///
/// @param id by which lines and people name it
/// @param precedence the lower one holds: 1 for what both posts agreed, 2 for what the Union
///   publishes
/// @param payee the post of destination, which is paid
/// @param validity by the day on which a dispatch was closed
/// @param milliSdr thousandths of an SDR for one unit, as published
/// @param published the day of the circular; accounts of months that ended earlier do not know it
/// @param source the circular or agreement
public record RateRow(
    String id,
    int precedence,
    PartyId payee,
    Charge charge,
    Unit unit,
    Validity validity,
    long milliSdr,
    Status status,
    LocalDate published,
    String source) {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");
  private static final long MOST = 1_000_000_000;

  /// What a rate is for one of.
  public enum Unit {
    ITEM,
    KG,
    /// Each started kilogram of an item.
    STARTED_KG
  }

  public enum Status {
    PROVISIONAL,
    FINAL
  }

  public RateRow {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("not a name of a rate: " + id);
    }
    if (precedence < 1 || precedence > 9 || milliSdr < 0 || milliSdr > MOST) {
      throw new IllegalArgumentException("not a rate: " + id);
    }
    if (charge.isSupplement() && unit != Unit.ITEM) {
      throw new IllegalArgumentException("a supplement is paid by item: " + id);
    }
    if (source.isBlank()) {
      throw new IllegalArgumentException("a rate names its circular: " + id);
    }
  }

  boolean isForSame(RateRow other) {
    return payee.equals(other.payee) && charge == other.charge && unit == other.unit;
  }
}
