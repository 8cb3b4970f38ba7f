package org.wasl.numbering.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.wasl.numbering.Citation;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.Holder;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.PlanEntry.Status;
import org.wasl.numbering.PlanEntry.Usage;
import org.wasl.numbering.Resource;
import org.wasl.numbering.Span;
import org.wasl.numbering.exchange.NumberingDesk;
import org.wasl.numbering.exchange.NumberingDesk.Announcement;
import org.wasl.numbering.noticing.PlanNotice;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.country.Sourced.Confidence;

/// Makes an announcement out of the form of the page.
final class Notices {
  private Notices() {}

  /// What stands in the form.
  ///
  /// @param holder as it is to be written, empty where nobody holds it
  /// @param test a test number in the range, empty where there is none
  record Wish(
      PlanNotice.Act act,
      CodeRange codes,
      int digits,
      Usage usage,
      String holder,
      LocalDate effective,
      boolean emergency,
      String test,
      String ar,
      String en) {}

  static Announcement announcement(Wish wish, NumberingDesk desk, ZoneId zone) {
    Instant start = wish.effective().atStartOfDay(zone).toInstant();
    Instant effective = start.isBefore(desk.now()) ? desk.now() : start;
    List<PlanNotice.TestNumber> tests =
        wish.test().isBlank()
            ? List.of()
            : List.of(
                new PlanNotice.TestNumber(
                    wish.holder().isBlank() ? "–" : wish.holder(), wish.codes(), wish.test()));
    List<PlanEntry> entries =
        wish.act() == PlanNotice.Act.TEST_NUMBERS
            ? List.of()
            : List.of(entry(wish, effective, desk));
    return new Announcement(
        List.of(wish.act()),
        effective,
        wish.emergency(),
        new LocalizedText(wish.ar(), wish.en()),
        entries,
        List.of(),
        tests);
  }

  private static PlanEntry entry(Wish wish, Instant effective, NumberingDesk desk) {
    Status status =
        switch (wish.act()) {
          case INTRODUCE -> Status.ALLOCATED;
          case CHANGE, HOLDER -> present(wish, effective, desk);
          case RESERVE -> Status.RESERVED;
          case WITHDRAW -> Status.WITHDRAWN;
          case TEST_NUMBERS -> Status.FREE;
        };
    return new PlanEntry(
        Resource.E164_NDC,
        wish.codes(),
        wish.digits(),
        wish.digits(),
        wish.usage(),
        wish.holder().isBlank() ? Optional.empty() : Optional.of(Holder.named(wish.holder())),
        status,
        Optional.empty(),
        Span.from(effective),
        Optional.empty(),
        new Citation(
            "notice of " + wish.effective(), wish.codes().toString(), Confidence.CONFIRMED),
        "");
  }

  /// A change of holder or use leaves the state as it is.
  private static Status present(Wish wish, Instant at, NumberingDesk desk) {
    return desk.registry().entries(desk.us()).stream()
        .filter(each -> each.resource() == Resource.E164_NDC && each.valid().holds(at))
        .filter(each -> each.codes().overlaps(wish.codes()))
        .map(PlanEntry::status)
        .findFirst()
        .orElse(Status.ALLOCATED);
  }
}
