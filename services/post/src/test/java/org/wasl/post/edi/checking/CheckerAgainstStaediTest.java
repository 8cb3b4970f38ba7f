package org.wasl.post.edi.checking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xlate.edi.stream.EDIStreamException;
import io.xlate.edi.stream.EDIStreamValidationError;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.wasl.post.edi.EdiFault;
import org.wasl.post.edi.EdiLimits;
import org.wasl.post.edi.Finding;
import org.wasl.post.edi.Segment;
import org.wasl.post.edi.table.EdiTables;

/// StAEDI, told the same definitions, finds what we find in the same places.
///
/// Where the order of segments is wrong, both name the same first segment; of what follows they
/// judge differently (StAEDI says two things of one segment, and goes on from another place).
class CheckerAgainstStaediTest {
  private static final int FILES = 6_000;
  private static final EdiTables TABLES = EdiTables.wasl1();
  private static final Set<EDIStreamValidationError> OF_ORDER =
      Set.of(
          EDIStreamValidationError.SEGMENT_NOT_IN_DEFINED_TRANSACTION_SET,
          EDIStreamValidationError.SEGMENT_NOT_IN_PROPER_SEQUENCE,
          EDIStreamValidationError.UNEXPECTED_SEGMENT,
          EDIStreamValidationError.MANDATORY_SEGMENT_MISSING,
          EDIStreamValidationError.SEGMENT_EXCEEDS_MAXIMUM_USE,
          EDIStreamValidationError.LOOP_OCCURS_OVER_MAXIMUM_TIMES);

  private static boolean isOfOrder(Finding finding) {
    return switch (finding.fault()) {
      case UNKNOWN_SEGMENT,
          MISPLACED_SEGMENT,
          MISSING_SEGMENT,
          TOO_MANY_SEGMENTS,
          TOO_MANY_GROUPS,
          OUTSIDE_MESSAGE ->
          true;
      default -> false;
    };
  }

  /// What StAEDI calls it; nothing of what it does not know.
  private static String named(EdiFault fault) {
    return switch (fault) {
      case MISSING_ELEMENT -> "REQUIRED_DATA_ELEMENT_MISSING";
      case TOO_MANY_ELEMENTS -> "TOO_MANY_DATA_ELEMENTS";
      case TOO_MANY_COMPONENTS -> "TOO_MANY_COMPONENTS";
      case TOO_LONG -> "DATA_ELEMENT_TOO_LONG";
      case TOO_SHORT -> "DATA_ELEMENT_TOO_SHORT";
      case NOT_NUMERIC -> "INVALID_CHARACTER_DATA";
      case UNKNOWN_CODE -> "INVALID_CODE_VALUE";
      case REFERENCE_DIFFERS -> "CONTROL_REFERENCE_MISMATCH";
      case COUNT_DIFFERS -> "CONTROL_COUNT_DOES_NOT_MATCH_ACTUAL_COUNT";
      default -> "";
    };
  }

  private static Set<String> ofElements(List<Finding> findings) {
    Set<String> all = new TreeSet<>();
    for (Finding each : findings) {
      String name = named(each.fault());
      if (!name.isEmpty()) {
        long segment = each.place().segment();
        all.add(text(name, segment, each.place().element(), each.place().component()));
      }
    }
    if (findings.stream().anyMatch(each -> each.fault() == EdiFault.TOO_MANY_COMPONENTS)) {
      // StAEDI sees no reference in an element that has components without leave
      all.removeIf(each -> each.startsWith("CONTROL_REFERENCE_MISMATCH"));
    }
    return all;
  }

  /// StAEDI takes numbers without a digit on one side of the mark, and exponents.
  private static boolean isNumberForStaedi(Finding finding) {
    return finding.fault() == EdiFault.NOT_NUMERIC
        && finding.found().matches("[0-9]+\\.|\\.[0-9]+|1E5");
  }

  private static Set<String> ofTheirElements(List<StaediChecker.Error> errors) {
    Set<String> all = new TreeSet<>();
    for (StaediChecker.Error each : errors) {
      // of what is no number StAEDI also says the length
      boolean isSaid =
          each.type() == EDIStreamValidationError.DATA_ELEMENT_TOO_LONG
              && errors.contains(
                  new StaediChecker.Error(
                      EDIStreamValidationError.INVALID_CHARACTER_DATA,
                      each.segment(),
                      each.element(),
                      each.component()));
      if (!OF_ORDER.contains(each.type()) && !isSaid) {
        all.add(text(each.type().toString(), each.segment(), each.element(), each.component()));
      }
    }
    return all;
  }

  /// StAEDI names each element that is too many, we the first one; it speaks of component 0 where
  /// an element stands alone.
  private static String text(String type, long segment, int element, int component) {
    return switch (type) {
      case "TOO_MANY_DATA_ELEMENTS" -> type + " " + segment;
      case "TOO_MANY_COMPONENTS" -> type + " " + segment + " " + element;
      default -> type + " " + segment + " " + element + " " + Math.max(1, component);
    };
  }

  private static long first(LongStream segments) {
    OptionalLong least = segments.min();
    return least.orElse(0);
  }

  @Test
  void thousandsOfMutatedFilesGiveTheSameFindings() throws Exception {
    Checker checker = new Checker(TABLES, Strictness.FULL, EdiLimits.USUAL);
    StaediChecker staedi = new StaediChecker(TABLES);
    SplittableRandom random = new SplittableRandom(5);
    Mutation mutation = new Mutation(random);
    int compared = 0;
    int wrong = 0;
    for (int i = 0; i < FILES; i++) {
      List<Segment> sample = Samples.segments(Samples.ALL.get(random.nextInt(Samples.ALL.size())));
      byte[] bytes = Samples.bytes(mutation.of(sample));
      List<Finding> ours = checker.check("mutated", bytes).findings();
      if (ours.stream().anyMatch(CheckerAgainstStaediTest::isNumberForStaedi)) {
        continue;
      }
      List<StaediChecker.Error> theirs;
      try {
        theirs = staedi.check(bytes);
      } catch (EDIStreamException e) {
        assertFalse(ours.isEmpty(), () -> Samples.text(bytes) + e.getMessage());
        continue;
      }
      assertEquals(ofTheirElements(theirs), ofElements(ours), () -> Samples.text(bytes));
      assertEquals(
          first(
              theirs.stream()
                  .filter(each -> OF_ORDER.contains(each.type()))
                  .mapToLong(StaediChecker.Error::segment)),
          first(
              ours.stream()
                  .filter(CheckerAgainstStaediTest::isOfOrder)
                  .mapToLong(each -> each.place().segment())),
          () -> Samples.text(bytes) + theirs + ours);
      compared++;
      wrong += theirs.isEmpty() ? 0 : 1;
    }
    assertTrue(compared > FILES * 9 / 10 && wrong > FILES / 2, compared + " " + wrong);
  }

  /// Changed octets, lost ends: whatever StAEDI finds wrong is wrong for us too.
  @Test
  void whateverStaediFindsInDamagedOctetsIsFound() {
    Checker checker = new Checker(TABLES, Strictness.FULL, EdiLimits.USUAL);
    List<String> missed = new ArrayList<>();
    try {
      StaediChecker staedi = new StaediChecker(TABLES);
      SplittableRandom random = new SplittableRandom(6);
      for (String sample : Samples.ALL) {
        byte[] whole = Samples.bytes(Samples.segments(sample));
        for (int at = 0; at < whole.length; at++) {
          byte[] damaged = whole.clone();
          damaged[at] ^= (byte) (1 << random.nextInt(8));
          boolean isTaken = checker.check("damaged", damaged).findings().isEmpty();
          if (isTaken && !isInOrder(staedi, damaged)) {
            missed.add(Samples.text(damaged));
          }
          byte[] shortened = java.util.Arrays.copyOf(whole, at);
          assertFalse(checker.check("short", shortened).isTaken());
        }
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    assertEquals(List.of(), missed);
  }

  private static boolean isInOrder(StaediChecker staedi, byte[] bytes) throws Exception {
    try {
      return staedi.check(bytes).isEmpty();
    } catch (EDIStreamException e) {
      return false;
    }
  }
}
