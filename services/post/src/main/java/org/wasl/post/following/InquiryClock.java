package org.wasl.post.following;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Set;
import org.wasl.post.recording.ItemInquiry.Reason;
import org.wasl.post.recording.ItemInquiry.Service;
import org.wasl.terms.Validity;

/// How long one may ask about items of some services, and how long the other post may take to
/// answer.
///
/// @param validity by the day of posting
/// @param admissible counted from the day after posting
/// @param answer counted from the day on which the inquiry was opened
/// @param remind how long before its end an answer is due soon
/// @param silenceBinds the reasons for which a post of destination that does not answer in time is
///   liable
public record InquiryClock(
    Set<Service> services,
    Validity validity,
    Period admissible,
    Period answer,
    Period remind,
    Set<Reason> silenceBinds) {
  public InquiryClock {
    services = Set.copyOf(services);
    silenceBinds = Set.copyOf(silenceBinds);
    for (Period each : List.of(admissible, answer, remind)) {
      if (each.isNegative() || each.isZero() || each.toTotalMonths() > 120) {
        throw new IllegalArgumentException("not a time of an inquiry: " + each);
      }
    }
  }

  /// The last day on which one may ask about an item.
  public LocalDate lastToAsk(LocalDate posted) {
    return posted.plusDays(1).plus(admissible).minusDays(1);
  }

  /// The last day for an answer.
  public LocalDate lastToAnswer(LocalDate opened) {
    return opened.plus(answer);
  }

  /// The first day on which an answer is due soon.
  public LocalDate soonFrom(LocalDate opened) {
    return lastToAnswer(opened).minus(remind);
  }
}
