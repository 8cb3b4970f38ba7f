package org.wasl.post.inquiring;

import java.time.LocalDate;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.wasl.post.recording.ItemInquiry;
import org.wasl.post.recording.ItemInquiry.Reason;
import org.wasl.post.recording.ItemInquiry.Service;
import org.wasl.terms.Validity;

/// One row of what a post that is liable pays for an item.
///
/// @param id by which papers and people name it
/// @param reasons for which it is paid
/// @param validity by the day of posting
/// @param milliSdr thousandths of an SDR for an item; 0 where the declared value is paid
/// @param milliSdrPerKg thousandths of an SDR for each kilogram besides, counted to the gram
/// @param published the day of the circular
/// @param source the circular or agreement
public record IndemnityRow(
    String id,
    Service service,
    Set<Reason> reasons,
    Basis basis,
    Validity validity,
    long milliSdr,
    long milliSdrPerKg,
    LocalDate published,
    String source) {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");
  private static final long MOST = 1_000_000_000;
  private static final long MICRO = 1_000;

  /// By what the amount is counted.
  public enum Basis {
    /// An amount an item and an amount a kilogram.
    FIXED,
    /// What the sender declared.
    DECLARED
  }

  public IndemnityRow {
    reasons = Set.copyOf(reasons);
    boolean isGood =
        ID.matcher(id).matches()
            && !reasons.isEmpty()
            && milliSdr >= 0
            && milliSdr <= MOST
            && milliSdrPerKg >= 0
            && milliSdrPerKg <= MOST
            && (basis == Basis.FIXED || milliSdr + milliSdrPerKg == 0)
            && !source.isBlank();
    if (!isGood) {
      throw new IllegalArgumentException("not a row of indemnities: " + id);
    }
  }

  /// The amount in millionths of an SDR, exact; no more than was claimed. None where the declared
  /// value is paid and nobody knows it.
  ///
  /// @param grams for which is paid
  public OptionalLong microSdr(ItemInquiry inquiry, int grams) {
    OptionalLong whole =
        switch (basis) {
          case FIXED -> OptionalLong.of(milliSdr * MICRO + milliSdrPerKg * grams);
          case DECLARED -> inquiry.insuredMicroSdr();
        };
    return whole.isPresent() && inquiry.claimedMicroSdr().isPresent()
        ? OptionalLong.of(Math.min(whole.getAsLong(), inquiry.claimedMicroSdr().getAsLong()))
        : whole;
  }

  boolean isForSame(IndemnityRow other) {
    return service == other.service && reasons.stream().anyMatch(other.reasons::contains);
  }
}
