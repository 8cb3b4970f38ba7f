package org.wasl.post.tracking;

import java.util.Optional;
import org.wasl.post.EventCode;

/// Of items with one event, those for which the event that should follow is known too.
public enum Completeness {
  /// Left the country of origin, and arrived.
  DEPARTED(EventCode.EMC, EventCode.EMD),
  /// Arrived, and was delivered.
  ARRIVED(EventCode.EMD, EventCode.EMI);

  private final EventCode event;
  private final EventCode next;

  Completeness(EventCode event, EventCode next) {
    this.event = event;
    this.next = next;
  }

  public EventCode event() {
    return event;
  }

  public EventCode next() {
    return next;
  }

  /// How many items.
  ///
  /// @param all with the event, on the days of a report
  /// @param followed with the next one too, whenever it was
  public record Share(Completeness of, long all, long followed) {
    /// In tenths of a percent, rounded down; nothing where there is no item.
    public Optional<Integer> perMille() {
      return all == 0 ? Optional.empty() : Optional.of((int) (followed * 1_000 / all));
    }
  }
}
