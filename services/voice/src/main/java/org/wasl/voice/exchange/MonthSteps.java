package org.wasl.voice.exchange;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wasl.settlement.agreeing.MonthCase;
import org.wasl.settlement.agreeing.Step;
import org.wasl.terms.PartyId;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.wire.StepJson;

/// The stored steps of months, gone through again in the order in which they were taken.
record MonthSteps(TrafficAgreement agreement, PartyId us, PartyId them, VoiceStore store) {
  static final List<String> TYPES = List.of("account", "contest", "answer", "agree", "sign");

  /// A step that a month took.
  record Taken(Step step, MonthCase before, MonthCase after, Optional<Posted> posted) {}

  MonthCase month(YearMonth period) {
    List<Taken> all = taken(period);
    return all.isEmpty() ? open(period) : all.getLast().after();
  }

  private MonthCase open(YearMonth period) {
    return MonthCase.open(agreement.form(), agreement.tolerance(), period, us, them);
  }

  List<Taken> taken(YearMonth period) {
    List<Taken> all = new ArrayList<>();
    MonthCase month = open(period);
    for (Json.Obj row : store.steps(period)) {
      JsonObjectReader in = row.asObject("step");
      String type = in.string("type");
      if (TYPES.contains(type)) {
        Step step = StepJson.read(type, body(row));
        if (month.take(step) instanceof MonthCase.Outcome.Taken(MonthCase after)) {
          all.add(new Taken(step, month, after, Posted.of(in)));
          month = after;
        }
      }
    }
    return all;
  }

  static byte[] body(Json.Obj row) {
    Json body = row.members().get("body");
    if (body == null) {
      throw new IllegalStateException("a stored step has a body");
    }
    return body.canonicalBytes();
  }
}
