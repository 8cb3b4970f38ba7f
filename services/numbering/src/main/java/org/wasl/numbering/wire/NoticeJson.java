package org.wasl.numbering.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.NumberMove;
import org.wasl.numbering.guarding.MaskedNumber;
import org.wasl.numbering.guarding.MisuseReport;
import org.wasl.numbering.noticing.PlanNotice;
import org.wasl.numbering.noticing.PlanNotice.TestNumber;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.PartyId;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.terms.json.JsonReader;

/// The bodies of numbering's messages, as closed JSON objects of at most [#MAX_BYTES].
public final class NoticeJson {
  /// 16 MiB.
  public static final int MAX_BYTES = 16 << 20;

  private NoticeJson() {}

  /// Reads a body; what is not as it must be is said with its member.
  ///
  /// @throws org.wasl.terms.json.MalformedJsonException when it is anything else
  public static <T> T read(String what, byte[] body, Function<JsonObjectReader, T> reader) {
    JsonObjectReader in = JsonReader.read(what, body, MAX_BYTES).asObject(what);
    try {
      T value = reader.apply(in);
      in.end();
      return value;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw in.wrong("$", what, String.valueOf(e.getMessage()));
    }
  }

  public static Json.Obj notice(PlanNotice notice) {
    return Json.Obj.with()
        .put("id", notice.id().toString())
        .put("plan", notice.plan().value())
        .put("form", notice.form().name())
        .putStrings("acts", notice.acts().stream().map(Enum::name).toList())
        .put("given", notice.given().toString())
        .put("effective", notice.effective().toString())
        .put("emergency", notice.emergency())
        .put("text", text(notice.text()))
        .put("entries", Json.Arr.of(notice.entries().stream().map(PlanJson::entry).toList()))
        .put("events", Json.Arr.of(notice.events().stream().map(PlanJson::event).toList()))
        .put("moves", Json.Arr.of(notice.moves().stream().map(NoticeJson::move).toList()))
        .put("tests", Json.Arr.of(notice.tests().stream().map(NoticeJson::test).toList()))
        .put("digest", notice.digest())
        .end();
  }

  public static PlanNotice readNotice(JsonObjectReader in) {
    return new PlanNotice(
        UUID.fromString(in.string("id")),
        new PartyId(in.string("plan")),
        PlanNotice.Form.valueOf(in.string("form")),
        in.strings("acts").stream().map(PlanNotice.Act::valueOf).toList(),
        Instant.parse(in.string("given")),
        Instant.parse(in.string("effective")),
        in.bool("emergency"),
        readText(in.object("text")),
        PlanJson.readEntries(in),
        PlanJson.readEvents(in),
        list(in, "moves", NoticeJson::readMove),
        list(in, "tests", NoticeJson::readTest),
        in.string("digest"));
  }

  public static Json.Obj move(NumberMove move) {
    Json.Builder out =
        Json.Obj.with()
            .put("first", move.before().first())
            .put("last", move.before().last())
            .put("newFirst", move.after().first())
            .put("newLast", move.after().last())
            .put("from", move.from().toString())
            .put("parallelTo", move.parallelTo().toString());
    move.digits().ifPresent(digits -> out.put("digits", digits));
    return out.end();
  }

  public static NumberMove readMove(JsonObjectReader in) {
    OptionalInt digits =
        in.has("digits") ? OptionalInt.of(in.integer("digits", 1, 15)) : OptionalInt.empty();
    return new NumberMove(
        new CodeRange(in.string("first"), in.string("last")),
        new CodeRange(in.string("newFirst"), in.string("newLast")),
        digits,
        Instant.parse(in.string("from")),
        Instant.parse(in.string("parallelTo")));
  }

  public static Json.Obj test(TestNumber test) {
    return Json.Obj.with()
        .put("holder", test.holder())
        .put("first", test.range().first())
        .put("last", test.range().last())
        .put("number", test.number())
        .end();
  }

  public static TestNumber readTest(JsonObjectReader in) {
    return new TestNumber(
        in.string("holder"),
        new CodeRange(in.string("first"), in.string("last")),
        in.string("number"));
  }

  public static Json.Obj misuse(MisuseReport report) {
    return Json.Obj.with()
        .put("id", report.id().toString())
        .put("plan", report.plan().value())
        .put("case", report.resourceCase().name())
        .put("observed", text(report.observed()))
        .put("from", report.from().toString())
        .put("to", report.to().toString())
        .put("numbers", Json.Arr.of(report.numbers().stream().map(NoticeJson::line).toList()))
        .put("evidence", report.evidence())
        .put("request", report.request().name())
        .put("due", report.due().toString())
        .end();
  }

  public static MisuseReport readMisuse(JsonObjectReader in) {
    return new MisuseReport(
        UUID.fromString(in.string("id")),
        new PartyId(in.string("plan")),
        MisuseReport.Case.valueOf(in.string("case")),
        readText(in.object("observed")),
        Instant.parse(in.string("from")),
        Instant.parse(in.string("to")),
        list(in, "numbers", NoticeJson::readLine),
        in.string("evidence"),
        MisuseReport.Request.valueOf(in.string("request")),
        LocalDate.parse(in.string("due")));
  }

  private static Json.Obj line(MisuseReport.Line line) {
    return Json.Obj.with()
        .put("prefix", line.numbers().prefix())
        .put("length", line.numbers().length())
        .put("route", line.route())
        .put("calls", line.calls())
        .put("seconds", line.seconds())
        .end();
  }

  private static MisuseReport.Line readLine(JsonObjectReader in) {
    return new MisuseReport.Line(
        new MaskedNumber(in.string("prefix"), in.integer("length", 5, 15)),
        in.string("route"),
        in.integer("calls"),
        in.integer("seconds"));
  }

  static <T> List<T> list(JsonObjectReader in, String name, Function<JsonObjectReader, T> reader) {
    List<T> all = new ArrayList<>();
    for (JsonObjectReader each : in.objects(name)) {
      all.add(reader.apply(each));
      each.end();
    }
    return all;
  }

  public static Json.Obj text(LocalizedText text) {
    return Json.Obj.with().put("ar", text.ar()).put("en", text.en()).end();
  }

  public static LocalizedText readText(JsonObjectReader in) {
    LocalizedText text = new LocalizedText(in.string("ar"), in.string("en"));
    in.end();
    return text;
  }
}
