package org.wasl.post.inquiring;

import java.time.LocalDate;
import java.util.Comparator;
import org.wasl.post.OfficeCode;
import org.wasl.post.recording.ItemInquiry;
import org.wasl.terms.PartyId;

/// What one post owes the other for an item, or, with a negative amount, no longer owes.
///
/// @param row by which it is counted
/// @param microSdr in millionths of an SDR, exact
/// @param due the day on which it became due, by the calendar of the place where that happened
public record Indemnity(
    ItemInquiry inquiry,
    IndemnityRow row,
    long microSdr,
    PartyId debtor,
    PartyId creditor,
    LocalDate due,
    Cause cause)
    implements Comparable<Indemnity> {
  private static final Comparator<Indemnity> ORDER =
      Comparator.comparing(Indemnity::due)
          .thenComparing(each -> each.inquiry().office(), Comparator.comparing(OfficeCode::value))
          .thenComparing(each -> each.inquiry().year())
          .thenComparing(each -> each.inquiry().number())
          .thenComparing(each -> each.inquiry().id())
          .thenComparing(Indemnity::cause);

  /// Why it is due.
  public enum Cause {
    /// The post that was asked accepted that it is liable.
    ACCEPTED,
    /// It did not answer in time.
    SILENCE,
    /// The post that asked withdrew its claim after that; the amount is taken back.
    WITHDRAWN
  }

  /// The same, due on another day.
  public Indemnity on(LocalDate day) {
    return new Indemnity(inquiry, row, microSdr, debtor, creditor, day, cause);
  }

  /// That it is no longer owed.
  public Indemnity takenBack(LocalDate day) {
    return new Indemnity(inquiry, row, -microSdr, debtor, creditor, day, Cause.WITHDRAWN);
  }

  @Override
  public int compareTo(Indemnity other) {
    return ORDER.compare(this, other);
  }
}
