package org.wasl.post.store;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.wasl.post.inquiring.IndemnityBook;
import org.wasl.post.inquiring.IndemnityRow;
import org.wasl.post.recording.ItemInquiry.Reason;
import org.wasl.post.recording.ItemInquiry.Service;
import org.wasl.terms.LocalizedText;

/// Reads `post-indemnities.csv`: a row an indemnity, the columns as [#COLUMNS] says. Amounts are
/// SDR with at most three decimals; reasons are separated by `+`.
public final class IndemnityTable {
  public static final String COLUMNS =
      "id,service,reasons,basis,valid_from,valid_to,sdr,sdr_per_kg,published,source";

  private static final int MAX_BYTES = 1 << 20;

  private IndemnityTable() {}

  /// @throws MalformedTableException with the place of the first fault
  public static IndemnityBook read(String file, byte[] bytes) {
    List<IndemnityRow> rows = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (RateCells cells : RateCells.read(file, bytes, COLUMNS, MAX_BYTES)) {
      IndemnityRow row = row(cells);
      requireNew(row, cells, rows, ids);
      rows.add(row);
    }
    return new IndemnityBook(rows);
  }

  private static void requireNew(
      IndemnityRow row, RateCells cells, List<IndemnityRow> rows, Set<String> ids) {
    cells.requireNew(ids, IndemnityBook.MOST);
    IndemnityBook.findRival(rows, row)
        .ifPresent(other -> {
          throw cells.wrong(
              "valid_from",
              new LocalizedText(
                  "أيام لا يسري فيها " + other.id() + "، أو يوم نشر آخر",
                  "days on which " + other.id() + " does not hold, or another day of publication"));
        });
  }

  private static IndemnityRow row(RateCells cells) {
    cells.requireWhole();
    IndemnityRow.Basis basis =
        cells.one(
            "basis",
            new LocalizedText("fixed أو declared", "fixed or declared"),
            text -> IndemnityRow.Basis.valueOf(RateCells.constant(text)));
    return new IndemnityRow(
        cells.id(),
        cells.one("service", new LocalizedText("نوع خدمة", "a service"), Service::of),
        cells.one(
            "reasons",
            new LocalizedText("أسباب بينها +", "reasons with + between them"),
            IndemnityTable::reasons),
        basis,
        cells.validity(),
        amount(cells, "sdr", basis),
        amount(cells, "sdr_per_kg", basis),
        cells.published(),
        cells.source());
  }

  private static long amount(RateCells cells, String column, IndemnityRow.Basis basis) {
    long amount = cells.milliSdr(column);
    if (basis == IndemnityRow.Basis.DECLARED && amount != 0) {
      throw cells.wrong(
          column,
          new LocalizedText("0 حيث تُدفع القيمة المصرح بها", "0 where the declared value is paid"));
    }
    return amount;
  }

  private static Set<Reason> reasons(String text) {
    Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    for (String each : text.split("\\+", -1)) {
      if (!reasons.add(Reason.valueOf(RateCells.constant(each)))) {
        throw new IllegalArgumentException(text);
      }
    }
    return reasons;
  }
}
