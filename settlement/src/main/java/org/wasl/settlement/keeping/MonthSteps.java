package org.wasl.settlement.keeping;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.wasl.settlement.Terms;
import org.wasl.settlement.agreeing.MonthCase;
import org.wasl.settlement.agreeing.Step;
import org.wasl.settlement.wire.StepJson;
import org.wasl.terms.PartyId;
import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;

/// The stored steps of months, gone through again in the order in which they were taken. What was
/// gone through is remembered; later steps of a month are gone through from there.
public final class MonthSteps {
  private static final int MOST_REMEMBERED = 24;

  private final Function<YearMonth, Terms> terms;
  private final PartyId us;
  private final PartyId them;
  private final StepStore store;
  private final Map<YearMonth, Gone> remembered = new ConcurrentHashMap<>();

  /// @param terms what the agreement says of the account of a month
  public MonthSteps(Function<YearMonth, Terms> terms, PartyId us, PartyId them, StepStore store) {
    this.terms = terms;
    this.us = us;
    this.them = them;
    this.store = store;
  }

  public PartyId us() {
    return us;
  }

  public PartyId them() {
    return them;
  }

  /// Steps that were gone through, and what they came to.
  private record Gone(List<Json.Obj> rows, List<Taken> taken) {
    /// Whether these steps are the first of some; a store gives the same objects again.
    boolean leads(List<Json.Obj> others) {
      if (rows.size() > others.size()) {
        return false;
      }
      for (int i = 0; i < rows.size(); i++) {
        if (rows.get(i) != others.get(i)) {
          return false;
        }
      }
      return true;
    }
  }

  /// The months with steps, oldest first.
  public List<YearMonth> periods() {
    return store.periods();
  }

  /// The types of steps, as in their messages.
  public static final List<String> TYPES = List.of("account", "contest", "answer", "agree", "sign");

  /// A step that a month took.
  ///
  /// @param row as it is kept
  public record Taken(Step step, MonthCase before, MonthCase after, Json.Obj row) {}

  public MonthCase month(YearMonth period) {
    List<Taken> all = taken(period);
    return all.isEmpty() ? open(period) : all.getLast().after();
  }

  private MonthCase open(YearMonth period) {
    return MonthCase.open(terms.apply(period), period, us, them);
  }

  public List<Taken> taken(YearMonth period) {
    List<Json.Obj> rows = store.steps(period);
    Gone gone = remembered.getOrDefault(period, new Gone(List.of(), List.of()));
    if (!gone.leads(rows)) {
      gone = new Gone(List.of(), List.of());
    }
    List<Taken> all = new ArrayList<>(gone.taken());
    MonthCase month = all.isEmpty() ? open(period) : all.getLast().after();
    for (Json.Obj row : rows.subList(gone.rows().size(), rows.size())) {
      JsonObjectReader in = row.asObject("step");
      String type = in.string("type");
      if (TYPES.contains(type)) {
        Step step = StepJson.read(type, body(row));
        if (month.take(step) instanceof MonthCase.Outcome.Taken(MonthCase after)) {
          all.add(new Taken(step, month, after, row));
          month = after;
        }
      }
    }
    if (remembered.size() >= MOST_REMEMBERED && !remembered.containsKey(period)) {
      remembered.clear();
    }
    List<Taken> taken = List.copyOf(all);
    remembered.put(period, new Gone(rows, taken));
    return taken;
  }

  /// The kept steps of a month that it would not take any more. A step is kept when it was taken,
  /// so there are none unless the terms were changed under it.
  public List<Json.Obj> untaken(YearMonth period) {
    Set<Json.Obj> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    taken(period).forEach(each -> taken.add(each.row()));
    return store.steps(period).stream()
        .filter(row -> TYPES.contains(row.asObject("step").string("type")))
        .filter(row -> !taken.contains(row))
        .toList();
  }

  /// The body of a kept step.
  public static byte[] body(Json.Obj row) {
    Json body = row.members().get("body");
    if (body == null) {
      throw new IllegalStateException("a stored step has a body");
    }
    return body.canonicalBytes();
  }
}
