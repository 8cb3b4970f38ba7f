package org.wasl.numbering.administering;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// When numbers run out: available divided by the mean monthly growth, with the interval that the
/// spread of the growth allows (two standard errors; at least the spread of counted events, the
/// root of the count, where there are too few steps to measure one).
///
/// @param months expected, rounded down
/// @param earliest months with the fastest growth that the figures allow
/// @param latest months with the slowest, absent where the growth may be none
public record Exhaustion(long months, long earliest, Optional<Long> latest) {
  private static final double DAYS_A_MONTH = 365.25 / 12;
  private static final double ERRORS = 2;

  /// Numbers or codes in use on a day.
  public record Used(LocalDate on, long count) {}

  /// @param history in order of time
  /// @return nothing where fewer than two days are known or nothing grows
  public static Optional<Exhaustion> of(List<Used> history, long available) {
    return growth(history)
        .filter(growth -> growth.monthly > 0)
        .map(growth -> of(growth, available));
  }

  /// For a holder without a history of its own: it grows by the share of its numbers by which its
  /// peers grew, give or take their spread.
  ///
  /// @param peers the histories of others, at least two of two days each
  /// @param own numbers that it uses
  public static Optional<Exhaustion> ofPeers(List<List<Used>> peers, long own, long available) {
    double[] shares =
        peers.stream()
            .filter(history -> history.size() > 1 && history.getFirst().count() > 0)
            .mapToDouble(Exhaustion::share)
            .toArray();
    double mean = Arrays.stream(shares).average().orElse(0);
    if (shares.length < 2 || mean <= 0 || own <= 0) {
      return Optional.empty();
    }
    double squares = Arrays.stream(shares).map(each -> (each - mean) * (each - mean)).sum();
    double spread = Math.sqrt(squares / (shares.length - 1) / shares.length);
    return Optional.of(of(new Growth(own * mean, own * spread), available));
  }

  /// Growth a month as a share of what was used at first.
  private static double share(List<Used> history) {
    Used first = history.getFirst();
    Used last = history.getLast();
    return (last.count() - first.count()) / months(first, last) / first.count();
  }

  private static Exhaustion of(Growth growth, long available) {
    double slowest = growth.monthly - ERRORS * growth.error;
    return new Exhaustion(
        (long) (available / growth.monthly),
        (long) (available / (growth.monthly + ERRORS * growth.error)),
        slowest <= 0 ? Optional.empty() : Optional.of((long) Math.ceil(available / slowest)));
  }

  private record Growth(double monthly, double error) {}

  private static Optional<Growth> growth(List<Used> history) {
    if (history.size() < 2) {
      return Optional.empty();
    }
    Used first = history.getFirst();
    Used last = history.getLast();
    double months = months(first, last);
    if (months <= 0) {
      return Optional.empty();
    }
    double monthly = (last.count() - first.count()) / months;
    double counted = Math.sqrt(Math.abs(last.count() - first.count())) / months;
    return Optional.of(new Growth(monthly, Math.max(counted, spread(history, monthly))));
  }

  /// The standard error of the mean of the steps, weighted by their months.
  private static double spread(List<Used> history, double monthly) {
    int steps = history.size() - 1;
    if (steps < 2) {
      return 0;
    }
    double squares = 0;
    double all = months(history.getFirst(), history.getLast());
    for (int i = 1; i < history.size(); i++) {
      double months = months(history.get(i - 1), history.get(i));
      double rate = (history.get(i).count() - history.get(i - 1).count()) / months;
      squares += months / all * (rate - monthly) * (rate - monthly);
    }
    return Math.sqrt(squares / (steps - 1));
  }

  private static double months(Used from, Used to) {
    return ChronoUnit.DAYS.between(from.on(), to.on()) / DAYS_A_MONTH;
  }
}
