package org.wasl.post.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.wasl.post.exchange.PostDesk;
import org.wasl.post.tracking.ReportCard;
import org.wasl.post.tracking.TimeStore;
import org.wasl.post.tracking.TransitReport;

/// How long mail takes, and how soon each post tells the other what happened.
@Controller
public class QualityOfMailPages {
  private static final String EMS = "E";
  private static final int DAYS = 30;
  private static final int MOST_DAYS = 400;

  private final PostDesk desk;

  public QualityOfMailPages(PostDesk desk) {
    this.desk = desk;
  }

  @GetMapping("/post/quality")
  String quality(
      @RequestParam Optional<LocalDate> from,
      @RequestParam Optional<LocalDate> to,
      @RequestParam(defaultValue = "") String classes,
      Model model) {
    LocalDate last = to.orElse(desk.here().wall().toLocalDate());
    LocalDate first = from.orElse(last.minusDays(DAYS));
    if (!classes.matches("[A-Z]{0,5}")
        || first.isAfter(last)
        || first.plusDays(MOST_DAYS).isBefore(last)) {
      throw new IllegalArgumentException("not days of a report");
    }
    TimeStore times = desk.times();
    model.addAttribute("first", first);
    model.addAttribute("last", last);
    model.addAttribute("classes", classes);
    model.addAttribute(
        "inward",
        TransitReport.of(
            times,
            new TimeStore.Which(desk.country(), false, first, last, classes),
            desk.theirCalendar(),
            desk.ourCalendar()));
    model.addAttribute(
        "outward",
        TransitReport.of(
            times,
            new TimeStore.Which(desk.country(), true, first, last, classes),
            desk.ourCalendar(),
            desk.theirCalendar()));
    model.addAttribute("telling", times.telling(first, last, classes));
    int standard = desk.agreement().emsWorkingDays();
    model.addAttribute(
        "emsInward",
        ReportCard.of(
            times,
            new TimeStore.Which(desk.country(), false, first, last, EMS),
            standard,
            desk.ourCalendar()));
    model.addAttribute(
        "emsOutward",
        ReportCard.of(
            times,
            new TimeStore.Which(desk.country(), true, first, last, EMS),
            standard,
            desk.theirCalendar()));
    return "post/quality";
  }

  @ExceptionHandler({DateTimeException.class, IllegalArgumentException.class})
  ResponseEntity<byte[]> wrong() {
    return ResponseEntity.badRequest().build();
  }
}
