package org.wasl.post.tracking;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.wasl.post.EventCode;
import org.wasl.post.following.ItemStory;
import org.wasl.post.recording.Fact;

/// When the events of an item happened first.
///
/// @param item as written
/// @param happened the moment of each first event
/// @param days the day of each first event, by the clock on the wall where it happened
public record ItemTimes(
    String item, Map<EventCode, Instant> happened, Map<EventCode, LocalDate> days) {
  public ItemTimes {
    happened = Map.copyOf(happened);
    days = Map.copyOf(days);
  }

  public static ItemTimes of(ItemStory story) {
    Map<EventCode, Instant> happened = new EnumMap<>(EventCode.class);
    Map<EventCode, LocalDate> days = new EnumMap<>(EventCode.class);
    for (Fact each : story.events()) {
      LocalDateTime wall = each.at().wall();
      happened.putIfAbsent(ItemStory.code(each), each.at().happened());
      days.putIfAbsent(ItemStory.code(each), wall.toLocalDate());
    }
    return new ItemTimes(story.item(), happened, days);
  }

  /// How long a part of the way took; nothing when one of its ends is not known, or when it would
  /// end before it begins.
  public Optional<Duration> time(TransitLeg leg) {
    Instant from = happened.get(leg.from());
    Instant to = happened.get(leg.to());
    if (from == null || to == null || to.isBefore(from)) {
      return Optional.empty();
    }
    Duration whole = Duration.between(from, to);
    return Optional.of(leg.holdsCustoms() ? whole.minus(customs(from, to)) : whole);
  }

  /// The time between presentation to customs and release, as far as it lies between two moments.
  private Duration customs(Instant from, Instant to) {
    Instant in = happened.get(EventCode.EDB);
    Instant out = happened.get(EventCode.EDC);
    boolean isInside =
        in != null && out != null && !in.isBefore(from) && !out.isAfter(to) && !out.isBefore(in);
    return isInside ? Duration.between(in, out) : Duration.ZERO;
  }
}
