package org.wasl.voice.detection;

import org.wasl.terms.json.Json;
import org.wasl.terms.json.JsonObjectReader;
import org.wasl.voice.Leg;

/// A record behind a case, as it is kept and shown: the last four digits of numbers are gone.
///
/// @param theirs whether the other side recorded it; then there are no numbers at all
/// @param event which call of the case it belongs to, from 1
/// @param time of answer or seizure, seconds since 1970
public record Evidence(
    boolean theirs, int event, String element, String from, String to, long time, int seconds) {
  /// How many seconds the clocks of both sides may be apart at most.
  public static final int FARTHEST = 1_400;

  static Evidence ours(int event, Leg leg, long time) {
    return new Evidence(
        false, event, leg.element(), masked(leg.from()), masked(leg.to()), time, leg.seconds());
  }

  static Evidence theirs(int event, Leftovers.Row row) {
    return new Evidence(
        true, event, String.valueOf(row.trunk()), "", "", row.time(), row.seconds());
  }

  /// Whether both come from one record, whose time clocks may have moved by a second or two.
  boolean isOf(Evidence other) {
    return theirs == other.theirs
        && element.equals(other.element)
        && from.equals(other.from)
        && to.equals(other.to)
        && seconds == other.seconds
        && Math.abs(time - other.time) <= 2;
  }

  /// Whether a record of our elements may be the one behind this: all that is kept of it is the
  /// same, and its own clock no further from the common one than clocks are taken to be.
  public boolean mayBe(Leg leg) {
    return !theirs
        && element.equals(leg.element())
        && from.equals(masked(leg.from()))
        && to.equals(masked(leg.to()))
        && seconds == leg.seconds()
        && Math.abs(time - leg.time()) <= FARTHEST;
  }

  /// A number without its last four digits.
  public static String masked(long number) {
    String digits = Long.toString(number);
    return number == 0 ? "" : digits.substring(0, Math.max(1, digits.length() - 4)) + "••••";
  }

  Json.Obj json() {
    return Json.Obj.with()
        .put("theirs", theirs)
        .put("event", event)
        .put("element", element)
        .put("from", from)
        .put("to", to)
        .put("time", time)
        .put("seconds", seconds)
        .end();
  }

  static Evidence read(JsonObjectReader in) {
    Evidence evidence =
        new Evidence(
            in.bool("theirs"),
            in.integer("event", 1, Integer.MAX_VALUE),
            in.string("element"),
            in.string("from"),
            in.string("to"),
            in.integer("time"),
            in.integer("seconds", 0, Integer.MAX_VALUE));
    in.end();
    return evidence;
  }
}
