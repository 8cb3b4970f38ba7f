package org.wasl.voice.accounting;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wasl.voice.Call;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.rating.Rated;
import org.wasl.voice.rating.Rater;

/// How the calls of a month lie over its days: by hour and by destination, for each stream. Counted
/// in the agreement's zone by the moment of the answer, billed seconds where they were answered, so
/// that the sums are those of the account.
public final class TrafficShape {
  /// Calls and billed seconds.
  public record Load(long calls, long billed) {
    static final Load NONE = new Load(0, 0);

    Load plus(int moreBilled) {
      return new Load(calls + 1, billed + moreBilled);
    }
  }

  /// Where something is counted.
  ///
  /// @param column an hour of two digits, or a destination
  private record Cell(String stream, int day, String column) {}

  private final Map<Cell, Load> hours = new HashMap<>();
  private final Map<Cell, Load> destinations = new HashMap<>();

  private TrafficShape() {}

  public static TrafficShape of(
      TrafficAgreement agreement, YearMonth period, Iterable<Call> calls) {
    TrafficShape shape = new TrafficShape();
    Rater rater = new Rater(agreement);
    long from = period.atDay(1).atStartOfDay(agreement.zone()).toEpochSecond();
    long to = period.plusMonths(1).atDay(1).atStartOfDay(agreement.zone()).toEpochSecond();
    for (Call call : calls) {
      Optional<Rated> rated =
          call.time() >= from && call.time() < to ? rater.rate(call) : Optional.empty();
      rated.ifPresent(each -> shape.add(call, each, agreement));
    }
    return shape;
  }

  private void add(Call call, Rated rated, TrafficAgreement agreement) {
    ZonedDateTime at = Instant.ofEpochSecond(call.time()).atZone(agreement.zone());
    int day = at.getDayOfMonth();
    String hour = hour(at.getHour());
    merge(hours, new Cell(rated.stream(), day, hour), rated.billed());
    merge(destinations, new Cell(rated.stream(), day, rated.destination()), rated.billed());
  }

  private static void merge(Map<Cell, Load> into, Cell cell, int billed) {
    into.put(cell, into.getOrDefault(cell, Load.NONE).plus(billed));
  }

  /// The two digits of an hour, 0 to 23.
  public static String hour(int hour) {
    return hour < 10 ? "0" + hour : Integer.toString(hour);
  }

  public Load at(String stream, LocalDate day, int hour) {
    return hours.getOrDefault(new Cell(stream, day.getDayOfMonth(), hour(hour)), Load.NONE);
  }

  public Load at(String stream, LocalDate day, String destination) {
    return destinations.getOrDefault(new Cell(stream, day.getDayOfMonth(), destination), Load.NONE);
  }

  /// Calls by destination of a stream over the whole month.
  public Map<String, Long> destinations(String stream) {
    Map<String, Long> calls = new TreeMap<>();
    destinations.forEach((cell, load) -> {
      if (cell.stream().equals(stream)) {
        calls.merge(cell.column(), load.calls(), Long::sum);
      }
    });
    return calls;
  }
}
