package org.wasl.numbering.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.NumberMove;
import org.wasl.numbering.changing.ChangeMap;
import org.wasl.numbering.changing.ChangeRule;
import org.wasl.numbering.filing.FilingContext;

/// The number changes of the registry, written for the number-change engine and read by it.
class MoveTableTest {
  private static final LocalDate DAY = LocalDate.of(2027, 5, 1);

  @TempDir Path folder = Path.of(".");

  private static NumberMove move(CodeRange before, CodeRange after, int digits) {
    return new NumberMove(
        before,
        after,
        OptionalInt.of(digits),
        DAY.atStartOfDay().toInstant(ZoneOffset.UTC),
        DAY.plusDays(92).atStartOfDay().toInstant(ZoneOffset.UTC));
  }

  @Test
  void theEngineConvertsByTheWrittenTableAsByTheRegistry() throws IOException {
    List<NumberMove> moves =
        List.of(
            move(CodeRange.of("332"), CodeRange.of("3342"), 8),
            move(CodeRange.of("3325"), CodeRange.of("33775"), 8),
            move(new CodeRange("340", "359"), new CodeRange("4600", "4619"), 8),
            move(CodeRange.of("61"), CodeRange.of("62"), 8));
    Path file = folder.resolve("changes.csv");
    Files.write(file, MoveTable.write(moves, ZoneOffset.UTC));
    ChangeTable read = ChangeTable.read(file, FilingContext.UNKNOWN);
    List<ChangeRule> held = new ArrayList<>();
    moves.forEach(move -> held.add(ChangeRule.of(move, ZoneOffset.UTC)));
    assertEquals(moves.size(), read.rules().size(), read.defects().toString());
    ChangeMap written = new ChangeMap(read.rules());
    ChangeMap registry = new ChangeMap(held);
    SplittableRandom random = new SplittableRandom(4);
    int converted = 0;
    for (int i = 0; i < 5_000; i++) {
      String number = Integer.toString(30_000_000 + random.nextInt(40_000_000));
      for (LocalDate day : List.of(DAY.minusDays(1), DAY)) {
        String one = national(written.convert(number, day));
        assertEquals(national(registry.convert(number, day)), one, number);
        converted += one.isEmpty() ? 0 : 1;
      }
    }
    assertEquals(true, converted > 100);
  }

  private static String national(ChangeMap.Result result) {
    return result instanceof ChangeMap.Result.Converted converted ? converted.national() : "";
  }
}
