package org.wasl.voice.detection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;

/// A suspicion that people look at: lead → alarm → reviewed → closed, folded from its steps. A lead
/// and an alarm come from records; review and closing are people's, closing takes two. Nothing
/// follows from a case by itself.
///
/// @param subject the number, block, range or trunk, in full: it stays on this node
/// @param shadow whether it was found while the detectors were on trial
/// @param hits calls laid to the subject so far
/// @param opened when the first was complete, by the records; `raised` when the alarm was due
public record Case(
    UUID id,
    Rule rule,
    String subject,
    boolean shadow,
    State state,
    int hits,
    Instant opened,
    Optional<Instant> raised,
    List<Evidence> evidence,
    Optional<Verdict> verdict,
    List<Note> notes) {
  public static final int MAX_EVIDENCE = 80;

  public enum State {
    LEAD,
    ALARM,
    REVIEWED,
    CLOSED
  }

  /// What people found. It has no effect outside the case.
  public enum Verdict {
    CONFIRMED,
    UNFOUNDED,
    UNDECIDED
  }

  /// Who did what.
  public record Note(String by, Instant at, String what, String text) {}

  public Case {
    evidence = List.copyOf(evidence);
    notes = List.copyOf(notes);
  }

  /// The subject as it is shown: a number without its last four digits.
  public String shown() {
    boolean number = subject.length() >= 8 && subject.chars().allMatch(Character::isDigit);
    return number ? Evidence.masked(Long.parseLong(subject)) : subject;
  }

  /// Whether a call stands behind this case already: a day may be searched more than once.
  boolean holds(Suspects.Hit hit, ReceivingClocks clocks) {
    return hit.how().legs().stream()
        .map(leg -> Evidence.ours(1, leg, clocks.time(leg)))
        .anyMatch(leg -> evidence.stream().anyMatch(each -> each.isOf(leg)));
  }

  public boolean isOpen() {
    return state != State.CLOSED;
  }

  // Steps

  static Json.Obj opened(
      Rule rule, String subject, boolean shadow, long at, List<Evidence> evidence) {
    return hit("opened", at, evidence)
        .put("rule", rule.code())
        .put("subject", subject)
        .put("shadow", shadow)
        .end();
  }

  static Json.Obj hit(long at, List<Evidence> evidence) {
    return hit("hit", at, evidence).end();
  }

  private static Json.Builder hit(String type, long at, List<Evidence> evidence) {
    return Json.Obj.with()
        .put("type", type)
        .put("at", at)
        .put(
            "evidence",
            new Json.Arr(new ArrayList<Json>(evidence.stream().map(Evidence::json).toList())));
  }

  static Json.Obj raised(long at) {
    return Json.Obj.with().put("type", "raised").put("at", at).end();
  }

  static Json.Obj reviewed(String by, Instant at, Verdict verdict, String note) {
    return people("reviewed", by, at)
        .put("verdict", verdict.name())
        .put("note", FreeText.require(note))
        .end();
  }

  static Json.Obj closed(String by, Instant at, Verdict verdict) {
    return people("closed", by, at).put("verdict", verdict.name()).end();
  }

  private static Json.Builder people(String type, String by, Instant at) {
    return Json.Obj.with().put("type", type).put("by", by).put("at", at.getEpochSecond());
  }

  /// @param steps in the order in which they were stored; the first opens
  static Case of(UUID id, List<Json.Obj> steps) {
    Folding folding = new Folding(id, steps.getFirst());
    steps.stream().skip(1).forEach(folding::take);
    return folding.done();
  }

  private static final class Folding {
    private final UUID id;
    private final Rule rule;
    private final String subject;
    private final boolean shadow;
    private final Instant opened;
    private final List<Evidence> evidence = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private State state = State.LEAD;
    private int hits = 1;
    private Optional<Instant> raised = Optional.empty();
    private Optional<Verdict> verdict = Optional.empty();

    Folding(UUID id, Json.Obj first) {
      JsonObjectReader in = first.asObject("case");
      this.id = id;
      in.string("type");
      opened = Instant.ofEpochSecond(in.integer("at"));
      rule = Rule.ofCode(in.string("rule"));
      subject = in.string("subject");
      shadow = in.bool("shadow");
      add(in);
    }

    private void add(JsonObjectReader in) {
      for (JsonObjectReader each : in.objects("evidence")) {
        Evidence one = Evidence.read(each);
        if (evidence.size() < MAX_EVIDENCE) {
          evidence.add(one);
        }
      }
    }

    void take(Json.Obj step) {
      JsonObjectReader in = step.asObject("case");
      String type = in.string("type");
      Instant at = Instant.ofEpochSecond(in.integer("at"));
      switch (type) {
        case "hit" -> {
          hits++;
          add(in);
        }
        case "raised" -> {
          raised = Optional.of(at);
          state = State.ALARM;
        }
        case "reviewed" -> {
          verdict = Optional.of(Verdict.valueOf(in.string("verdict")));
          notes.add(new Note(in.string("by"), at, type, in.string("note")));
          state = State.REVIEWED;
        }
        case "closed" -> {
          verdict = Optional.of(Verdict.valueOf(in.string("verdict")));
          notes.add(new Note(in.string("by"), at, type, ""));
          state = State.CLOSED;
        }
        default -> throw new IllegalStateException("not a step of a case: " + type);
      }
    }

    Case done() {
      return new Case(
          id, rule, subject, shadow, state, hits, opened, raised, evidence, verdict, notes);
    }
  }
}
