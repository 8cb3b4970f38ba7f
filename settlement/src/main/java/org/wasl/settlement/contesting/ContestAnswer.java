package org.wasl.settlement.contesting;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.wasl.settlement.Account;
import org.wasl.settlement.Line;
import org.wasl.settlement.LineKey;
import org.wasl.terms.PartyId;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.terms.json.JsonReader;

/// The other party's answer to a [Contest], line by line.
///
/// @param contest what is answered
/// @param by who answers
/// @param rulings one for each contested line
public record ContestAnswer(UUID contest, PartyId by, List<Ruling> rulings) {
  private static final Pattern REASON = Pattern.compile("[a-z][a-z-]{1,30}");

  /// What the answerer says of one line.
  ///
  /// @param counter the figure offered instead, with `COUNTER` only
  /// @param reason code of the reason, from the service's closed list
  public record Ruling(LineKey key, Kind kind, Optional<Line> counter, String reason) {
    public Ruling {
      if (!REASON.matcher(reason).matches() || (kind == Kind.COUNTER) != counter.isPresent()) {
        throw new IllegalArgumentException("a counter-figure goes with a counter-offer: " + key);
      }
      if (counter.isPresent() && !counter.get().key().equals(key)) {
        throw new IllegalArgumentException("the counter-figure is of another line: " + key);
      }
    }
  }

  /// Whether the claim is accepted, a figure between is offered, or the line stays disputed.
  public enum Kind {
    CONCEDE,
    COUNTER,
    MAINTAIN
  }

  public ContestAnswer {
    rulings = List.copyOf(rulings);
    Set<LineKey> keys = new HashSet<>();
    if (rulings.size() > Contest.MAX_ITEMS || !rulings.stream().allMatch(r -> keys.add(r.key()))) {
      throw new IllegalArgumentException("an answer rules on each line once");
    }
  }

  public Json.Obj json() {
    List<Json> rows = new ArrayList<>();
    for (Ruling ruling : rulings) {
      Json.Builder row =
          ruling
              .key()
              .writeInto(Json.Obj.with())
              .put("ruling", ruling.kind().name())
              .put("reason", ruling.reason());
      ruling.counter().ifPresent(line -> row.put("counter", line.json()));
      rows.add(row.end());
    }
    return Json.Obj.with()
        .put("contest", contest.toString())
        .put("by", by.value())
        .put("rulings", new Json.Arr(rows))
        .end();
  }

  /// @throws org.wasl.terms.json.MalformedJsonException with the place of what is wrong
  public static ContestAnswer read(String source, byte[] bytes) {
    JsonObjectReader in = JsonReader.read(source, bytes, Account.MAX_BYTES).asObject(source);
    List<Ruling> rulings = new ArrayList<>();
    try {
      for (JsonObjectReader row : in.objects("rulings")) {
        Ruling ruling =
            new Ruling(
                LineKey.read(row),
                Kind.valueOf(row.string("ruling")),
                row.optionalObject("counter").map(Line::read),
                row.string("reason"));
        row.end();
        rulings.add(ruling);
      }
      ContestAnswer answer =
          new ContestAnswer(
              UUID.fromString(in.string("contest")), new PartyId(in.string("by")), rulings);
      in.end();
      return answer;
    } catch (IllegalArgumentException e) {
      throw in.wrong("answer", "an answer to a contest", String.valueOf(e.getMessage()));
    }
  }
}
