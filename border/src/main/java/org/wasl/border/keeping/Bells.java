package org.wasl.border.keeping;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.wasl.border.Lane;

/// The bells of a node's lanes: one for what is to be sent, one for what is to be handed over.
public final class Bells {
  private final Map<Lane, Bell> sending = new ConcurrentHashMap<>();
  private final Map<Lane, Bell> handing = new ConcurrentHashMap<>();

  public Bell sending(Lane lane) {
    return sending.computeIfAbsent(lane, _ -> new Bell());
  }

  public Bell handing(Lane lane) {
    return handing.computeIfAbsent(lane, _ -> new Bell());
  }

  /// Something changed that may concern every lane: a peer, a pause, the end of one.
  public void ringAll() {
    sending.values().forEach(Bell::ring);
    handing.values().forEach(Bell::ring);
  }
}
