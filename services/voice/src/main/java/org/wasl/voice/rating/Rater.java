package org.wasl.voice.rating;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import org.wasl.settlement.LineKey;
import org.wasl.voice.Call;
import org.wasl.voice.TrafficAgreement;

/// Prices calls one by one. The order is part of the contract: stream by the called country, rows
/// valid on the day of the answer, then the longest prefix, then the longest origin ([RateTable]).
/// A call without a row is not priced at all; it goes to suspense. One instance serves one thread.
public final class Rater {
  private final RateTable table;
  private final CallRounding rounding;
  private final ZoneClock clock;
  private final byte[] digits = new byte[19];

  /// @throws IllegalArgumentException when two rows of one prefix are valid on one day
  public Rater(TrafficAgreement agreement) {
    this(
        agreement,
        RateTable.of(
            agreement.tariff(),
            agreement.calledCodes(),
            Bands.of(agreement.peakFrom(), agreement.peakTo())));
  }

  /// @param table the tariff of the agreement, made ready once for several raters
  public Rater(TrafficAgreement agreement, RateTable table) {
    this.table = table;
    this.rounding = CallRounding.of(agreement.form().rounding(), TrafficAgreement.UNITS);
    this.clock = new ZoneClock(agreement.zone());
  }

  /// The price of a call, or nothing when no row fits.
  public Optional<Rated> rate(Call call) {
    long local = clock.local(call.time());
    long day = Math.floorDiv(local, 86_400L);
    int second = (int) (local - day * 86_400L);
    int length = write(call.to());
    int rate = table.find(digits, digits.length - length, length, call.from(), day);
    if (rate < 0) {
      return Optional.empty();
    }
    int billed = table.billed(rate, call.seconds(), call.answered());
    RateTable.Destination destination = table.destinations().get(table.destination(rate));
    return Optional.of(
        new Rated(
            destination.stream(),
            destination.name(),
            LocalDate.ofEpochDay(day),
            band(second),
            billed,
            rounding.round(table.price(rate, second, billed))));
  }

  /// Whether a call of so many billed seconds runs over the edge of a band: then clocks that differ
  /// by seconds change its price.
  public boolean spansBands(long time, int billed) {
    int start = Math.floorMod(clock.local(time), 86_400);
    int end = Math.floorMod(clock.local(time) + billed, 86_400);
    return table.bands().isPeak(start) != table.bands().isPeak(end);
  }

  /// The line of the same stream and destination to which a call of this line belongs when it is
  /// answered at a moment.
  public LineKey at(LineKey line, long moment) {
    long local = clock.local(moment);
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(local, 86_400L));
    String band = band(Math.floorMod(local, 86_400));
    boolean same = day.equals(line.day()) && band.equals(line.band());
    return same ? line : new LineKey(line.stream(), line.item(), day, band);
  }

  /// The band of a moment in the agreement's zone.
  String band(LocalDateTime at) {
    return band(at.toLocalTime().toSecondOfDay());
  }

  private String band(int secondOfDay) {
    return table.bands().isPeak(secondOfDay) ? TrafficAgreement.PEAK : TrafficAgreement.OFF_PEAK;
  }

  /// Writes a number behind in [#digits].
  private int write(long number) {
    long rest = number;
    int at = digits.length;
    while (rest != 0) {
      digits[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return digits.length - at;
  }
}
