package org.wasl.post.recording;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.wasl.post.DispatchKey;
import org.wasl.post.ItemId;
import org.wasl.post.OfficeCode;

/// What one post asks the other about an item (CN 08), without a word about people: names,
/// addresses and contents cross apart from it, or stand in the customs declaration already.
///
/// @param id also the id of the fact by which it was opened
/// @param office that asks
/// @param number of the office in that year, from 1
/// @param reasons one or more
/// @param postedAt where the item was posted
/// @param grams gross; 0 where nobody knows
/// @param documents whether it holds documents alone; EMS pays less for them
/// @param insuredMicroSdr declared value in millionths of an SDR
/// @param claimedMicroSdr what the claimant asks for, where that is less than what is laid down
/// @param sent in which it left
/// @param text what the office adds, without names
public record ItemInquiry(
    UUID id,
    OfficeCode office,
    int year,
    int number,
    ItemId item,
    Set<Reason> reasons,
    LocalDate posted,
    OfficeCode postedAt,
    int grams,
    boolean documents,
    OptionalLong insuredMicroSdr,
    OptionalLong claimedMicroSdr,
    Asker asker,
    Optional<DispatchKey> sent,
    Names names,
    String text) {
  /// Characters of a text.
  public static final int LONGEST_TEXT = 500;

  /// The greatest value, a million SDR.
  public static final long MOST_MICRO_SDR = 1_000_000_000_000L;

  private static final int HEAVIEST = 1_000_000;

  /// What is wrong.
  public enum Reason {
    LOST,
    LATE,
    DAMAGED,
    /// Stolen or missing from the item.
    MISSING_CONTENT,
    ADVICE_NOT_RETURNED,
    OTHER
  }

  /// At whose wish the post asks.
  public enum Asker {
    SENDER,
    ADDRESSEE
  }

  /// Where names, addresses and contents stand.
  public enum Names {
    /// In the customs declaration, which the other post has.
    DECLARED,
    /// In a message of their own.
    TOLD,
    /// Nowhere: the number of the item is enough.
    NONE
  }

  /// The services whose clocks and amounts differ.
  public enum Service {
    REGISTERED,
    PARCEL,
    INSURED,
    EMS_GOODS,
    EMS_DOCUMENTS,
    OTHER;

    /// The word in tables.
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @throws IllegalArgumentException for another word
    public static Service of(String code) {
      return Arrays.stream(values())
          .filter(each -> each.code().equals(code))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("not a service: " + code));
    }
  }

  public ItemInquiry {
    if (reasons.isEmpty()) {
      throw new IllegalArgumentException("an inquiry without a reason");
    }
    reasons = Set.copyOf(reasons);
    if (year < 1_990 || year > 9_999 || number < 1 || number > 999_999) {
      throw new IllegalArgumentException("not a number of an inquiry: " + year + "/" + number);
    }
    if (posted.getYear() < 2_000 || posted.getYear() > 9_000) {
      throw new IllegalArgumentException("posted in no year of 2000 to 9000: " + posted);
    }
    if (grams < 0 || grams > HEAVIEST) {
      throw new IllegalArgumentException("not a weight of an item: " + grams + " g");
    }
    requireValue(insuredMicroSdr);
    requireValue(claimedMicroSdr);
    if (text.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException("a text of " + text.length() + " characters");
    }
  }

  private static void requireValue(OptionalLong microSdr) {
    if (microSdr.isPresent()
        && (microSdr.getAsLong() < 0 || microSdr.getAsLong() > MOST_MICRO_SDR)) {
      throw new IllegalArgumentException("not a value: " + microSdr.getAsLong());
    }
  }

  /// The service by the first letter of the identifier (UPU S10-12); a parcel with a declared value
  /// is an insured one.
  public Service service() {
    return switch (item.itemClass()) {
      case EMS -> documents ? Service.EMS_DOCUMENTS : Service.EMS_GOODS;
      case INSURED -> Service.INSURED;
      case PARCEL, COMMERCE_PARCEL ->
          insuredMicroSdr.isPresent() ? Service.INSURED : Service.PARCEL;
      case REGISTERED -> Service.REGISTERED;
      case TRACKED, CUSTOMS_LETTER, M_BAG, BUSINESS_REPLY, BY_AGREEMENT, UNASSIGNED ->
          Service.OTHER;
    };
  }

  /// Whether the post that gave the item its identifier asks: the other one had to deliver it.
  public boolean isFromOrigin() {
    return item.country().equals(office.country());
  }

  /// Its number as people write it: `SYDAMA 2026/17`.
  public String printed() {
    return office + " " + year + "/" + number;
  }

  /// The reasons in their order.
  public Set<Reason> ordered() {
    return EnumSet.copyOf(reasons);
  }
}
