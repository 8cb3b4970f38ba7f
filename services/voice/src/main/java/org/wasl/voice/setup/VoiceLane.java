package org.wasl.voice.setup;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.wasl.border.Delivery;
import org.wasl.border.Lane;
import org.wasl.border.MessageHandler;
import org.wasl.border.MessageKind;
import org.wasl.voice.exchange.VoiceDesk;

/// The desks that share the voice lane: each hears the kinds that it knows.
public record VoiceLane(List<MessageHandler> desks) implements MessageHandler {
  public VoiceLane {
    desks = List.copyOf(desks);
    Set<MessageKind> seen = new HashSet<>();
    for (MessageHandler desk : desks) {
      for (MessageKind kind : desk.kinds()) {
        if (!seen.add(kind)) {
          throw new IllegalArgumentException("two desks hear " + kind);
        }
      }
    }
  }

  @Override
  public Lane lane() {
    return VoiceDesk.VOICE;
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
