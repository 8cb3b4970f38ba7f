package org.wasl.post.following;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wasl.post.EventCode;
import org.wasl.post.recording.Deed.ItemSeen;
import org.wasl.post.recording.Fact;

/// What happened to one item, in the order of its events, and what does not fit in that story.
///
/// @param events in the order in which they happened; the same event at the same office in the same
///   minute counts once
/// @param flags what does not fit
public record ItemStory(String item, List<Fact> events, Set<Flag> flags) {

  /// What does not fit. Nothing of it keeps an event from being recorded.
  public enum Flag {
    /// Events of delivery without an arrival.
    ARRIVAL_MISSING,
    /// An arrival without a departure.
    DEPARTURE_MISSING,
    /// An event before the item was posted.
    BEFORE_POSTING,
    /// Delivered twice.
    DELIVERED_TWICE,
    /// Something happened after the end.
    AFTER_THE_END
  }

  public ItemStory {
    events = List.copyOf(events);
    flags = Set.copyOf(flags);
  }

  /// @param facts of this item
  public static ItemStory of(String item, Collection<Fact> facts) {
    List<Fact> ordered =
        facts.stream()
            .filter(each -> each.deed() instanceof ItemSeen)
            .filter(each -> each.deed().aboutItem().equals(Optional.of(item)))
            .sorted(
                Comparator.comparing((Fact each) -> each.at().happened())
                    .thenComparing(each -> code(each).ordinal())
                    .thenComparing(Fact::id))
            .toList();
    List<Fact> events = new ArrayList<>();
    for (Fact each : ordered) {
      if (events.stream().noneMatch(other -> isSame(other, each))) {
        events.add(each);
      }
    }
    return new ItemStory(item, events, flags(events));
  }

  private static boolean isSame(Fact one, Fact other) {
    return code(one) == code(other)
        && one.office().equals(other.office())
        && one.at().wall().withSecond(0).equals(other.at().wall().withSecond(0));
  }

  /// The code of an event of an item.
  public static EventCode code(Fact fact) {
    if (fact.deed() instanceof ItemSeen seen) {
      return seen.code();
    }
    throw new IllegalArgumentException("no event of an item: " + fact);
  }

  private static Set<Flag> flags(List<Fact> events) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    List<EventCode> codes = events.stream().map(ItemStory::code).toList();
    boolean isDelivering =
        codes.stream()
            .anyMatch(each -> each.side() == EventCode.Side.DESTINATION && each != EventCode.EMD);
    if (isDelivering && !codes.contains(EventCode.EMD)) {
      flags.add(Flag.ARRIVAL_MISSING);
    }
    if (codes.contains(EventCode.EMD) && !codes.contains(EventCode.EMC)) {
      flags.add(Flag.DEPARTURE_MISSING);
    }
    if (codes.indexOf(EventCode.EMA) > 0) {
      flags.add(Flag.BEFORE_POSTING);
    }
    if (codes.stream().filter(each -> each == EventCode.EMI).count() > 1) {
      flags.add(Flag.DELIVERED_TWICE);
    }
    int end = (int) codes.stream().takeWhile(each -> !each.isFinal()).count();
    if (end + 1 < codes.size() && !flags.contains(Flag.DELIVERED_TWICE)) {
      flags.add(Flag.AFTER_THE_END);
    }
    return flags;
  }

  public Optional<Fact> latest() {
    return events.isEmpty() ? Optional.empty() : Optional.of(events.getLast());
  }

  /// When an event happened first.
  public Optional<Fact> first(EventCode code) {
    return events.stream().filter(each -> code(each) == code).findFirst();
  }
}
