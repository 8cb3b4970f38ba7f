package org.wasl.post.tracking;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.wasl.post.EventCode;
import org.wasl.post.OfficeCode;
import org.wasl.post.following.ItemStory;

/// What anybody may know who has an item's number: events with the time on the wall where they
/// happened and the country, and no word about people.
///
/// @param events newest first
public record PublicStory(String item, State state, List<Event> events) {
  public PublicStory {
    events = List.copyOf(events);
  }

  /// An event as people see it.
  public record Event(EventCode code, LocalDateTime wall, OfficeCode office) {}

  public enum State {
    UNKNOWN,
    ON_ITS_WAY,
    HELD,
    DELIVERED,
    ENDED
  }

  public static PublicStory of(ItemStory story) {
    List<Event> all =
        story.events().stream()
            .filter(each -> ItemStory.code(each).isPublic())
            .map(each -> new Event(ItemStory.code(each), each.at().wall(), each.office()))
            .toList();
    List<Event> events =
        IntStream.range(0, all.size())
            .filter(at -> at == 0 || !isSameArrival(all.get(at - 1), all.get(at)))
            .mapToObj(all::get)
            .toList()
            .reversed();
    Optional<EventCode> latest = events.stream().findFirst().map(Event::code);
    State state = latest.map(PublicStory::state).orElse(State.UNKNOWN);
    boolean isDelivered = events.stream().anyMatch(each -> each.code() == EventCode.EMI);
    return new PublicStory(story.item(), isDelivered ? State.DELIVERED : state, events);
  }

  /// Whoever finds in which condition an item is scans it once more.
  private static boolean isSameArrival(Event before, Event event) {
    return event.code() == EventCode.EMD
        && before.code() == EventCode.EMD
        && before.office().equals(event.office());
  }

  private static State state(EventCode code) {
    if (code == EventCode.EMI) {
      return State.DELIVERED;
    }
    if (code.isFinal()) {
      return State.ENDED;
    }
    return code.isHeld() ? State.HELD : State.ON_ITS_WAY;
  }
}
