package org.wasl.voice.rating;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.wasl.settlement.LineKey;
import org.wasl.voice.Call;
import org.wasl.voice.TrafficAgreement;
import org.wasl.voice.TrunkGroups.Standing;

/// Prices calls one by one. The order is part of the contract: stream by the called country, rows
/// valid on the day of the answer, then the longest prefix, then the longest origin ([RateTable]).
/// A call without a row, or over a trunk group that does not lead to the other party, is not priced
/// at all; it goes to suspense. A price is rounded by the version of the agreement of its day. One
/// instance serves one thread.
public final class Rater {
  private final RateTable table;
  private final CallRounding rounding;
  private final List<Before> before;
  private final ZoneClock clock;

  /// @throws IllegalArgumentException when two rows of one prefix are valid on one day
  public Rater(TrafficAgreement agreement) {
    this(agreement, RateTable.of(agreement));
  }

  /// @param table the tariff of the agreement, made ready once for several raters
  public Rater(TrafficAgreement agreement, RateTable table) {
    this.table = table;
    this.rounding = CallRounding.of(agreement.form().rounding(), TrafficAgreement.UNITS);
    this.before =
        agreement.earlier().stream()
            .map(each ->
                new Before(
                    each.until().atEndOfMonth().toEpochDay(),
                    CallRounding.of(each.form().rounding(), TrafficAgreement.UNITS)))
            .toList();
    this.clock = new ZoneClock(agreement.zone());
  }

  /// How calls were rounded up to a day, by an earlier version of the agreement.
  private record Before(long last, CallRounding rounding) {}

  private CallRounding rounding(long day) {
    for (Before each : before) {
      if (day <= each.last()) {
        return each.rounding();
      }
    }
    return rounding;
  }

  /// The price of a call, or nothing when no row fits.
  public Optional<Rated> rate(Call call) {
    long local = clock.local(call.time());
    long day = Math.floorDiv(local, 86_400L);
    int second = (int) (local - day * 86_400L);
    int rate = table.find(call.to(), PowersOfTen.digits(call.to()), call.from(), day);
    if (rate < 0 || !isToPeer(call.trunk(), day)) {
      return Optional.empty();
    }
    int billed = table.billed(rate, call.seconds(), call.answered() ? 1 : 0);
    int peak = table.peak(rate, day, second);
    RateTable.Destination destination = table.destinations().get(table.destination(rate));
    return Optional.of(
        new Rated(
            destination.stream(),
            destination.name(),
            LocalDate.ofEpochDay(day),
            peak == 1 ? TrafficAgreement.PEAK : TrafficAgreement.OFF_PEAK,
            billed,
            rounding(day).round(table.price(rate, day, second, peak, billed))));
  }

  private boolean isToPeer(String trunk, long day) {
    return !table.trunks().areTold()
        || table.trunks().standing(trunk, LocalDate.ofEpochDay(day)) == Standing.TO_PEER;
  }

  /// Whether a call of so many billed seconds runs over the edge of a band: then clocks that differ
  /// by seconds change its price.
  public boolean spansBands(long time, int billed) {
    long start = clock.local(time);
    long end = clock.local(time + billed);
    return table.spansBands(
        Math.floorDiv(start, 86_400L),
        Math.floorMod(start, 86_400),
        Math.floorDiv(end, 86_400L),
        Math.floorMod(end, 86_400));
  }

  /// The line of the same stream and destination to which a call of this line belongs when it is
  /// answered at a moment. Where rows of one destination name several profiles and these differ at
  /// the moment, the call stays in its band: a line does not tell which row priced it.
  public LineKey at(LineKey line, long moment) {
    long local = clock.local(moment);
    long day = Math.floorDiv(local, 86_400L);
    int second = Math.floorMod(local, 86_400);
    Set<Boolean> peaks =
        table.bandsOf(line.stream(), line.item()).stream()
            .map(bands -> bands.isPeak(day, second))
            .collect(Collectors.toSet());
    String band =
        peaks.size() != 1
            ? line.band()
            : peaks.contains(true) ? TrafficAgreement.PEAK : TrafficAgreement.OFF_PEAK;
    boolean same = day == line.day().toEpochDay() && band.equals(line.band());
    return same ? line : new LineKey(line.stream(), line.item(), LocalDate.ofEpochDay(day), band);
  }
}
