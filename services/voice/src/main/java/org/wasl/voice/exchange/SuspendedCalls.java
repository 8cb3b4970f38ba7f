package org.wasl.voice.exchange;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wasl.voice.Call;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.rating.Rater;

/// Which loaded calls have no price by the tariff in force. Each file is priced once under a
/// tariff, so that it may be asked again and again; a new tariff prices all anew.
final class SuspendedCalls {
  /// A call and the file in which it came.
  record Suspended(String file, Call call) {}

  private final LoadedCalls loaded;
  private final Map<String, List<Call>> byFile = new HashMap<>();
  private List<String> tariff = List.of();

  SuspendedCalls(LoadedCalls loaded) {
    this.loaded = loaded;
  }

  /// By the month of the call in the agreement's zone.
  SortedMap<YearMonth, List<Suspended>> byMonth(TrafficAgreement inForce) {
    refresh(inForce);
    SortedMap<YearMonth, List<Suspended>> months = new TreeMap<>();
    loaded
        .files()
        .keySet()
        .forEach(file ->
            byFile
                .getOrDefault(file, List.of())
                .forEach(call ->
                    months
                        .computeIfAbsent(month(call, inForce.zone()), _ -> new ArrayList<>())
                        .add(new Suspended(file, call))));
    return months;
  }

  private static YearMonth month(Call call, ZoneId zone) {
    return YearMonth.from(Instant.ofEpochSecond(call.time()).atZone(zone));
  }

  private void refresh(TrafficAgreement inForce) {
    if (!tariff.equals(inForce.digests())) {
      byFile.clear();
      tariff = inForce.digests();
    }
    if (byFile.keySet().containsAll(loaded.files().keySet())) {
      return;
    }
    Rater rater = new Rater(inForce);
    loaded
        .files()
        .forEach((file, calls) ->
            byFile.computeIfAbsent(
                file, _ -> calls.stream().filter(call -> rater.rate(call).isEmpty()).toList()));
  }
}
