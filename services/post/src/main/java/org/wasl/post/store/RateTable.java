package org.wasl.post.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wasl.post.rating.Charge;
import org.wasl.post.rating.RateBook;
import org.wasl.post.rating.RateRow;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.PartyId;

/// Reads `post-rates.csv`: a row a rate, the columns as [#COLUMNS] says. Amounts are SDR with at
/// most three decimals, as circulars print them.
public final class RateTable {
  public static final String COLUMNS =
      "id,precedence,payee,charge,unit,valid_from,valid_to,sdr,status,published,source";

  private static final int MAX_BYTES = 8 << 20;

  private RateTable() {}

  /// @throws MalformedTableException with the place of the first fault
  public static RateBook read(String file, byte[] bytes) {
    List<RateRow> rows = new ArrayList<>();
    Rivals rivals = new Rivals();
    for (RateCells cells : RateCells.read(file, bytes, COLUMNS, MAX_BYTES)) {
      RateRow row = row(cells);
      rivals.take(row, cells);
      rows.add(row);
    }
    return new RateBook(rows);
  }

  /// What rows of a table may not say twice.
  private static final class Rivals {
    private final Set<String> ids = new HashSet<>();
    private final Map<String, List<RateRow>> same = new HashMap<>();

    void take(RateRow row, RateCells cells) {
      cells.requireNew(ids, RateBook.MOST);
      List<RateRow> others =
          same.computeIfAbsent(
              row.payee() + " " + row.charge() + " " + row.unit(), _ -> new ArrayList<>());
      RateBook.findRival(others, row)
          .ifPresent(other -> {
            throw cells.wrong(
                "valid_from",
                new LocalizedText(
                    "أيام لا يسري فيها " + other.id() + " بالقوة نفسها",
                    "days on which " + other.id() + " does not hold as strongly"));
          });
      others.add(row);
    }
  }

  private static RateRow row(RateCells cells) {
    cells.requireWhole();
    return new RateRow(
        cells.id(),
        cells.one(
            "precedence",
            new LocalizedText("رقم من 1 إلى 9", "a figure from 1 to 9"),
            RateTable::precedence),
        cells.one("payee", new LocalizedText("طرف", "a party"), PartyId::new),
        cells.one("charge", new LocalizedText("نوع أجر", "a charge"), Charge::of),
        unit(cells),
        cells.validity(),
        cells.milliSdr("sdr"),
        cells.one(
            "status",
            new LocalizedText("provisional أو final", "provisional or final"),
            text -> RateRow.Status.valueOf(RateCells.constant(text))),
        cells.published(),
        cells.source());
  }

  private static RateRow.Unit unit(RateCells cells) {
    RateRow.Unit unit =
        cells.one(
            "unit",
            new LocalizedText("item أو kg أو started-kg", "item, kg or started-kg"),
            text -> RateRow.Unit.valueOf(RateCells.constant(text)));
    if (Charge.of(cells.cell("charge")).isSupplement() && unit != RateRow.Unit.ITEM) {
      throw cells.wrong(
          "unit", new LocalizedText("item للأجور الإضافية", "item, for a supplement"));
    }
    return unit;
  }

  private static int precedence(String text) {
    if (!text.matches("[1-9]")) {
      throw new IllegalArgumentException(text);
    }
    return Integer.parseInt(text);
  }
}
