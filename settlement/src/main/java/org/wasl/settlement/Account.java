package org.wasl.settlement;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.wasl.terms.PartyId;
import org.wasl.terms.Sha256;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.terms.json.JsonReader;

/// One party's account for one month, from its own records: what crosses the border as a
/// declaration. Its canonical bytes are what is hashed and signed.
///
/// @param agreement id and version of the form it follows
/// @param declaredBy whose records it was made from
/// @param basis digests (64 hexadecimal digits) of the mapping profiles and tariffs applied, so
///   that the other side knows how the records were read
/// @param lines sorted by key, each key once, at most [#MAX_LINES]
public record Account(
    AgreementId agreement,
    int formVersion,
    YearMonth period,
    PartyId declaredBy,
    List<String> basis,
    List<Line> lines) {
  /// Far above two streams of some hundred destinations, 31 days and a few bands.
  public static final int MAX_LINES = 200_000;

  /// The greatest size of an account on the wire.
  public static final int MAX_BYTES = 48 << 20;

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  public Account {
    basis = List.copyOf(basis);
    lines = List.copyOf(lines);
    if (lines.size() > MAX_LINES) {
      throw new IllegalArgumentException(lines.size() + " lines are over " + MAX_LINES);
    }
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i - 1).key().compareTo(lines.get(i).key()) >= 0) {
        throw new IllegalArgumentException(
            "lines are sorted, each key once: " + lines.get(i).key());
      }
    }
    if (!basis.stream().allMatch(digest -> DIGEST.matcher(digest).matches())) {
      throw new IllegalArgumentException("a basis is SHA-256 digests in hexadecimal");
    }
  }

  /// The lines by key.
  public NavigableMap<LineKey, Line> byKey() {
    NavigableMap<LineKey, Line> map = new TreeMap<>();
    lines.forEach(line -> map.put(line.key(), line));
    return map;
  }

  public Json.Obj json() {
    List<Json> rows = new ArrayList<>();
    lines.forEach(line -> rows.add(line.json()));
    return Json.Obj.with()
        .put("agreement", agreement.value())
        .put("form", formVersion)
        .put("period", period.toString())
        .put("by", declaredBy.value())
        .putStrings("basis", basis)
        .put("lines", new Json.Arr(rows))
        .end();
  }

  /// SHA-256 of the canonical bytes, in hexadecimal: what agreements refer to.
  public String digest() {
    return Sha256.hex(json().canonicalBytes());
  }

  /// Reads a declaration of the other side.
  ///
  /// @throws org.wasl.terms.json.MalformedJsonException with the place of what is wrong
  public static Account read(String source, byte[] bytes) {
    return read(JsonReader.read(source, bytes, MAX_BYTES).asObject(source));
  }

  /// Reads an account that stands inside another document.
  public static Account read(JsonObjectReader in) {
    List<JsonObjectReader> rows = in.objects("lines");
    List<Line> lines = new ArrayList<>(rows.size());
    rows.forEach(row -> lines.add(Line.read(row)));
    try {
      Account account =
          new Account(
              new AgreementId(in.string("agreement")),
              in.integer("form", 1, 999),
              YearMonth.parse(in.string("period")),
              new PartyId(in.string("by")),
              in.strings("basis"),
              lines);
      in.end();
      return account;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw in.wrong("account", "an account", String.valueOf(e.getMessage()));
    }
  }
}
