package org.wasl.numbering;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A stretch of time from the first moment (inclusive) to the last (exclusive), in microseconds, as
/// the database keeps it.
///
/// @param from [#BEGINNING] where it was always so
/// @param to [#END] while no end is known
public record Span(Instant from, Instant to) {
  public static final Instant BEGINNING = Instant.MIN;
  public static final Instant END = Instant.MAX;
  public static final Span ALWAYS = new Span(BEGINNING, END);

  public Span {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("empty time: " + from + " to " + to);
    }
    if (isFiner(from) || isFiner(to)) {
      throw new IllegalArgumentException("finer than a microsecond: " + from + " to " + to);
    }
  }

  private static boolean isFiner(Instant moment) {
    return !moment.equals(END) && moment.getNano() % 1_000 != 0;
  }

  public static Span from(Instant moment) {
    return new Span(moment, END);
  }

  public boolean holds(Instant moment) {
    return !moment.isBefore(from) && moment.isBefore(to);
  }

  public boolean overlaps(Span other) {
    return from.isBefore(other.to) && other.from.isBefore(to);
  }

  public Optional<Span> shared(Span other) {
    Instant start = from.isAfter(other.from) ? from : other.from;
    Instant end = to.isBefore(other.to) ? to : other.to;
    return start.isBefore(end) ? Optional.of(new Span(start, end)) : Optional.empty();
  }

  /// What is left without the other: nothing, one or two spans.
  public List<Span> without(Span other) {
    List<Span> rest = new ArrayList<>();
    if (from.isBefore(other.from)) {
      rest.add(new Span(from, to.isBefore(other.from) ? to : other.from));
    }
    if (other.to.isBefore(to)) {
      rest.add(new Span(from.isAfter(other.to) ? from : other.to, to));
    }
    return rest;
  }

  public boolean isOpen() {
    return to.equals(END);
  }
}
