package org.wasl.numbering.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.wasl.numbering.Citation;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.Holder;
import org.wasl.numbering.NumberMove;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.PlanEntry.Status;
import org.wasl.numbering.PlanEntry.Usage;
import org.wasl.numbering.Resource;
import org.wasl.numbering.Span;
import org.wasl.numbering.changing.MovedRanges;
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
    Instant effective = effective(wish.effective(), desk, zone);
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

  /// The beginning of a day, but never the past.
  static Instant effective(LocalDate day, NumberingDesk desk, ZoneId zone) {
    Instant start = day.atStartOfDay(zone).toInstant();
    return start.isBefore(desk.now()) ? desk.now() : start;
  }

  /// Number changes as a person writes them, a line each: old codes, an arrow, new codes.
  ///
  /// @throws IllegalArgumentException naming the line that cannot be read
  static List<NumberMove> moves(String lines, int digits, Instant from, Instant parallelTo) {
    List<NumberMove> moves = new ArrayList<>();
    for (String line : lines.lines().map(String::strip).toList()) {
      if (line.isEmpty()) {
        continue;
      }
      String[] sides = line.split("\\s*(?:→|←|->|=>|[=>;,\t])\\s*", -1);
      if (sides.length != 2 || moves.size() == MovedRanges.MAX_MOVES) {
        throw new IllegalArgumentException(line);
      }
      try {
        moves.add(
            new NumberMove(
                range(sides[0]), range(sides[1]), OptionalInt.of(digits), from, parallelTo));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(line, e);
      }
    }
    return moves;
  }

  /// Digits of any script as ASCII, without marks that have no shape.
  private static String ascii(String text) {
    StringBuilder ascii = new StringBuilder(text.length());
    for (char c : text.toCharArray()) {
      int digit = Character.digit(c, 10);
      if (digit >= 0) {
        ascii.append(digit);
      } else if (Character.getType(c) != Character.FORMAT) {
        ascii.append(c);
      }
    }
    return ascii.toString();
  }

  private static CodeRange range(String text) {
    String[] part = ascii(text).strip().split("\\s*[–-]\\s*", -1);
    if (part.length > 2) {
      throw new IllegalArgumentException(text);
    }
    return new CodeRange(part[0], part[part.length - 1]);
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
