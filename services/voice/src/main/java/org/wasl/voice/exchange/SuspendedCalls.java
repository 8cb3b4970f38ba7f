package org.wasl.voice.exchange;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.wasl.voice.Call;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.accounting.Suspense;
import org.wasl.voice.rating.Rater;
import org.wasl.voice.rating.ZoneClock;

/// Which loaded calls have no price by the tariff in force. Each file is priced once under a
/// tariff, so that it may be asked again and again; a new tariff prices all anew. Sums are kept,
/// not calls: where calls over other trunk groups are loaded by the million, they cost no memory.
final class SuspendedCalls {
  /// A call and the file in which it came.
  record Suspended(String file, Call call) {}

  private final LoadedCalls loaded;
  private final Set<String> priced = new HashSet<>();
  private final SortedMap<YearMonth, Suspense.Tally> months = new TreeMap<>();
  private List<String> tariff = List.of();

  SuspendedCalls(LoadedCalls loaded) {
    this.loaded = loaded;
  }

  /// By the month of the call in the agreement's zone.
  SortedMap<YearMonth, Suspense> byMonth(TrafficAgreement inForce) {
    refresh(inForce);
    SortedMap<YearMonth, Suspense> sums = new TreeMap<>();
    months.forEach((month, tally) -> sums.put(month, tally.suspense()));
    return sums;
  }

  Suspense of(TrafficAgreement inForce, YearMonth month) {
    refresh(inForce);
    Suspense.Tally tally = months.get(month);
    return tally == null ? Suspense.of(inForce, List.of()) : tally.suspense();
  }

  /// Calls of a month one by one, priced again.
  List<Suspended> calls(
      TrafficAgreement inForce, YearMonth month, Predicate<Call> wanted, int most) {
    Rater rater = new Rater(inForce);
    ZoneId zone = inForce.zone();
    List<Suspended> found = new ArrayList<>();
    loaded.between(
        month.atDay(1).atStartOfDay(zone).toEpochSecond(),
        month.plusMonths(1).atDay(1).atStartOfDay(zone).toEpochSecond(),
        (file, call) -> {
          if (found.size() < most && wanted.test(call) && rater.rate(call).isEmpty()) {
            found.add(new Suspended(file, call));
          }
        });
    return found;
  }

  private void refresh(TrafficAgreement inForce) {
    if (!tariff.equals(inForce.digests())) {
      priced.clear();
      months.clear();
      tariff = inForce.digests();
    }
    if (priced.containsAll(loaded.files().keySet())) {
      return;
    }
    Rater rater = new Rater(inForce);
    ZoneClock clock = new ZoneClock(inForce.zone());
    loaded
        .files()
        .forEach((file, calls) -> {
          if (priced.add(file)) {
            calls.stream()
                .filter(call -> rater.rate(call).isEmpty())
                .forEach(call ->
                    months
                        .computeIfAbsent(
                            month(clock.local(call.time())), _ -> new Suspense.Tally(inForce))
                        .add(call));
          }
        });
  }

  private static YearMonth month(long local) {
    return YearMonth.from(LocalDate.ofEpochDay(Math.floorDiv(local, 86_400L)));
  }
}
