package org.wasl.settlement.wire;

import java.time.YearMonth;
import org.wasl.settlement.Account;
import org.wasl.settlement.agreeing.Step;
import org.wasl.settlement.contesting.Contest;
import org.wasl.settlement.contesting.ContestAnswer;
import org.wasl.terms.PartyId;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.terms.json.JsonReader;

/// A month's steps as message bodies and as stored rows: the same canonical bytes in both places.
public final class StepJson {
  private StepJson() {}

  /// The message type of a step; also its kind in the store.
  public static String type(Step step) {
    return switch (step) {
      case Step.Declared _ -> "account";
      case Step.Contested _ -> "contest";
      case Step.Answered _ -> "answer";
      case Step.Agreed _ -> "agree";
      case Step.Signed _ -> "sign";
    };
  }

  public static Json.Obj json(Step step) {
    return switch (step) {
      case Step.Declared(Account account) -> account.json();
      case Step.Contested(Contest contest) -> contest.json();
      case Step.Answered(ContestAnswer answer) -> answer.json();
      case Step.Agreed(PartyId by, YearMonth period, String digest) -> digest(by, period, digest);
      case Step.Signed(PartyId by, YearMonth period, String digest) -> digest(by, period, digest);
    };
  }

  private static Json.Obj digest(PartyId by, YearMonth period, String digest) {
    return Json.Obj.with()
        .put("by", by.value())
        .put("period", period.toString())
        .put("digest", digest)
        .end();
  }

  /// @throws org.wasl.terms.json.MalformedJsonException with the place of what is wrong
  public static Step read(String type, byte[] body) {
    return switch (type) {
      case "account" -> new Step.Declared(Account.read(type, body));
      case "contest" -> new Step.Contested(Contest.read(type, body));
      case "answer" -> new Step.Answered(ContestAnswer.read(type, body));
      case "agree" -> agreed(body);
      case "sign" -> signed(body);
      default -> throw new IllegalArgumentException("not a step: " + type);
    };
  }

  private static Step agreed(byte[] body) {
    JsonObjectReader in = JsonReader.read("agree", body, 4096).asObject("agree");
    Step step = new Step.Agreed(by(in), period(in), in.string("digest"));
    in.end();
    return step;
  }

  private static Step signed(byte[] body) {
    JsonObjectReader in = JsonReader.read("sign", body, 4096).asObject("sign");
    Step step = new Step.Signed(by(in), period(in), in.string("digest"));
    in.end();
    return step;
  }

  private static PartyId by(JsonObjectReader in) {
    try {
      return new PartyId(in.string("by"));
    } catch (IllegalArgumentException e) {
      throw in.wrong("by", "a party", "another word");
    }
  }

  /// The month of any step that names one.
  public static YearMonth period(JsonObjectReader in) {
    String text = in.string("period");
    if (!text.matches("[0-9]{4}-(0[1-9]|1[0-2])")) {
      throw in.wrong("period", "a month", text);
    }
    return YearMonth.parse(text);
  }
}
