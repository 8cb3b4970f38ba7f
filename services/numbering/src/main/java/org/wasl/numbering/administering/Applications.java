package org.wasl.numbering.administering;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.wasl.numbering.CodeRange;
import org.wasl.numbering.PlanEntry.Usage;
import org.wasl.numbering.Resource;
import org.wasl.numbering.administering.Application.Decided;
import org.wasl.numbering.administering.Application.Kind;
import org.wasl.numbering.keeping.Journal;
import org.wasl.numbering.keeping.Journal.Step;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;

/// Applications, decisions and reports as steps of the journal.
final class Applications {
  private Applications() {}

  static Json.Obj json(Application application) {
    return Json.Obj.with()
        .put("applicant", application.applicant().value())
        .put("resource", application.resource().name())
        .put("first", application.codes().first())
        .put("last", application.codes().last())
        .put("digits", application.digits())
        .put("usage", application.usage().name())
        .put("monthlyNeed", application.monthlyNeed())
        .put("purpose", application.purpose())
        .end();
  }

  /// @param applied the first step of the matter
  /// @param steps all steps of it; the last decision counts
  static Application read(Step applied, List<Step> steps) {
    JsonObjectReader in = applied.body().asObject("application");
    return new Application(
        applied.matter(),
        new OrganisationId(in.string("applicant")),
        Resource.valueOf(in.string("resource")),
        new CodeRange(in.string("first"), in.string("last")),
        in.integer("digits", 1, 14),
        Usage.valueOf(in.string("usage")),
        in.integer("monthlyNeed"),
        in.string("purpose"),
        applied.at(),
        steps.stream()
            .filter(step -> step.kind() == Journal.Kind.DECIDED)
            .map(step -> readDecided(step.body().asObject("decision")))
            .reduce((_, later) -> later));
  }

  static Json.Obj json(Decided decided) {
    Json.Builder out =
        Json.Obj.with()
            .put("kind", decided.kind().name())
            .put("number", decided.number())
            .put("at", decided.at().toString())
            .put("conditions", decided.conditions())
            .put("checks", Json.Arr.of(decided.checks().stream().map(Applications::json).toList()));
    decided.until().ifPresent(until -> out.put("until", until.toString()));
    return out.end();
  }

  private static Decided readDecided(JsonObjectReader in) {
    return new Decided(
        Kind.valueOf(in.string("kind")),
        in.string("number"),
        Instant.parse(in.string("at")),
        in.string("conditions"),
        in.optionalString("until").map(Instant::parse),
        in.objects("checks").stream().map(Applications::readCheck).toList());
  }

  private static Json.Obj json(Check check) {
    return Json.Obj.with()
        .put("code", check.code())
        .put("passed", check.passed())
        .put("ar", check.text().ar())
        .put("en", check.text().en())
        .end();
  }

  private static Check readCheck(JsonObjectReader in) {
    return new Check(
        in.string("code"), in.bool("passed"), new LocalizedText(in.string("ar"), in.string("en")));
  }

  static Json.Obj json(Utilisation use) {
    return Json.Obj.with()
        .put("holder", use.holder().value())
        .put("on", use.on().toString())
        .put("assigned", use.assigned())
        .put("intermediate", use.intermediate())
        .put("reserved", use.reserved())
        .put("aging", use.aging())
        .put("administrative", use.administrative())
        .put("available", use.available())
        .end();
  }

  static Utilisation readUse(JsonObjectReader in) {
    Utilisation use =
        new Utilisation(
            new OrganisationId(in.string("holder")),
            LocalDate.parse(in.string("on")),
            in.integer("assigned"),
            in.integer("intermediate"),
            in.integer("reserved"),
            in.integer("aging"),
            in.integer("administrative"),
            in.integer("available"));
    in.end();
    return use;
  }
}
