package org.wasl.numbering.comparing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.wasl.numbering.Citation;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.Holder;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.Resource;
import org.wasl.numbering.Span;
import org.wasl.numbering.comparing.PlanDiff.Kind;
import org.wasl.numbering.comparing.PlanLine.Facts;
import org.wasl.numbering.filing.FiledResource;
import org.wasl.numbering.filing.FiledStatus;
import org.wasl.numbering.filing.Lengths;
import org.wasl.terms.country.Sourced.Confidence;

/// What differs between two states, exactly and completely.
class PlanDiffTest {
  private static PlanLine line(String first, String last, String holder, int length) {
    return line(first, last, holder, length, Optional.empty(), Optional.empty());
  }

  private static PlanLine line(
      String first,
      String last,
      String holder,
      int length,
      Optional<LocalDate> from,
      Optional<LocalDate> to) {
    Facts facts =
        new Facts(Optional.of(Lengths.of(length)), "mobile", holder, "", FiledStatus.ALLOCATED);
    return new PlanLine(FiledResource.E164, new CodeRange(first, last), facts, from, to);
  }

  private static List<String> codes(PlanDiff diff, Kind kind) {
    return diff.of(kind).stream().map(d -> d.span().written()).toList();
  }

  @Test
  void addedRemovedHolderAndLengthAreTold() {
    PlanState old =
        PlanState.of(
            List.of(
                line("7800", "7829", "Zain", 10),
                line("7500", "7509", "Korek", 10),
                line("11", "11", "Telecom", 8),
                line("7435", "7435", "Cell", 10)));
    PlanState now =
        PlanState.of(
            List.of(
                line("7800", "7839", "Zain", 10),
                line("7500", "7509", "Korek Telecom", 10),
                line("11", "11", "Telecom", 9)));
    PlanDiff diff = PlanDiff.between(old, now);
    assertEquals(List.of("783"), codes(diff, Kind.ADDED));
    assertEquals(List.of("7435"), codes(diff, Kind.REMOVED));
    assertEquals(List.of("750"), codes(diff, Kind.HOLDER_CHANGED));
    assertEquals(List.of("11"), codes(diff, Kind.LENGTH_CHANGED));
    assertEquals(List.of("780–782"), codes(diff, Kind.UNCHANGED));
  }

  @Test
  void everyKindOfCodeThatTheRegistryHoldsIsCompared() {
    for (Resource resource : Resource.values()) {
      String code = "0" + "4".repeat(resource.fewestDigits() - 1);
      PlanEntry entry =
          new PlanEntry(
              resource,
              CodeRange.of(resource == Resource.SANC ? "08464" : code),
              8,
              8,
              PlanEntry.Usage.OTHER,
              Optional.of(Holder.named("A")),
              PlanEntry.Status.ALLOCATED,
              Optional.empty(),
              Span.ALWAYS,
              Optional.empty(),
              new Citation("test", "1", Confidence.EXAMPLE),
              "");
      PlanState now = PlanState.of(List.of(PlanLine.of(entry, ZoneOffset.UTC)));
      PlanDiff diff = PlanDiff.between(PlanState.of(List.of()), now);
      assertEquals(1, diff.of(Kind.ADDED).size(), resource.name());
      String written = diff.differences().getFirst().span().written();
      assertEquals(
          resource == Resource.SANC ? "4-034" : resource.written(code), written, resource.name());
    }
  }

  @Test
  void howASourceCutsItsRangesMakesNoDifference() {
    PlanState prefixes =
        PlanState.of(List.of(line("780", "780", "Zain", 10), line("781", "781", "Zain", 10)));
    PlanState range = PlanState.of(List.of(line("7800", "7819", "Zain", 10)));
    assertEquals(prefixes, range);
  }

  @Test
  void ofNestedCodesTheNarrowestSays() {
    PlanState state = PlanState.of(List.of(line("1122", "1122", "B", 8), line("11", "11", "A", 8)));
    PlanDiff diff = PlanDiff.between(new PlanState(new TreeMap<>()), state);
    assertEquals(3, diff.differences().size());
    assertEquals("B", diff.differences().get(1).after().orElseThrow().holder());
  }

  /// The two laws, on random plans: diff(a,b) applied to a is b; and it covers each number of
  /// either exactly once, agreeing with both states read number by number.
  @Test
  void theDifferenceOfAnyTwoStatesIsExactAndComplete() {
    Random random = new Random(3);
    for (int round = 0; round < 3_000; round++) {
      List<PlanLine> a = lines(random);
      List<PlanLine> b = lines(random);
      PlanState before = PlanState.of(a);
      PlanState after = PlanState.of(b);
      PlanDiff diff = PlanDiff.between(before, after);
      assertEquals(after, diff.applyTo(before));
      for (int code = 0; code < 1_000; code++) {
        long number = code * 1_000_000_000_000L;
        List<PlanDiff.Difference> at =
            diff.differences().stream()
                .filter(d -> d.span().from() <= number && number < d.span().to())
                .toList();
        Optional<String> was = narrowest(a, number);
        Optional<String> is = narrowest(b, number);
        assertEquals(was.isPresent() || is.isPresent() ? 1 : 0, at.size());
        if (!at.isEmpty()) {
          assertEquals(was, at.getFirst().before().map(Facts::holder));
          assertEquals(is, at.getFirst().after().map(Facts::holder));
        }
      }
    }
  }

  @Test
  void aDifferenceIsNotAppliedToAnotherState() {
    PlanState one = PlanState.of(List.of(line("1", "1", "A", 8)));
    PlanState other = PlanState.of(List.of(line("2", "2", "A", 8)));
    PlanDiff diff = PlanDiff.between(one, other);
    assertThrows(IllegalArgumentException.class, () -> diff.applyTo(other));
  }

  @Test
  void theTimelineTellsEachDayThatChangesSomething() {
    LocalDate assigned = LocalDate.of(2022, 2, 21);
    LocalDate ended = LocalDate.of(2023, 6, 30);
    List<PlanLine> lines =
        List.of(
            line("93", "93", "Syriatel", 9),
            line("91", "92", "Wafa", 9, Optional.of(assigned), Optional.of(ended)));
    Timeline timeline = Timeline.of(lines, LocalDate.of(2020, 1, 1), LocalDate.of(2026, 1, 1));
    assertEquals(2, timeline.steps().size());
    assertEquals(assigned, timeline.steps().getFirst().until());
    assertEquals(List.of("91–92"), codes(timeline.steps().getFirst().diff(), Kind.ADDED));
    assertEquals(ended.plusDays(1), timeline.steps().getLast().until());
    assertEquals(List.of("91–92"), codes(timeline.steps().getLast().diff(), Kind.REMOVED));
    assertEquals(
        List.of(), Timeline.of(lines, LocalDate.of(2024, 1, 1), LocalDate.of(2024, 1, 1)).steps());
  }

  @Test
  void betweenTwoFilingsAChangeLiesBetweenTheirDates() {
    TreeMap<LocalDate, PlanState> filings = new TreeMap<>();
    filings.put(LocalDate.of(2015, 9, 1), PlanState.of(List.of(line("79", "79", "A", 10))));
    filings.put(LocalDate.of(2025, 6, 26), PlanState.of(List.of(line("78", "78", "A", 10))));
    Timeline.Step step = Timeline.ofFilings(filings).steps().getFirst();
    assertEquals(LocalDate.of(2015, 9, 1), step.after());
    assertEquals(LocalDate.of(2025, 6, 26), step.until());
    assertEquals(List.of("79"), codes(step.diff(), Kind.REMOVED));
  }

  /// The narrowest line that covers the number, of equal ones the last: read directly.
  private static Optional<String> narrowest(List<PlanLine> lines, long number) {
    PlanLine best = null;
    for (PlanLine line : lines) {
      CodeRange range = line.range();
      boolean covers = range.low() <= number && number < range.high();
      if (covers
          && (best == null
              || range.high() - range.low() <= best.range().high() - best.range().low())) {
        best = line;
      }
    }
    return Optional.ofNullable(best).map(line -> line.facts().holder());
  }

  private static List<PlanLine> lines(Random random) {
    List<PlanLine> lines = new ArrayList<>();
    for (int i = random.nextInt(12); i > 0; i--) {
      int digits = 1 + random.nextInt(3);
      int size = (int) Math.pow(10, digits);
      int first = random.nextInt(size);
      int last = random.nextBoolean() ? first : first + random.nextInt(size - first);
      lines.add(line(padded(first, digits), padded(last, digits), "H" + random.nextInt(3), 9));
    }
    return lines;
  }

  private static String padded(int code, int digits) {
    String text = Integer.toString(code);
    return "0".repeat(digits - text.length()) + text;
  }
}
