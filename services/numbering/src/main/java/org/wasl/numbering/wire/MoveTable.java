package org.wasl.numbering.wire;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.NumberMove;

/// The number changes of a plan as a table (RFC 4180) that [ChangeTable] reads: old and new codes,
/// an `X` for each digit behind them, first day, last day of parallel running.
public final class MoveTable {
  private MoveTable() {}

  /// @param zone of the plan, whose days count
  public static byte[] write(List<NumberMove> moves, ZoneId zone) {
    StringBuilder csv =
        new StringBuilder("Old number,New number,Date of change,Parallel running until\r\n");
    for (NumberMove move : moves) {
      LocalDate first = LocalDate.ofInstant(move.from(), zone);
      LocalDate last = LocalDate.ofInstant(move.parallelTo(), zone).minusDays(1);
      String rest =
          "X".repeat(move.digits().orElse(move.before().length()) - move.before().length());
      csv.append(written(move.before(), rest))
          .append(',')
          .append(written(move.after(), rest))
          .append(',')
          .append(first)
          .append(',')
          .append(last.isBefore(first) ? "" : last)
          .append("\r\n");
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String written(CodeRange codes, String rest) {
    String first = codes.first() + rest;
    return codes.size() == 1 ? first : first + "-" + codes.last() + rest;
  }
}
