package org.wasl.voice.sheets;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wasl.terms.Sha256;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.terms.json.JsonReader;

/// The rates that the payee of a stream announces. Its canonical bytes are what both sides sign.
///
/// @param complete whether it names every prefix of the stream: what it does not name ends
/// @param basis digest of the sheet on which it builds, empty for the agreement's own tariff
/// @param rows sorted by prefix and origin, each pair once, at most [#MAX_ROWS]
public record RateSheet(String stream, boolean complete, String basis, List<SheetRow> rows) {
  public static final int MAX_ROWS = 200_000;
  public static final int MAX_BYTES = 64 << 20;

  public RateSheet {
    rows = rows.stream().sorted(Comparator.comparing(SheetRow::key)).toList();
    Set<String> keys = new HashSet<>();
    for (SheetRow row : rows) {
      if (!row.row().stream().equals(stream)) {
        throw new IllegalArgumentException("a rate of another stream: " + row.row().stream());
      }
      if (!keys.add(row.key())) {
        throw new IllegalArgumentException("a prefix twice in one sheet: " + row.key());
      }
    }
    if (rows.isEmpty() || rows.size() > MAX_ROWS || !basis.matches("|[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a rate sheet: " + rows.size() + " rates");
    }
  }

  /// The first day on which it changes anything.
  public LocalDate effective() {
    return rows.stream().map(SheetRow::effective).min(Comparator.naturalOrder()).orElseThrow();
  }

  public Json.Obj json() {
    List<Json> all = new ArrayList<>();
    rows.forEach(row -> all.add(row.json()));
    return Json.Obj.with()
        .put("stream", stream)
        .put("complete", complete)
        .put("basis", basis)
        .put("rows", new Json.Arr(all))
        .end();
  }

  /// SHA-256 of the canonical bytes, in hexadecimal.
  public String digest() {
    return Sha256.hex(json().canonicalBytes());
  }

  /// @throws org.wasl.terms.json.MalformedJsonException with the place of what is wrong
  public static RateSheet read(String source, byte[] bytes) {
    JsonObjectReader in = JsonReader.read(source, bytes, MAX_BYTES).asObject(source);
    String stream = in.string("stream");
    boolean complete = in.bool("complete");
    String basis = in.string("basis");
    List<SheetRow> rows = new ArrayList<>();
    in.objects("rows").forEach(each -> rows.add(SheetRow.read(stream, each)));
    in.end();
    try {
      return new RateSheet(stream, complete, basis, rows);
    } catch (IllegalArgumentException e) {
      throw in.wrong("rows", "a rate sheet", String.valueOf(e.getMessage()));
    }
  }

  /// Sheets of whichever streams in the order in which they build on one another.
  ///
  /// @throws IllegalArgumentException when one builds on a sheet that is not among them, or two on
  ///   the same
  public static List<RateSheet> inOrder(Collection<RateSheet> sheets) {
    Map<String, RateSheet> byBasis = new HashMap<>();
    for (RateSheet each : sheets) {
      if (byBasis.putIfAbsent(each.stream() + " " + each.basis(), each) != null) {
        throw new IllegalArgumentException("two sheets of " + each.stream() + " build on the same");
      }
    }
    List<RateSheet> ordered = new ArrayList<>();
    for (String stream : sheets.stream().map(RateSheet::stream).distinct().sorted().toList()) {
      Optional<RateSheet> next = Optional.ofNullable(byBasis.remove(stream + " "));
      while (next.isPresent()) {
        ordered.add(next.get());
        next = Optional.ofNullable(byBasis.remove(stream + " " + next.get().digest()));
      }
    }
    if (!byBasis.isEmpty()) {
      throw new IllegalArgumentException(
          "a sheet is missing, on which builds " + byBasis.values().iterator().next().digest());
    }
    return ordered;
  }
}
