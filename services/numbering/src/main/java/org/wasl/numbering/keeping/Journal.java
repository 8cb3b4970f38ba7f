package org.wasl.numbering.keeping;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.wasl.terms.json.Json;

/// Steps of matters, only ever added; the state of a matter is what its steps tell. Changes happen
/// inside a transaction.
public interface Journal {

  /// @param matter the application, notice or report that it belongs to
  /// @param kind code of the step
  record Step(UUID matter, Kind kind, Instant at, Json.Obj body) {}

  enum Kind {
    APPLIED,
    DECIDED,
    REPORTED_USE,
    NOTICE_SENT,
    NOTICE_TAKEN,
    NOTICE_ANSWERED,
    CASE_OPENED,
    CASE_CLOSED,
    TEST_NUMBERS,
    TEST_CALLED,
    MISUSE_SENT,
    MISUSE_TAKEN,
    MISUSE_ANSWERED
  }

  void add(Step step);

  /// In the order in which they were added.
  List<Step> of(UUID matter);

  /// In the order in which they were added.
  List<Step> all(Kind kind);

  /// Calls towards numbers that are not live: counts alone.
  ///
  /// @param route name of the trunk group or route
  /// @param hour its first second
  /// @param outcome code of the classification
  record Stray(String route, Instant hour, String outcome, long calls) {}

  /// Adds to the count of its route, hour and outcome.
  void addStray(Stray stray);

  /// The newest hours first.
  List<Stray> strays(int most);
}
