package org.wasl.node.web;

import java.util.HashMap;
import java.util.Map;

/// How many streams are open at once, of everybody together and of each person: nobody takes them
/// all.
final class StreamLimit {
  private final int together;
  private final int each;
  private final Map<String, Integer> open = new HashMap<>();
  private int all;

  StreamLimit(int together, int each) {
    this.together = together;
    this.each = each;
  }

  /// @return false when this person, or everybody, has as many as there may be
  synchronized boolean tryOpen(String person) {
    int own = open.getOrDefault(person, 0);
    if (own >= each || all >= together) {
      return false;
    }
    open.put(person, own + 1);
    all++;
    return true;
  }

  synchronized void close(String person) {
    open.computeIfPresent(person, (_, own) -> own == 1 ? null : own - 1);
    all--;
  }
}
