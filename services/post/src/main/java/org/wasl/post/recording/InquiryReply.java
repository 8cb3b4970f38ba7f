package org.wasl.post.recording;

import java.time.LocalDate;
import java.util.Optional;

/// What a post answers to an inquiry about an item (CN 08, reply). Who signed for an item never
/// crosses, only that it was delivered and when.
///
/// @param day of the result, by the calendar of the place
/// @param where an office or a country, perhaps empty
/// @param isLiable whether the post that answers accepts that it is liable
/// @param text without names
public record InquiryReply(
    Result result, Optional<LocalDate> day, String where, boolean isLiable, String text) {
  /// Characters of a place.
  public static final int LONGEST_PLACE = 60;

  /// What became of the item.
  public enum Result {
    DELIVERED,
    /// Found, and still at an office.
    HELD,
    RETURNED,
    /// Sent on to another post.
    SENT_ON,
    DAMAGED,
    MISSING_CONTENT,
    NOT_FOUND,
    OTHER;

    /// Whether a day belongs to it.
    public boolean needsDay() {
      return switch (this) {
        case DELIVERED, RETURNED, SENT_ON -> true;
        case HELD, DAMAGED, MISSING_CONTENT, NOT_FOUND, OTHER -> false;
      };
    }
  }

  public InquiryReply {
    if (result.needsDay() && day.isEmpty()) {
      throw new IllegalArgumentException(result + " without a day");
    }
    if (day.isPresent() && (day.get().getYear() < 2_000 || day.get().getYear() > 9_000)) {
      throw new IllegalArgumentException("in no year of 2000 to 9000: " + day.get());
    }
    if (where.length() > LONGEST_PLACE || text.length() > ItemInquiry.LONGEST_TEXT) {
      throw new IllegalArgumentException("a reply of more characters than it may have");
    }
  }
}
