package org.wasl.numbering.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.wasl.numbering.filing.FiledDocument;
import org.wasl.numbering.filing.PlanFiling;
import org.wasl.numbering.wire.RefusedFilingException.Reason;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonReader;
import org.wasl.terms.json.MalformedJsonException;

/// The machine form as canonical JSON: `{"format":"e129-table-1","lines":[…],"rows":[[…]]}`.
public final class E129Json {
  private static final String FORMAT = "e129-table-1";

  private E129Json() {}

  public static byte[] write(PlanFiling plan, E129Words words) {
    List<Json.Arr> rows = E129Table.rows(plan, words).stream().map(E129Json::texts).toList();
    return Json.Obj.with()
        .put("format", FORMAT)
        .put("lines", texts(words.lines(plan)))
        .put("rows", Json.Arr.of(rows))
        .end()
        .canonicalBytes();
  }

  private static Json.Arr texts(List<String> texts) {
    return Json.Arr.of(texts.stream().map(Json.Str::new).toList());
  }

  static boolean isOne(String text) {
    return text.startsWith("{") && text.substring(0, Math.min(80, text.length())).contains(FORMAT);
  }

  static FiledDocument document(String document, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      Json json = JsonReader.read(document, bytes, FilingFiles.MAX_BYTES);
      DocumentParts parts = new DocumentParts(document);
      Json.Obj filing = as(Json.Obj.class, json, document, "$");
      texts(filing, "lines", document).forEach(line -> parts.line(string(line, document)));
      TableGrid grid = parts.beginTable();
      for (Json row : texts(filing, "rows", document)) {
        grid.beginRow();
        as(Json.Arr.class, row, document, "rows")
            .items()
            .forEach(cell -> grid.cell(string(cell, document), 1, 1));
        grid.endRow();
      }
      parts.endTable(grid);
      return new FiledDocument(document, "", "", Optional.empty(), parts.tables(), parts.text());
    } catch (MalformedJsonException e) {
      throw new RefusedFilingException(
          Reason.MALFORMED, document, "JSON", String.valueOf(e.getMessage()));
    }
  }

  private static List<Json> texts(Json.Obj filing, String name, String document) {
    Json member = filing.members().get(name);
    return as(Json.Arr.class, member == null ? new Json.Null() : member, document, name).items();
  }

  private static String string(Json json, String document) {
    return as(Json.Str.class, json, document, "cell").value();
  }

  private static <T> T as(Class<T> type, Json json, String document, String where) {
    if (!type.isInstance(json)) {
      throw new RefusedFilingException(Reason.MALFORMED, document, where, type.getSimpleName());
    }
    return type.cast(json);
  }
}
