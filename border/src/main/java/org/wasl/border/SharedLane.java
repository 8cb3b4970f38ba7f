package org.wasl.border;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The desks of a service that share its lane: each hears the kinds that it knows.
public record SharedLane(Lane lane, List<MessageHandler> desks) implements MessageHandler {
  public SharedLane {
    desks = List.copyOf(desks);
    Set<MessageKind> seen = new HashSet<>();
    for (MessageHandler desk : desks) {
      if (!desk.lane().equals(lane)) {
        throw new IllegalArgumentException("a desk of another lane: " + desk.lane());
      }
      for (MessageKind kind : desk.kinds()) {
        if (!seen.add(kind)) {
          throw new IllegalArgumentException("two desks hear " + kind);
        }
      }
    }
  }

  @Override
  public Set<MessageKind> kinds() {
    Set<MessageKind> kinds = new HashSet<>();
    desks.forEach(desk -> kinds.addAll(desk.kinds()));
    return kinds;
  }

  @Override
  public Outcome handle(Delivery delivery) {
    return desk(delivery).handle(delivery);
  }

  @Override
  public void recall(Delivery own) {
    desk(own).recall(own);
  }

  private MessageHandler desk(Delivery delivery) {
    return desks.stream()
        .filter(desk -> desk.kinds().contains(delivery.kind()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("nobody hears " + delivery.kind()));
  }
}
