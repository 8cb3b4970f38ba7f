package org.wasl.settlement.keeping;

import java.time.YearMonth;
import java.util.List;
import java.util.SequencedMap;
import org.wasl.terms.json.Json;

/// Where a service keeps the steps of its months; changes happen inside a transaction.
public interface StepStore {
  /// Adds a step of a month, in order of arrival.
  void addStep(YearMonth period, Json.Obj step);

  /// In order of arrival; a store gives the same objects again.
  List<Json.Obj> steps(YearMonth period);

  /// How many steps each month has, oldest month first, without reading them.
  SequencedMap<YearMonth, Integer> counts();

  /// The months with steps, oldest first.
  List<YearMonth> periods();
}
