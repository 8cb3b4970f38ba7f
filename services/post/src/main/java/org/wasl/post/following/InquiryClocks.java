package org.wasl.post.following;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.wasl.post.recording.ItemInquiry;
import org.wasl.post.recording.ItemInquiry.Service;

/// The clocks of inquiries: for each service and day of posting there is one.
public record InquiryClocks(List<InquiryClock> rows) {
  /// The most rows.
  public static final int MOST = 200;

  /// @throws IllegalArgumentException when a service has no clock, or two, on some day
  public InquiryClocks {
    rows = List.copyOf(rows);
    if (rows.size() > MOST) {
      throw new IllegalArgumentException("more than " + MOST + " clocks");
    }
    for (Service each : Service.values()) {
      requireOneEachDay(each, rows);
    }
  }

  private static void requireOneEachDay(Service service, List<InquiryClock> rows) {
    List<InquiryClock> own =
        rows.stream()
            .filter(each -> each.services().contains(service))
            .sorted(Comparator.comparing(each -> each.validity().from().orElse(LocalDate.MIN)))
            .toList();
    Optional<LocalDate> end = Optional.empty();
    for (InquiryClock each : own) {
      if (!each.validity().from().equals(end)) {
        throw new IllegalArgumentException("no clock, or two, for " + service.code());
      }
      end = each.validity().to();
    }
    if (own.isEmpty() || end.isPresent()) {
      throw new IllegalArgumentException("no clock for " + service.code());
    }
  }

  public InquiryClock of(ItemInquiry inquiry) {
    return on(inquiry.service(), inquiry.posted());
  }

  public InquiryClock on(Service service, LocalDate posted) {
    return rows.stream()
        .filter(each -> each.services().contains(service) && each.validity().holdsOn(posted))
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException(
                Arrays.toString(Service.values()) + " have clocks on every day"));
  }
}
