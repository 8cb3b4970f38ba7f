package org.wasl.voice.exchange;

import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.terms.json.JsonReader;

/// Whether a rate sheet is accepted, as its receiver answers.
///
/// @param sheet digest
/// @param reason a short code, empty when accepted
public record SheetAnswer(String sheet, boolean accepted, String reason) {
  private static final int MAX_BYTES = 4_096;

  public SheetAnswer {
    if (!sheet.matches("[0-9a-f]{64}") || !reason.matches("|[a-z][a-z0-9-]{0,40}")) {
      throw new IllegalArgumentException("not an answer to a sheet");
    }
  }

  Json.Obj json() {
    return Json.Obj.with()
        .put("sheet", sheet)
        .put("accepted", accepted)
        .put("reason", reason)
        .end();
  }

  /// @throws org.wasl.terms.json.MalformedJsonException with the place of what is wrong
  public static SheetAnswer read(byte[] body) {
    JsonObjectReader in = JsonReader.read("sheet-answer", body, MAX_BYTES).asObject("answer");
    try {
      SheetAnswer answer =
          new SheetAnswer(in.string("sheet"), in.bool("accepted"), in.string("reason"));
      in.end();
      return answer;
    } catch (IllegalArgumentException e) {
      throw in.wrong("answer", "an answer to a sheet", String.valueOf(e.getMessage()));
    }
  }
}
