package org.wasl.voice.exchange;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.wasl.border.MessageId;
import org.wasl.terms.Refusal;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;

/// What we asked the other side about the differences of a month, as stored steps tell: when it was
/// begun, by which messages, and what became of them. Only what came since the last asking counts.
///
/// @param outcomes what the receiver answered to a message: `accepted`, or `refused` and a code
record Asking(VoiceStore store, Function<MessageId, Optional<String>> outcomes) {
  /// Messages by which we ask; on our answers the other side's asking hangs, not ours.
  static final Set<String> QUESTIONS =
      Set.of("clock-sample", "clock-answer", "detail-request", "detail-further");

  private static final String BEGUN = "details-asked";
  private static final String ASKED = "asked";
  private static final String KEPT_BACK = "not-asked";
  private static final String SHARE = "key-share";
  private static final String REFUSED = "refused ";

  boolean isBegun(YearMonth period) {
    return store.steps(period).stream().anyMatch(row -> is(row, BEGUN));
  }

  /// Begins, or begins again; answers that came before are no answers to this.
  void begin(YearMonth period) {
    int answered = store.details(period).size();
    store.addStep(period, Json.Obj.with().put("type", BEGUN).put("answered", answered).end());
  }

  void asked(YearMonth period, String kind, MessageId id) {
    Json.Obj row =
        Json.Obj.with().put("type", ASKED).put("kind", kind).put("id", id.toString()).end();
    store.addStep(period, row);
  }

  /// A question that our own node, or what it knows of the other, did not let out.
  void keptBack(YearMonth period, String kind, Refusal refusal) {
    Json.Obj row =
        Json.Obj.with().put("type", KEPT_BACK).put("kind", kind).put("code", refusal.code()).end();
    store.addStep(period, row);
  }

  /// How many of the month's details came before we asked the last time.
  int answeredBefore(YearMonth period) {
    return store.steps(period).stream()
        .filter(row -> is(row, BEGUN))
        .map(row -> row.asObject("step"))
        .mapToInt(in -> in.has("answered") ? in.integer("answered", 0, Integer.MAX_VALUE) : 0)
        .reduce(0, (_, last) -> last);
  }

  boolean hasAsked(YearMonth period, String kind) {
    return since(period).stream().anyMatch(row -> is(row, ASKED) && kind.equals(kind(row)));
  }

  Optional<AskingRefused> refused(YearMonth period) {
    return refused(period, QUESTIONS);
  }

  /// The first refusal of messages of some kinds.
  Optional<AskingRefused> refused(YearMonth period, Set<String> kinds) {
    return since(period).stream()
        .filter(row -> kinds.contains(kind(row)))
        .flatMap(row -> refusal(row).stream())
        .findFirst();
  }

  /// Whether our share of the month's key, as it was sent last, was refused.
  boolean isShareRefused(YearMonth period) {
    return store.steps(period).reversed().stream()
        .filter(row -> kind(row).equals(SHARE))
        .limit(1)
        .anyMatch(row -> refusal(row).isPresent());
  }

  private Optional<AskingRefused> refusal(Json.Obj row) {
    JsonObjectReader in = row.asObject("step");
    if (is(row, KEPT_BACK)) {
      return Optional.of(new AskingRefused(in.string("code"), true));
    }
    return outcomes
        .apply(MessageId.parse(in.string("id")))
        .filter(each -> each.startsWith(REFUSED))
        .map(each -> new AskingRefused(each.substring(REFUSED.length()), false));
  }

  /// The steps of the last asking.
  private List<Json.Obj> since(YearMonth period) {
    List<Json.Obj> rows = store.steps(period);
    for (int i = rows.size() - 1; i >= 0; i--) {
      if (is(rows.get(i), BEGUN)) {
        return rows.subList(i + 1, rows.size());
      }
    }
    return List.of();
  }

  private static boolean is(Json.Obj row, String type) {
    return row.asObject("step").string("type").equals(type);
  }

  private static String kind(Json.Obj row) {
    return is(row, ASKED) || is(row, KEPT_BACK) ? row.asObject("step").string("kind") : "";
  }
}
