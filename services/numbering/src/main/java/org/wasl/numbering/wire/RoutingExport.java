package org.wasl.numbering.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.wasl.numbering.Holder;
import org.wasl.numbering.PlanEntry;
import org.wasl.numbering.routing.DigitAnalysis;
import org.wasl.numbering.routing.DigitAnalysis.Row;
import org.wasl.paper.CsvPaper;
import org.wasl.terms.json.Json;

/// A digit analysis as a file that operators load: CSV (RFC 4180) whose first column is the digits,
/// or JSON with the moment and the finer rows apart.
public final class RoutingExport {
  public static final String COLUMNS =
      "digits,least,most,action,status,usage,holder,organisation,document,row";

  private RoutingExport() {}

  /// The rows of more digits follow in the same table; their digits tell them.
  public static byte[] csv(DigitAnalysis analysis) {
    StringBuilder csv = new StringBuilder(COLUMNS).append("\r\n");
    Stream.concat(analysis.rows().stream(), analysis.finer().stream())
        .forEach(row -> csv.append(line(row)).append("\r\n"));
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String line(Row row) {
    Optional<PlanEntry> basis = row.basis();
    return String.join(
        ",",
        row.digits(),
        Integer.toString(row.least()),
        Integer.toString(row.most()),
        row.action().name(),
        basis.map(each -> each.status().name()).orElse(""),
        basis.map(each -> each.usage().name()).orElse(""),
        quoted(basis.flatMap(PlanEntry::holder).map(Holder::name).orElse("")),
        organisation(basis),
        quoted(basis.map(each -> each.citation().document()).orElse("")),
        quoted(basis.map(each -> each.citation().row()).orElse("")));
  }

  private static String organisation(Optional<PlanEntry> basis) {
    return basis
        .flatMap(PlanEntry::holder)
        .flatMap(Holder::organisation)
        .map(id -> id.value())
        .orElse("");
  }

  private static String quoted(String text) {
    return CsvPaper.quoted(CsvPaper.harmless(text));
  }

  public static byte[] json(DigitAnalysis analysis, String plan, Instant at) {
    return Json.Obj.with()
        .put("plan", plan)
        .put("at", at.toString())
        .put("rows", rows(analysis.rows()))
        .put("finer", rows(analysis.finer()))
        .end()
        .canonicalBytes();
  }

  private static Json.Arr rows(List<Row> rows) {
    return Json.Arr.of(rows.stream().map(RoutingExport::row).toList());
  }

  private static Json.Obj row(Row row) {
    Json.Builder out =
        Json.Obj.with()
            .put("digits", row.digits())
            .put("least", row.least())
            .put("most", row.most())
            .put("action", row.action().name());
    row.basis().ifPresent(entry -> out.put("basis", PlanJson.entry(entry)));
    return out.end();
  }
}
